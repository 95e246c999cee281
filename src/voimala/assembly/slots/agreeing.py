"""Asking and agreeing on the pages of others: what waits, what goes on by itself, what ends in time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from voimala.assembly import services
from voimala.assembly.slots.waiting import going_on, waiting_for_coordinator, waiting_for_the_asked
from voimala.core import slots
from voimala.office import openings as office
from voimala.office.openings import JobKind, Progress
from voimala.people import openings as people

HOUR = dt.timedelta(hours=1)


def fill() -> None:
    """Called from AppConfig.ready()."""
    people.withdrawals.fill(services.withdraw_person)
    slots.personal_data.fill(services.forget_askings)
    office.purposes.fill(purposes)
    office.jobs.fill(END_ASKINGS)
    slots.desk_items.fill(waiting_for_coordinator)
    slots.desk_items.fill(waiting_for_the_asked)
    slots.going_on.fill(going_on)


def purposes() -> Mapping[str, Any]:
    return PURPOSES


PURPOSES = {
    "seat_invitation": _("an invitation to a group"),
    "seat_supervisor": _("a request for hours to a supervisor"),
    "seat_confirmed": _("thanks: a seat is confirmed"),
    "seat_cancelled": _("a seat was cancelled"),
    "seat_request_off": _("a request for hours is no longer in force"),
}


def end_askings(progress: Progress) -> None:
    ended = services.end_askings(progress.now())
    progress.step(ended, ended)


END_ASKINGS = JobKind(
    kind="assembly.end_askings", label=_("requests whose time is over"), run=end_askings, every=HOUR
)
