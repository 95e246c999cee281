"""Small makers of real rows for tests. Each makes what it is asked and what that cannot do without."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from voimala.accounts.models import Role, User
from voimala.networks.models import (
    Municipality,
    Network,
    Period,
    Region,
    RoleKind,
    Sector,
    Setting,
    TargetGroup,
)
from voimala.networks.services import add_standard_settings
from voimala.partners.models import Commitment, Organisation, Unit
from voimala.people.models import Availability, Competence, Knowledge, KnownCompetence, Level, Person
from voimala.people.services import add_standard_competences

_numbers = itertools.count(1)
PASSWORD = "a-password-for-tests"


def make_municipality(
    name: str = "Kuopio", latitude: float = 62.89, longitude: float = 27.68
) -> Municipality:
    region, _ = Region.objects.get_or_create(code="pohjois-savo", defaults={"name_fi": "Pohjois-Savo"})
    found, _ = Municipality.objects.get_or_create(
        code=name.lower(),
        defaults={
            "region": region,
            "name_fi": name,
            "latitude": latitude,
            "longitude": longitude,
            "sort_key": name.lower(),
        },
    )
    return found


def make_network(code: str = "voimala", **fields: Any) -> Network:
    """A published network with the standard words, one target group and a period around today."""
    municipality = make_municipality()
    network = Network.objects.create(
        code=code,
        region=municipality.region,
        **{"name_fi": f"Verkosto {code}", "short_name": code.upper(), "published": True, **fields},
    )
    add_standard_settings(network=network)
    add_standard_competences(network=network)
    TargetGroup.objects.create(
        network=network, code="nuoret", name_fi="Nuoret aikuiset", name_en="Young adults"
    )
    today = timezone.localdate()
    Period.objects.create(
        network=network,
        name_fi="Tämä kausi",
        starts=today - dt.timedelta(days=60),
        ends=today + dt.timedelta(days=120),
    )
    return network


def make_user(network: Network | None = None, role: RoleKind = RoleKind.COORDINATOR, **fields: Any) -> User:
    number = next(_numbers)
    values = {
        "email": f"user{number}@example.org",
        "name": f"Käyttäjä {number}",
        "password": PASSWORD,
        **fields,
    }
    user = User.objects.create_user(**values)
    if network is not None:
        since = timezone.localdate() - dt.timedelta(days=30)
        Role.objects.create(network=network, user=user, kind=role, since=since)
    return user


def make_organisation(network: Network, **fields: Any) -> Organisation:
    number = next(_numbers)
    values = {"code": f"org{number}", "name_fi": f"Organisaatio {number}", "kind": "municipality", **fields}
    return Organisation.objects.create(network=network, **values)


def make_unit(network: Network, organisation: Organisation | None = None, **fields: Any) -> Unit:
    values = {"name_fi": f"Yksikkö {next(_numbers)}", "sector": Sector.HEALTH, **fields}
    values.setdefault("municipality", make_municipality())
    return Unit.objects.create(
        network=network, organisation=organisation or make_organisation(network), **values
    )


def make_person(
    network: Network,
    sector: str = Sector.CULTURE,
    competences: dict[str, int] | None = None,
    minutes: int | None = 40 * 60,
    **fields: Any,
) -> Person:
    """A person of Kuopio who speaks Finnish; `competences` maps codes to levels (0: known absent)."""
    values = {
        "name": f"Ihminen {next(_numbers)}",
        "kind": Person.Kind.EMPLOYEE,
        "own_sector": sector,
        "languages": ["fi"],
        "municipality": make_municipality(),
        "profile_complete": competences is not None,
        **fields,
    }
    person = Person.objects.create(network=network, **values)
    period = Period.objects.of(network).get()
    Availability.objects.create(network=network, person=person, period=period, minutes=minutes)
    for code, level in (competences or {}).items():
        know(person, code, level)
    return person


def know(person: Person, code: str, level: int = Level.CAN) -> KnownCompetence:
    return KnownCompetence.objects.create(
        network=person.network,
        person=person,
        competence=Competence.objects.of(person.network).get(code=code),
        knowledge=Knowledge.KNOWN if level else Knowledge.ABSENT,
        level=level or None,
    )


def make_commitment(organisation: Organisation, minutes: int | None) -> Commitment:
    period = Period.objects.of(organisation.network).get()
    return Commitment.objects.create(
        network=organisation.network, organisation=organisation, period=period, minutes=minutes
    )


def setting(network: Network, code: str = "psykiatrian_avohoito") -> Setting:
    return Setting.objects.of(network).get(code=code)
