"""Measures the search over 200,000 synthetic people and 2,000 organisations in 20 networks, half in one.

    createdb search_bench
    DATABASE_URL=postgres://USER@127.0.0.1:5432/search_bench .venv/bin/python benchmarks/search.py

Without DATABASE_URL it fills a SQLite file in a temporary folder. The database must be empty; it is left as
it is, and a second run measures it again without filling it. The figures are noted in benchmarks/README.md.
It must not grow into a test: it measures."""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
if "DATABASE_URL" not in os.environ:
    os.environ.setdefault("VOIMALA_VAR", tempfile.mkdtemp(prefix="search-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimala.config.settings")

import django  # noqa: E402  # its settings are named first

django.setup()

from assembly import percentile  # noqa: E402  # Django is set up first
from django.core.management import call_command  # noqa: E402  # Django is set up first
from django.db import connection, reset_queries  # noqa: E402  # Django is set up first
from django.utils import timezone  # noqa: E402  # Django is set up first

from voimala.accounts.models import Role, User  # noqa: E402  # Django is set up first
from voimala.core.viewer import Viewer, Visitor  # noqa: E402  # Django is set up first
from voimala.networks.models import Municipality, Network, Region, RoleKind, Sector  # noqa: E402  # Django is set up first
from voimala.office.models import SearchEntry, SearchWord  # noqa: E402  # Django is set up first
from voimala.office.services import find, rebuild_index  # noqa: E402  # Django is set up first
from voimala.partners.models import Contact, Membership, Organisation, Unit  # noqa: E402  # Django is set up first
from voimala.people.models import Competence, Knowledge, KnownCompetence, Person  # noqa: E402  # Django is set up first
from voimala.people.services import add_standard_competences  # noqa: E402  # Django is set up first

ROLES = (
    "Musiikkipedagogi", "Sairaanhoitaja", "Lastenhoitaja", "Tanssinopettaja", "Kuvataideterapeutti",
    "Sosiaalityöntekijä", "Varhaiskasvatuksen opettaja", "Nuorisotyöntekijä", "Teatteri-ilmaisun ohjaaja",
    "Kirjastonhoitaja", "Palveluohjaaja", "Muusikko", "Kulttuurituottaja", "Fysioterapeutti", "Psykologi",
)  # fmt: skip
PLACES = (
    "Kuopio", "Iisalmi", "Varkaus", "Tampere", "Vaasa", "Turku", "Joensuu", "Mikkeli", "Pietarsaari", "Nokia",
    "Siilinjärvi", "Kokkola", "Pori", "Kaskinen", "Kangasala",
)  # fmt: skip
WORKPLACES = ("kirjasto", "päiväkoti", "sairaala", "koulu", "nuorisotalo", "hoivakoti", "teatteri", "museo")
STARTS = ("Ka", "Le", "Mu", "Nie", "Pai", "Rau", "Sa", "Tuo", "Vil", "Hä", "Jo", "Ky", "Ou", "Pel", "Sii")
MIDDLES = ("ri", "nta", "lko", "ve", "sto", "kka", "mpu", "va", "hti", "lle", "ra", "pu", "sä", "nko", "ju")
ENDS = ("nen", "la", "mäki", "niemi", "lahti", "järvi", "ranta", "koski", "virta", "luoto", "salo", "maa")
QUESTIONS = {
    "common": "musiikki",
    "common prefix": "hoi",
    "rare": "",  # one person's name
    "two words": "musiikkipedagogi kuopio",
    "three words": "hoitaja sairaala tampere",
    "inflected": "kirjastoissa",
    "compound": "pedagogi",
    "skill": "mielenterveystyön",
    "Swedish": "kommunen",
    "number": "malli 4711",
    "no hit": "kvanttikromodynamiikka",
}
BATCH = 5000


def fill(people: int, networks: int, draw: random.Random) -> None:
    region = Region.objects.create(code="measured", name_fi="Mitattava")
    towns = [
        Municipality.objects.create(region=region, code=place.lower(), name_fi=place, sort_key=place.lower())
        for place in PLACES
    ]
    for number in range(networks):
        network = Network.objects.create(
            code=f"n{number}", name_fi=f"Verkosto (malli {number})", short_name=f"N{number}",
            region=region, published=True, synthetic=True,
        )  # fmt: skip
        add_standard_competences(network=network)
        count = people // 2 if number == 0 else people // 2 // (networks - 1)
        fill_network(network, count, 100, towns, draw)


def fill_network(network: Network, people: int, partners: int, towns: list[Any], draw: random.Random) -> None:
    organisations = Organisation.objects.bulk_create(
        Organisation(
            network=network, code=f"o{number}", kind="municipality", sort_key=f"{number:05}", synthetic=True,
            name_fi=f"{draw.choice(PLACES)}n kunta (malli {number})",
            name_sv=f"{draw.choice(PLACES)} kommun (modell {number})",
        )
        for number in range(partners)
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(network=network, organisation=organisation, ground="takes_part")
        for organisation in organisations
    )
    units = Unit.objects.bulk_create(
        Unit(
            network=network, organisation=organisation, sector=draw.choice(Sector.values), synthetic=True,
            name_fi=f"{draw.choice(PLACES)}n {draw.choice(WORKPLACES)} (malli {number})",
            municipality=draw.choice(towns), sort_key=f"{number:05}",
        )
        for number, organisation in enumerate(organisations * 3)
    )  # fmt: skip
    words = list(Competence.objects.of(network))
    for start in range(0, people, BATCH):
        fill_people(network, range(start, min(start + BATCH, people)), units, towns, words, draw)


def fill_people(
    network: Network,
    numbers: range,
    units: list[Unit],
    towns: list[Any],
    words: list[Any],
    draw: random.Random,
) -> None:
    rows = []
    for number in numbers:
        name = draw.choice(STARTS) + draw.choice(MIDDLES) + draw.choice(MIDDLES) + draw.choice(ENDS)
        role, unit = draw.choice(ROLES), draw.choice(units)
        row = Person(
            network=network, name=f"{name} (malli {number})", kind="employee", work_role=role, unit=unit,
            organisation_id=unit.organisation_id, municipality=draw.choice(towns), synthetic=True,
        )  # fmt: skip
        row.index()
        rows.append(row)
    KnownCompetence.objects.bulk_create(
        KnownCompetence(
            network=network, person=row, competence=word, knowledge=Knowledge.KNOWN, level=3,
            circle=draw.choice(KnownCompetence.Circle.values), synthetic=True,
        )
        for row in Person.objects.bulk_create(rows)
        for word in draw.sample(words, 3)
    )  # fmt: skip


def viewers_of(network: Network) -> dict[str, Viewer]:
    found: dict[str, Viewer] = {"visitor": Visitor()}
    for role in (RoleKind.COORDINATOR, RoleKind.PARTNER_CONTACT, RoleKind.PROFESSIONAL):
        user, _ = User.objects.get_or_create(email=f"{role}@example.org", defaults={"name": f"Malli {role}"})
        Role.objects.get_or_create(
            network=network, user=user, kind=role, defaults={"since": timezone.localdate()}
        )
        found[role.value] = user.at(timezone.now())
    organisation = Organisation.objects.of(network).first()
    contact = User.objects.get(email=f"{RoleKind.PARTNER_CONTACT}@example.org")
    Contact.objects.get_or_create(
        network=network, organisation=organisation, user=contact, defaults={"name": "Malli"}
    )
    return found


def measure(network: Network, rounds: int) -> None:
    asked = dict(QUESTIONS, rare=Person.objects.of(network).order_by("pk")[777].name.split(" ")[0])
    viewers = viewers_of(network)
    print(f"\n{'ms':16}{'':18}{'found':>7}{'p50':>8}{'p95':>8}{'max':>8}{'processor p50':>15}")
    for who, viewer in viewers.items():
        every: list[float] = []
        for name, words in asked.items():
            wall, busy, count = [], [], 0
            for _ in range(rounds):
                reset_queries()
                began, worked = time.perf_counter(), time.process_time()
                count = find(words=words, viewer=viewer, network=network).count
                wall.append(1000 * (time.perf_counter() - began))
                busy.append(1000 * (time.process_time() - worked))
            every += wall
            print(line(who, name, count, wall) + f"{statistics.median(busy):15.1f}")
        print(line(who, "all together", 0, every))


def line(who: str, name: str, count: int, wall: list[float]) -> str:
    p50, p95 = percentile(sorted(wall), 50), percentile(sorted(wall), 95)
    return f"{who:16}{name:18}{count:7}{p50:8.1f}{p95:8.1f}{max(wall):8.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--networks", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--again", action="store_true", help="make the index anew, over what is there")
    wanted = parser.parse_args()
    call_command("migrate", verbosity=0)
    filled = not Network.objects.exists()
    if filled:
        began = time.perf_counter()
        fill(wanted.people, wanted.networks, random.Random(1))
        print(f"filled in {time.perf_counter() - began:.0f} s")
    if filled or wanted.again:
        began = time.perf_counter()
        made = rebuild_index(now=timezone.now())
        print(f"index made in {time.perf_counter() - began:.0f} s: {made}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{connection.vendor}: {SearchEntry.objects.count()} entries, {SearchWord.objects.count()} words")
    measure(Network.objects.get(code="n0"), wanted.rounds)


if __name__ == "__main__":
    main()
