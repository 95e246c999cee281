"""Rows of the table of deeds: what a network publishes."""

from typing import Any

from tests.apps.public.published import make_news, upload
from voimala.public.models.plan import NewsPlan
from voimala.public.services import add_picture, change_item, publish_item, restore_item, withdraw_item

PLAN = NewsPlan(title={"fi": "Uutinen"})


def picture(scene: Any) -> dict[str, Any]:
    told = {"alt": {"fi": "Kuvio"}, "credit": "Tekijä (malli 1)"}
    return {"network": scene.network, "upload": upload(), **told}


ROWS = (
    (publish_item, lambda scene: {"network": scene.network, "plan": PLAN}, ("news_written",)),
    (
        change_item,
        lambda scene: {"item": make_news(scene.network, "Vanha"), "seen": 1, "plan": PLAN},
        ("news_changed",),
    ),
    (withdraw_item, lambda scene: {"item": make_news(scene.network)}, ("news_withdrawn",)),
    (
        restore_item,
        lambda scene: {"item": make_news(scene.network, deleted_at=scene.now)},
        ("news_restored",),
    ),
    (add_picture, picture, ("picture_added",)),
)
