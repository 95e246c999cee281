"""Telling a need, following it, answering it: what is kept, told, mailed and forgotten."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.factories import make_unit
from tests.apps.phenomena.conftest import words_of
from tests.apps.phenomena.told import EMAIL, WHAT, link_of, tell
from voimala.accounts.models import User
from voimala.core import events
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference, describe
from voimala.core.slots import personal_data
from voimala.core.text import tidied
from voimala.core.viewer import Actor, Visitor, acting, system, visiting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.phenomena import slots
from voimala.phenomena.models import Addition, Phenomenon, ToldNeed
from voimala.phenomena.models.plan import NeedPlan
from voimala.phenomena.services import (
    Refused,
    ToldWords,
    add_to_told_need,
    answer_told_need,
    forget_senders,
    put_off_told_need,
    read_told_need,
    take_up_told_need,
    tell_need,
    withdraw_told_need,
)

DAY = dt.timedelta(days=1)


def plan_in(network: Network) -> NeedPlan:
    plan: NeedPlan = words_of(network)["plan"]
    return plan


@pytest.fixture
def told(network: Network, now: dt.datetime) -> ToldNeed:
    return tell(network, now)


def test_a_visitor_tells_and_the_trail_does_not_say_who_or_what(network: Network, now: dt.datetime) -> None:
    told = tell(network, now, what="  Tanssia\x00 vanhuksille \n")
    assert told.what == "Tanssia vanhuksille"
    event = Event.objects.get(deed="need_told")
    assert (event.actor_kind, event.actor_name, event.actor_id) == ("visitor", "visitor", None)
    assert event.network_id == network.pk
    assert events.about(told.reference).get() == event


def test_a_signed_in_colleague_and_a_stranger_may_tell_too(
    network: Network, colleague: User, stranger: User, now: dt.datetime
) -> None:
    for user in (colleague, stranger):
        tell_need(by=acting(user), network=network, now=now, language="fi", words=ToldWords(what=WHAT))
    assert ToldNeed.objects.count() == 2


def test_nobody_tells_an_unpublished_network(network: Network, stranger: User, now: dt.datetime) -> None:
    network.published = False
    network.save()
    for by in (visiting(), acting(stranger)):
        with pytest.raises(NotAllowed):
            tell_need(by=by, network=network, now=now, language="fi", words=ToldWords(what=WHAT))
    assert not ToldNeed.objects.exists()


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ({"what": " \u200b "}, "what"),
        ({"what": "a" * 2001}, "what"),
        ({"what": WHAT, "place": "a" * 201}, "place"),
        ({"what": WHAT, "teller": "king"}, "teller"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    network: Network, now: dt.datetime, words: dict[str, str], where: str
) -> None:
    with pytest.raises(Refused) as refused:
        tell_need(by=visiting(), network=network, now=now, language="fi", words=ToldWords(**words))
    assert set(refused.value.problems) == {where}


def test_another_networks_unit_is_refused(network: Network, other_network: Network, now: dt.datetime) -> None:
    with pytest.raises(Refused):
        tell(network, now, unit=make_unit(other_network))


def test_a_form_sent_twice_is_one_row_and_one_letter(network: Network, now: dt.datetime) -> None:
    words = ToldWords(what=WHAT, email=EMAIL)
    given: dict[str, Any] = {"by": visiting(), "network": network, "now": now, "language": "fi"}
    first, one = tell_need(**given, words=words, form_key="k")
    second, two = tell_need(**given, words=words, form_key="k")
    assert first == second
    assert one != two, "each answer has its own link: the first one's token is kept nowhere"
    assert Message.objects.count() == 1
    corrected, _ = tell_need(**given, words=ToldWords(what="Toinen asia", email=EMAIL), form_key="k")
    assert (corrected.pk, corrected.what) == (first.pk, "Toinen asia")


def test_what_has_been_read_is_not_changed_by_the_form(
    network: Network, member: User, now: dt.datetime
) -> None:
    given: dict[str, Any] = {"by": visiting(), "network": network, "now": now, "language": "fi"}
    told, _ = tell_need(**given, words=ToldWords(what=WHAT), form_key="k")
    read_told_need(by=acting(member), told=told, now=now)
    again, _ = tell_need(**given, words=ToldWords(what="Muuta"), form_key="k")
    assert again.what == WHAT


def test_a_letter_never_carries_what_a_stranger_typed(network: Network, now: dt.datetime) -> None:
    tell(network, now, what="OSTA HALVALLA http://spam.example", name="Klikkaa tästä")
    message = Message.objects.get()
    whole = message.subject + message.text + message.html
    assert not any(bad in whole for bad in ("OSTA", "spam.example", "Klikkaa"))
    assert message.purpose == "told_need"
    assert slots.own_purposes()[message.purpose]


@pytest.mark.parametrize(("language", "words"), [("fi", "perillä"), ("sv", "kommit fram"), ("en", "arrived")])
def test_letters_are_in_the_senders_language(
    network: Network, now: dt.datetime, language: str, words: str
) -> None:
    with translation.override("fi"):
        tell(network, now, language=language)
    message = Message.objects.get()
    assert words in message.subject
    prefix = "/l/" if language == "fi" else f"/{language}/l/"
    assert prefix in message.text


def test_each_change_is_told_once(told: ToldNeed, member: User, network: Network, now: dt.datetime) -> None:
    by = acting(member)
    for _twice in range(2):
        read_told_need(by=by, told=told, now=now)
    for _twice in range(2):
        put_off_told_need(by=by, told=told, answer="Palaamme tähän keväällä.", now=now)
    for _twice in range(2):
        take_up_told_need(by=by, told=told, plan=plan_in(network), now=now)
    letters = list(Message.objects.order_by("pk"))
    assert len(letters) == 4
    assert "Palaamme tähän keväällä." in letters[2].text
    assert Phenomenon.objects.count() == 1


def test_a_told_need_becomes_a_need_with_its_link_kept(
    told: ToldNeed, member: User, network: Network, now: dt.datetime
) -> None:
    need = take_up_told_need(by=acting(member), told=told, plan=plan_in(network), now=now)
    told.refresh_from_db()
    assert (told.phenomenon, told.state, told.waits, told.ended_at) == (need, "need", False, now)
    assert need.briefs.count() == 1
    assert not need.published
    with pytest.raises(Refused):
        put_off_told_need(by=acting(member), told=told, answer="Ei sittenkään", now=now)
    answer_told_need(by=acting(member), told=told, answer="Ryhmä etsitään syksyllä.", now=now)
    told.refresh_from_db()
    assert (told.state, told.answer) == ("need", "Ryhmä etsitään syksyllä.")


def test_what_is_invented_stays_invented(told: ToldNeed, member: User, network: Network, now: Any) -> None:
    ToldNeed.objects.update(synthetic=True)
    assert take_up_told_need(by=acting(member), told=told, plan=plan_in(network), now=now).synthetic


def test_an_addition_comes_back_to_the_desk(
    told: ToldNeed, member: User, network: Network, now: dt.datetime
) -> None:
    assert [item.url for item in slots.told_needs(member, network, now)] == [slots.url_of_told(told)]
    answer_told_need(by=acting(member), told=told, answer="Kiitos!", now=now)
    assert slots.told_needs(member, network, now) == []
    for _twice in range(2):
        add_to_told_need(by=link_of(told), told=told, text="Ja viikonloppuisin.", now=now, form_key="b")
    assert Addition.objects.count() == 1
    assert len(slots.told_needs(member, network, now)) == 1
    letters = Message.objects.count()
    read_told_need(by=acting(member), told=told, now=now)
    told.refresh_from_db()
    assert (told.state, told.waits) == ("answered", False)
    assert Message.objects.count() == letters, "it was answered already"


def test_withdrawing_deletes_words_and_contact_at_once(
    told: ToldNeed, member: User, now: dt.datetime
) -> None:
    add_to_told_need(by=link_of(told), told=told, text="Lisää", now=now)
    for _twice in range(2):
        withdraw_told_need(by=link_of(told), told=told, now=now)
    told.refresh_from_db()
    kept = (told.what, told.for_whom, told.place, told.name, told.email, told.phone, told.answer)
    assert kept == ("",) * 7
    assert (told.state, told.waits) == ("withdrawn", False)
    assert not Addition.objects.exists()
    assert Event.objects.filter(deed="told_need_withdrawn").count() == 1
    assert add_to_told_need(by=link_of(told), told=told, text="Sittenkin", now=now) is None
    with pytest.raises(Refused):
        answer_told_need(by=acting(member), told=told, answer="Kiitos", now=now)


@pytest.mark.parametrize("service", [read_told_need, answer_told_need, put_off_told_need, take_up_told_need])
def test_only_the_coordinator_answers(
    told: ToldNeed, colleague: User, stranger: User, network: Network, now: dt.datetime, service: Any
) -> None:
    extra = {"plan": plan_in(network)} if service is take_up_told_need else {"answer": "Kiitos"}
    if service is read_told_need:
        extra = {}
    for by in (acting(colleague), acting(stranger), visiting(), link_of(told)):
        with pytest.raises(NotAllowed):
            service(by=by, told=told, now=now, **extra)


def test_only_its_own_link_follows(
    told: ToldNeed, member: User, colleague: User, stranger: User, network: Network, now: dt.datetime
) -> None:
    another = tell(network, now)
    by: Actor
    for by in (acting(member), acting(colleague), acting(stranger), visiting(), link_of(another)):
        with pytest.raises(NotAllowed):
            withdraw_told_need(by=by, told=told, now=now)
        with pytest.raises(NotAllowed):
            add_to_told_need(by=by, told=told, text="Lisään", now=now)


def test_who_sees_a_told_need(
    told: ToldNeed, member: User, colleague: User, stranger: User, network: Network, now: dt.datetime
) -> None:
    another = tell(network, now)
    add_to_told_need(by=link_of(told), told=told, text="Lisää", now=now)
    viewers = {
        "member": member,
        "colleague": colleague,
        "stranger": stranger,
        "visitor": Visitor(),
        "link": link_of(told),
        "another link": link_of(another),
        "a link to a need": Actor(kind="link", name="l", only=Reference("need", told.public_id)),
        "system": system("test"),
    }
    rows = ToldNeed.objects.filter(pk=told.pk)
    seeing = {who for who, viewer in viewers.items() if rows.visible_to(viewer).exists()}
    assert seeing == {"member", "link", "system"}
    seeing = {who for who, viewer in viewers.items() if Addition.objects.visible_to(viewer).exists()}
    assert seeing == {"member", "link", "system"}
    assert describe(told.reference, member) == (told.headline, f"/v/voimala/told/{told.public_id}/")
    assert describe(told.reference, stranger) is None


@pytest.mark.parametrize(("days", "gone"), [(364, False), (365, True)])
def test_contact_data_goes_twelve_months_after_the_end(
    told: ToldNeed, member: User, now: dt.datetime, days: int, gone: bool
) -> None:
    put_off_told_need(by=acting(member), told=told, answer="Ei nyt", now=now)
    assert forget_senders in list(personal_data)
    assert forget_senders(now + days * DAY) == int(gone)
    told.refresh_from_db()
    assert (told.email == "", told.name == "") == (gone, gone)
    assert told.what == WHAT, "what was told stays, without its sender"


@pytest.mark.parametrize(("days", "gone"), [(729, False), (730, True)])
def test_contact_data_goes_in_two_years_even_when_nobody_answers(
    told: ToldNeed, now: dt.datetime, days: int, gone: bool
) -> None:
    forget_senders(now + days * DAY)
    told.refresh_from_db()
    assert (told.email == "") == gone


def test_the_time_starts_anew_when_a_matter_is_opened_again(
    told: ToldNeed, member: User, now: dt.datetime
) -> None:
    put_off_told_need(by=acting(member), told=told, answer="Ei nyt", now=now)
    answer_told_need(by=acting(member), told=told, answer="Nyt onnistuu", now=now + 100 * DAY)
    assert forget_senders(now + 400 * DAY) == 0
    assert forget_senders(now + 465 * DAY) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(what=st.text(max_size=2000))
def test_a_headline_is_short_and_one_line(what: str) -> None:
    headline = ToldNeed(what=tidied(what)).headline
    assert len(headline) <= 91
    assert "\n" not in headline


@pytest.mark.parametrize("deed", ["need_told", "told_need_taken_up", "told_need_withdrawn"])
def test_a_deed_that_cannot_be_told_is_not_done(
    told: ToldNeed,
    member: User,
    network: Network,
    now: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
    deed: str,
) -> None:
    def fail(**_event: Any) -> None:
        raise KeyboardInterrupt

    rows = list(ToldNeed.objects.values())
    plan = plan_in(network)
    monkeypatch.setattr(events, "record", fail)
    deeds: dict[str, Callable[[], Any]] = {
        "need_told": lambda: tell(network, now),
        "told_need_taken_up": lambda: take_up_told_need(by=acting(member), told=told, plan=plan, now=now),
        "told_need_withdrawn": lambda: withdraw_told_need(by=link_of(told), told=told, now=now),
    }
    with pytest.raises(KeyboardInterrupt):
        deeds[deed]()
    assert list(ToldNeed.objects.values()) == rows
    assert Message.objects.count() == 1
