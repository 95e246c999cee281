"""The search finds for everybody exactly what that one may see, by exactly the words that one may know."""

import datetime as dt

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.access_scene import build_scene
from tests.apps.factories import know, make_network, make_organisation, make_person, make_unit, make_user
from voimala.accounts.models import User
from voimala.core import references
from voimala.core.viewer import Viewer, Visitor, acting, system
from voimala.networks.models import Milestone, Network, RoleKind, Share
from voimala.office.models import SearchEntry, SearchWord
from voimala.office.openings import SearchSource
from voimala.office.services import find, rebuild_index
from voimala.office.services.indexing import index_again, sources
from voimala.office.services.searching import MOST_ASKED, MOST_FOUND
from voimala.partners.models import Contact, Project, Unit
from voimala.people.models import Competence, Consent, KnownCompetence, Person
from voimala.people.services import enter_person, withdraw_consent
from voimala.public.models import Campaign, Happening, News

pytestmark = pytest.mark.django_db
Circle = KnownCompetence.Circle
EMPLOYERS_WORD, NETWORKS_WORD, OWN_WORD = "palveluohjaus", "kuorolaulu", "mielenterveystyo"


def source_of(kind: str) -> SearchSource:
    return next(source for source in sources() if source.kind == kind)


def names(viewer: Viewer, network: Network, words: str, kind: str = "person") -> list[str]:
    found = find(words=words, viewer=viewer, network=network, kind=kind, limit=MOST_FOUND)
    return [card.title for answers in found.answers for card in answers.cards]


def index(now: dt.datetime) -> None:
    rebuild_index(now=now)


def test_everybody_finds_of_every_kind_what_that_one_may_see(now: dt.datetime) -> None:
    """Every kind, some rows of each, every viewer of the table of access: found when visible here."""
    scene = build_scene()
    tell_everything(scene.network, now)
    make_unit(scene.network)
    Project.objects.create(network=scene.network, code="siltahanke", name_fi="Siltahanke")
    index(now)
    looked, found_by_visitors = set(), set()
    for source in sources():
        rows = list(source.rows().order_by("pk"))
        for row in {*rows[:3], *rows[-3:]}:
            title = str(row)
            for who, viewer in scene.viewers.items():
                here = references.visible(source.kind, viewer).of(scene.network)
                may = here.filter(pk=row.pk).exists()
                found = find(words=title, viewer=viewer, network=scene.network, kind=source.kind, limit=200)
                met = {one.public_id for answers in found.answers for one in answers.rows}
                assert (row.public_id in met) == may, (source.kind, title, who)
                looked.add(source.kind)
                if may and who == "visitor":
                    found_by_visitors.add(source.kind)
    assert looked == {source.kind for source in sources()}
    assert "person" not in found_by_visitors
    assert {"organisation", "need", "milestone", "news"} <= found_by_visitors


def tell_everything(network: Network, now: dt.datetime) -> None:
    """What is out, what is still to come and what is a draft, of each kind."""
    hour = dt.timedelta(hours=1)
    for number, at in enumerate((now - hour, now + hour, None)):
        words = {"network": network, "title_fi": f"Juttu {number}", "publish_at": at}
        News.objects.create(**words)
        Campaign.objects.create(**words)
        Happening.objects.create(**words, day=now.date())


def test_nothing_of_another_network_is_found(
    network: Network, other_network: Network, now: dt.datetime
) -> None:
    make_person(other_network, name="Naapuri Salainen")
    make_organisation(other_network, name_fi="Naapurin salaisuus")
    index(now)
    both = make_user(other_network, RoleKind.COORDINATOR)
    for kind in ("person", "organisation"):
        assert names(system("test"), network, "naapuri", kind) == []
        assert names(both.at(now), network, "naapuri", kind) == []
        assert len(names(both.at(now), other_network, "naapuri", kind)) == 1


class Skilled:
    """Somebody of an organisation with a skill of each circle, and a strength that the network may see."""

    def __init__(self, network: Network, now: dt.datetime) -> None:
        self.network, self.now = network, now
        self.organisation = make_organisation(network)
        self.person = make_person(network, name="Taitava Malli", organisation=self.organisation)
        for code, circle in (
            (EMPLOYERS_WORD, Circle.NETWORK), (OWN_WORD, Circle.COORDINATOR), (NETWORKS_WORD, Circle.PUBLIC),
        ):  # fmt: skip
            row = know(self.person, code)
            row.circle = circle
            row.save()
        know(self.person, "perhetyo", level=0)
        index(now)

    def found_by(self, viewer: Viewer, word: str) -> bool:
        return names(viewer, self.network, word) == ["Taitava Malli"]


@pytest.fixture
def skilled(network: Network, now: dt.datetime) -> Skilled:
    return Skilled(network, now)


def contact_of(skilled: Skilled) -> User:
    user = make_user(skilled.network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(
        network=skilled.network, organisation=skilled.organisation, name="Esihenkilö", user=user
    )
    return user.at(skilled.now)


def test_skills_are_found_by_those_to_whom_they_are_shown(
    skilled: Skilled, member: User, colleague: User
) -> None:
    professional, own, strength = "palveluohjausta", "mielenterveystyö", "kuorolaulu"
    for word in (professional, own, strength):
        assert skilled.found_by(member, word), word
        assert not skilled.found_by(colleague, word), word
    contact = contact_of(skilled)
    assert skilled.found_by(contact, "taitava")
    assert skilled.found_by(contact, professional)
    assert not skilled.found_by(contact, own), "shown to the coordinator only"
    assert not skilled.found_by(contact, strength), "employers never find by strengths"
    assert not skilled.found_by(member, "perhetyö"), "absent is not found"


def test_the_mark_of_a_circle_cannot_be_written_in_a_question(skilled: Skilled) -> None:
    contact = contact_of(skilled)
    for mark in ("_i", "_j", "_t", "_n1 ", "_o ", "_p "):
        for question in (f"{mark}kuorolaulu", f'"{mark}kuorolaulu"', f"kuorolaulu OR {mark}taitava"):
            assert not skilled.found_by(contact, question)


def test_a_withdrawn_consent_and_a_deleted_person_are_gone_at_once(
    skilled: Skilled, member: User, now: dt.datetime
) -> None:
    person = skilled.person
    Person.objects.filter(pk=person.pk).update(user=member)
    person.refresh_from_db()
    Consent.objects.create(network=person.network, person=person, kind=Consent.Kind.STRENGTHS, given_at=now)
    assert skilled.found_by(member, "kuorolaulu")
    withdraw_consent(by=acting(member), person=person, kind=Consent.Kind.STRENGTHS, now=now)
    assert not skilled.found_by(member, "kuorolaulu")
    assert skilled.found_by(member, "taitava")
    Person.objects.filter(pk=person.pk).update(deleted_at=now)
    assert not skilled.found_by(member, "taitava"), "the index does not know yet, and is not asked"


def test_who_has_not_been_told_is_not_found(network: Network, member: User, now: dt.datetime) -> None:
    person = make_person(network, name="Uutinen Malli", told_at=None)
    index(now)
    assert names(member, network, "uutinen") == []
    Person.objects.filter(pk=person.pk).update(told_at=now)
    index_again(source_of("person"), [person.public_id], now)
    assert names(member, network, "uutinen") == ["Uutinen Malli"]


def test_the_index_follows_the_trail(network: Network, member: User, now: dt.datetime) -> None:
    """No rebuild: the deed's own event brings the person into the index, and an undone deed does not."""
    unit = make_unit(network)
    assert names(member, network, "virtanen") == []
    enter_person(by=acting(member), unit=unit, name="Virtanen Malli", work_role="Muusikko", now=now)
    assert names(member, network, "muusikoille") == ["Virtanen Malli"]


def test_the_title_counts_most(network: Network, member: User, now: dt.datetime) -> None:
    make_person(network, name="Aatu Malli", work_role="Teatterin ohjaaja")
    make_person(network, name="Teatteri Malli", work_role="Muusikko")
    index(now)
    assert names(member, network, "teatteri") == ["Teatteri Malli", "Aatu Malli"]


def test_every_word_must_be_met(network: Network, member: User, now: dt.datetime) -> None:
    make_person(network, name="Aatu Malli", work_role="Muusikko")
    index(now)
    assert names(member, network, "muusikko kuopiossa") == ["Aatu Malli"]
    assert names(member, network, "muusikko tampereella") == []
    assert names(member, network, "") == []
    assert names(member, network, "!?") == []


def test_answers_are_bounded_and_say_so(network: Network, member: User, now: dt.datetime) -> None:
    Person.objects.bulk_create(
        Person(network=network, name=f"Kopio {number:04}", kind="employee", sort_key=f"{number:04}")
        for number in range(MOST_FOUND + 5)
    )
    index(now)
    found = find(words="kopio", viewer=member, network=network, kind="person", first=20, limit=20)
    (answers,) = found.answers
    assert (answers.count, answers.more, len(answers.cards)) == (MOST_FOUND, True, 20)
    assert answers.cards[0].title == "Kopio 0020"
    long = " ".join(["kopio"] + [f"sana{number}" for number in range(MOST_ASKED + 50)])
    assert names(member, network, long * 20) == []


def test_what_a_neighbour_shares_stands_in_the_register_and_is_not_searched(
    network: Network, other_network: Network, stranger: User, now: dt.datetime
) -> None:
    person = make_person(network, name="Jaettu Malli", work_role="Muusikko")
    index(now)
    Share.objects.create(
        network=network,
        neighbour=other_network,
        kind="person",
        subject_id=person.public_id,
        state=Share.State.ACCEPTED,
        offered_at=now,
    )
    viewer = User.objects.get(pk=stranger.pk).at(now)
    assert Person.objects.shared_into(other_network, viewer).count() == 1
    assert names(viewer, other_network, "muusikko") == []
    assert names(viewer, network, "muusikko") == []


def test_a_part_that_the_network_does_not_use_is_not_found(
    network: Network, member: User, now: dt.datetime
) -> None:
    make_person(network, name="Osaton Malli")
    Milestone.objects.create(network=network, kind="practice", code="m", title_fi="Osaton malli")
    network.parts = [part for part in network.parts if part != "people"]
    network.save()
    index(now)
    kinds = [answers.kind for answers in find(words="osaton", viewer=member, network=network).answers]
    assert kinds == ["milestone"]


def test_the_whole_index_made_anew_says_the_same_and_forgets_words(
    network: Network, now: dt.datetime
) -> None:
    row = make_person(network, name="Unohdettava Malli")
    index(now)
    assert SearchWord.objects.filter(word="unohdettava").exists()
    row.delete()
    index(now)
    assert not SearchWord.objects.filter(word="unohdettava").exists()
    assert not SearchEntry.objects.filter(kind="person").exists()


def test_an_entry_that_changes_is_found_by_its_new_words_only(
    network: Network, member: User, now: dt.datetime
) -> None:
    unit = Unit.objects.get(pk=make_unit(network, name_fi="Vanhala").pk)
    index(now)
    unit.name_fi = "Uusila"
    unit.save()
    index_again(source_of("unit"), [unit.public_id], now)
    assert names(member, network, "vanhala", "unit") == []
    assert names(member, network, "uusila", "unit") == ["Uusila"]


SIGNS = ["'", '"', "\\", "*", ":", "&", "|", "(", ")", "^", "%", "-", "aatu"]
any_text = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
one_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def aatu(network: Network, now: dt.datetime) -> Network:
    make_person(network, name="Aatu O'Malli")
    index(now)
    return network


@one_database
@given(any_text)
def test_any_text_may_be_asked(aatu: Network, text: str) -> None:
    find(words=text, viewer=system("test"), network=aatu)
    find(words=f"{text} aatu", viewer=Visitor(), network=aatu)


@one_database
@given(st.lists(st.sampled_from(SIGNS)))
def test_signs_of_the_databases_are_only_signs(aatu: Network, signs: list[str]) -> None:
    found = find(words=" ".join(signs), viewer=system("test"), network=aatu)
    assert found.count == ("aatu" in signs)


def test_organisations_of_the_network_are_found_by_every_member(
    network: Network, colleague: User, now: dt.datetime
) -> None:
    make_organisation(network, name_fi="Kuopion kaupunki")
    index(now)
    assert names(colleague, network, "kaupungin", "organisation") == ["Kuopion kaupunki"]
    assert names(Visitor(), network, "kaupungin", "organisation") == [], "no member yet"
    assert SearchEntry.objects.filter(network=F("network")).count() >= 1


def test_oneself_is_found(network: Network, colleague: User, now: dt.datetime) -> None:
    make_person(network, name="Oma Malli", user=colleague)
    make_person(network, name="Toinen Malli")
    index(now)
    assert names(colleague, network, "malli") == ["Oma Malli"]


def test_competences_of_the_scene_are_there() -> None:
    codes = {word.code for word in Competence.objects.of(make_network("sanat"))}
    assert {EMPLOYERS_WORD, NETWORKS_WORD, OWN_WORD, "perhetyo"} <= codes
