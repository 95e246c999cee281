"""The deeds of the ledger, as rows of the table of deeds."""

from typing import Any

from tests.apps.factories import make_organisation
from tests.apps.partners.ledger import plan_for, record
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.partners.models import Entry
from voimala.partners.services.ledger import (
    confirm_hours,
    counter_entry,
    record_contribution,
    record_from_source,
)

PARTNER = "tuntimalli12"
BY_ITS_LINK = Actor(kind="link", name="link:1", only=Reference("contributions", PARTNER))
"""The contact's link in the weekly message."""
NOT_DEEDS = {
    record_from_source: "part of the deed that the row counts, which asks: see partners/test_ledger.py"
}


def an_entry(scene: Any) -> Entry:
    return record(make_organisation(scene.network, public_id=PARTNER), scene.now)


def to_confirm(scene: Any) -> dict[str, Any]:
    row = an_entry(scene)
    return {"organisation": row.organisation, "entries": [row.public_id]}


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (
        record_contribution,
        lambda scene: {"plan": plan_for(make_organisation(scene.network))},
        ("contribution_recorded",),
    ),
    (
        counter_entry,
        lambda scene: {"entry": an_entry(scene), "reason": "Kahdesti", "right": 30},
        ("contribution_countered",),
    ),
    (confirm_hours, to_confirm, ("hours_confirmed",)),
)
