"""What waits because of askings: for the coordinator, for the one who is asked, for a supervisor."""

import datetime as dt
from typing import Any

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.agreeing import HOLDING
from voimala.assembly.models.invitation import facts_of
from voimala.assembly.models.seat_words import seat_heading
from voimala.core import access
from voimala.core.slots import DeskItem
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, Part

State = Seat.State
MOST = 7
SOON = dt.timedelta(days=3)
TALK_WITHIN = dt.timedelta(days=5)
TALK_MINUTES, NOTE_MINUTES, CHOOSE_MINUTES, ANSWER_MINUTES = 5, 1, 3, 1
RELATED = ("network", "person", "group__brief__phenomenon__host_unit")


def waiting_for_coordinator(viewer: Viewer, network: Network, now: dt.datetime) -> list[DeskItem]:
    """Seats that need the coordinator: to talk about, open again, without a supervisor, soon out of time."""
    if not access.allowed("assembly.ask", viewer, network):
        return []
    rows = list(_seats(viewer, network, now)[:MOST])
    return [_item_of(seat, now) for seat in rows]


def _seats(viewer: Viewer, network: Network, now: dt.datetime) -> Any:
    """In one query, the most urgent first; `said_at` is when the person said that she wants to talk."""
    askings = Asking.objects.visible_to(viewer).of(network).filter(seat__isnull=False)
    asked = Q(group__in=askings.values("seat__group"))
    soon_over = Q(state__in=HOLDING - {State.TALK, State.WILLING}, waits_until__lte=now + SOON)
    wanted = Q(state__in=(State.TALK, State.WILLING)) | soon_over
    left = asked & Q(state__in=(State.OPEN, State.PROPOSED))
    said = Max("askings__answered_at", filter=Q(askings__state=Asking.State.TALK))
    seats = Seat.objects.visible_to(viewer).of(network).filter(wanted | left).select_related(*RELATED)
    return seats.annotate(said_at=said).order_by(F("waits_until").asc(nulls_last=True), "pk")


def _item_of(seat: Seat, now: dt.datetime) -> DeskItem:
    state = State(seat.state)
    if state == State.TALK:
        return _talk(seat, now)
    if state == State.WILLING:
        return _employer(seat)
    if state == State.OPEN:
        return _reopened(seat)
    return _unasked(seat) if state == State.PROPOSED else _ending(seat)


def _item(seat: Seat, title: str, button: str, minutes: int, due: dt.date | None = None) -> DeskItem:
    return DeskItem(
        title=title,
        detail=str(seat.group.brief.phenomenon),
        minutes=minutes,
        button=button,
        url=reverse("assembly:seat", args=[seat.network.code, seat.group.public_id, seat.position]),
        due=due,
    )


def _name(seat: Seat) -> dict[str, str]:
    return {"name": seat_heading(seat, seat.group.brief.phenomenon.host_unit)}


def _talk(seat: Seat, now: dt.datetime) -> DeskItem:
    said: dt.datetime = getattr(seat, "said_at", None) or now
    due = seat.network.today(said) + TALK_WITHIN
    return _item(seat, _("%(name)s wants to talk first") % _name(seat), _("Open the seat"), TALK_MINUTES, due)


def _reopened(seat: Seat) -> DeskItem:
    title = _("A seat is open again: choose whom to ask next")
    return _item(seat, title, _("Choose somebody"), CHOOSE_MINUTES)


def _unasked(seat: Seat) -> DeskItem:
    """In a group that has been asked: without an address, without enough hours, or its time ran out."""
    title = _("%(name)s has not been asked, or did not answer in time") % _name(seat)
    return _item(seat, title, _("Open the seat"), CHOOSE_MINUTES)


def _employer(seat: Seat) -> DeskItem:
    title = _("%(name)s is willing to join: agree on the hours with the employer") % _name(seat)
    return _item(seat, title, _("Confirm the seat"), CHOOSE_MINUTES, _last_day(seat))


def _ending(seat: Seat) -> DeskItem:
    title = _("The time to answer ends: %(name)s") % _name(seat)
    return _item(seat, title, _("Give more time"), NOTE_MINUTES, _last_day(seat))


def _last_day(seat: Seat) -> dt.date | None:
    if seat.waits_until is None:
        return None
    day: dt.date = seat.network.today(seat.waits_until - dt.timedelta(microseconds=1))
    return day


def waiting_for_the_asked(viewer: Viewer, network: Network, now: dt.datetime) -> list[DeskItem]:
    """One's own invitations, and a supervisor's requests for hours."""
    if not viewer.pk:
        return []
    askings = (
        Asking.objects.visible_to(viewer)
        .of(network)
        .filter(state=Asking.State.WAITING, answer_by__gt=now)
        .filter(part__in=(Asking.Part.PERSON, Asking.Part.SUPERVISOR))
        .select_related(
            "network",
            "person",
            "contact",
            "seat__person",
            "seat__group__brief__period",
            "seat__group__brief__municipality",
            "seat__group__brief__phenomenon__host_unit",
        )
    )
    rows = askings.order_by("answer_by", "pk")
    own = [row for row in rows if access.allowed("assembly.answer_own", viewer, row)]
    return [_asked(asking) for asking in own[:MOST]]


def _asked(asking: Any) -> DeskItem:
    facts = facts_of(asking.seat)
    supervisor = asking.part == Asking.Part.SUPERVISOR
    request = _("Do these hours suit you: %(person)s, %(time)s?") % {
        "time": facts.time,
        "person": facts.person,
    }
    return DeskItem(
        title=request if supervisor else _("You are asked to join a group"),
        detail=facts.need,
        minutes=ANSWER_MINUTES,
        button=_("Confirm the hours") if supervisor else _("Answer the invitation"),
        url=reverse("assembly:asking", args=[asking.network.code, asking.public_id]),
        due=asking.last_day,
        link_action=("supervisor" if supervisor else "seat_answer", asking.reference),
    )


def going_on(viewer: Viewer, network: Any, now: dt.datetime) -> list[str]:
    """ "6 invitations are out, 4 have been answered"."""
    if not isinstance(network, Network) or not access.allowed("assembly.read_groups", viewer, network):
        return []
    if not network.uses(Part.GROUPS):
        return []
    counts = list(
        Seat.objects.visible_to(viewer).of(network).exclude(waits_until=None).values_list("state", flat=True)
    )
    if not counts:
        return []
    return [_waits(len(counts))]


def _waits(count: int) -> str:
    told = ngettext("One seat waits for an answer.", "%(count)s seats wait for an answer.", count)
    return told % {"count": count}
