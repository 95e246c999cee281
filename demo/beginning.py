"""An invented network that has just begun: 30 people, 11 told profiles, no agreement, no agreed hours.

For trying the platform where little is known. It must not grow a history: that is what it is for.
"""

import datetime as dt
from collections import Counter
from random import Random

from django.utils import timezone

from demo.accounts import SIGN_INS_OF
from demo.bodies import build_invented_body
from demo.pictures import woven
from demo.places import make_region
from demo.public_ids import public_id
from demo.reading import Entry, read, text_columns
from demo.sign_ins import build_users
from demo.telling import add_invented
from demo.workplaces import choose_orders
from voimala.core.viewer import Actor, acting, system, visiting
from voimala.networks.models import Municipality, Network, Part, Period
from voimala.networks.services import season_around, start_network
from voimala.partners.models import Contact, Organisation, Unit
from voimala.people.models import Availability, Competence, Knowledge, KnownCompetence, Person
from voimala.phenomena.services import ToldWords, tell_need
from voimala.public.models import Picture
from voimala.public.services import add_picture

CODE = "alku"


def build_beginning(now: dt.datetime) -> Network:
    told = read("invented/alku")
    network = begin(told["network"], now)
    coordinator, contact, professional = build_users(network, SIGN_INS_OF[CODE], now)
    draw = Random(CODE)
    units = build_units(network, told["organisations"], draw)
    organisations = {row.code: row for row in Organisation.objects.of(network)}
    by = acting(coordinator.at(now), purpose="demonstration")
    choose_orders(organisations, told["organisations"], by=by, now=now)
    people = build_people(network, told["people"], units, draw)
    people[0].user = professional
    people[0].save(update_fields=["user"])
    Contact.objects.filter(leads=units["Palvelukeskus"]).update(user=contact)
    add_invented(network, told, picture=drawn(network, told["picture"], by, now), now=now)
    tell_needs(network, told["told"], now)
    build_invented_body(network, by, now)
    return network


def drawn(network: Network, alt: Entry, by: Actor, now: dt.datetime) -> Picture:
    return add_picture(
        by=by, network=network, upload=woven(), alt=alt, credit="Voimala-alusta", now=now, synthetic=True
    )


def tell_needs(network: Network, told: list[Entry], now: dt.datetime) -> None:
    """What residents told, by the form that anybody may fill in."""
    for number, entry in enumerate(told, start=1):
        words = ToldWords(
            what=entry["what"],
            for_whom=entry["for_whom"],
            place=entry["place"],
            name=f"Asukas (malli {number})",
            email=alku_mail("asukas", number),
        )
        at = now - dt.timedelta(days=entry["days_ago"])
        tell_need(by=visiting(), network=network, now=at, words=words, language="fi", synthetic=True)


def begin(told: Entry, now: dt.datetime) -> Network:
    """Started the way every network is, in the region whose municipalities are known."""
    region = make_region(told["region"])
    starts, ends = season_around(timezone.localdate(now))
    network = start_network(
        by=system("demonstration"),
        now=now,
        code=CODE,
        name=told["name"],
        short_name=told["short"],
        region=region.name_fi,
        starts=starts,
        ends=ends,
        published=True,
    )
    network.headline, network.summary, network.words = told["headline"], told["summary"], told["words"]
    network.opening, network.accent, network.hashtags = told["opening"], told["accent"], told["hashtags"]
    network.parts = [part.value for part in Part if part.value not in told["without"]]
    network.synthetic, network.updated_on = True, network.today(now)
    network.save()
    return network


def build_units(network: Network, told: list[Entry], draw: Random) -> dict[str, Unit]:
    places = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    found: dict[str, Unit] = {}
    for entry in told:
        organisation = Organisation.objects.create(
            network=network,
            public_id=public_id(draw),
            code=entry["code"],
            kind=entry["kind"],
            synthetic=True,
            **text_columns("name", entry["name"]),
        )
        for unit in entry["units"]:
            number = len(found) + 1
            lead = Contact.objects.create(
                network=network,
                public_id=public_id(draw),
                organisation=organisation,
                name=f"Yksikön esihenkilö (malli {number})",
                work_role=unit["lead"],
                email=alku_mail("esihenkilo", number),
                synthetic=True,
            )
            found[unit["fi"]] = Unit.objects.create(
                network=network,
                public_id=public_id(draw),
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


def alku_mail(who: str, number: int) -> str:
    """An address in a domain that exists nowhere; another one than those of VOIMALA's invented people."""
    return f"{who}-{number}@alku.malli.example"


def build_people(network: Network, told: list[Entry], units: dict[str, Unit], draw: Random) -> list[Person]:
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
            public_id=public_id(draw),
            name=f"{entry['role']} (malli {numbers[entry['role']]})",
            kind=entry.get("kind", Person.Kind.EMPLOYEE),
            work_role=entry["role"],
            organisation=unit.organisation if unit else None,
            unit=unit,
            own_sector=entry.get("sector", ""),
            municipality=places[entry["home"]] if "home" in entry else None,
            languages=entry.get("languages"),
            email=alku_mail("ihminen", place),
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
