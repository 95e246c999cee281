"""A network's sourced facts and a published need with its group, made small for tests of public pages."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_municipality, make_organisation, make_person, setting
from voimala.assembly.models import Group, Proposal, ProposalSeat, Run, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.core.dates import PartialDate
from voimala.networks.models import Milestone, Network, Period, Source, TargetGroup
from voimala.partners.models import Agreement, Goal, Membership, Organisation, Project, Term, Vision
from voimala.phenomena.models import Brief, Phenomenon


def date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def milestone(
    network: Network, kind: str, title: str, since: str | None = "2015", **fields: Any
) -> Milestone:
    values = {"code": f"{kind}-{title}"[:60], "sources": ["D1"], **fields}
    until = date(values.pop("until", None))
    return Milestone.objects.create(
        network=network, kind=kind, title_fi=title, since=date(since), until=until, **values
    )


def member_since(
    network: Network, ground: str, since: str, until: str | None = None, **fields: Any
) -> Organisation:
    organisation = make_organisation(network, **fields)
    Membership.objects.create(
        network=network,
        organisation=organisation,
        ground=ground,
        since=date(since),
        until=date(until),
        sources=["D0"],
    )
    return organisation


def add_facts(network: Network) -> None:
    """One or two rows of every sort that the front page shows, each with sources."""
    Source.objects.get_or_create(mark="D0", defaults={"title": "Uutinen kumppanuudesta"})
    page = {"title": "Verkoston oma sivu", "address": "verkosto.example/sivu"}
    Source.objects.get_or_create(mark="D1", defaults=page)
    Source.objects.get_or_create(mark="14", defaults={"title": "Hankkeiden sivu"})
    kinds = Milestone.Kind
    milestone(network, kinds.PHASE, "Etsintävaihe", "2002", until="2011")
    milestone(network, kinds.PHASE, "Kasvuvaihe", "2012")
    Agreement.objects.create(
        network=network,
        code="sopimus",
        kind="partnership",
        name_fi="Sopimus",
        phase="signed",
        signed_on=date("2017-06"),
        since=date("2017-06"),
        sources=["D1"],
    )
    milestone(network, kinds.FUNDING, "Rahoittaja", "2010", detail_fi="valmistelu")
    milestone(network, kinds.RECOGNITION, "Vuoden teko", "2018")
    milestone(network, kinds.STATEMENT, "Lausunto valiokunnalle", "2020")
    milestone(network, kinds.PRACTICE, "Lainattava käytäntö", "2015", detail_fi="Draamaa luokissa.")
    founder = member_since(network, "agreement", "2018-01-01", name_fi="Perustajayhdistys ry", kind="culture")
    Term.objects.create(
        network=network, organisation=founder, duty="administrator", since=date("2021-08"), sources=["D1"]
    )
    Vision.objects.create(network=network, year=2025, text_fi="Uusi tapa tehdä työtä", sources=["D1"])
    Goal.objects.create(network=network, level="regional", text_fi="Kulttuuri strategioihin", sources=["D1"])
    Project.objects.create(
        network=network,
        code="hanke",
        name_fi="Kokeiluhanke",
        since=date("2012"),
        until=date("2013"),
        sources=["14"],
    )
    Project.objects.create(network=network, code="hamara", name_fi="Vuodeton hanke", order=1, sources=["14"])


def make_need(network: Network, title: str = "Nuorten yksinäisyys", **fields: Any) -> Phenomenon:
    values = {"published": True, "synthetic": True, "created_at": timezone.now(), **fields}
    return Phenomenon.objects.create(
        network=network,
        title_fi=title,
        target_group=TargetGroup.objects.of(network).first(),
        setting=setting(network),
        municipality=make_municipality(),
        **values,
    )


def make_proposal(need: Phenomenon, **fields: Any) -> Proposal:
    network = need.network
    brief = Brief.objects.create(
        network=network,
        phenomenon=need,
        period=Period.objects.of(network).get(),
        minutes=600,
        size_min=2,
        size_max=6,
        max_travel=60,
        municipality=need.municipality,
    )
    run = Run.objects.create(
        network=network,
        brief=brief,
        brief_version=brief.version,
        status=Run.Status.OPTIMAL,
        seed=1,
        seconds=0.1,
        considered=10,
        known=5,
        eligible=5,
        digest="x" * 64,
        computed_at=timezone.now(),
    )
    counts = {"people": 2, "needs_met": 1, "needs_total": 2, "needs_to_ask": 1}
    return Proposal.objects.create(network=network, run=run, **counts, **fields)


def propose_seats(proposal: Proposal, *seats: tuple[str, str]) -> None:
    """Each seat as (kind, sector); a person's seat gets somebody with a name that must stay hidden."""
    for position, (kind, sector) in enumerate(seats, start=1):
        person = (
            make_person(proposal.network, name=f"Salainen Nimi {position}")
            if kind == SeatKind.PERSON
            else None
        )
        ProposalSeat.objects.create(
            proposal=proposal, position=position, kind=kind, sector=sector, person=person
        )


SETTLED = ("open", "proposed", "confirmed")
"""States in which a seat waits for nobody."""


def decide(proposal: Proposal, *states: str) -> Group:
    """The proposal's group, its seats in these states."""
    group = Group.objects.create(
        network=proposal.network,
        proposal=proposal,
        brief=proposal.run.brief,
        reason="Sopii",
        decided_at=timezone.now(),
    )
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.DECIDED)
    for seat, state in zip(proposal.seats.all(), states, strict=True):
        Seat.objects.create(
            network=group.network,
            group=group,
            position=seat.position,
            kind=seat.kind,
            sector=seat.sector,
            person=seat.person,
            state=state,
            waits_until=None if state in SETTLED else timezone.now() + dt.timedelta(days=14),
        )
    return group
