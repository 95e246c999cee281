"""A small invented network: 30 people, 11 told profiles, no agreed hours.

For trying the platform where little is known. It stands alone in its database.
"""

import datetime as dt
from collections import Counter

from django.utils import timezone

from demo.accounts import COORDINATOR, PARTNER_CONTACT, PROFESSIONAL
from demo.network import make_region
from demo.reading import Entry, read, text_columns
from demo.sign_ins import build_users
from demo.workplaces import choose_orders, mail_of
from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import acting, system
from voimala.networks.models import Municipality, Network, Period
from voimala.networks.services import season_around, start_network
from voimala.partners.models import Contact, Organisation, Unit
from voimala.people.models import Availability, Competence, Knowledge, KnownCompetence, Person
from voimala.phenomena.services import add_published_stairs

CODE = "pieni"


def build_small(now: dt.datetime) -> None:
    told = read("invented/small")
    network = begin(told["network"], now)
    users = build_users(network, now)
    units = build_units(network, told["organisations"])
    organisations = {row.code: row for row in Organisation.objects.of(network)}
    coordinator = acting(users[COORDINATOR].at(now), purpose="demonstration")
    choose_orders(organisations, told["organisations"], by=coordinator, now=now)
    people = build_people(network, told["people"], units)
    people[0].user = users[PROFESSIONAL]
    people[0].save(update_fields=["user"])
    Contact.objects.filter(leads=units["Palvelukeskus"]).update(user=users[PARTNER_CONTACT])
    events.record(
        by=system("demonstration"),
        deed="network_seeded",
        subjects=[Reference("network", network.public_id), Reference("user", str(users[COORDINATOR].pk))],
        now=now,
        network_id=network.pk,
    )


def begin(name: Entry, now: dt.datetime) -> Network:
    """Started the way every network is, in the region whose municipalities are known."""
    region = make_region()
    starts, ends = season_around(timezone.localdate(now))
    add_published_stairs()
    return start_network(
        by=system("demonstration"),
        now=now,
        code=CODE,
        name=dict(name),
        short_name="PIENI",
        region=region.name_fi,
        starts=starts,
        ends=ends,
        published=True,
    )


def build_units(network: Network, told: list[Entry]) -> dict[str, Unit]:
    places = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    found: dict[str, Unit] = {}
    for entry in told:
        organisation = Organisation.objects.create(
            network=network,
            code=entry["code"],
            kind=entry["kind"],
            synthetic=True,
            **text_columns("name", entry["name"]),
        )
        for unit in entry["units"]:
            number = len(found) + 1
            lead = Contact.objects.create(
                network=network,
                organisation=organisation,
                name=f"Yksikön esihenkilö (malli {number})",
                work_role=unit["lead"],
                email=mail_of("esihenkilo", number),
                synthetic=True,
            )
            found[unit["fi"]] = Unit.objects.create(
                network=network,
                organisation=organisation,
                name_fi=f"{unit['fi']} (malli {number})",
                name_sv=f"{unit['sv']} (exempel {number})",
                name_en=f"{unit['en']} (sample {number})",
                sector=unit["sector"],
                municipality=places[unit["municipality"]],
                lead=lead,
                synthetic=True,
            )
    return found


def build_people(network: Network, told: list[Entry], units: dict[str, Unit]) -> list[Person]:
    places = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    words = {row.code: row for row in Competence.objects.of(network)}
    period: Period = Period.objects.of(network).get()
    numbers: Counter[str] = Counter()
    people = []
    for place, entry in enumerate(told, start=1):
        numbers[entry["role"]] += 1
        unit = units.get(entry.get("unit", ""))
        person = Person.objects.create(
            network=network,
            name=f"{entry['role']} (malli {numbers[entry['role']]})",
            kind=entry.get("kind", Person.Kind.EMPLOYEE),
            work_role=entry["role"],
            organisation=unit.organisation if unit else None,
            unit=unit,
            own_sector=entry.get("sector", ""),
            municipality=places[entry["home"]] if "home" in entry else None,
            languages=entry.get("languages"),
            email=mail_of("ihminen", place),
            synthetic=True,
        )
        tell(person, entry, words, period)
        people.append(person)
    return people


def tell(person: Person, entry: Entry, words: dict[str, Competence], period: Period) -> None:
    """What the person has told: skills and hours, of most people neither."""
    KnownCompetence.objects.bulk_create(
        KnownCompetence(
            network_id=person.network_id,
            person=person,
            competence=words[code],
            knowledge=Knowledge.KNOWN,
            level=level,
            circle=KnownCompetence.Circle.NETWORK,
            synthetic=True,
        )
        for code, level in entry.get("skills", {}).items()
    )
    if "hours" in entry:
        Availability.objects.create(
            network_id=person.network_id,
            person=person,
            period=period,
            minutes=entry["hours"] * 60,
            synthetic=True,
        )
