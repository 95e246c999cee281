"""Rows of the table of deeds: told needs. Each is (service, arguments of a scene, told)."""

from typing import Any

from tests.apps.phenomena.conftest import words_of
from tests.apps.phenomena.told import tell
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.phenomena.models import ToldNeed
from voimala.phenomena.services import (
    add_to_told_need,
    answer_told_need,
    put_off_told_need,
    read_told_need,
    take_up_told_need,
    tell_need,
    withdraw_told_need,
)

OWN = "kerrottu2345"
BY_OWN_LINK = Actor(kind="link", name="link:1", only=Reference("told_need", OWN))
OPEN = "open to everybody who sees the network: see phenomena/test_told_services.py"
NOT_DEEDS = {tell_need: OPEN}
FOLLOWING = (add_to_told_need, withdraw_told_need)


def told(scene: Any) -> dict[str, Any]:
    need = tell(scene.network, scene.now)
    ToldNeed.objects.filter(pk=need.pk).update(public_id=OWN)
    need.refresh_from_db()
    return {"told": need}


ROWS = (
    (add_to_told_need, lambda scene: told(scene) | {"text": "Ja kesällä"}, ("told_need_added_to",)),
    (withdraw_told_need, told, ("told_need_withdrawn",)),
    (read_told_need, told, ("told_need_read",)),
    (answer_told_need, lambda scene: told(scene) | {"answer": "Kiitos"}, ("told_need_answered",)),
    (put_off_told_need, lambda scene: told(scene) | {"answer": "Ei nyt"}, ("told_need_put_off",)),
    (
        take_up_told_need,
        lambda scene: told(scene) | {"plan": words_of(scene.network)["plan"]},
        ("need_framed", "brief_started", "told_need_taken_up"),
    ),
)
