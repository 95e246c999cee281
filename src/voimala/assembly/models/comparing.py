"""What differs between two proposals, or between two people for one seat, in words. Made when read.

No points beside people: those stand under the computation's details. It must not grow queries: proposals
come loaded with their seats, needs and pairs.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly.models.choice import Alternative
from voimala.assembly.models.proposal import Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.wording import inside, listed, need_name, seat_label
from voimala.core.text import unbroken

MET = (ProposalNeed.State.COVERED, ProposalNeed.State.NAMED)
SAME_JOURNEY = 5
"""Minutes; a smaller difference is none."""


@dataclass(frozen=True)
class Swap:
    """Somebody leaves and somebody comes instead; either may be missing."""

    leaves: ProposalSeat | None
    comes: ProposalSeat | None


class Comparison:
    """How `other` differs from `base`."""

    def __init__(self, base: Proposal, other: Proposal) -> None:
        self.base, self.other = base, other

    @cached_property
    def swaps(self) -> list[Swap]:
        """Who leaves and who comes, the likest two first, in the order of the seats that are left."""
        stay = _people(self.base) & _people(self.other)
        going = [seat for seat in _sat(self.base) if seat.person_id not in stay]
        coming = [seat for seat in _sat(self.other) if seat.person_id not in stay]
        likest = sorted(
            product(going, coming), key=lambda both: self._likeness(both[0], both[1]), reverse=True
        )
        found = []
        for old, new in likest:
            if old in going and new in coming:
                going.remove(old)
                coming.remove(new)
                found.append(Swap(old, new))
        alone = [Swap(old, None) for old in going] + [Swap(None, new) for new in coming]
        return [*sorted(found, key=lambda swap: swap.leaves.position if swap.leaves else 0), *alone]

    def _likeness(self, old: ProposalSeat, new: ProposalSeat) -> tuple[bool, int, bool, int]:
        same = len(covers_of(self.base, old) & covers_of(self.other, new))
        return (old.wish == new.wish, same, old.sector == new.sector, -abs(old.position - new.position))

    @cached_property
    def loses(self) -> list[str]:
        names = {need.order: need_name(need) for need in self.base.needs.all()}
        return _named(names, _met(self.base) - _met(self.other))

    @cached_property
    def gains(self) -> list[str]:
        names = {need.order: need_name(need) for need in self.other.needs.all()}
        return _named(names, _met(self.other) - _met(self.base))

    def words(self) -> str:
        """ "same skills, two known pairs": at most three things."""
        told = [self._skills(), *self._pairs(), *self._journey()]
        return ", ".join(told[:3])

    def _skills(self) -> str:
        everything = self.other.needs_met == self.other.needs_total
        if self.gains and everything:
            told = ngettext("the only need is met", "all %(count)s needs are met", self.other.needs_total)
            return told % {"count": self.other.needs_total}
        return skill_words(self.loses, self.gains)

    def _pairs(self) -> list[str]:
        known, before = pairs(self.other, ProposalPair.Kind.KNOWN), pairs(self.base, ProposalPair.Kind.KNOWN)
        if known != before:
            told = ngettext("%(count)s known pair", "%(count)s known pairs", known) % {"count": known}
            return [told if known else _("no known pairs")]
        new, before = pairs(self.other, ProposalPair.Kind.NEW), pairs(self.base, ProposalPair.Kind.NEW)
        if new != before:
            return [ngettext("%(count)s new pair", "%(count)s new pairs", new) % {"count": new}]
        return []

    def _journey(self) -> list[str]:
        first, second = longest_journey(self.base), longest_journey(self.other)
        return journey_words(None if first is None or second is None else second - first)

    def how_many(self) -> str:
        """ "2 people change"."""
        count = max(
            sum(swap.comes is not None for swap in self.swaps),
            sum(swap.leaves is not None for swap in self.swaps),
        )
        if not count:
            return _("the same people")
        return ngettext("%(count)s person changes", "%(count)s people change", count) % {"count": count}

    def sentences(self) -> list[str]:
        """One for each person who changed: what the coordinator reads after a change by hand."""
        return [self._sentence(swap) for swap in self.swaps] or [_("The people are the same as before.")]

    def _sentence(self, swap: Swap) -> str:
        if swap.leaves is None or swap.comes is None:
            name = _name(swap.comes or swap.leaves)
            return (_("Joined: %(name)s.") if swap.comes else _("Left out: %(name)s.")) % {"name": name}
        old, new = covers_of(self.base, swap.leaves), covers_of(self.other, swap.comes)
        names = {need.order: need_name(need) for need in self.base.needs.all()}
        # What somebody else of the group covers is neither lost nor won by the swap.
        told = [
            skill_words(
                _named(names, (old - new) - _met(self.other)), _named(names, (new - old) - _met(self.base))
            )
        ]
        told += journey_words(_apart(swap.comes.travel_minutes, swap.leaves.travel_minutes))
        return _("%(role)s changed: %(old)s → %(new)s, %(words)s.") % {
            "role": seat_label(swap.leaves),
            "old": _name(swap.leaves),
            "new": _name(swap.comes),
            "words": ", ".join(told),
        }


def alternative_words(other: Alternative, seat: ProposalSeat, needs: Sequence[ProposalNeed]) -> str:
    """ "same skills, 40 min longer journey": the other one in the seat, the rest as it is."""
    names = {need.order: need_name(need) for need in needs}
    told = [skill_words(_named(names, other.loses), _named(names, other.gains))]
    told += journey_words(_apart(other.travel_minutes, seat.travel_minutes))
    if other.known_pairs > 0:
        told.append(_("has worked with somebody of the group before"))
    elif other.known_pairs < 0:
        told.append(_("has not worked with the others before"))
    elif other.new_pairs > 0:
        more = ngettext("%(count)s new pair more", "%(count)s new pairs more", other.new_pairs)
        told.append(more % {"count": other.new_pairs})
    elif other.new_pairs < 0:
        fewer = ngettext("%(count)s new pair fewer", "%(count)s new pairs fewer", -other.new_pairs)
        told.append(fewer % {"count": -other.new_pairs})
    missing = unknown_words(other.not_known)
    if missing:
        told.append(_("to be asked: %(what)s") % {"what": listed(missing)})
    return ", ".join(told)


def unknown_words(codes: Iterable[str]) -> list[str]:
    """What is not known of somebody."""
    words = {
        "hours": pgettext("not known", "hours"),
        "place": pgettext("not known", "home municipality"),
        "languages": pgettext("not known", "languages"),
        "sector": pgettext("not known", "sector"),
    }
    return [words[code] for code in codes if code in words]


def skill_words(loses: Sequence[str], gains: Sequence[str]) -> str:
    told = []
    if gains:
        told.append(_("covers also: %(skills)s") % {"skills": listed([inside(name) for name in gains])})
    if loses:
        told.append(_("does not cover: %(skills)s") % {"skills": listed([inside(name) for name in loses])})
    return ", ".join(told) or _("same skills")


def journey_words(more: int | None) -> list[str]:
    """`more` minutes than before, negative is less, None is not known."""
    if more is None or abs(more) < SAME_JOURNEY:
        return []
    told = _("%(minutes)s min longer journey") if more > 0 else _("%(minutes)s min shorter journey")
    return [unbroken(told % {"minutes": abs(more)})]


def pairs(proposal: Proposal, kind: str) -> int:
    return sum(pair.kind == kind for pair in proposal.pairs.all())


def longest_journey(proposal: Proposal) -> int | None:
    """Minutes one way; None when no journey is known."""
    known = [seat.travel_minutes for seat in proposal.seats.all() if seat.travel_minutes is not None]
    return max(known, default=None)


def covers_of(proposal: Proposal, seat: ProposalSeat) -> frozenset[int]:
    """Orders of the needs that the seat covers alone."""
    return frozenset(
        need.order
        for need in proposal.needs.all()
        for cover in need.covers.all()
        if cover.seat_id == seat.pk and cover.enough
    )


def _met(proposal: Proposal) -> frozenset[int]:
    """Orders of the needs that are met."""
    return frozenset(need.order for need in proposal.needs.all() if need.state in MET)


def _sat(proposal: Proposal) -> list[ProposalSeat]:
    return [seat for seat in proposal.seats.all() if seat.person_id]


def _people(proposal: Proposal) -> set[int]:
    return {seat.person_id for seat in _sat(proposal) if seat.person_id}


def _named(names: dict[int, str], orders: Collection[int]) -> list[str]:
    return [names[order] for order in sorted(orders) if order in names]


def _apart(new: int | None, old: int | None) -> int | None:
    return None if new is None or old is None else new - old


def _name(seat: ProposalSeat | None) -> str:
    return unbroken(seat.person.name) if seat and seat.person else _("somebody who is no longer available")
