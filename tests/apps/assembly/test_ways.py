"""Several nearly equal ways, alternatives for each seat, and two proposals side by side."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assembly.makers import ART, CARE, make_brief, make_people
from tests.apps.factories import make_person, make_user
from voimala.accounts.models import User
from voimala.assembly.models import Alternative, Choice, Proposal
from voimala.assembly.models.comparing import Comparison, alternative_words, journey_words, skill_words
from voimala.assembly.services import choose, decide_group, propose_group
from voimala.assembly.slots import waiting
from voimala.core.models import Event, EventSubject
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind, Sector
from voimala.people.models import Person

Moment = dt.datetime


@pytest.fixture
def proposal(network: Network, member: User, now: Moment) -> Proposal:
    """Two of each kind: several ways are as good as each other."""
    make_people(network)
    make_person(network, Sector.CULTURE, {ART: 5}, work_role="Muusikko")
    make_person(network, Sector.SOCIAL, {CARE: 3}, work_role="Sosionomi")
    make_person(network, Sector.EDUCATION, {ART: 1}, work_role="Opettaja")
    return propose_group(by=acting(member), brief=make_brief(network, size_max=5), now=now)


@pytest.fixture
def client(client_of: Callable[[User | None], Client], member: User) -> Client:
    return client_of(member)


def at(page: str, *rows: Any) -> str:
    ids = [getattr(row, "public_id", row) for row in rows]
    return reverse(f"assembly:{page}", args=[rows[0].network.code, *ids])


def words_of(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\u00a0", " ").split())


def people_of(proposal: Proposal) -> set[int]:
    return set(proposal.seats.exclude(person=None).values_list("person_id", flat=True))


def test_a_run_keeps_up_to_three_ways_that_differ_in_two_people(proposal: Proposal) -> None:
    ways = list(proposal.run.ways.all())
    assert [way.way for way in ways] == list(range(1, len(ways) + 1))
    assert 2 <= len(ways) <= 3
    assert {way.state for way in ways} == {Proposal.State.OPEN}
    for way in ways[1:]:
        earlier = [people_of(other) for other in ways if other.way < way.way]
        assert all(len(people_of(way) - team) >= 2 for team in earlier)
        assert 0 <= way.loss <= 0.02 * proposal.run.objective
        assert way.needs_to_ask <= proposal.needs_to_ask


def test_the_page_tells_the_other_ways_without_points(proposal: Proposal, client: Client) -> None:
    page = client.get(at("proposal", proposal))
    text = words_of(page)
    second = proposal.run.ways.get(way=2)
    assert "Muita tapoja Lähes yhtä hyviä. Sinä valitset." in text
    assert re.search(r"Toinen tapa: [^.]*sama osaaminen[^.]* 2 ihmistä vaihtuu", text)
    assert at("proposal", second) in page.content.decode()
    summaries = re.findall(r"<summary>(.*?)</summary>", page.content.decode(), re.DOTALL)
    assert not any("pistettä" in summary for summary in summaries)


def test_deciding_on_one_way_passes_the_others_over(
    proposal: Proposal, member: User, now: Moment, client: Client
) -> None:
    second = proposal.run.ways.get(way=2)
    group = decide_group(by=acting(member), proposal=second, reason="Tutut parit", now=now)
    assert {seat.person_id for seat in group.seats.exclude(person=None)} == people_of(second)
    states = dict(proposal.run.ways.values_list("way", "state"))
    assert states.pop(2) == Proposal.State.DECIDED
    assert set(states.values()) == {Proposal.State.PASSED}
    page = client.get(at("proposal", proposal))
    assert "Tälle tarpeelle valittiin toinen tapa." in words_of(page)
    assert at("decide", proposal) not in page.content.decode()


def test_lists_and_the_desk_show_the_best_way_only(
    proposal: Proposal, network: Network, member: User, now: Moment, client: Client
) -> None:
    shown = [item for item in waiting(member, network, now) if "ehdotus" in item.title.lower()]
    assert [item.url for item in shown] == [at("proposal", proposal)]
    page = client.get(reverse("assembly:groups", args=[network.code])).content.decode()
    for way in proposal.run.ways.all():
        assert (at("proposal", way) in page) is (way.way == 1)


def test_two_ways_stand_side_by_side_the_same_people_first(proposal: Proposal, client: Client) -> None:
    second = proposal.run.ways.get(way=2)
    page = client.get(at("beside", proposal, second))
    assert page.status_code == 200
    rows = page.context["seats"]
    kinds = [row.same for row in rows if row.first and row.first.url]
    assert kinds == sorted(kinds, reverse=True)
    assert sum(not row.same for row in rows) == 2
    text = words_of(page)
    for told in ("Ensimmäinen tapa", "Toinen tapa", "Uudet parit yli sektorirajojen", "Pisin matka"):
        assert told in text


def test_side_by_side_needs_two_proposals_of_one_need(
    proposal: Proposal, network: Network, member: User, now: Moment, client: Client
) -> None:
    other = propose_group(by=acting(member), brief=make_brief(network), now=now)
    assert client.get(at("beside", proposal, other)).status_code == 404
    assert client.get(at("beside", proposal, proposal)).status_code == 404
    assert client.get(at("beside", proposal, "olematon")).status_code == 404


def test_a_change_by_hand_is_told_and_undone_on_the_page(proposal: Proposal, client: Client) -> None:
    seat = proposal.seats.get(wish="art_leader")
    other = seat.alternatives.first().person
    page = client.get(at("alternatives", proposal, seat.position))
    assert "Vaihda tähän" in words_of(page)
    sent = {"person": other.public_id, "kind": "pin", "instead_of": seat.person.public_id}
    changed = client.post(at("choose", proposal), sent, follow=True)
    text = words_of(changed)
    assert f"Musiikkipedagogi vaihtui: {seat.person.name} → {other.name}, sama osaaminen." in text or (
        f"vaihtui: {seat.person.name} → {other.name}" in text
    )
    assert f"{other.name} otettu mukaan" in text
    assert f"{seat.person.name} ei tähän ryhmään" in text
    newer = Proposal.objects.get(public_id=changed.redirect_chain[-1][0].split("/")[-2])
    choice = Choice.objects.get(person=other)
    undone = client.post(at("undo_choice", newer), {"choice": choice.public_id}, follow=True)
    assert "Käsin valittu" not in words_of(undone)
    stale = client.post(at("undo_choice", newer), {"choice": choice.public_id})
    assert stale.status_code == 409
    assert "Mitään ei muutettu" in words_of(stale)


def test_a_choice_that_leaves_no_group_says_why_on_the_page(
    proposal: Proposal, network: Network, client: Client
) -> None:
    culture = Person.objects.of(network).filter(own_sector=Sector.CULTURE)
    current = proposal
    for _round in culture:
        person = current.seats.get(wish="art_leader").person
        answer = client.post(at("choose", current), {"person": person.public_id, "kind": "exclude"})
        if answer.status_code == 409:
            break
        current = Proposal.objects.filter(state="open", way=1).get()
        current = Proposal.objects.get(public_id=answer["Location"].split("/")[-2])
    text = words_of(answer)
    assert "Tällä valinnalla ryhmää ei synny. Mitään ei muutettu." in text
    assert "Kulttuuri" in text
    current.refresh_from_db()
    assert current.state == Proposal.State.OPEN


def test_alternatives_are_ranked_worded_and_without_points(
    proposal: Proposal, member: User, client: Client
) -> None:
    seat = proposal.seats.get(wish="art_leader")
    rows = list(Alternative.objects.filter(seat=seat))
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    assert [row.loss for row in rows] == sorted(row.loss for row in rows)
    page = client.get(at("alternatives", proposal, seat.position))
    text = words_of(page)
    assert "Musiikkipedagogi" in text or "Muusikko" in text
    assert rows[0].person.name in text
    assert "Sama osaaminen" in text
    assert "pistettä" not in text
    event = Event.objects.filter(deed="people_read").latest("pk")
    assert (event.actor_id, event.purpose) == (member.pk, "alternatives")
    seen = set(EventSubject.objects.filter(event_id=event.pk).values_list("subject_id", flat=True))
    assert seen == {seat.person.public_id, *(row.person.public_id for row in rows)}


def test_who_no_longer_wants_to_be_suggested_is_no_alternative(proposal: Proposal, client: Client) -> None:
    seat = proposal.seats.get(wish="art_leader")
    other = seat.alternatives.first().person
    Person.objects.filter(pk=other.pk).update(may_be_suggested=False)
    assert other.name not in words_of(client.get(at("alternatives", proposal, seat.position)))
    assert other.name not in words_of(client.get(at("proposal", proposal)))


def test_the_auditor_reads_alternatives_and_changes_nothing(
    proposal: Proposal, network: Network, client_of: Callable[[User | None], Client]
) -> None:
    auditor = client_of(make_user(network, RoleKind.AUDITOR))
    seat = proposal.seats.get(wish="art_leader")
    page = auditor.get(at("alternatives", proposal, seat.position))
    assert page.status_code == 200
    assert "Vaihda tähän" not in words_of(page)
    sent = {"person": seat.person.public_id, "kind": "lock"}
    assert auditor.post(at("choose", proposal), sent).status_code == 403
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    ("loses", "gains", "words"),
    [
        ([], [], "sama osaaminen"),
        (["Draama"], [], "ei kata: draama"),
        ([], ["Draama", "Musiikki"], "kattaa myös: draama ja musiikki"),
        (["Draama"], ["Musiikki"], "kattaa myös: musiikki, ei kata: draama"),
    ],
)
def test_skills_are_compared_in_words(loses: list[str], gains: list[str], words: str) -> None:
    assert skill_words(loses, gains) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [(None, []), (0, []), (4, []), (40, ["40 min pidempi matka"]), (-15, ["15 min lyhyempi matka"])],
)
def test_journeys_are_compared_in_words(more: int | None, words: list[str]) -> None:
    assert [told.replace("\u00a0", " ") for told in journey_words(more)] == words


def test_an_alternative_is_worded_by_what_differs(proposal: Proposal) -> None:
    seat = proposal.seats.get(wish="art_leader")
    needs = list(proposal.needs.all())
    row = Alternative(
        seat=seat,
        travel_minutes=(seat.travel_minutes or 0) + 40,
        loses=[1],
        known_pairs=1,
        not_known=["hours"],
    )
    told = alternative_words(row, seat, needs).replace("\u00a0", " ")
    assert told == (
        "ei kata: palveluohjaus, 40 min pidempi matka, on tehnyt töitä jonkun ryhmäläisen kanssa, "
        "kysyttävä: tunnit"
    )


def test_the_same_people_are_said_to_be_the_same(proposal: Proposal, member: User, now: Moment) -> None:
    locked = choose(
        by=acting(member),
        proposal=proposal,
        person=proposal.seats.get(wish="art_leader").person,
        kind=Choice.Kind.LOCK,
        now=now,
    )
    if people_of(locked) == people_of(proposal):
        assert Comparison(proposal, locked).sentences() == ["Ihmiset ovat samat kuin ennen."]
