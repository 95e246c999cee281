"""What the pages say, keep and count."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

import voimala_engine.assembly as engine
from tests.apps.assembly.makers import make_brief, make_need, make_people
from tests.apps.factories import make_person, make_user
from voimala.accounts.models import User
from voimala.assembly.models import Group, Proposal, Run, wording
from voimala.assembly.models.conflicts import FIXED, reasons
from voimala.assembly.services import NoGroupFound, decide_group, leave_proposal, propose_group, proposing
from voimala.core.models import Event, EventSubject
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind, Sector
from voimala.people.models import Person
from voimala.phenomena.models import Brief
from voimala_engine.assembly import InstanceRefused
from voimala_engine.assembly.solution import ConditionKind, ConflictKind

Moment = dt.datetime


@pytest.fixture
def client(client_of: Callable[[User | None], Client], member: User) -> Client:
    return client_of(member)


def address(page: str, row: Any, language: str = "fi") -> str:
    with translation.override(language):
        return reverse(f"assembly:{page}", args=[row.network.code, row.public_id])


def words_of(response: Any) -> str:
    """The page's text without tags, one space between words."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\u00a0", " ").split())


def heading_of(response: Any) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert len(found) == 1
    return unescape(found[0]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "heading", "lead", "lang"),
    [
        (
            "fi",
            "Ehdotus: 6 ihmistä, 4 tarvetta 5:stä",
            "Tunnemme osaamisen 3 ihmiseltä 4:stä, joten ryhmä voi vielä parantua. Yksi tarve on kysyttävä.",
            "fi",
        ),
        ("sv", "Förslag: 6 personer, 4 behov av 5", "Vi känner till kunnandet hos 3 personer av 4", "sv"),
        ("en", "Proposal: 6 people, 4 needs of 5", "We know the skills of 3 people out of 4", "en"),
    ],
)
def test_the_title_is_the_answer(
    proposal: Proposal, client: Client, language: str, heading: str, lead: str, lang: str
) -> None:
    response = client.get(address("proposal", proposal, language))
    assert response.status_code == 200
    assert heading_of(response) == heading
    assert lead in words_of(response)
    assert f'<html lang="{lang}">' in response.content.decode()


def test_the_proposal_gives_its_reasons(proposal: Proposal, client: Client) -> None:
    text = words_of(client.get(address("proposal", proposal)))
    for sentence in (
        "Kaikki välttämätön on katettu: taiteen ohjaaja, yksikön oma työntekijä",
        "Syntyy 6 uutta paria yli sektorirajojen.",
        "Kaikki ovat enintään 5 minuutin matkan päässä.",
        "Ryhmän ohjaaminen musiikilla välttämätön, voi opettaa",
        "tämän jälkeen vapaana vielä 30 tuntia",
        "kysyttävä: tunnit",
        "Yksikkö nimeää",
        "Järjestö nimeää: kokemusasiantuntija",
        "Parit taulukkona 15 paria",
        "Laskennan tiedot",
        "todistetusti paras",
        "Yhden ihmisen osaamista ei vielä tiedetä.",
    ):
        assert sentence in text


def test_what_is_necessary_comes_first_in_the_table(proposal: Proposal, client: Client) -> None:
    page = client.get(address("proposal", proposal)).content.decode()
    rows = re.findall(r'<th scope="row">[^<]*</th><td>(välttämätön|tärkeä|plussaa)</td>', page)
    order = ["välttämätön", "tärkeä", "plussaa"]
    assert len(set(rows)) > 1
    assert rows == sorted(rows, key=order.index)


def test_a_person_who_covers_no_need_has_her_reason(
    proposal: Proposal, people: dict[str, Person], client: Client
) -> None:
    """A sector of her own; else new pairs; else the size."""
    seat = proposal.seats.get(person=people["youth"])
    reasons = (
        "tuo ryhmään uuden sektorin: nuoriso ja kolmas sektori",
        "tuo yhteen ihmisiä, jotka eivät ole tehneet töitä keskenään",
        "täyttää ryhmän toivottuun kokoon",
    )
    changes: tuple[Callable[[], Any], ...] = (
        lambda: None,
        lambda: proposal.seats.filter(person=people["drama"]).update(sector=seat.sector),
        lambda: proposal.pairs.all().delete(),
    )
    for wanted, change in zip(reasons, changes, strict=True):
        change()
        text = words_of(client.get(address("proposal", proposal)))
        assert "Täydentää ryhmää" in text
        assert [reason for reason in reasons if reason in text] == [wanted]


def test_there_is_no_score_beside_a_person(proposal: Proposal, client: Client) -> None:
    cards = re.findall(
        r"<article class=\"card\">.*?</article>",
        client.get(address("proposal", proposal)).content.decode(),
        re.DOTALL,
    )
    assert len(cards) == 6
    worth = f"{proposal.run.objective:.0f}"
    assert not any(worth in card for card in cards)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (1, "1:stä"),
        (3, "3:sta"),
        (10, "10:stä"),
        (12, "12:sta"),
        (40, "40:stä"),
        (100, "100:sta"),
        (412, "412:sta"),
        (1000, "1\u00a0000:sta"),
        (1117, "1\u00a0117:stä"),
    ],
)
def test_finnish_inflects_the_total(total: int, words: str) -> None:
    with translation.override("fi"):
        assert wording.out_of(total) == words
    with translation.override("sv"):
        assert wording.out_of(total) == words.split(":", maxsplit=1)[0]


def test_looking_at_people_leaves_one_event(proposal: Proposal, member: User, client: Client) -> None:
    client.get(address("proposal", proposal))
    event = Event.objects.get(deed="people_read")
    assert (event.actor_id, event.purpose, event.role) == (member.pk, "proposal", "coordinator")
    seen = set(EventSubject.objects.filter(event_id=event.pk).values_list("subject_id", flat=True))
    assert seen == set(Person.objects.values_list("public_id", flat=True))


def test_proposing_leads_to_the_proposal_and_twice_to_the_same(brief: Brief, client: Client) -> None:
    first = client.post(address("propose", brief))
    second = client.post(address("propose", brief))
    assert first.status_code == 302
    assert first["Location"] == second["Location"] == address("proposal", Proposal.objects.get())
    assert client.get(address("propose", brief)).status_code == 405


def test_deciding_on_the_page_twice_gives_one_group(proposal: Proposal, client: Client) -> None:
    sent = {"choice": "covers", "own": ""}
    first = client.post(address("decide", proposal), sent)
    second = client.post(address("decide", proposal), sent)
    group = Group.objects.get()
    assert first["Location"] == second["Location"] == address("group", group)
    assert group.reason == "Kattaa sen, mikä on välttämätöntä"
    assert client.get(address("decide", proposal))["Location"] == address("group", group)


def test_what_was_typed_survives_an_error(proposal: Proposal, client: Client) -> None:
    own = "Oma perustelu " * 30
    response = client.post(address("decide", proposal), {"choice": "own", "own": own})
    assert response.status_code == 422
    assert own.strip() in unescape(response.content.decode())
    assert 'value="own"' in response.content.decode()
    assert re.search(r'value="own"[^>]*checked', response.content.decode())
    empty = client.post(address("decide", proposal), {"choice": "own", "own": " "})
    assert "Kirjoita syy tai valitse valmis vaihtoehto." in words_of(empty)
    assert not Group.objects.exists()


def test_a_stale_proposal_says_so_and_cannot_be_decided(
    proposal: Proposal, brief: Brief, client: Client
) -> None:
    Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
    sentence = "Tarvekuvaus on muuttunut tämän ehdotuksen jälkeen. Ehdota uudelleen, ennen kuin päätät."
    page = client.get(address("proposal", proposal))
    assert sentence in words_of(page)
    assert address("decide", proposal) not in page.content.decode()
    refused = client.post(address("decide", proposal), {"choice": "own", "own": "Silti hyvä"})
    assert sentence in words_of(refused)
    assert "Silti hyvä" in refused.content.decode()
    assert not Group.objects.exists()


def test_leaving_tells_why_on_the_page(proposal: Proposal, client: Client) -> None:
    response = client.post(
        address("leave", proposal), {"choice": "own", "own": "Kevät on täynnä"}, follow=True
    )
    assert "Tästä ehdotuksesta on luovuttu. Syy: Kevät on täynnä" in words_of(response)
    assert address("decide", proposal) not in response.content.decode()


def test_the_auditor_looks_but_has_no_buttons(
    proposal: Proposal, network: Network, client_of: Callable[[User | None], Client]
) -> None:
    page = client_of(make_user(network, RoleKind.AUDITOR)).get(address("proposal", proposal))
    assert page.status_code == 200
    assert "Kysy näiltä" not in words_of(page)


def test_no_group_is_explained_by_the_proof(
    network: Network, people: dict[str, Person], client: Client
) -> None:
    Person.objects.filter(pk=people["musician"].pk).update(may_be_suggested=False)
    response = client.post(address("propose", make_brief(network)), follow=True)
    assert heading_of(response) == "Näillä ehdoilla ryhmää ei synny"
    text = words_of(response)
    assert "Kulttuuri: tunnit, matka ja kieli eivät sovi kenellekään." in text
    assert "Tämä on todistettu" in text


def test_a_refused_proposal_is_a_page(brief: Brief, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = proposing.solve_problem

    def slow(*args: Any, **kwargs: Any) -> Any:
        Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
        return honest(*args, **kwargs)

    monkeypatch.setattr(proposing, "solve_problem", slow)
    response = client.post(address("propose", brief))
    assert response.status_code == 409
    assert "Tarvekuvaus muuttui, kun ehdotusta laskettiin." in words_of(response)


CONDITIONS = [{"kind": kind.value, "code": ""} for kind in ConditionKind if kind.value in FIXED]
CONDITIONS += [{"kind": "role", "code": "culture"}, {"kind": "requirement", "code": "musiikki_ohjaus"}]
CONDITIONS += [{"kind": "language", "code": "sv"}]


@pytest.mark.parametrize("kind", list(ConflictKind))
@pytest.mark.parametrize("have", [0, 2])
def test_every_conflict_of_the_engine_has_its_words(
    network: Network, people: dict[str, Person], member: User, now: Moment, kind: ConflictKind, have: int
) -> None:
    codes = {"no_role": "health", "no_language": "sv", "no_candidate": "musiikki_ohjaus"}
    conflict = {"kind": kind.value, "code": codes.get(kind.value, ""), "have": have, "need": 3}
    run = Run(network=network, conflicts=[{**conflict, "conditions": CONDITIONS}])
    with translation.override("fi"):
        (reason,) = reasons(run)
    assert reason.what.endswith(".")
    assert reason.advice.endswith(".")
    assert "%" not in reason.what + reason.advice
    if kind == ConflictKind.TOGETHER:
        assert "ryhmän ohjaaminen musiikilla" in reason.what
        assert reason.what.count(",") + reason.what.count(" ja ") >= len(CONDITIONS) - 1


def test_every_condition_of_the_engine_is_worded() -> None:
    assert {condition["kind"] for condition in CONDITIONS} == {kind.value for kind in ConditionKind}


def test_a_problem_that_the_engine_refuses_is_a_page(
    brief: Brief, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise InstanceRefused("pilots[0].size", "the smallest team (5) is larger than the largest (4)")

    monkeypatch.setattr(engine, "solve", refuse)
    response = client.post(address("propose", brief))
    assert response.status_code == 409
    assert "Tarvekuvauksessa on ristiriita (pilots[0].size" in words_of(response)
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fi", "6 paikkaa, yhtään ei ole vielä vahvistettu"),
        ("sv", "6 platser, ingen bekräftad ännu"),
        ("en", "6 seats, none confirmed yet"),
    ],
)
def test_the_group_tells_its_seats_and_reason(
    proposal: Proposal, member: User, now: Moment, client: Client, language: str, heading: str
) -> None:
    group = decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    response = client.get(address("group", group, language))
    assert heading_of(response) == heading
    assert "Kattaa tarpeet" in words_of(response)
    for person in Person.objects.all():
        assert person.name in words_of(response)


def test_an_erased_person_leaves_the_pages_standing(
    proposal: Proposal, people: dict[str, Person], member: User, now: Moment, client: Client
) -> None:
    group = decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    people["drama"].delete()
    for row, page in ((proposal, "proposal"), (group, "group")):
        response = client.get(address(page, row))
        assert response.status_code == 200
        assert "Ei enää käytettävissä" in words_of(response)


def test_groups_list_what_waits_and_what_is_decided(
    proposal: Proposal, network: Network, member: User, now: Moment, client: Client
) -> None:
    url = reverse("assembly:groups", args=[network.code])
    before = client.get(url)
    assert heading_of(before) == "Yhdestäkään ryhmästä ei ole vielä päätetty"
    assert "6 ihmistä, 4 tarvetta 5:stä" in words_of(before)
    decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    assert heading_of(client.get(url)) == "Yhdestä ryhmästä on päätetty"


def test_the_empty_list_teaches(network: Network, client: Client) -> None:
    text = words_of(client.get(reverse("assembly:groups", args=[network.code])))
    assert "Ensin tarve, sitten tarvekuvaus, sitten ehdotus" in text


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_lists_cost_the_same_for_three_and_thirty(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    make_people(network)
    url = reverse("assembly:groups", args=[network.code])
    desk = reverse("desk:desk", args=[network.code])
    decided(network, member, now, 3)
    few = (queries(client, url), queries(client, desk))
    decided(network, member, now, 10)
    assert (queries(client, url), queries(client, desk)) == few


def decided(network: Network, member: User, now: Moment, count: int) -> None:
    for _ in range(count):
        brief = make_brief(network, make_need(network))
        proposal = propose_group(by=acting(member), brief=brief, now=now)
        decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)


def test_a_proposal_page_costs_the_same_for_small_and_large_groups(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    make_people(network)
    small = propose_group(by=acting(member), brief=make_brief(network, size_max=4), now=now)
    for number in range(6):
        make_person(network, list(Sector.values)[number], {"palveluohjaus": 5})
    large = propose_group(by=acting(member), brief=make_brief(network, size_min=9, size_max=12), now=now)
    assert large.people > small.people
    assert queries(client, address("proposal", large)) == queries(client, address("proposal", small))


def test_the_need_page_leads_to_the_proposal(
    proposal: Proposal, brief: Brief, network: Network, member: User, now: Moment, client: Client
) -> None:
    need = reverse("phenomena:need", args=[network.code, brief.phenomenon.public_id])
    assert address("proposal", proposal) in client.get(need).content.decode()
    leave_proposal(by=acting(member), proposal=proposal, reason="Ei nyt", now=now)
    assert address("propose", brief) in client.get(need).content.decode()
    Person.objects.update(may_be_suggested=False)
    with pytest.raises(NoGroupFound):
        propose_group(by=acting(member), brief=brief, now=now)
    page = client.get(need).content.decode()
    assert address("run", Run.objects.first()) in page


def test_a_proposal_belongs_to_the_groups_of_the_menu(
    proposal: Proposal, member: User, client_of: Any
) -> None:
    page = client_of(member).get(
        reverse("assembly:proposal", args=[proposal.network.code, proposal.public_id])
    )
    assert [item["label"] for item in page.context["menu_items"] if item["current"]] == ["Ryhmät"]
