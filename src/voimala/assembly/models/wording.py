"""Sentences about proposals and groups in the reader's language. Made when read, never stored."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext, ngettext, pgettext

from voimala.assembly.models.group import Seat
from voimala.assembly.models.proposal import AnySeat, Proposal, ProposalNeed, SeatKind
from voimala.assembly.models.run import Run
from voimala.core.text import NBSP, unbroken
from voimala.networks.models import language_name
from voimala.partners.models import Unit

# The last digits whose Finnish numeral ends in -sta; the others, and the tens, end in -stä.
_BACK_VOWELS = frozenset({2, 3, 6, 8})


def number(count: int) -> str:
    """Thousands apart by a space that does not break."""
    return f"{count:,}".replace(",", NBSP)


def out_of(total: int) -> str:
    """A total as "of" wants it: Finnish inflects the numeral (6:sta, 7:stä), other languages do not."""
    if (get_language() or "fi")[:2] != "fi":
        return number(total)
    round_hundreds = total % 100 == 0
    ending = "sta" if round_hundreds or total % 10 in _BACK_VOWELS else "stä"
    return f"{number(total)}:{ending}"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def inside(words: object) -> str:
    """A label inside a sentence: the first letter small, unless the label starts with an abbreviation."""
    text = str(words)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def time_span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    if rest or not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    return (ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}).replace(" ", NBSP)


def figures(proposal: Proposal) -> str:
    """ "6 people, 5 of 6 needs": the part of the title that counts."""
    people = ngettext("%(count)s person", "%(count)s people", proposal.people) % {"count": proposal.people}
    if not proposal.needs_total:
        return people
    met = ngettext("%(met)s need of %(total)s", "%(met)s needs of %(total)s", proposal.needs_met)
    needs = met % {"met": proposal.needs_met, "total": out_of(proposal.needs_total)}
    return gettext("%(people)s, %(needs)s") % {"people": people, "needs": needs}


def proposal_title(proposal: Proposal) -> str:
    return gettext("Proposal: %(figures)s") % {"figures": figures(proposal)}


def knowledge(run: Run, *, has_group: bool = True) -> str:
    """How much of the network's skills the search could see, and that a group may improve by knowing more."""
    if not run.considered:
        return gettext("No people have been entered yet.")
    if run.known == run.considered:
        return gettext("We know the skills of everybody who could be chosen.")
    known = {"known": number(run.known), "considered": out_of(run.considered)}
    if not has_group:
        told = ngettext(
            "We know the skills of %(known)s person out of %(considered)s.",
            "We know the skills of %(known)s people out of %(considered)s.",
            run.known,
        )
        return told % known
    told = ngettext(
        "We know the skills of %(known)s person out of %(considered)s, so the group may still improve.",
        "We know the skills of %(known)s people out of %(considered)s, so the group may still improve.",
        run.known,
    )
    return told % known


def ask_label(count: int) -> str:
    """The button under the title: "Ask these six"."""
    words = {
        1: gettext("Ask this person"),
        2: gettext("Ask these two"),
        3: gettext("Ask these three"),
        4: gettext("Ask these four"),
        5: gettext("Ask these five"),
        6: gettext("Ask these six"),
        7: gettext("Ask these seven"),
        8: gettext("Ask these eight"),
        9: gettext("Ask these nine"),
        10: gettext("Ask these ten"),
    }
    return words.get(count) or gettext("Ask these people")


def asked_needs(count: int) -> str:
    """What the lead adds about needs that are still to be asked; "" when there are none."""
    if not count:
        return ""
    told = ngettext(
        "One need is still to be asked about.", "%(count)s needs are still to be asked about.", count
    )
    return told % {"count": count}


def need_name(need: ProposalNeed) -> str:
    if need.competence is not None:
        return str(need.competence.name)
    if need.language:
        return gettext("Somebody speaks: %(language)s") % {"language": inside(language_name(need.language))}
    return wish_name(need.seat) if need.seat else ""


def wish_name(seat: AnySeat) -> str:
    """What the brief calls the seat; for a seat the search added, the way of naming."""
    return str(seat.get_wish_display() if seat.wish else seat.get_kind_display())


def seat_name(seat: AnySeat, unit: Unit | None) -> str:
    """The heading of a seat: the person, or who names one."""
    if seat.kind == SeatKind.UNIT:
        return (
            gettext("%(who)s: %(what)s") % {"who": gettext("The unit names"), "what": unbroken(unit.name)}
            if unit
            else (gettext("The unit names"))
        )
    if seat.kind == SeatKind.ASSOCIATION:
        who = gettext("An association names")
        return gettext("%(who)s: %(what)s") % {"who": who, "what": inside(wish_name(seat))}
    if seat.kind == SeatKind.ASK:
        return pgettext("seat", "To be asked")
    return unbroken(seat.person.name) if seat.person else gettext("No longer available")


def seat_label(seat: AnySeat) -> str:
    """The short word of the drawing and of lists: the work role, or what the seat is for."""
    if seat.person is not None:
        return seat.person.work_role or unbroken(seat.person.name)
    return pgettext("seat", "To be asked") if seat.kind == SeatKind.ASK else wish_name(seat)


def seats_title(seats: Sequence[Seat]) -> str:
    """How far a group is: "6 seats, none confirmed yet"."""
    done = sum(seat.state == Seat.State.CONFIRMED for seat in seats)
    all_seats = ngettext("%(count)s seat", "%(count)s seats", len(seats)) % {"count": len(seats)}
    if not done:
        return gettext("%(seats)s, none confirmed yet") % {"seats": all_seats}
    if done == len(seats):
        return gettext("%(seats)s, all confirmed") % {"seats": all_seats}
    told = ngettext("%(done)s seat of %(all)s confirmed", "%(done)s seats of %(all)s confirmed", done)
    return told % {"done": done, "all": out_of(len(seats))}
