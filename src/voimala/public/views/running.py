"""The published needs with the seats of their groups: sectors and states only, never a name.

Groups and proposals are the coordinator's to see. What the front page may tell of them is read here and
nowhere else: which sector a seat has and whether somebody has agreed to sit on it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.assembly.models import Group, Proposal, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Network, Period
from voimala.phenomena.models import Phenomenon

MOST_SHOWN = 6
READER = system("front page", purpose="period, and seats of published needs without people")
AGREED = frozenset({Seat.State.WILLING, Seat.State.SUPERVISOR, Seat.State.CONFIRMED})


@dataclass(frozen=True)
class PublicSeat:
    """`state` is filled (somebody has agreed), open, or dashed (others name somebody, or one asks).

    `sector` is "" when it is not known.
    """

    sector: str
    state: str


@dataclass(frozen=True)
class RunningNeed:
    need: Phenomenon
    seats: tuple[PublicSeat, ...]
    words: str


def running_needs(network: Network, viewer: Viewer, *, seats: bool) -> tuple[list[RunningNeed], int]:
    """The newest published needs, and how many are published in all; `seats`: also those of their groups."""
    published = Phenomenon.objects.visible_to(viewer).of(network).filter(published=True)
    needs = list(published.select_related("setting", "municipality", "target_group")[: MOST_SHOWN + 1])
    total = published.count() if len(needs) > MOST_SHOWN else len(needs)
    shown = needs[:MOST_SHOWN]
    groups, proposals = (group_seats(shown), proposal_seats(shown)) if seats else ({}, {})
    return [running_need(need, groups.get(need.pk), proposals.get(need.pk)) for need in shown], total


def running_need(
    need: Phenomenon, group: list[PublicSeat] | None, proposal: list[PublicSeat] | None
) -> RunningNeed:
    if group:
        return RunningNeed(need, tuple(group), seats_in_words(group))
    if proposal:
        return RunningNeed(need, tuple(proposal), _("A group has been proposed"))
    return RunningNeed(need, (), _("Who would join?"))


def seats_in_words(seats: list[PublicSeat]) -> str:
    free = sum(seat.state != "filled" for seat in seats)
    if not free:
        return _("The group is complete")
    return ngettext("%(count)s seat open", "%(count)s seats open", free) % {"count": free}


def group_seats(needs: Iterable[Phenomenon]) -> dict[int, list[PublicSeat]]:
    rows = (
        Group.objects.visible_to(READER)
        .filter(brief__phenomenon__in=list(needs), seats__isnull=False)
        .order_by("brief__phenomenon_id", "seats__position")
        .values_list("brief__phenomenon_id", "seats__kind", "seats__sector", "seats__state")
    )
    return by_need((need, PublicSeat(sector, drawn_state(kind, state))) for need, kind, sector, state in rows)


def proposal_seats(needs: Iterable[Phenomenon]) -> dict[int, list[PublicSeat]]:
    rows = (
        Proposal.objects.visible_to(READER)
        .filter(run__brief__phenomenon__in=list(needs), state=Proposal.State.OPEN, way=1, seats__isnull=False)
        .order_by("run__brief__phenomenon_id", "seats__position")
        .values_list("run__brief__phenomenon_id", "seats__kind", "seats__sector")
    )
    return by_need((need, PublicSeat(sector, drawn_state(kind, ""))) for need, kind, sector in rows)


def drawn_state(kind: str, state: str) -> str:
    if state in AGREED:
        return "filled"
    return "open" if kind == SeatKind.PERSON else "dashed"


def by_need(rows: Iterable[tuple[int, PublicSeat]]) -> dict[int, list[PublicSeat]]:
    found: dict[int, list[PublicSeat]] = {}
    for need, seat in rows:
        found.setdefault(need, []).append(seat)
    return found


def running_period(network: Network, today: dt.date) -> Period | None:
    """The planning period that is running; one that only comes is not named on the front page."""
    planned: Period | None = Period.objects.visible_to(READER).of(network).planned_on(today)
    return planned if planned is not None and planned.contains(today) else None
