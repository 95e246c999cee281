"""What is not known is asked, never taken as a no; and what to do when no group exists."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assembly.makers import ART, CARE, EVALUATION, make_brief, make_people
from tests.apps.factories import know, make_municipality, make_person
from voimala.accounts.models import User
from voimala.assembly import services
from voimala.assembly.models import Asking, Choice, Proposal, ProposalNeed, Question, Run
from voimala.assembly.models.easing import eased, easings, seeking
from voimala.assembly.services import NoGroupFound, ease_brief, propose_group
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Network, Sector
from voimala.people.models import Availability, Person
from voimala.phenomena.models import Brief, Weight
from voimala.phenomena.models.plan import plan_of
from voimala_engine.assembly import QuestionKind

Moment = dt.datetime


@pytest.fixture
def client(client_of: Callable[[User | None], Client], member: User) -> Client:
    return client_of(member)


def at(page: str, row: Any) -> str:
    return reverse(f"assembly:{page}", args=[row.network.code, row.public_id])


def words_of(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\u00a0", " ").split())


def no_group(brief: Brief, member: User, now: Moment) -> Run:
    with pytest.raises(NoGroupFound) as refused:
        propose_group(by=acting(member), brief=brief, now=now)
    return refused.value.run


def test_an_unknown_skill_is_worth_a_question_whose_yes_is_checked(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    people = make_people(network)
    brief = make_brief(network)
    proposal = propose_group(by=acting(member), brief=brief, now=now)
    question = proposal.questions.get(about="competence")
    assert question.person == people["youth"]
    assert question.gain > 0
    text = words_of(client.get(at("proposal", proposal)))
    assert "Kysy ensin" in text
    assert people["youth"].name in text
    know(people["youth"], question.competence.code, 3)
    better = propose_group(by=acting(member), brief=brief, now=now)
    assert better.run.objective - proposal.run.objective == pytest.approx(question.gain, abs=1e-6)
    met = {need.order for need in better.needs.all() if need.state == ProposalNeed.State.COVERED}
    assert met.issuperset(question.closes)


def test_an_unknown_necessary_skill_leaves_its_seat_to_ask_and_never_says_no(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    make_people(network)
    asked = {ART: (3, Weight.MUST), EVALUATION: (3, Weight.MUST)}
    proposal = propose_group(by=acting(member), brief=make_brief(network, asked=asked), now=now)
    need = proposal.needs.get(competence__code=EVALUATION)
    assert need.state == ProposalNeed.State.TO_ASK
    text = words_of(client.get(at("proposal", proposal)))
    assert "kysyttävä" in text
    assert re.search(r"Jos kyllä, (kaikki \d tarvetta on|myös tämä on) katettu", text)


def test_at_most_three_people_are_asked_one_question_each(
    network: Network, member: User, now: Moment
) -> None:
    make_people(network)
    for _number in range(4):
        make_person(network, Sector.HEALTH, None)
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=now)
    people = list(proposal.questions.values_list("person_id", flat=True))
    assert 1 <= len(people) <= 3
    assert len(set(people)) == len(people)


def test_a_question_about_somebody_who_withdrew_is_not_shown(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    people = make_people(network)
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=now)
    assert proposal.questions.exists()
    Person.objects.filter(pk=people["youth"].pk).update(may_be_suggested=False)
    page = client.get(at("proposal", proposal))
    assert page.context["asked"] == []
    assert people["youth"].name not in words_of(page)


def test_an_answer_that_is_now_known_says_that_the_proposal_may_get_better(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    people = make_people(network)
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=now)
    question = proposal.questions.get(person=people["youth"])
    asking = Asking.objects.create(
        network=network,
        part="question",
        question=question,
        person=question.person,
        asked_at=now,
        answer_by=now + dt.timedelta(days=14),
    )
    assert "Kysytty, odottaa vastausta." in words_of(client.get(at("proposal", proposal)))
    asking.state, asking.answered_at = Asking.State.YES, now
    asking.save()
    text = words_of(client.get(at("proposal", proposal)))
    assert "Vastattu: kyllä." in text
    assert "Vastaus on tullut. Ehdotus voi parantua: ehdota uudelleen." not in text
    know(people["youth"], question.competence.code, 3)
    assert "Vastaus on tullut. Ehdotus voi parantua: ehdota uudelleen." in words_of(
        client.get(at("proposal", proposal))
    )


@pytest.fixture
def far(network: Network) -> Brief:
    """Everybody lives too far away: the journey is what stands in the way."""
    town = make_municipality("Suonenjoki", 62.62, 27.12)
    make_person(network, Sector.CULTURE, {ART: 5}, municipality=town)
    make_person(network, Sector.SOCIAL, {CARE: 3}, municipality=town)
    return make_brief(network, asked={ART: (3, Weight.MUST)}, size_min=2, max_travel=25)


def test_the_smallest_change_that_helps_is_told_and_done_with_one_tap(
    far: Brief, member: User, now: Moment, client: Client
) -> None:
    run = no_group(far, member, now)
    told = easings(run)
    assert told
    assert re.fullmatch(r"Salli \d+ minuutin matka 25 minuutin sijasta\.", told[0].words)
    page = client.get(at("run", run))
    assert told[0].words in words_of(page)
    done = client.post(at("ease", run), {"option": told[0].option}, follow=True)
    assert done.status_code == 200
    assert Proposal.objects.filter(run__brief=far, state="open").exists()
    far.refresh_from_db()
    assert far.max_travel > 25
    again = client.post(at("ease", run), {"option": told[0].option})
    assert again.status_code == 409


def test_every_simple_change_of_the_advice_gives_a_group(far: Brief, member: User, now: Moment) -> None:
    run = no_group(far, member, now)
    for easing in easings(run):
        if not easing.simple:
            continue
        brief = ease_brief(by=acting(member), run=run, option=easing.option, now=now)
        assert propose_group(by=acting(member), brief=brief, now=now).people
        break


def test_whom_to_look_for_is_told(network: Network, member: User, now: Moment, client: Client) -> None:
    people = make_people(network)
    Person.objects.filter(pk=people["musician"].pk).update(may_be_suggested=False)
    run = no_group(make_brief(network), member, now)
    told = seeking(run)
    assert told
    assert told[0].startswith("Kulttuuri")
    assert "matka enintään 60 min" in told[0]
    text = words_of(client.get(at("run", run)))
    assert "Tai etsi yksi ihminen lisää" in text
    assert told[0] in text


def test_advice_names_nobody(far: Brief, member: User, now: Moment) -> None:
    run = no_group(far, member, now)
    ids = set(Person.objects.values_list("public_id", flat=True)) | set(
        Person.objects.values_list("name", flat=True)
    )
    assert not any(each in str(run.advice) for each in ids)


def test_a_change_that_needs_a_choice_is_not_written_by_the_page(
    far: Brief, member: User, now: Moment, client: Client
) -> None:
    run = no_group(far, member, now)
    run.advice["changes"].append([{"kind": "role", "code": "culture", "was": 1, "now": 0}])
    run.save()
    with pytest.raises(LookupError):
        eased(plan_of(far), run.advice["changes"][-1])
    with pytest.raises(services.BriefChanged):
        ease_brief(by=acting(member), run=run, option=len(run.advice["changes"]) - 1, now=now)
    assert client.post(at("ease", run), {"option": "x"}).status_code == 404


CHANGES = [
    ("size_max", "", 5, 6, "Salli 6 hengen ryhmä 5 hengen sijasta."),
    ("size_min", "", 5, 4, "Tyydy siihen, että ryhmässä on 4 ihmistä (nyt 5)."),
    ("hours", "", 600, 450, "Pyydä jokaiselta vähemmän aikaa: 7 h 30 min (nyt 10 tuntia)."),
    ("language_any", "sv", 1, 0, "Älä vaadi, että joku puhuu tätä kieltä: ruotsi."),
    ("language", "fi", 1, 0, "Älä vaadi kaikilta työkieltä (suomi)."),
    ("requirement", CARE, 1, 0, "Merkitse tämä tärkeäksi välttämättömän sijasta: palveluohjaus."),
    ("role", "culture", 2, 1, "Pyydä tältä sektorilta 1 ihminen vähemmän: kulttuuri."),
    ("learner", CARE, 1, 0, "Luovu oppijan paikasta osaajan rinnalla."),
]


@pytest.mark.parametrize(("kind", "code", "was", "now_", "words"), CHANGES)
def test_every_change_is_worded(
    network: Network, kind: str, code: str, was: int, now_: int, words: str
) -> None:
    run = Run(network=network, brief=make_brief(network))
    run.advice = {"changes": [[{"kind": kind, "code": code, "was": was, "now": now_}]]}
    assert [each.words.replace("\u00a0", " ") for each in easings(run)] == [words]


def test_the_questions_of_each_kind_are_known(network: Network) -> None:
    assert {kind.value for kind in QuestionKind} == set(Question.About.values)


def test_a_person_chosen_by_hand_who_does_not_fit_is_named_and_her_choice_is_undone(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    people = make_people(network)
    brief = make_brief(network)
    proposal = propose_group(by=acting(member), brief=brief, now=now)
    services.choose(
        by=acting(member), proposal=proposal, person=people["drama"], kind=Choice.Kind.LOCK, now=now
    )
    Availability.objects.filter(person=people["drama"]).update(minutes=60)
    run = no_group(brief, member, now)
    page = client.get(at("run", run))
    text = words_of(page)
    assert f"{people['drama'].name} on valittu ryhmään mutta ei sovi siihen: ihmisen omat tunnit." in text
    assert Event.objects.filter(deed="people_read").latest("pk").purpose == "proposal"
    done = client.post(reverse("assembly:propose_afresh", args=[network.code, brief.public_id]), follow=True)
    assert Proposal.objects.filter(run__brief=brief, state="open").exists()
    assert people["drama"].name not in words_of(done)


def test_a_new_network_is_told_whom_to_ask_first(
    network: Network, member: User, now: Moment, client: Client
) -> None:
    """Nobody's sector is known and one has not been told: neither is a no."""
    unknown = [make_person(network, "", work_role=role) for role in ("kokki", "toimittaja", "vahti", "opas")]
    Person.objects.filter(pk=unknown[3].pk).update(told_at=None)
    run = no_group(make_brief(network), member, now)
    page = client.get(at("run", run))
    first = page.context["first"]
    assert (set(first.people), first.more, first.untold, first.few) == (set(unknown[:3]), 0, 1, True)
    assert first.sectors == ("kulttuuri",)
    for place, argument in (
        ("people:added", ()),
        ("people:add", ()),
        ("people:person", (unknown[0].public_id,)),
    ):
        assert reverse(place, args=[network.code, *argument]) in page.content.decode()
    assert unknown[3].name not in words_of(page)
    assert Event.objects.filter(deed="people_read").exists()
