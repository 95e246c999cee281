"""Who else could sit in a seat, and what would differ, as drafts of our own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimala.assembly.bridge.drafts import AlternativeDraft

if TYPE_CHECKING:
    from voimala.assembly.bridge.problem import Problem
    from voimala_engine.assembly.explanation import NotKnown
    from voimala_engine.assembly.swaps import Alternative


def not_known(missing: NotKnown) -> tuple[str, ...]:
    """The codes of `ProposalSeat.not_known`."""
    told = {
        "hours": missing.hours,
        "place": missing.municipality,
        "languages": missing.languages,
        "sector": missing.sector,
    }
    return tuple(name for name, is_missing in told.items() if is_missing)


def alternative_draft(problem: Problem, other: Alternative) -> AlternativeDraft:
    """The other one in the seat, the rest of the team as it is; requirements are the first needs in order."""
    return AlternativeDraft(
        person=problem.people[other.person],
        loss=other.loss,
        travel_minutes=other.minutes,
        loses=other.loses,
        gains=other.gains,
        new_pairs=other.new_pairs,
        known_pairs=other.ties,
        not_known=not_known(other.not_known),
    )
