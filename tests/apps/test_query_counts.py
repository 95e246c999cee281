"""The queries of each main page stand in query_counts.json: no more, and as many at 50 rows as at 5."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.assembly.makers import make_need as make_hosted_need
from tests.apps.factories import (
    make_commitment,
    make_network,
    make_organisation,
    make_person,
    make_unit,
    make_user,
)
from tests.apps.governance import rows as body_rows
from tests.apps.office.files import make_attachment
from tests.apps.office.messages import make_message
from tests.apps.partners import agreement_rows
from tests.apps.partners.ledger import record
from tests.apps.phenomena.told import tell
from tests.apps.public.published import make_campaign, make_happening, make_news
from tests.apps.public.rows import (
    add_facts,
    decide,
    make_need,
    make_proposal,
    member_since,
    milestone,
    propose_seats,
)
from tests.apps.public.visitors import make_comment, make_contact_message
from tests.apps.public.visitors import make_news as make_open_news
from voimala.assembly.models import Proposal
from voimala.assembly.services import decide_group, propose_group
from voimala.core.viewer import acting
from voimala.networks.models import Milestone, Network, Share
from voimala.office.models import Import
from voimala.office.services import rebuild_index
from voimala.partners.models import Goal, Organisation, Project, Unit
from voimala.public.models import News

FILE = Path(__file__).parent / "query_counts.json"
FEW, MANY = 5, 50
SEATS = (("person", "culture"), ("person", "health"), ("unit", "social"))


def grow(network: Network, first: int, last: int) -> None:
    """Rows `first` to `last` of everything that a list or the front page shows."""
    for number in range(first, last):
        partner = member_since(network, "agreement", "2018", name_fi=f"Kumppani {number}")
        make_commitment(partner, minutes=600)
        unit = make_unit(network, partner)
        make_person(network, competences={"kuorolaulu": 3}, organisation=partner, unit=unit)
        make_person(network, minutes=None)
        make_need(network, f"Tarve {number}", host_unit=unit)
        propose_seats(make_proposal(make_need(network, f"Ehdotettu {number}")), *SEATS)
        decided = make_proposal(make_need(network, f"Päätetty {number}"))
        propose_seats(decided, *SEATS)
        decide(decided, "willing", "asked", "proposed")
        make_message(network, to=f"a{number}@example.org")
        Import.objects.create(
            network=network, target="people", file_name=f"{number}.csv", made_at=timezone.now()
        )
        write_as_visitor(network, unit, number)
        agreement_rows.grow(network, number)
        make_attachment(a_partner(network), name=f"{number}.pdf")
        share(network, partner)
        record(partner, timezone.now())
        body_rows.grow(network, number)
        make_person(network, told_at=None, organisation=partner)
        for make in (make_news, make_campaign, make_happening):
            make(network, f"Kerrottu {number}", sources=["D1"])
        for kind in Milestone.Kind.values:
            milestone(network, kind, f"{kind} {number}", str(1950 + number))
        Goal.objects.create(network=network, level="strategic", text_fi=f"Tavoite {number}", sources=["D1"])
        Project.objects.create(network=network, code=f"p{number}", name_fi=f"Hanke {number}", sources=["14"])


def written_down(network: Network) -> Organisation:
    """A partner with more rows than a page holds."""
    partner = make_organisation(network)
    for number in range(60):
        record(partner, timezone.now(), 60 + number)
    return partner


def write_as_visitor(network: Network, unit: Unit, number: int) -> None:
    """A told need, a comment on one piece of news, and a message to the network."""
    now = timezone.now()
    tell(network, now, unit=unit)
    news = News.objects.filter(network=network, comments_open=True).first() or make_open_news(network, now)
    make_comment(news, now, text=f"Kommentti {number}")
    make_contact_message(network, now, text=f"Viesti {number}")


def share(network: Network, partner: Organisation) -> None:
    """One organisation shared with a neighbour, one ended, one shared by it and one offered."""
    neighbour = Network.objects.filter(code="naapuri").first() or make_network("naapuri")
    theirs = make_organisation(neighbour), make_organisation(neighbour)
    now = timezone.now()
    Share.objects.bulk_create(
        Share(
            network=home,
            neighbour=neighbour if home == network else network,
            kind="organisation",
            subject_id=row.public_id,
            state=state,
            offered_at=now,
            answered_at=now,
        )
        for home, row, state in (
            (network, partner, Share.State.ACCEPTED),
            (network, partner, Share.State.ENDED),
            (neighbour, theirs[0], Share.State.ACCEPTED),
            (neighbour, theirs[1], Share.State.OFFERED),
        )
    )


def pages_of(network: Network, coordinator: Any) -> dict[str, str]:
    """The main pages by the name of their address; a page of one thing shows one that stays as it is."""
    by, now = acting(coordinator), timezone.now()
    musician = make_people(network)["musician"]
    make_person(network, competences={"kuorolaulu": 3}, user=coordinator)
    brief = make_brief(network, make_hosted_need(network, published=True))
    proposal = propose_group(by=by, brief=brief, now=now)
    decided = propose_group(by=by, brief=make_brief(network, make_hosted_need(network)), now=now)
    group = decide_group(by=by, proposal=decided, reason="Kattaa tarpeet", now=now)
    need = brief.phenomenon
    body = body_rows.grow(network, 999)
    shown = {
        "governance:bodies": None,
        "governance:body": body,
        "governance:meeting": body.meetings.get(title="kasvava"),
        "governance:decisions": None,
        "desk:desk": None,
        "phenomena:needs": None,
        "phenomena:new": None,
        "phenomena:need": need,
        "phenomena:edit": need,
        "phenomena:told": None,
        "phenomena:told_need": tell(network, now),
        "public:contact_messages": None,
        "public:moderation": None,
        "phenomena:brief": need,
        "assembly:groups": None,
        "assembly:proposal": proposal,
        "assembly:decide": proposal,
        "assembly:group": group,
        "office:jobs": None,
        "office:imports": None,
        "office:own_calendar": None,
        "partners:partners": None,
        "partners:duties": None,
        "partners:organisations": None,
        "partners:units": None,
        "partners:contacts": None,
        "partners:roles": None,
        "people:competences": None,
        "partners:agreements": None,
        "partners:agreement": agreement_rows.grow(network, 0),
        "partners:contributions": None,
        "partners:contribution": None,
        "partners:ledger": written_down(network),
        "networks:settings": None,
        "networks:parts": None,
        "networks:words": None,
        "networks:neighbours": None,
        "partners:add": None,
        "people:add": None,
        "people:added": None,
        "partners:organisation": need.host_unit.organisation if need.host_unit else None,
        "people:people": None,
        "people:person": musician,
        "people:hint": musician,
        "people:profile": None,
        "people:own_data": None,
        "office:messages": None,
        "public:network": None,
        "public:timeline": None,
        "public:sources": None,
        "public:news": None,
        "public:happenings": None,
        "public:publishing": None,
    }
    found = {
        name: reverse(name, args=[network.code, *([row.public_id] if row else [])])
        for name, row in shown.items()
    }
    seat = reverse("assembly:seat", args=[network.code, group.public_id, 1])
    search = f"{reverse('desk:find', args=[network.code])}?q=kuopiossa"
    files = reverse("office:files", args=[network.code, "organisation", a_partner(network).public_id])
    others = {"assembly:seat": seat, "desk:find": search, "office:files": files}
    return found | pages_around(proposal) | others


def a_partner(network: Network) -> Organisation:
    """The one whose files grow."""
    found: Organisation = Organisation.objects.of(network).order_by("pk")[0]
    return found


def pages_around(proposal: Proposal) -> dict[str, str]:
    """Who else could sit in a seat, and two ways side by side."""
    code, run = proposal.network.code, proposal.run
    figures = {"people": 0, "needs_met": 0, "needs_total": 0, "needs_to_ask": 0}
    other = Proposal.objects.create(network=proposal.network, run=run, way=9, **figures)
    return {
        "assembly:alternatives": reverse("assembly:alternatives", args=[code, proposal.public_id, 1]),
        "assembly:beside": reverse("assembly:beside", args=[code, proposal.public_id, other.public_id]),
    }


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200, url
    return len(seen)


def counted() -> dict[str, int]:
    found: dict[str, int] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def measured(network: Network, client: Client) -> tuple[dict[str, int], dict[str, int]]:
    """The queries of each page at a few rows and at many; those of visitors carry that word."""
    add_facts(network)
    coordinator = make_user(network, password=None)
    member = Client()
    member.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = pages_of(network, coordinator)

    def measure() -> dict[str, int]:
        rebuild_index(now=timezone.now())
        own = {name: queries(member, url) for name, url in pages.items()}
        return {"front as visitor": queries(client, "/")} | own

    grow(network, 0, FEW)
    few = measure()
    grow(network, FEW, MANY)
    return few, measure()


def test_no_page_takes_more_queries_than_the_file_says(
    measured: tuple[dict[str, int], dict[str, int]],
) -> None:
    few, many = measured
    assert many == few, "a list must cost the same at 5 and at 50 rows"
    assert few.keys() == counted().keys(), f"pages and {FILE.name} differ"
    changed = [
        f"{name}: {count} queries, {FILE.name} says {counted()[name]}; {advice(count, counted()[name])}"
        for name, count in few.items()
        if count != counted()[name]
    ]
    assert not changed, "\n".join(changed)


def advice(count: int, allowed: int) -> str:
    if count < allowed:
        return f"well done: write {count} into the file, so that it stays so"
    return "find out what is asked anew; a higher number in the file needs a reason in the commit"


def test_the_advice_tells_better_from_worse() -> None:
    assert "write 3" in advice(3, 4)
    assert "reason" in advice(5, 4)
