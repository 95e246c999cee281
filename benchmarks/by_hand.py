"""Measures what a coordinator waits for in the platform at size S: proposing, and each change by hand.

    .venv/bin/python benchmarks/by_hand.py [--people 300] [--briefs 20]

A network in a SQLite file of its own, filled with invented people; the whole services are timed, reading,
search, checks and writing. The figures are noted in benchmarks/README.md. It must not grow into a test: it
measures."""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ART, CARE, EVALUATION, DRAMA = "musiikki_ohjaus", "palveluohjaus", "arviointihaastattelu", "draama_ohjaus"
SKILLS = (ART, CARE, EVALUATION, DRAMA)
KNOWN = 0.65
"""Share of people whose skills are known."""


def percentile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--briefs", type=int, default=20)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VOIMALA_VAR": folder, "DJANGO_SETTINGS_MODULE": "voimala.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report(measured(wanted.people, wanted.briefs))


def measured(people: int, briefs: int) -> dict[str, list[float]]:
    """Processor milliseconds of each deed, by its name: the machine may be shared."""
    from django.utils import timezone

    from tests.apps.factories import make_network, make_user
    from voimala.assembly.models import Choice
    from voimala.assembly.services import NoGroupLeft, choose, propose_group, undo_choice
    from voimala.core.viewer import acting

    dice = random.Random(1)
    network = make_network("mittaus")
    by, now = acting(make_user(network, password=None)), timezone.now()
    fill(network, people, dice)
    times: dict[str, list[float]] = {}

    def timed(name: str, deed: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = deed()
        times.setdefault(name, []).append(1000 * (time.process_time() - start))
        return found

    for number in range(briefs):
        brief = make_one(network, number, dice)
        proposal = timed("propose", lambda brief=brief: propose_group(by=by, brief=brief, now=now))
        for seat in list(proposal.seats.exclude(person=None).order_by("position"))[:3]:
            other = seat.alternatives.first()
            if other is None:
                continue
            deeds = {
                "swap": {"person": other.person, "kind": Choice.Kind.PIN, "instead_of": seat.person},
                "exclude": {"person": seat.person, "kind": Choice.Kind.EXCLUDE},
                "lock": {"person": seat.person, "kind": Choice.Kind.LOCK},
            }
            for name, what in deeds.items():
                if not proposal.seats.filter(person=seat.person).exists():
                    continue
                try:
                    proposal = timed(
                        name, lambda at=proposal, what=what: choose(by=by, proposal=at, now=now, **what)
                    )
                except NoGroupLeft:
                    continue
                proposal = timed("undo", lambda at=proposal: undo_choice(by=by, proposal=at, now=now))
    return times


def fill(network: Any, people: int, dice: random.Random) -> None:
    from tests.apps.factories import make_municipality, make_organisation, make_person
    from voimala.networks.models import Sector

    places = [make_municipality(f"Kunta {n}", 62.4 + n / 10, 27.0 + n / 8) for n in range(8)]
    organisations = [make_organisation(network) for _ in range(20)]
    for _ in range(people):
        known = dice.random() < KNOWN
        levels = {skill: dice.choice((1, 3, 5)) for skill in SKILLS if dice.random() < 0.25}
        make_person(
            network,
            dice.choice(Sector.values),
            levels if known else None,
            minutes=dice.choice((None, 600, 1200, 2400)),
            municipality=dice.choice(places),
            organisation=dice.choice(organisations),
        )


def make_one(network: Any, number: int, dice: random.Random) -> Any:
    from tests.apps.assembly.makers import make_brief, make_need
    from voimala.phenomena.models import Weight

    weights = (Weight.MUST, Weight.IMPORTANT, Weight.IMPORTANT, Weight.PLUS)
    skills = dice.sample(SKILLS, len(SKILLS))
    asked = {skill: (3, weight) for skill, weight in zip(skills, weights, strict=True)}
    need = make_need(network, title_fi=f"Tarve {number}")
    return make_brief(network, need, asked=asked, size_min=4, size_max=8, max_travel=60)


def report(times: dict[str, list[float]]) -> None:
    print(f"{'ms':10} {'n':>5} {'p50':>6} {'p95':>6} {'max':>6}")
    for name, values in times.items():
        p50, p95 = percentile(values, 0.5), percentile(values, 0.95)
        print(f"{name:10} {len(values):5} {p50:6.0f} {p95:6.0f} {max(values):6.0f}")


if __name__ == "__main__":
    main()
