"""Measures what a coordinator waits for at size S: changes by hand, ways, questions, swaps, relaxations.

    .venv/bin/python benchmarks/advice.py [--seeds 60]

Every answer is judged by the engine's own independent checker or, for re-solves of generated instances, by
the independent verifier. A *thin* instance is a generated one of which most is not known. The figures are
noted in benchmarks/README.md. It must not grow into a test: it measures."""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from assembly import GENERATOR, VERIFIER, percentile

from voimala_engine.assembly import (
    Brief,
    Instance,
    Person,
    Solution,
    alternatives,
    explain,
    questions,
    relaxations,
    seeking,
    solution_document,
    solve,
    ways,
)
from voimala_engine.assembly.check import check
from voimala_engine.assembly.files import instance_from_document

T = TypeVar("T")
KNOWN_PROFILES, KNOWN_HOURS, KNOWN_LANGUAGES, KNOWN_HOMES = 0.35, 0.5, 0.7, 0.8
"""Shares of what is known in a thin instance."""


@dataclass
class Clock:
    """Wall and processor milliseconds by name of what was done."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    busy: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, name: str, deed: Callable[[], T]) -> T:
        wall, busy = time.perf_counter(), time.process_time()
        found = deed()
        self.wall.setdefault(name, []).append(1000 * (time.perf_counter() - wall))
        self.busy.setdefault(name, []).append(1000 * (time.process_time() - busy))
        return found

    def report(self) -> None:
        print(
            f"{'ms':28} {'n':>5} {'wall p50':>9} {'p95':>6} {'max':>6}   {'cpu p50':>8} {'p95':>6} {'max':>6}"
        )
        for name, wall in self.wall.items():
            cells = [_summary(wall), _summary(self.busy[name])]
            print(f"{name:28} {len(wall):5} {cells[0]}   {cells[1]}")


def _summary(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):8.0f} {percentile(ordered, 95):6.0f} {ordered[-1]:6.0f}"


def with_brief(instance: Instance, **changes: Any) -> Instance:
    brief: Brief = replace(instance.briefs[0], **changes)
    return replace(instance, briefs=(brief,))


def thin(instance: Instance, seed: int) -> Instance:
    """The same people, of whom most is not known."""
    rng = random.Random(seed)

    def known(person: Person) -> Person:
        told = rng.random() < KNOWN_PROFILES
        return replace(
            person,
            comp=person.comp if told else {},
            profile_known=told,
            hours=person.hours if rng.random() < KNOWN_HOURS else None,
            langs=person.langs if rng.random() < KNOWN_LANGUAGES else None,
            muni=person.muni if rng.random() < KNOWN_HOMES else None,
        )

    return replace(instance, people=tuple(known(person) for person in instance.people))


def judged(instance: Instance, solution: Solution) -> Solution:
    errors = check(instance, solution).errors
    if errors:
        raise SystemExit(f"{instance.name}: the checker refuses: {errors[:3]}")
    return solution


class Edits:
    """Pins, bars and locks by hand, each against the best single swap."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.barred = self.swap_worse = self.no_swap = 0
        self.lost: list[float] = []

    def measure(self, document: dict[str, Any], instance: Instance, solution: Solution) -> None:
        members = solution.teams[0].members
        seats = self.clock.timed("alternatives", lambda: alternatives(instance, solution, 0))
        self.clock.timed("explain", lambda: explain(instance, solution, 0))
        barred = instance.briefs[0].barred
        for seat in seats:
            changed = with_brief(instance, barred=barred | {seat.person})
            self._bar(changed, solution, seat.others[0].loss if seat.others else None)
            others = frozenset(members) - {seat.person}
            locked = with_brief(instance, pinned=others, barred=barred | {seat.person})
            self._solved("re-solve after lock", locked)
            if seat.others:
                pinned = with_brief(instance, pinned=frozenset({seat.others[0].person}))
                self._solved("re-solve after pin", pinned)
        self._verified(document, instance)

    def _solved(self, name: str, instance: Instance) -> Solution:
        return judged(instance, self.clock.timed(name, lambda: solve(instance)))

    def _bar(self, changed: Instance, before: Solution, swap: float | None) -> None:
        again = self._solved("re-solve after exclude", changed)
        if not again.teams:
            return
        self.barred += 1
        if swap is None:
            self.no_swap += 1
        elif before.objective - swap < again.objective - 1e-4:
            self.swap_worse += 1
            self.lost.append(again.objective - before.objective + swap)

    def _verified(self, document: dict[str, Any], instance: Instance) -> None:
        """One pinned re-solve of each instance by the independent verifier."""
        person = solve(instance).teams[0].members[0]
        brief = document["pilots"][0] | {"pinned": [person]}
        changed = document | {"pilots": [brief]}
        report = VERIFIER.verify(changed, solution_document(solve(instance_from_document(changed))))
        if not report["valid"]:
            raise SystemExit(f"{document['name']}: the verifier refuses: {report['errors'][:3]}")

    def report(self) -> None:
        print(
            f"after an exclusion a group exists {self.barred} times; the best single swap is missing "
            f"{self.no_swap} and worse {self.swap_worse} times",
            end="",
        )
        print(f", by {statistics.median(self.lost):.0f} points (median)" if self.lost else "")


def measure_ways(clock: Clock, name: str, instance: Instance, solution: Solution) -> int:
    found = clock.timed(name, lambda: ways(instance, solution, 0))
    for way in found:
        judged(instance, replace(solution, teams={0: way.team}, objective=way.objective, bound=1e9))
    return len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=60, help="seeds of size S (default: %(default)d)")
    clock = Clock()
    edits = Edits(clock)
    counts: dict[str, list[int]] = {
        "ways": [],
        "ways, thin": [],
        "questions": [],
        "relaxations": [],
        "seeking": [],
    }
    for seed in range(1, parser.parse_args().seeds + 1):
        document = GENERATOR.generate("S", seed)
        instance = instance_from_document(document)
        solution = judged(instance, clock.timed("solve", partial(solve, instance)))
        if solution.teams:
            counts["ways"].append(measure_ways(clock, "ways", instance, solution))
            edits.measure(document, instance, solution)
        else:
            loose = clock.timed("relaxations", partial(relaxations, instance, 0))
            counts["relaxations"].append(len(loose))
            sought = clock.timed("seeking", partial(seeking, instance, 0))
            counts["seeking"].append(len(sought))
        scant = thin(instance, seed)
        told = judged(scant, clock.timed("solve, thin", partial(solve, scant)))
        if told.teams:
            counts["ways, thin"].append(measure_ways(clock, "ways, thin", scant, told))
            asked = clock.timed("questions, thin", partial(questions, scant, told, 0))
            counts["questions"].append(len(asked))
            clock.timed("alternatives, thin", partial(alternatives, scant, told, 0))
    clock.report()
    edits.report()
    for name, numbers in counts.items():
        print(f"{name}: {sum(numbers)} in {len(numbers)} briefs, none in {numbers.count(0)}")


if __name__ == "__main__":
    main()
