"""What tests of the own pages share: their addresses, and the form as a browser sends it."""

import datetime as dt
import re
from typing import Any

from django.urls import reverse

from voimala.networks.models import Network
from voimala.people.models import (
    Competence,
    KnownCompetence,
    Person,
)
from voimala.people.services import (
    profile_link,
)


def page(network: Network, name: str = "profile") -> str:
    return reverse(f"people:{name}", args=[network.code])


def word(network: Network, code: str) -> Competence:
    found: Competence = Competence.objects.of(network).get(code=code)
    return found


def field(network: Network, code: str) -> str:
    return f"skill_{word(network, code).public_id}"


def sent(person: Person, **changes: Any) -> dict[str, Any]:
    """The form as the page would send it untouched, with some answers changed."""
    person.refresh_from_db()
    network = person.network
    values: dict[str, Any] = {
        "do": "save",
        "seen": person.version,
        "skills_circle": "coordinator",
        "strengths_circle": "coordinator",
        "hours": "",
        "languages": person.languages or [],
        "municipality": person.municipality_id or "",
    }
    for row in KnownCompetence.objects.filter(person=person, competence__kind="professional"):
        values[field(network, row.competence.code)] = str(row.level or "no")
    return {**values, **changes}


def levels(person: Person) -> dict[str, int | None]:
    return dict(person.competences.values_list("competence__code", "level"))


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def own_now(person: Person) -> dt.datetime:
    return dt.datetime.combine(person.network.today(dt.datetime.now(dt.UTC)), dt.time(12), dt.UTC)


def link_to(person: Person, now: dt.datetime) -> str:
    """The path of a new link to the person's own profile."""
    return "/" + profile_link(person=person, now=now).split("/", 3)[3]
