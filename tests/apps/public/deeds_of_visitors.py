"""Rows of the table of deeds: what is done with what visitors wrote."""

from typing import Any

from tests.apps.public.visitors import make_comment, make_contact_message, make_news
from voimala.public.services.visitors import report_comment, send_contact_message, write_comment
from voimala.public.services.visitors_read import mark_answered, refuse_comment, show_comment, undo_decision

OPEN = "open to everybody who sees the network: see public/test_comments.py and test_contact.py"
NOT_DEEDS = {write_comment: OPEN, report_comment: OPEN, send_contact_message: OPEN}


def comment(scene: Any) -> dict[str, Any]:
    return {"comment": make_comment(make_news(scene.network, scene.now), scene.now)}


def decided(scene: Any) -> dict[str, Any]:
    found = comment(scene)["comment"]
    type(found).objects.filter(pk=found.pk).update(state="shown", decided_at=scene.now)
    return {"comment": found}


ROWS = (
    (show_comment, comment, ("comment_shown",)),
    (refuse_comment, comment, ("comment_refused",)),
    (undo_decision, decided, ("comment_decision_undone",)),
    (
        mark_answered,
        lambda scene: {"message": make_contact_message(scene.network, scene.now)},
        ("contact_message_answered",),
    ),
)
