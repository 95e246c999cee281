"""Makers of ledger rows for the tests of partners."""

import datetime as dt
from typing import Any

from voimala.accounts.models import User
from voimala.core.viewer import Actor, system
from voimala.networks.models import Period, RoleKind
from voimala.partners.models import Contact, Entry, Organisation
from voimala.partners.services.ledger import Contribution, record_contribution

SYSTEM = system("test")


def period_of(organisation: Organisation) -> Period:
    found: Period = Period.objects.of(organisation.network).order_by("-starts")[0]
    return found


def plan_for(organisation: Organisation, amount: int = 60, **changes: Any) -> Contribution:
    period = changes.get("period") or period_of(organisation)
    values: dict[str, Any] = {
        "organisation": organisation,
        "period": period,
        "direction": "given",
        "measure": "hours",
        "amount": amount,
        "on_day": period.starts,
        "words": "",
    }
    return Contribution(**{**values, **changes})


def record(
    organisation: Organisation, now: dt.datetime, amount: int = 60, *, by: Actor = SYSTEM, **changes: Any
) -> Entry:
    key = changes.pop("form_key", "")
    return record_contribution(by=by, plan=plan_for(organisation, amount, **changes), now=now, form_key=key)


def make_contact(organisation: Organisation, make_user: Any) -> User:
    """A signed-in contact of the organisation."""
    user: User = make_user(organisation.network, RoleKind.PARTNER_CONTACT, password=None)
    Contact.objects.create(network=organisation.network, organisation=organisation, name="Y", user=user)
    return user
