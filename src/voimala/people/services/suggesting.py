"""Whether a person may be suggested for groups: the person's own word, at once and without a reason."""

import datetime as dt

from django.db import transaction

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.networks.services import end_shares_of
from voimala.people.models import Person
from voimala.people.models.sharing import reference_of
from voimala.people.openings import withdrawals
from voimala.people.services.own import tell


@transaction.atomic
def stop_suggesting(*, by: Actor, person: Person, now: dt.datetime) -> None:
    """From now on the person is suggested for nothing; seats that wait for the person open in the same deed,
    and no neighbour sees the person any more.

    Done already, it changes nothing and is not told again.
    """
    access.require("people.tend_own", by, person)
    if not _set(person, may_be_suggested=False):
        return
    withdrawals.gather(person, by, now)
    end_shares_of(subject=reference_of(person), now=now)
    tell(by, "suggesting_stopped", person, now)


@transaction.atomic
def allow_suggesting(*, by: Actor, person: Person, now: dt.datetime) -> None:
    """The person changed her mind. Seats that opened meanwhile stay as they are."""
    access.require("people.tend_own", by, person)
    if _set(person, may_be_suggested=True):
        tell(by, "suggesting_allowed", person, now)


def _set(person: Person, *, may_be_suggested: bool) -> bool:
    """Whether this changed anything: of two at once one does."""
    others = Person.objects.filter(pk=person.pk, may_be_suggested=not may_be_suggested)
    changed = others.update(may_be_suggested=may_be_suggested)
    person.may_be_suggested = may_be_suggested
    return bool(changed)
