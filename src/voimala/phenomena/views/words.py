"""Needs and briefs as a page tells them: seats, requirements and steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.core.viewer import Viewer
from voimala.phenomena import openings
from voimala.phenomena.models import Brief, Phenomenon, SeatWish
from voimala.phenomena.openings import Step

STATUS_OF = {SeatWish.NamedBy.UNIT: "unit_names", SeatWish.NamedBy.ASSOCIATION: "association_names"}


@dataclass(frozen=True)
class SeatInWords:
    """A seat of a brief. `sector` is empty while the host unit is not known; `status` names a chip."""

    label: str
    note: str
    sector: str
    status: str


@dataclass(frozen=True)
class ChainLink:
    """One step of the way; without `url` there is no page to open. Not `done` is what comes next."""

    label: str
    state: str
    url: str
    done: bool


def seats_in_words(brief: Brief) -> list[SeatInWords]:
    return [seat_in_words(seat, brief.phenomenon) for seat in brief.seat_wishes.all()]


def seat_in_words(seat: SeatWish, need: Phenomenon) -> SeatInWords:
    seat.brief.phenomenon = need
    label = str(seat.get_kind_display())
    return SeatInWords(
        label=f"{label} × {seat.count}" if seat.count > 1 else label,
        note=note_of(seat, need),
        sector=next(iter(seat.sectors()), ""),
        status=STATUS_OF.get(SeatWish.NamedBy(seat.named_by), ""),
    )


def note_of(seat: SeatWish, need: Phenomenon) -> str:
    if seat.named_by == SeatWish.NamedBy.SEARCH:
        return _("The search looks for this person in the network.")
    if seat.named_by == SeatWish.NamedBy.ASSOCIATION:
        return _(
            "An association names somebody, with that person's own consent. You may leave this seat out."
        )
    if need.host_unit is None:
        return _("The host unit is not known yet. It will name the person.")
    return _("%(unit)s names the person.") % {"unit": need.host_unit}


def heading_of(brief: Brief) -> str:
    """The brief as one sentence: how many people (never broken between lines), how many competences."""
    asked = len(brief.requirements.all())
    if brief.size_min == brief.size_max:
        people = ngettext("%(most)s person", "%(most)s people", brief.size_max) % {"most": brief.size_max}
    else:
        people = _("%(least)s–%(most)s people") % {"least": brief.size_min, "most": brief.size_max}
    competences = ngettext("%(count)s skill", "%(count)s skills", asked) % {"count": asked}
    kept = people.replace("–", "\u2060–\u2060").replace(" ", "\u00a0")
    return _("Brief: %(people)s, %(competences)s") % {"people": kept, "competences": competences}


def reached_steps(needs: Sequence[Phenomenon], viewer: Viewer) -> dict[int, list[Step]]:
    """What the upper apps tell of each need, in their order."""
    found: dict[int, list[Step]] = {}
    for told in openings.steps.gather(needs, viewer):
        for key, steps in told.items():
            found.setdefault(key, []).extend(steps)
    return {key: sorted(steps, key=lambda step: step.order) for key, steps in found.items()}


def state_of(has_brief: bool, steps: Sequence[Step]) -> str:
    """Where a need stands, in a few words."""
    if steps:
        return steps[-1].state
    return _("Brief ready") if has_brief else _("Brief missing")


def chain_of(brief_url: str, has_brief: bool, steps: Sequence[Step], proposes: bool) -> list[ChainLink]:
    """What has been done and what comes next; a proposal only in a network that `proposes` groups."""
    chain = [
        ChainLink(_("Need"), _("written down"), "", done=True),
        ChainLink(_("Brief"), _("ready") if has_brief else _("missing"), brief_url, done=has_brief),
    ]
    chain += [ChainLink(step.label, step.state, step.url, done=True) for step in steps]
    if proposes and not steps:
        chain.append(ChainLink(_("Proposal"), _("comes after the brief"), "", done=False))
    return chain
