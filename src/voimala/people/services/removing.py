"""A person takes her data out of the register: the rows are deleted, not hidden."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.services import end_shares_of
from voimala.office.models import Message
from voimala.office.services import withdraw_links
from voimala.people.models import Booking, Person
from voimala.people.openings import withdrawals
from voimala.people.services.own import tell
from voimala.people.services.telling import key_of


class HoursStillPromised(DomainError):
    """Hours are booked for a group: its coordinator lets the person go first."""


@transaction.atomic
def remove_own_data(*, by: Actor, person: Person, now: dt.datetime) -> None:
    """Delete the person and all that hangs on her: skills, hours, limits, consents, hints, ties.

    Seats that wait for her open, her links close and an unsent notice is deleted. The trail keeps that it was
    done, without a name.

    Raises:
        HoursStillPromised: she is in a group that counts on her; nothing was changed.
    """
    access.require("people.tend_own", by, person)
    subject = Reference("person", person.public_id)
    Person.objects.filter(pk=person.pk).update(may_be_suggested=False)
    withdrawals.gather(person, by, now)
    end_shares_of(subject=subject, now=now)
    if Booking.objects.filter(availability__person=person).exists():
        message = _(
            "You have promised hours to a group. Tell the coordinator that you leave it; then your data can "
            "be removed."
        )
        raise HoursStillPromised(message)
    withdraw_links(subject=subject, now=now)
    Message.objects.filter(key=key_of(person), state=Message.State.WAITING).delete()
    person.delete()
    tell(by, "own_data_removed", person, now)
