"""A small mixed-integer model and its solution by HiGHS, one thread, with a deadline and a stop question.

The only place that knows HiGHS. `threads` keeps one value for the whole life of the program: changing it
between two solves made HiGHS return nothing without saying so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from voimala_engine.assembly.config import Config

if TYPE_CHECKING:
    import highspy

THREADS = 1
INFINITY = float("inf")
OFF: dict[str, str | bool] = {"presolve": "off", "mip_heuristic_run_feasibility_jump": False}
"""What only costs time in small models."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search must end: `deadline` on the monotonic clock, or as soon as `stop` says so."""

    deadline: float
    stop: Callable[[], bool]
    seed: int

    @classmethod
    def of(cls, config: Config) -> Limits:
        return cls(monotonic() + config.time_limit - config.already_used, config.stop, config.seed)

    def left(self) -> float:
        return 0.0 if self.stop() else self.deadline - monotonic()

    def within(self, seconds: float) -> Limits:
        return Limits(min(self.deadline, monotonic() + seconds), self.stop, self.seed)


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` is None when no point was found; `infeasible` means proven. `bound` is valid at every
    moment."""

    values: np.ndarray[tuple[int], np.dtype[np.float64]] | None
    objective: float
    bound: float
    infeasible: bool
    finished: bool


@dataclass(slots=True)
class Model:
    """Maximise; rows are kept sparse. Columns are added before the rows that use them."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    rows: list[list[tuple[int, float]]] = field(default_factory=list)
    presolve: bool = True
    """False for models of one brief, which are small already: they take half the time without."""

    def add(self, cost: float = 0.0, lower: float = 0.0, upper: float = 1.0, *, whole: bool = False) -> int:
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(
        self, terms: Iterable[tuple[int, float]], lower: float = -INFINITY, upper: float = INFINITY
    ) -> int:
        """Adds a row; each column may occur once. Returns its number, to which terms may be added in
        `rows`."""
        self.rows.append(list(terms))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.rows) - 1

    def solve(self, limits: Limits, *, gap: float = 0.0) -> Answer:
        """`gap` is absolute: the search may end when the bound is that close."""
        left = limits.left()
        if left <= 0:
            return Answer(None, -INFINITY, INFINITY, infeasible=False, finished=False)
        if not self.cost:
            return self._without_columns()
        solver = _solver(limits, left, gap)
        if not self.presolve:
            for name, value in OFF.items():
                solver.setOptionValue(name, value)
        solver.passModel(self._as_highs())
        solver.run()
        return self._answer(solver)

    def _without_columns(self) -> Answer:
        """HiGHS does not judge the rows of a model without columns."""
        if any(lower > 0 for lower in self.row_lower) or any(upper < 0 for upper in self.row_upper):
            return Answer(None, -INFINITY, -INFINITY, infeasible=True, finished=True)
        return Answer(np.zeros(0), 0.0, 0.0, infeasible=False, finished=True)

    def prices(self, limits: Limits) -> list[float] | None:
        """Duals of the rows of the relaxation, as amounts >= 0 (every row must be an upper limit); None
        without an optimum. Interior point without crossover gives central prices, which settle sooner."""
        import highspy

        left = limits.left()
        if left <= 0:
            return None
        solver = _solver(limits, left, 0.0)
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        solver.setOptionValue("presolve", "off")
        relaxed = self._as_highs()
        relaxed.integrality_ = []
        solver.passModel(relaxed)
        solver.run()
        if solver.getModelStatus() not in (
            highspy.HighsModelStatus.kOptimal,
            highspy.HighsModelStatus.kUnknown,
        ):
            return None
        return [abs(price) for price in solver.getSolution().row_dual]

    def _as_highs(self) -> highspy.HighsLp:
        import highspy

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self.cost)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower), np.array(self.upper)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[flag] for flag in self.whole]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in self.rows)], dtype=np.int32)
        lp.a_matrix_.index_ = np.array([column for row in self.rows for column, _ in row], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([factor for row in self.rows for _, factor in row], dtype=np.float64)
        return lp

    def _answer(self, solver: highspy.Highs) -> Answer:
        import highspy

        status = solver.getModelStatus()
        infeasible = status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )
        if infeasible:
            return Answer(None, -INFINITY, -INFINITY, infeasible=True, finished=True)
        info = solver.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = np.array(solver.getSolution().col_value) if found else None
        return Answer(
            values=values,
            objective=info.objective_function_value if found else -INFINITY,
            bound=info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else INFINITY,
            infeasible=False,
            finished=status == highspy.HighsModelStatus.kOptimal,
        )


def _solver(limits: Limits, left: float, gap: float) -> highspy.Highs:
    import highspy

    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS does not annotate it
    solver.silent()
    for name, value in {
        "threads": THREADS,
        "random_seed": limits.seed,
        "time_limit": left,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": max(gap, 1e-7),
        "mip_feasibility_tolerance": 1e-7,
    }.items():
        solver.setOptionValue(name, value)

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if limits.stop():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(ask)
    return solver
