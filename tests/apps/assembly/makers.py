"""A need with its brief, and people who can or cannot meet it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_municipality, make_person, make_unit, setting
from voimala.networks.models import Network, Period, Sector, TargetGroup
from voimala.people.models import Competence, Person
from voimala.phenomena.models import Brief, Phenomenon, Requirement, SeatWish, Weight

ART, CARE, EVALUATION, CHOIR = "musiikki_ohjaus", "palveluohjaus", "arviointihaastattelu", "kuorolaulu"
Seats = Mapping[str, tuple[str, int]]
SEATS: Seats = {"art_leader": ("search", 1), "unit_worker": ("unit", 1), "expert": ("association", 1)}
ASKED = {ART: (3, Weight.MUST), CARE: (3, Weight.IMPORTANT), EVALUATION: (3, Weight.PLUS)}


def make_need(network: Network, **fields: Any) -> Phenomenon:
    values = {"title_fi": "Nuorten aikuisten yksinäisyys", "host_unit": make_unit(network), **fields}
    return Phenomenon.objects.create(
        network=network,
        target_group=TargetGroup.objects.of(network).get(),
        setting=setting(network),
        municipality=make_municipality(),
        created_at=timezone.now(),
        **values,
    )


def make_brief(
    network: Network,
    need: Phenomenon | None = None,
    seats: Seats = SEATS,
    asked: Mapping[str, tuple[int, str]] = ASKED,
    **fields: Any,
) -> Brief:
    """Ten hours each in Kuopio, at most an hour away, four to seven people; seats as (named by, count)."""
    values = {"minutes": 600, "size_min": 3, "size_max": 7, "max_travel": 60, **fields}
    brief = Brief.objects.create(
        network=network,
        phenomenon=need or make_need(network),
        period=Period.objects.of(network).get(),
        municipality=make_municipality(),
        **values,
    )
    for order, (kind, (named_by, count)) in enumerate(seats.items()):
        SeatWish.objects.create(brief=brief, kind=kind, named_by=named_by, count=count, order=order)
    for order, (code, (level, weight)) in enumerate(asked.items()):
        competence = Competence.objects.of(network).get(code=code)
        Requirement.objects.create(
            brief=brief, competence=competence, level=level, weight=weight, order=order
        )
    return brief


def make_people(network: Network) -> dict[str, Person]:
    """Enough for the usual brief; nothing is known of the youth worker's skills and hours."""
    return {
        "musician": make_person(network, Sector.CULTURE, {ART: 5}, work_role="Musiikkipedagogi"),
        "social": make_person(network, Sector.SOCIAL, {CARE: 3}, work_role="Sosiaaliohjaaja"),
        "drama": make_person(network, Sector.EDUCATION, {ART: 1}, work_role="Draamaopettaja"),
        "youth": make_person(network, Sector.YOUTH_THIRD, None, minutes=None, work_role="Nuorisotyöntekijä"),
    }
