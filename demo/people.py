"""The 412 invented people: of 140 the network knows what they can, of the others it does not know yet."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from demo.public_ids import public_id
from demo.roles import UNHEARD, RolePlan, role_plans
from demo.workplaces import Workplaces, mail_of, plain_name
from voimala.networks.models import Municipality, Network, Period, Sector
from voimala.partners.models import Unit
from voimala.people.models import (
    Availability,
    Competence,
    Consent,
    Knowledge,
    KnownCompetence,
    Limit,
    Person,
    Tie,
)

KNOWN_PROFILES = 140
PARTLY_TOLD = 20
TIES = 130
LIMITS = 5
# Whose profile the professional's sign-in opens; always among the known ones.
PROFESSIONAL_ROLE, PROFESSIONAL_NUMBER = "Musiikkipedagogi", 3

# How many of a hundred live where.
HOMES = {
    "kuopio": 52,
    "siilinjarvi": 13,
    "iisalmi": 7,
    "varkaus": 6,
    "lapinlahti": 4,
    "leppavirta": 4,
    **dict.fromkeys(("suonenjoki", "kiuruvesi"), 2),
    **dict.fromkeys(("pielavesi", "sonkajarvi", "joroinen", "rautalampi", "keitele", "vierema"), 1),
    **dict.fromkeys(("kaavi", "rautavaara", "tervo", "tuusniemi"), 1),
}
# Decision-makers live where they can be found; none near Vesanto, which one need shows.
TOWNS = ("kuopio", "siilinjarvi", "iisalmi", "varkaus")
LANGUAGES = {
    ("fi",): 66,
    ("fi", "en"): 20,
    ("fi", "sv"): 5,
    ("fi", "sv", "en"): 2,
    ("fi", "ru"): 3,
    ("fi", "uk"): 2,
    ("fi", "ar"): 1,
    ("fi", "fse"): 1,
}


@dataclass
class Draft:
    """A person being made: the row, the plan, and whether the network knows what the person can."""

    row: Person
    plan: RolePlan
    known: bool = False


@dataclass
class PeopleMade:
    drafts: list[Draft] = field(default_factory=list)

    @property
    def rows(self) -> list[Person]:
        return [draft.row for draft in self.drafts]

    @property
    def known(self) -> list[Draft]:
        return [draft for draft in self.drafts if draft.known]

    def called(self, name: str) -> Person:
        return next(row for row in self.rows if row.name == name)


def build_people(network: Network, period: Period, workplaces: Workplaces, draw: Random) -> PeopleMade:
    homes = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    made = PeopleMade()
    for plan in role_plans():
        for number in range(1, plan.count + 1):
            made.drafts.append(Draft(person_row(network, plan, number, workplaces, draw), plan))
            made.rows[-1].email = mail_of("ihminen", len(made.drafts))
    choose_known(made, draw)
    for draft in made.drafts:
        fill_in(draft, homes, draw)
        draft.row.index()
    Person.objects.bulk_create(made.rows)
    add_availability(network, period, made, draw)
    add_competences(network, period, made, draw)
    add_ties(network, made, draw)
    add_limits(network, period, made, draw)
    return made


def person_row(network: Network, plan: RolePlan, number: int, workplaces: Workplaces, draw: Random) -> Person:
    freelancer = plan.kind == Person.Kind.EMPLOYEE and draw.random() < plan.freelance
    unit = None if freelancer or not plan.units else draw.choice(units_called(workplaces, plan.units))
    same = unit is not None and unit.sector == plan.sector
    return Person(
        network=network,
        public_id=public_id(draw),
        name=f"{plan.name} (malli {number})",
        kind=Person.Kind.FREELANCER if freelancer else plan.kind,
        work_role=plan.name,
        organisation=unit.organisation if unit else None,
        unit=unit,
        own_sector="" if same else plan.sector,
        synthetic=True,
    )


def units_called(workplaces: Workplaces, names: tuple[str, ...]) -> list[Unit]:
    return [unit for unit in workplaces.units if plain_name(unit) in names]


def choose_known(made: PeopleMade, draw: Random) -> None:
    """Exactly KNOWN_PROFILES people, the professional's own profile among them."""
    own = f"{PROFESSIONAL_ROLE} (malli {PROFESSIONAL_NUMBER})"
    others = [draft for draft in made.drafts if draft.row.name != own]
    chosen = draw.sample(others, KNOWN_PROFILES - 1)
    chosen += [draft for draft in made.drafts if draft.row.name == own]
    for draft in chosen:
        draft.known = True
    for draft in chosen[PARTLY_TOLD:]:
        draft.row.profile_complete = True


def fill_in(draft: Draft, homes: dict[str, Municipality], draw: Random) -> None:
    """Home, languages and sector, or nothing where nobody has told."""
    row = draft.row
    told = 0.95 if draft.known else 0.6
    if draft.plan.sector == Sector.DECISION:
        row.municipality = homes[draw.choice(TOWNS)]
    elif draft.known or draw.random() < 0.9:
        row.municipality = homes[home_code(row, draw)]
    if draw.random() < told:
        row.languages = list(draw.choices(list(LANGUAGES), list(LANGUAGES.values()))[0])
    if row.kind == Person.Kind.VOLUNTEER and not draft.known and draw.random() < 0.3:
        row.own_sector = ""


def home_code(row: Person, draw: Random) -> str:
    if row.unit is not None and row.unit.municipality is not None and draw.random() < 0.6:
        return row.unit.municipality.code
    return draw.choices(list(HOMES), list(HOMES.values()))[0]


def add_availability(network: Network, period: Period, made: PeopleMade, draw: Random) -> None:
    """Hours of the period; of some they are not known, of some nobody has asked (no row)."""
    rows = []
    for draft in made.drafts:
        told = draw.random() < (0.85 if draft.known else 0.45)
        hours = draw.choice((16, 24, 28, 30, 32, 36, 40, 60))
        if told or draw.random() < 0.5:
            minutes = hours * 60 if told else None
            rows.append(
                Availability(
                    network=network, person=draft.row, period=period, minutes=minutes, synthetic=True
                )
            )
    Availability.objects.bulk_create(rows)


def told_on(period: Period) -> dt.datetime:
    """When the people told of themselves: a month before the period, in the morning."""
    return dt.datetime.combine(period.starts - dt.timedelta(days=30), dt.time(6), dt.UTC)


def add_competences(network: Network, period: Period, made: PeopleMade, draw: Random) -> None:
    """What people told in their profiles; strengths with the consent to keep them."""
    words = {word.code: word for word in Competence.objects.of(network)}
    strengths = [code for code, word in words.items() if word.kind == Competence.Kind.STRENGTH]
    professional = [code for code in words if code not in strengths and code not in UNHEARD]
    rows: list[KnownCompetence] = []
    for draft in made.known:
        levels = told_levels(draft.plan, professional, strengths, draw)
        absent = [] if draft.row.profile_complete else draw.sample(professional, 3)
        for code, level in levels.items():
            rows.append(known_row(network, draft.row, words[code], level))
        rows += [known_row(network, draft.row, words[code], None) for code in absent if code not in levels]
    for row in rows:
        row.origin, row.told_at = KnownCompetence.Origin.PROFILE, told_on(period)
    KnownCompetence.objects.bulk_create(rows)
    agreed = {row.person_id for row in rows if row.competence.kind == Competence.Kind.STRENGTH}
    Consent.objects.bulk_create(
        Consent(
            network=network,
            person_id=person,
            kind=Consent.Kind.STRENGTHS,
            given_at=told_on(period),
            synthetic=True,
        )
        for person in sorted(agreed)
    )


def told_levels(
    plan: RolePlan, professional: list[str], strengths: list[str], draw: Random
) -> dict[str, int]:
    """What one person has told: the usual of the work, sometimes something more, and strengths."""
    first, *rest = plan.usual
    levels = {first: draw.choice(plan.usual[first])}
    levels |= {code: draw.choice(plan.usual[code]) for code in rest if draw.random() < 0.8}
    if draw.random() < 0.25:
        levels.setdefault(draw.choice(professional), 1)
    for code in draw.sample(strengths, draw.choice((0, 1, 1, 2, 3))):
        levels[code] = draw.choice((1, 3))
    return levels


def known_row(network: Network, person: Person, word: Competence, level: int | None) -> KnownCompetence:
    professional = word.kind == Competence.Kind.PROFESSIONAL
    circle = KnownCompetence.Circle
    return KnownCompetence(
        network=network,
        person=person,
        competence=word,
        knowledge=Knowledge.KNOWN if level else Knowledge.ABSENT,
        level=level,
        circle=circle.NETWORK if professional else circle.COORDINATOR,
        synthetic=True,
    )


def add_ties(network: Network, made: PeopleMade, draw: Random) -> None:
    """Pairs that have worked together: mostly people whom the network knows."""
    known = [draft.row for draft in made.known]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < TIES:
        first = draw.choice(known)
        second = draw.choice(known if draw.random() < 0.7 else made.rows)
        if first.pk != second.pk:
            pairs.add((min(first.pk, second.pk), max(first.pk, second.pk)))
    Tie.objects.bulk_create(
        Tie(network=network, first_id=first, second_id=second, synthetic=True)
        for first, second in sorted(pairs)
    )


def add_limits(network: Network, period: Period, made: PeopleMade, draw: Random) -> None:
    """A few people's own limits: not with this person, or not in this unit. No reasons."""
    rows = []
    for number, person in enumerate(draw.sample(made.rows, LIMITS)):
        other = next(row for row in draw.sample(made.rows, 2) if row.pk != person.pk)
        unit = next((draft.row.unit for draft in made.known if draft.row.unit), None) if number % 2 else None
        rows.append(
            Limit(
                network=network,
                person=person,
                period=period,
                unit=unit,
                other=None if unit else other,
                synthetic=True,
            )
        )
    Limit.objects.bulk_create(rows)
