"""The only way between the platform's rows and the engine: rows -> Instance, Solution -> drafts of rows.

The engine is imported inside functions, so that pages which compute nothing do not load it. It must not
grow writes (services) or words (models.wording).
"""

from voimala.assembly.bridge.drafts import (
    Answer,
    ContradictoryBrief,
    DamagedAnswer,
    NeedDraft,
    PairDraft,
    SeatDraft,
    WayDraft,
)
from voimala.assembly.bridge.problem import WORTH, Problem, chosen_of, make_problem
from voimala.assembly.bridge.solving import solve_problem

__all__ = [
    "WORTH",
    "Answer",
    "ContradictoryBrief",
    "DamagedAnswer",
    "NeedDraft",
    "PairDraft",
    "Problem",
    "SeatDraft",
    "WayDraft",
    "chosen_of",
    "make_problem",
    "solve_problem",
]
