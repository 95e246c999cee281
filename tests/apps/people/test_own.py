"""The own profile: told with taps alone, nothing lost, complete only when the person says so."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.apps.people.own_pages import field, levels, own_now, page, sent, text_of, word
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.people.models import (
    Availability,
    Consent,
    Level,
    Person,
)
from voimala.people.services import (
    add_own_competences,
    withdraw_consent,
)

ClientOf = Callable[[User | None], Client]


def test_what_is_known_is_ready_and_an_untouched_form_changes_nothing(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    client = client_of(colleague)
    html = client.get(page(network)).content.decode()
    assert len(re.findall(r'type="radio"[^>]*checked', html)) > 24, "every question has an answer"
    assert f'name="{field(network, "palveluohjaus")}" value="3"' in html
    before = levels(own)
    answer = client.post(
        page(network), sent(own, strengths=[word(network, "kuorolaulu").public_id], consent="on")
    )
    assert answer.status_code == 302
    assert levels(own) == before
    assert own.competences.filter(origin="").count() == 3, "what was said already keeps its source"


def test_a_profile_is_told_with_taps_alone(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    taps = {
        field(network, "palveluohjaus"): "5",
        field(network, "draama_ohjaus"): "1",
        field(network, "lastensuojelu"): "",
        "skills_circle": "network",
        "hours": "24",
        "languages": ["fi", "sv"],
        "municipality": "",
        "strengths": [word(network, "pelit").public_id],
        "consent": "on",
        "strengths_circle": "network",
    }
    assert client_of(colleague).post(page(network), sent(own, **taps)).status_code == 302
    own.refresh_from_db()
    assert levels(own) == {"palveluohjaus": 5, "draama_ohjaus": 1, "pelit": 3}, "not answered is not known"
    assert set(own.competences.values_list("circle", flat=True)) == {"network"}
    assert (own.languages, own.municipality, own.profile_complete) == (["fi", "sv"], None, False)
    assert own.availabilities.get().minutes == 24 * 60
    assert own.consents.get().kind == "strengths"
    assert Event.objects.filter(deed="profile_saved").count() == 1


def test_the_profile_is_complete_only_when_the_person_says_so(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    client = client_of(colleague)
    client.post(page(network), sent(own))
    own.refresh_from_db()
    assert not own.profile_complete
    client.post(page(network), sent(own, complete="on"))
    own.refresh_from_db()
    assert own.profile_complete


@pytest.mark.parametrize(
    ("hours", "other", "minutes"), [("0", "", 0), ("other", "22.5", 1350), ("", "", None)]
)
def test_hours_are_ready_choices_or_ones_own(
    network: Network,
    own: Person,
    colleague: User,
    client_of: ClientOf,
    hours: str,
    other: str,
    minutes: int | None,
) -> None:
    client_of(colleague).post(page(network), sent(own, hours=hours, own_hours=other))
    assert own.availabilities.get().minutes == minutes
    html = client_of(colleague).get(page(network)).content.decode()
    assert re.search(rf'name="hours" value="{hours}"[^>]*checked', html), "known hours are chosen on the page"


def test_hours_below_what_is_promised_are_refused_and_nothing_is_lost(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    Availability.objects.filter(person=own).update(minutes=40 * 60, held=10 * 60, booked=90)
    taps = {"hours": "8", field(network, "draama_ohjaus"): "1"}
    answer = client_of(colleague).post(page(network), sent(own, **taps))
    assert "on jo pyydetty tai sinulle on varattu 12 h" in text_of(answer)
    assert re.search(
        rf'name="{field(network, "draama_ohjaus")}" value="1"[^>]*checked', answer.content.decode()
    )
    assert own.availabilities.get().minutes == 40 * 60
    assert "draama_ohjaus" not in levels(own)


def test_strengths_need_a_consent_and_the_page_keeps_what_was_chosen(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    pelit = word(network, "pelit").public_id
    answer = client_of(colleague).post(page(network), sent(own, strengths=[pelit], hours="16"))
    assert "Anna lupa säilyttää vahvuutesi" in text_of(answer)
    assert re.search(rf'value="{pelit}"[^>]*checked', answer.content.decode())
    assert not Consent.objects.exists()
    assert own.availabilities.get().minutes is None


def test_the_second_writer_sees_the_difference_and_chooses(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    old = sent(own, hours="16")
    by = acting(colleague)
    add_own_competences(
        by=by, person=own, competences={word(network, "perhetyo"): Level.CAN}, now=own_now(own)
    )
    client = client_of(colleague)
    answer = client.post(page(network), old)
    shown = text_of(answer)
    assert "Profiilisi on muuttunut" in shown
    assert "Perhetyö osaan ?" in shown
    assert levels(own)["perhetyo"] == 3, "nothing is written over unseen"
    version = re.search(r'name="seen" value="(\d+)"', answer.content.decode())
    assert version
    assert client.post(page(network), {**old, "seen": version[1]}).status_code == 302
    assert "perhetyo" not in levels(own)


def test_withdrawing_a_consent_deletes_at_once_and_says_so_before(
    network: Network, own: Person, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    Consent.objects.create(network=network, person=own, kind="strengths", given_at=now)
    client = client_of(colleague)
    assert "Niitä ei voi palauttaa" in text_of(client.get(page(network, "own_data")))
    answer = client.post(page(network, "own_data"), {"do": "withdraw", "kind": "strengths"}, follow=True)
    assert "Suostumus on peruttu" in text_of(answer)
    assert levels(own) == {"palveluohjaus": 3, "lastensuojelu": None}
    assert own.consents.get().withdrawn_at is not None


def test_skills_of_answers_to_calls_go_with_their_consent(
    network: Network, own: Person, colleague: User, now: dt.datetime
) -> None:
    by = acting(colleague)
    told = {word(network, "draama_ohjaus"): Level.CAN, word(network, "palveluohjaus"): Level.BEGINNING}
    assert add_own_competences(by=by, person=own, competences=told, circle="network", now=now) == 1
    assert levels(own)["palveluohjaus"] == 3, "an answer never lowers what is known"
    assert withdraw_consent(by=by, person=own, kind=Consent.Kind.OPEN_CALLS, now=now) == 1
    assert "draama_ohjaus" not in levels(own)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pages_are_whole_in_every_language(
    network: Network, own: Person, colleague: User, client_of: ClientOf, language: str
) -> None:
    prefix = "" if language == "fi" else f"/{language}"
    for name in ("profile/", "profile/data/"):
        answer = client_of(colleague).get(f"{prefix}/v/{network.code}/{name}")
        assert f'<html lang="{language}"' in answer.content.decode()
