"""The person's own word on being shared: asked by a link, withdrawn at once; what may be seen of her."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.networks.sharing import Border, make_border
from tests.apps.networks.test_sharing import client_at, offer_form, offer_url
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Share
from voimala.office.models import Message
from voimala.people.models import Person
from voimala.people.services import (
    NotShared,
    answer_sharing,
    ask_through_home,
    export_own_data,
    remove_own_data,
    stop_suggesting,
    withdraw_sharing,
)
from voimala.people.services.sharing import HOME_PURPOSE, PURPOSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def border(db: None) -> Border:
    return make_border()


def test_the_page_of_a_person_says_that_she_is_asked_first(border: Border) -> None:
    url = reverse("people:person", args=[border.home.code, border.person.public_id])
    assert "Kysy henkilöltä" in client_at(border.at_home).get(url).content.decode()


def link_in(message: Message) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", message.text)
    assert found
    return found.group(1)


def asked(border: Border) -> tuple[Share, str]:
    client_at(border.at_home).post(offer_url(border), offer_form(border, "person"))
    return Share.objects.get(), link_in(Message.objects.get(purpose=PURPOSE))


def test_the_person_is_asked_by_a_link_and_opening_it_says_nothing(border: Border) -> None:
    share, link = asked(border)
    page = Client().get(link).content.decode()
    assert "Verkosto naapuri" in page
    share.refresh_from_db()
    assert share.asks_subject


@pytest.mark.parametrize(
    ("do", "state", "known"), [("allow_sharing", "offered", True), ("refuse_sharing", "ended", False)]
)
def test_one_tap_answers(border: Border, do: str, state: str, known: bool) -> None:
    share, link = asked(border)
    answer = Client().post(link, {"do": do, "share": share.public_id}, follow=True)
    assert answer.status_code == 200
    share.refresh_from_db()
    assert share.state == state
    assert Share.objects.visible_to(border.over_there).exists() is known
    assert Event.objects.filter(deed="sharing_allowed" if known else "sharing_refused").count() == 1


def test_the_letter_is_written_once_and_tells_what_would_be_seen(border: Border) -> None:
    asked(border)
    client_at(border.at_home).post(offer_url(border), offer_form(border, "person"))
    letter = Message.objects.get(purpose=PURPOSE)
    assert letter.to == border.person.email
    assert "työtehtävä" in letter.text
    assert "Verkosto naapuri" in letter.text


def test_nobody_else_answers_for_the_person(border: Border, now: dt.datetime) -> None:
    share = border.offer("person")
    for user in (border.at_home, border.over_there):
        with pytest.raises(NotAllowed):
            answer_sharing(by=acting(user), person=border.person, share=share, yes=True, now=now)
        with pytest.raises(NotAllowed):
            withdraw_sharing(by=acting(user), person=border.person, share=share, now=now)


def test_a_yes_of_one_person_is_not_anothers(border: Border, now: dt.datetime) -> None:
    share = border.offer("person")
    Share.objects.filter(pk=share.pk).update(subject_id="joku-muu")
    share.refresh_from_db()
    assert not answer_sharing(by=border.herself, person=border.person, share=share, yes=True, now=now)
    assert not withdraw_sharing(by=border.herself, person=border.person, share=share, now=now)


def seen(border: Border) -> bool:
    return bool(Person.objects.shared_into(border.neighbour, border.over_there).exists())


def test_she_ends_it_herself_at_once(border: Border, now: dt.datetime) -> None:
    share = border.share_person()
    assert seen(border)
    assert withdraw_sharing(by=border.herself, person=border.person, share=share, now=now)
    assert not seen(border)
    assert not withdraw_sharing(by=border.herself, person=border.person, share=share, now=now)


def test_do_not_suggest_me_ends_it_for_good(border: Border, now: dt.datetime) -> None:
    share = border.share_person()
    stop_suggesting(by=border.herself, person=border.person, now=now)
    share.refresh_from_db()
    assert (share.state, seen(border)) == (Share.State.ENDED, False)
    answer = client_at(border.at_home).post(offer_url(border), offer_form(border, "person"), follow=True)
    assert answer.status_code == 200
    assert not Share.objects.open().exists()


def test_removing_her_data_ends_it(border: Border, now: dt.datetime) -> None:
    share = border.share_person()
    remove_own_data(by=border.herself, person=border.person, now=now)
    share.refresh_from_db()
    assert (share.state, seen(border)) == (Share.State.ENDED, False)


def test_her_own_page_shows_who_sees_her_and_ends_it(border: Border) -> None:
    share = border.share_person()
    Person.objects.filter(pk=border.person.pk).update(user=border.at_home)
    client = client_at(border.at_home)
    url = reverse("people:own_data", args=[border.home.code])
    assert "Verkosto naapuri" in client.get(url).content.decode()
    client.post(url, {"do": "withdraw_sharing", "share": share.public_id})
    assert not seen(border)
    assert client.post(url, {"do": "withdraw_sharing", "share": share.public_id}).status_code == 302


def test_her_own_data_tells_the_neighbours(border: Border, now: dt.datetime) -> None:
    border.share_person()
    told = export_own_data(by=border.herself, person=border.person, now=now)
    assert [row["network"] for row in told["neighbours"]] == ["Verkosto naapuri"]


# What the neighbour sees, and how it asks.


def shared_page(border: Border) -> str:
    return reverse("people:person", args=[border.neighbour.code, border.person.public_id])


def test_the_neighbour_sees_what_was_promised_and_nothing_else(border: Border) -> None:
    border.share_person()
    text = client_at(border.over_there).get(shared_page(border)).content.decode()
    for row in border.person.competences.select_related("competence"):
        assert (str(row.competence) in text) is (row.circle == "network"), row
    for words in ("malli", "Musiikkipedagogi", "Oma työnantaja", "KOTI"):
        assert words in text
    for words in (border.person.email, "Kuopio", "40 h"):
        assert words not in text, words


def test_reading_is_told_to_the_person(border: Border) -> None:
    border.share_person()
    client_at(border.over_there).get(shared_page(border))
    event = Event.objects.get(deed="people_read")
    assert (event.purpose, event.network_id) == ("neighbour", border.neighbour.pk)


def ask(border: Border, why: str = "Kuorotunti kevätkaudella") -> Any:
    url = reverse("people:ask_home", args=[border.neighbour.code, border.person.public_id])
    return client_at(border.over_there).post(url, {"why": why})


def test_a_question_goes_to_the_home_coordinator_once(border: Border) -> None:
    border.share_person()
    assert ask(border).status_code == ask(border).status_code == 302
    letter = Message.objects.get(purpose=HOME_PURPOSE)
    assert (letter.to, letter.network) == (border.at_home.email, border.home)
    assert "Kuorotunti kevätkaudella" in letter.text
    assert border.over_there.email in letter.text


def test_an_empty_question_is_shown_again(border: Border) -> None:
    border.share_person()
    answer = ask(border, " ")
    assert answer.status_code == 422
    assert not Message.objects.filter(purpose=HOME_PURPOSE).exists()


def test_what_was_typed_survives_when_nobody_can_be_written_to(border: Border) -> None:
    border.share_person()
    border.at_home.roles.update(until=dt.date(2026, 1, 1), since=dt.date(2025, 1, 1))
    answer = ask(border)
    assert answer.status_code == 422
    assert "Kuorotunti kevätkaudella" in answer.content.decode()


def test_nobody_is_asked_for_after_the_end(border: Border, now: dt.datetime) -> None:
    share = border.share_person()
    withdraw_sharing(by=border.herself, person=border.person, share=share, now=now)
    assert ask(border).status_code == 404
    with pytest.raises(NotShared):
        ask_through_home(
            by=acting(border.over_there), person=border.person, network=border.neighbour, why="Kuoro", now=now
        )


def test_the_register_lists_the_shared_apart_from_ones_own(border: Border) -> None:
    border.share_person()
    text = (
        client_at(border.over_there)
        .get(reverse("people:people", args=[border.neighbour.code]))
        .content.decode()
    )
    assert border.person.name.split()[0] in text
    assert "KOTI" in text
