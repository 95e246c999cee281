"""Measures the assembly engine against a greedy baseline on the same generated instances in the same run.

    .venv/bin/python benchmarks/assembly.py [--small 60] [--medium 2] [--limit 60]

Every solution comes from the module of `./voimala assemble` in a fresh process and is judged by the
independent verifier; the times of small instances are those of `solve` inside one process. The figures are
noted in benchmarks/README.md. It must not grow into a test: it measures."""

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from voimala_engine.assembly import Config, solve
from voimala_engine.assembly.files import instance_from_document

HERE = Path(__file__).parent
Document = dict[str, Any]


def reference(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / "reference" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"benchmarks/reference/{name}.py is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR, VERIFIER = reference("assembly_gen"), reference("assembly_verify")


class Greedy:
    """What one would write first: brief after brief, always the person who adds most; nothing is taken
    back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.hours = [person["hours"] for person in document["people"]]
        self.committed = [org["committed"] for org in document["orgs"]]
        self.ties = set(map(tuple, document["ties"]))
        self.exclusions = set(map(tuple, document["exclusions"]))
        self.levels = [dict(map(tuple, person["comp"])) for person in document["people"]]

    def solve(self, *, scarce_first: bool) -> Document:
        order = list(range(len(self.document["pilots"])))
        if scarce_first:
            order.sort(key=self._scarcity)
        teams = {}
        for p in order:
            team = self._team(p)
            if team is not None:
                teams[str(p)] = team
                hours = self.document["pilots"][p]["hours"]
                for i in team:
                    self.hours[i] -= hours
                    self.committed[self.document["people"][i]["org"]] -= hours
        return {"instance": self.document["name"], "teams": teams}

    def _eligible(self, p: int) -> list[int]:
        everybody = range(len(self.document["people"]))
        return [i for i in everybody if VERIFIER.eligible(self.document, p, i)]

    def _scarcity(self, p: int) -> int:
        able, pilot = self._eligible(p), self.document["pilots"][p]
        return min(
            sum(self.levels[i].get(r["c"], 0) >= r["level"] for i in able)
            for r in pilot["req"]
            if r["mandatory"]
        )

    def _team(self, p: int) -> list[int] | None:
        pilot, people, able = self.document["pilots"][p], self.document["people"], self._eligible(p)
        team: list[int] = []
        while len(team) < pilot["size"][1]:
            errors, parts = VERIFIER.check_team(self.document, p, team, self.ties, self.exclusions)
            best, best_key = None, (0, 0.0)
            for i in able:
                org = people[i]["org"]
                spent = sum(people[j]["org"] == org for j in team) * pilot["hours"]
                if (
                    i in team
                    or self.hours[i] < pilot["hours"]
                    or self.committed[org] - spent < pilot["hours"]
                ):
                    continue
                after, worth = VERIFIER.check_team(self.document, p, [*team, i], self.ties, self.exclusions)
                key = (len(errors) - len(after), sum(worth.values()) - sum(parts.values()))
                if key > best_key or (errors and best is None and key[0] >= 0):
                    best, best_key = i, key
            if best is None:
                break
            team.append(best)
        errors, _ = VERIFIER.check_team(self.document, p, team, self.ties, self.exclusions)
        return None if errors else team


def greedy(document: Document, *, scarce_first: bool) -> Document:
    solution = Greedy(document).solve(scarce_first=scarce_first)
    report: Document = VERIFIER.verify(document, solution)
    if not report["valid"]:
        raise SystemExit(f"the baseline is not valid: {report['errors'][:3]}")
    return report


def by_command(document: Document, folder: Path, limit: float) -> tuple[Document, float]:
    """The verifier's report of what the command wrote, and the wall time of the process."""
    instance, solution = folder / "instance.json", folder / "solution.json"
    instance.write_text(json.dumps(document))
    words = ["-m", "voimala_cli", "assemble", str(instance), "-o", str(solution), "--time-limit", str(limit)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    report: Document = VERIFIER.verify(document, json.loads(solution.read_text()))
    if not report["valid"]:
        raise SystemExit(f"{document['name']}: the verifier refuses: {report['errors'][:3]}")
    return report, seconds


def small(count: int, folder: Path) -> None:
    times, busy_times, ratios, proofs, staffed, worst_gap = [], [], [], 0, 0, 0.0
    for seed in range(1, count + 1):
        document = GENERATOR.generate("S", seed)
        report, _ = by_command(document, folder, 60)
        instance = instance_from_document(document)
        started, busy = time.perf_counter(), time.process_time()
        solution = solve(instance, Config())
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
        worst_gap = max(worst_gap, report["bound"] - report["objective"])
        if report["staffed"]:
            staffed += 1
            times.append(1000 * seconds)
            busy_times.append(1000 * busy)
            base = greedy(document, scarce_first=False)
            ratios.append(report["objective"] / base["objective"] if base["staffed"] else float("inf"))
        else:
            proofs += solution.unstaffed[0].proof is not None
    finite = [ratio for ratio in ratios if ratio < float("inf")]
    print(
        f"S: {count} seeds, all accepted by the verifier; {staffed} staffed, all with bound - objective <=",
        end="",
    )
    print(f" {worst_gap:.1e}; {count - staffed} impossible, {proofs} of them with a proof")
    for name, measured in (("wall", times), ("processor", busy_times)):
        measured.sort()
        print(f"S: {name} ms inside the process p50 {statistics.median(measured):.0f}, ", end="")
        print(f"p95 {percentile(measured, 95):.0f}, max {measured[-1]:.0f}")
    print(f"S: objective / greedy: median {statistics.median(finite):.4f}, max {max(finite):.4f}; ", end="")
    print(f"greedy found no team on {len(ratios) - len(finite)} of {staffed}")


def percentile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]


def medium(count: int, folder: Path, limit: float) -> None:
    for seed in range(1, count + 1):
        document = GENERATOR.generate("M", seed)
        plain, scarce = (greedy(document, scarce_first=flag) for flag in (False, True))
        report, seconds = by_command(document, folder, limit)
        better = max(plain["objective"], scarce["objective"])
        print(
            f"M-{seed}: greedy {plain['objective']:.0f} ({plain['staffed']}), scarce-first greedy "
            f"{scarce['objective']:.0f} ({scarce['staffed']}); engine {report['objective']:.0f} "
            f"({report['staffed']}), bound {report['bound']:.0f}, ratio {report['objective'] / better:.3f}, "
            f"gap {report['gap']:.2%}, quality gap {report['quality_gap']:.2%}, {seconds:.1f} s of {limit:g}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=60, help="seeds of size S (default: %(default)d)")
    parser.add_argument("--medium", type=int, default=2, help="seeds of size M (default: %(default)d)")
    parser.add_argument("--limit", type=float, default=60, help="seconds for each M (default: %(default)g)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.small:
            small(arguments.small, Path(folder))
        if arguments.medium:
            medium(arguments.medium, Path(folder), arguments.limit)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest memory of one process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
