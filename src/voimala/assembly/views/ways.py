"""The other ways of a proposal, what changed by hand, what to ask first; and two proposals side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from voimala.assembly.models import (
    Alternative,
    Asking,
    Choice,
    Proposal,
    ProposalNeed,
    ProposalPair,
    Question,
)
from voimala.assembly.models.comparing import Comparison, longest_journey, pairs
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.questions import question_words
from voimala.assembly.models.wording import inside, listed, need_name, number, proposal_title, time_span
from voimala.assembly.views.seat_cards import SUGGESTABLE, SeatCard, SeatWords, without_the_gone
from voimala.assembly.views.showing import with_everything
from voimala.core.text import unbroken
from voimala.core.viewer import Viewer, acting
from voimala.networks.middleware import PageRequest
from voimala.people.models import Availability, KnownCompetence
from voimala.people.services import note_reading


@dataclass(frozen=True)
class WayRow:
    """Another way: what differs in words, who changes, and where to look."""

    title: str
    changes: str
    swaps: list[str]
    loss: float
    url: str
    beside: str


@dataclass(frozen=True)
class QuestionRow:
    question: Question
    words: str
    who: str
    person_url: str
    gives: str
    state: str
    answer: str
    note: str


def way_name(way: int) -> str:
    names = {
        1: pgettext("way", "First way"),
        2: pgettext("way", "Second way"),
        3: pgettext("way", "Third way"),
    }
    return names.get(way) or short_name(way)


def short_name(way: int) -> str:
    return pgettext("way", "Way %(number)s") % {"number": way}


def url_of(name: str, code: str, *ids: object) -> str:
    return reverse(f"assembly:{name}", args=[code, *ids])


class Around:
    """Around one loaded proposal: its other ways, the one before it, its choices and questions."""

    def __init__(self, proposal: Proposal, near: Sequence[Proposal], viewer: Viewer, code: str) -> None:
        self.proposal, self.viewer, self.code = proposal, viewer, code
        self.others = [row for row in near if row.run_id == proposal.run_id and row != proposal]
        self.before = next((row for row in near if row.pk == proposal.before_id), None)
        if self.before is not None:
            without_the_gone(self.before.seats.all(), is_open=True)
        self.choices: list[Choice] = list(
            Choice.objects.visible_to(viewer)
            .filter(brief=proposal.run.brief_id, undone_at=None, **SUGGESTABLE)
            .select_related("person")
        )
        self.asked: list[Question] = self._questions()
        self.askings = self._askings()

    def _questions(self) -> list[Question]:
        return list(
            Question.objects.visible_to(self.viewer)
            .filter(proposal=self.proposal, **SUGGESTABLE)
            .select_related("person__unit", "competence", "proposal__run__brief__period")
        )

    def _askings(self) -> dict[int, list[Asking]]:
        """What the viewer may know of the questions that have been asked."""
        found: dict[int, list[Asking]] = {}
        for asking in Asking.objects.visible_to(self.viewer).filter(question__proposal=self.proposal):
            found.setdefault(asking.question_id, []).append(asking)
        return found

    def ways(self) -> list[WayRow]:
        return [self._way(other) for other in self.others]

    def _way(self, other: Proposal) -> WayRow:
        without_the_gone(other.seats.all(), is_open=other.state == Proposal.State.OPEN)
        compared = Comparison(self.proposal, other)
        return WayRow(
            title=_("%(way)s: %(words)s") % {"way": way_name(other.way), "words": compared.words()},
            changes=compared.how_many(),
            swaps=compared.sentences(),
            loss=other.loss,
            url=url_of("proposal", self.code, other.public_id),
            beside=url_of("beside", self.code, self.proposal.public_id, other.public_id),
        )

    def tabs(self) -> list[tuple[str, str, bool]]:
        """Name, address and whether it is this one; none when there is one way only."""
        if not self.others:
            return []
        ways = sorted([self.proposal, *self.others], key=lambda way: way.way)
        return [
            (short_name(way.way), url_of("proposal", self.code, way.public_id), way == self.proposal)
            for way in ways
        ]

    def changed(self) -> list[str]:
        """What the change by hand changed, in sentences."""
        return Comparison(self.before, self.proposal).sentences() if self.before is not None else []

    def losses(self) -> list[tuple[int, str]]:
        """Seat by seat the engine's points that the kept alternatives lose, smallest first; without names."""
        kept = Alternative.objects.filter(seat__proposal=self.proposal, **SUGGESTABLE)
        rows = kept.values_list("seat__position", "loss")
        found: dict[int, list[str]] = {}
        for position, loss in rows.order_by("seat__position", "rank"):
            found.setdefault(position, []).append(formats.number_format(round(loss, 1), decimal_pos=1))
        return [(position, ", ".join(told)) for position, told in found.items()]

    def questions(self) -> list[QuestionRow]:
        return [self._question(row) for row in self.asked]

    def _question(self, row: Question) -> QuestionRow:
        told = self.askings.get(row.pk, [])
        answered = [asking for asking in told if asking.answered_at]
        waiting = next((asking for asking in told if asking.state == Asking.State.WAITING), None)
        state = "waiting" if waiting else "answered" if answered else ""
        return QuestionRow(
            question=row,
            words=question_words(row),
            who=unbroken(row.person.name),
            person_url=reverse("people:person", args=[self.code, row.person.public_id]),
            gives=self.gives(row),
            state=state,
            answer=str(answered[0].get_state_display()) if answered else "",
            note=url_of("note", self.code, waiting.public_id) if waiting else "",
        )

    def may_improve(self) -> bool:
        """An answer has changed what is known: the same search would now find more."""
        answered = {key for key, told in self.askings.items() if any(each.answered_at for each in told)}
        return any(self._is_known(row) for row in self.asked if row.pk in answered)

    def _is_known(self, row: Question) -> bool:
        """What was asked stands now in the person's profile."""
        if row.about == Question.About.COMPETENCE:
            known = KnownCompetence.objects.visible_to(self.viewer).filter(person=row.person_id)
            return bool(known.filter(competence=row.competence_id).exists())
        if row.about == Question.About.HOURS:
            told = Availability.objects.visible_to(self.viewer).filter(person=row.person_id)
            return bool(told.filter(period=row.proposal.run.brief.period_id).exclude(minutes=None).exists())
        values = {
            Question.About.PLACE: row.person.municipality_id,
            Question.About.LANGUAGE: row.person.languages,
            Question.About.SECTOR: row.person.sector,
        }
        return bool(values[Question.About(row.about)])

    def gives(self, row: Question) -> str:
        """What the answer would change."""
        if row.closes:
            if self.proposal.needs_met + len(row.closes) >= self.proposal.needs_total:
                told = ngettext(
                    "If yes, the only need is met.",
                    "If yes, all %(count)s needs are met.",
                    self.proposal.needs_total,
                )
                return told % {"count": self.proposal.needs_total}
            names = [inside(need_name(n)) for n in self.proposal.needs.all() if n.order in row.closes]
            return _("If yes, this is met too: %(needs)s.") % {"needs": listed(names)}
        if row.about == Question.About.COMPETENCE or row.gain > 0:
            return _("If yes, the group gets better.")
        if row.without:
            return _("If no, no group can be formed with these conditions.")
        told = ngettext(
            "If no, %(count)s person of the group changes.",
            "If no, %(count)s people of the group change.",
            row.changes,
        )
        return told % {"count": row.changes} if row.changes else _("If no, the group gets weaker.")

    def people(self) -> list[Any]:
        """Everybody whose data these show."""
        shown = [*self.others, *([self.before] if self.before else [])]
        found = [seat.person for proposal in shown for seat in proposal.seats.all() if seat.person]
        return [*found, *(row.person for row in self.choices), *(row.person for row in self.asked)]


@require_safe
def beside(request: PageRequest, code: str, public_id: str, other: str) -> HttpResponse:
    """Two proposals of one brief: the same people first, then needs, pairs, journeys and what is asked."""
    proposals = with_everything(Proposal.objects.visible_to(request.viewer).of(request.network))
    found = {row.public_id: row for row in proposals.filter(public_id__in=(public_id, other))}
    if len(found) != 2 or len({row.run.brief_id for row in found.values()}) != 1:
        raise Http404
    first, second = found[public_id], found[other]
    left, right = SeatWords(first, code), SeatWords(second, code)
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[seat.person for words in (left, right) for seat in words.rows if seat.person],
        now=timezone.now(),
        purpose="proposal",
    )
    compared = Comparison(first, second)
    names = _names(first, second)
    shown = {
        "first": first,
        "second": second,
        "need": first.run.brief.phenomenon,
        "heading": _("Side by side: %(changes)s") % {"changes": compared.how_many()},
        "lead": _("%(first)s and %(second)s. %(difference)s.")
        % {
            "first": names[0],
            "second": inside(names[1]),
            "difference": _sentence(compared.words()),
        },
        "names": names,
        "urls": [url_of("proposal", code, row.public_id) for row in (first, second)],
        "titles": [proposal_title(row) for row in (first, second)],
        "seats": _aligned(left, right),
        "needs": _needs(first, second),
        "figures": _figures(first, second),
        "synthetic": first.synthetic or second.synthetic,
    }
    return render(request, "assembly/beside.html", shown)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _names(first: Proposal, second: Proposal) -> list[str]:
    if first.run_id == second.run_id:
        return [way_name(first.way), way_name(second.way)]
    earlier = first.run.computed_at < second.run.computed_at
    names = [pgettext("proposal", "Before the change"), pgettext("proposal", "After the change")]
    return names if earlier else names[::-1]


@dataclass(frozen=True)
class Aligned:
    first: SeatCard | None
    second: SeatCard | None
    same: bool


def _aligned(left: SeatWords, right: SeatWords) -> list[Aligned]:
    """The same people first, then whoever takes whose place, then the seats that others name."""
    of_right = {seat.person_id: seat for seat in right.rows if seat.person_id}
    same = [
        Aligned(left.card(seat), right.card(of_right[seat.person_id]), same=True)
        for seat in left.rows
        if seat.person_id in of_right
    ]
    swapped = [
        Aligned(
            left.card(swap.leaves) if swap.leaves else None,
            right.card(swap.comes) if swap.comes else None,
            same=False,
        )
        for swap in Comparison(left.proposal, right.proposal).swaps
    ]
    others = [
        [words.card(seat) for seat in words.rows if seat.kind != SeatKind.PERSON] for words in (left, right)
    ]
    named = [Aligned(a, b, same=bool(a and b)) for a, b in zip_longest(*others)]
    return [*same, *swapped, *named]


def _needs(first: Proposal, second: Proposal) -> list[tuple[str, list[str], bool]]:
    """Name, state in both, and whether they differ."""
    states = [{need.order: need for need in row.needs.all()} for row in (first, second)]
    found = []
    for order, need in states[0].items():
        other: ProposalNeed | None = states[1].get(order)
        told = [str(need.get_state_display()), str(other.get_state_display()) if other else "–"]
        found.append((need_name(need), told, told[0] != told[1]))
    return found


def _figures(first: Proposal, second: Proposal) -> list[tuple[str, list[str]]]:
    both = (first, second)
    return [
        (_("New pairs across sectors"), [number(pairs(row, ProposalPair.Kind.NEW)) for row in both]),
        (_("Known pairs"), [number(pairs(row, ProposalPair.Kind.KNOWN)) for row in both]),
        (_("Longest journey"), [_minutes(longest_journey(row)) for row in both]),
        (_("Hours asked for in all"), [time_span(row.people * row.run.brief.minutes) for row in both]),
        (_("Still to be asked about"), [_needs_told(row.needs_to_ask) for row in both]),
    ]


def _needs_told(count: int) -> str:
    return ngettext("%(count)s need", "%(count)s needs", count) % {"count": count}


def _minutes(minutes: int | None) -> str:
    return _("not known") if minutes is None else time_span(minutes)
