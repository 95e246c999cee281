"""A person's own limits for a period: not with this person, not in this unit. No reason is asked."""

import datetime as dt

from django.db import transaction

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.networks.models import Period
from voimala.partners.models import Unit
from voimala.people.models import Limit, Person
from voimala.people.services.own import of_person, tell


@transaction.atomic
def set_limit(
    *,
    by: Actor,
    person: Person,
    period: Period,
    now: dt.datetime,
    other: Person | None = None,
    unit: Unit | None = None,
) -> None:
    """Keep the person out of the unit, or apart from the other, in the period. Set already, it stays one."""
    access.require("people.tend_own", by, person)
    Limit.objects.get_or_create(
        person=person, period=period, other=other, unit=unit, defaults=of_person(person)
    )
    tell(by, "limit_set", person, now)


@transaction.atomic
def lift_limit(*, by: Actor, limit: Limit, now: dt.datetime) -> None:
    access.require("people.tend_own", by, limit.person)
    limit.delete()
    tell(by, "limit_lifted", limit.person, now)
