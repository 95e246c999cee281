"""What is a person's own: hints, looks, consents, limits, the data; the same by a link, nobody else's."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.factories import know, make_organisation, make_person, make_unit, make_user
from tests.apps.people.own_pages import field, levels, link_to, page, sent, text_of, word
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting, system
from voimala.networks.models import Network, Period, RoleKind
from voimala.office.models import ActionLink, Message
from voimala.people.models import (
    Competence,
    Consent,
    Hint,
    KnownCompetence,
    Level,
    Limit,
    Person,
    with_knowledge,
)
from voimala.people.openings import withdrawals
from voimala.people.services import (
    forget_hints,
    give_hint,
    stop_suggesting,
    withdraw_consent,
)

ClientOf = Callable[[User | None], Client]


def test_a_hint_waits_for_the_person_who_accepts_or_deletes_it(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    for code in ("draama_ohjaus", "perhetyo", "kuntoutus"):
        give_hint(by=acting(member), person=own, competence=word(network, code), level=Level.CAN, now=now)
    before = text_of(client_of(member).get(reverse("people:person", args=[network.code, own.public_id])))
    known = before[before.index("Osaaminen") : before.index("Ei tiedossa")]
    assert "Ryhmän ohjaaminen draamalla" not in known, "a hint is nobody's knowledge"
    assert "Joku on nähnyt sinussa tämän" in text_of(client_of(colleague).get(page(network)))
    accepted, rejected, waiting = Hint.objects.order_by("pk")
    taps = {f"hint_{accepted.public_id}": "add", f"hint_{rejected.public_id}": "drop"}
    client_of(colleague).post(page(network), sent(own, **taps))
    assert levels(own)["draama_ohjaus"] == 3
    assert own.competences.get(competence__code="draama_ohjaus").origin == "hint"
    assert "perhetyo" not in levels(own)
    assert list(Hint.objects.all()) == [waiting]


def test_a_hint_is_no_knowledge_for_a_search(
    network: Network, own: Person, member: User, now: dt.datetime
) -> None:
    unknown = make_person(network)
    give_hint(
        by=acting(member), person=unknown, competence=word(network, "perhetyo"), level=Level.CAN, now=now
    )
    for viewer in (member, system("search")):
        people = with_knowledge(Person.objects.visible_to(viewer), viewer)
        assert not people.get(pk=unknown.pk).known
        assert not KnownCompetence.objects.visible_to(viewer).filter(person=unknown).exists()


def test_what_the_person_tells_herself_wins_over_a_hint(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    give_hint(
        by=acting(member), person=own, competence=word(network, "perhetyo"), level=Level.CAN_TEACH, now=now
    )
    taps = {f"hint_{Hint.objects.get().public_id}": "add", field(network, "perhetyo"): "1"}
    client_of(colleague).post(page(network), sent(own, **taps))
    assert levels(own)["perhetyo"] == 1


def test_hints_that_nobody_answers_are_forgotten(
    network: Network, own: Person, member: User, now: dt.datetime
) -> None:
    give_hint(by=acting(member), person=own, competence=word(network, "perhetyo"), level=Level.CAN, now=now)
    assert forget_hints(now + dt.timedelta(days=364)) == 0
    assert forget_hints(now + dt.timedelta(days=366)) == 1


def test_who_may_give_a_hint(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf
) -> None:
    own.organisation = make_organisation(network)
    own.save()
    url = reverse("people:hint", args=[network.code, own.public_id])
    given = {"competence": word(network, "perhetyo").pk, "level": "3"}
    assert client_of(member).post(url, given).status_code == 302
    assert client_of(colleague).post(url, given).status_code == 403, "nobody hints at herself"
    assert client_of(make_user(network, RoleKind.PROFESSIONAL)).post(url, given).status_code == 404
    assert Hint.objects.get().role == "coordinator"
    strength = {"competence": word(network, "pelit").pk, "level": "3"}
    assert client_of(member).post(url, strength).status_code == 200
    assert Hint.objects.count() == 1


def test_looks_are_told_by_time_role_and_purpose_never_by_name(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf
) -> None:
    client = client_of(colleague)
    assert "eikä kukaan ole katsonut" in text_of(client.get(page(network, "own_data")))
    client_of(member).get(reverse("people:person", args=[network.code, own.public_id]))
    shown = text_of(client.get(page(network, "own_data")))
    assert "tietojasi on katsottu 1 kerran" in shown
    assert "koordinaattori katsoi ihmisten rekisteriä tai sivuasi" in shown
    assert member.name not in shown
    assert "kysyttävä" in shown, "unknown hours are still to be asked"


def test_do_not_suggest_me_is_one_tap_with_its_undo(
    network: Network, own: Person, colleague: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(withdrawals, "_fillings", [lambda person, by, now: called.append(person.name)])
    client = client_of(colleague)
    for _ in range(2):
        answer = client.post(page(network, "own_data"), {"do": "stop"}, follow=True)
    assert "Voit muuttaa mielesi" in text_of(answer)
    own.refresh_from_db()
    assert not own.may_be_suggested
    assert called == ["Oma Ihminen"], "a second tap withdraws nothing more"
    assert Event.objects.filter(deed="suggesting_stopped").count() == 1
    client.post(page(network, "own_data"), {"do": "allow"})
    own.refresh_from_db()
    assert own.may_be_suggested


def test_a_withdrawal_that_fails_stops_nothing(
    own: Person, colleague: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(withdrawals, "_fillings", [fail])
    with pytest.raises(KeyboardInterrupt):
        stop_suggesting(by=acting(colleague), person=own, now=now)
    own.refresh_from_db()
    assert own.may_be_suggested


def test_limits_are_set_and_lifted(
    network: Network, own: Person, colleague: User, client_of: ClientOf
) -> None:
    unit, client = make_unit(network), client_of(colleague)
    neither = client.post(page(network, "own_data"), {"do": "limit"})
    assert "Valitse joko yksikkö tai ihminen" in text_of(neither)
    client.post(page(network, "own_data"), {"do": "limit", "unit": unit.pk})
    client.post(page(network, "own_data"), {"do": "limit", "unit": unit.pk})
    limit = Limit.objects.get()
    assert (limit.unit, limit.period) == (unit, Period.objects.of(network).get())
    stranger = make_person(network)
    client.post(page(network, "own_data"), {"do": "limit", "other": stranger.pk})
    assert Limit.objects.count() == 1, "the register is not offered to choose from"
    client.post(page(network, "own_data"), {"do": "lift", "limit": unit.public_id})
    assert not Limit.objects.exists()


def test_own_data_can_be_taken_along(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    give_hint(by=acting(member), person=own, competence=word(network, "perhetyo"), level=Level.CAN, now=now)
    answer = client_of(colleague).post(page(network, "own_data"), {"do": "download"})
    told = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert told["person"]["name"] == "Oma Ihminen"
    assert {row["name"] for row in told["competences"]} == {"Palveluohjaus", "Lastensuojelu", "Kuorolaulu"}
    assert [row["name"] for row in told["hints_waiting"]] == ["Perhetyö"]
    assert member.name not in answer.content.decode()


def test_the_link_opens_the_same_pages_without_an_account(
    network: Network, client_of: ClientOf, now: dt.datetime
) -> None:
    person = make_person(network, name="Ilman Tunnusta", minutes=None)
    path, client = link_to(person, now), client_of(None)
    before = Event.objects.count()
    assert "Ilman Tunnusta" in text_of(client.get(path))
    assert "Mitä minusta tiedetään" in text_of(client.get(path + "?view=data"))
    assert Event.objects.count() == before, "a look at one's own data is no event"
    taps = {field(network, "draama_ohjaus"): "3", "hours": "8"}
    answer = client.post(path, sent(person, **taps))
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert levels(person) == {"draama_ohjaus": 3}
    assert person.availabilities.get().minutes == 480
    answer = client.post(path + "?view=data", {"do": "stop"})
    assert answer["Location"] == path + "?view=data"
    person.refresh_from_db()
    assert not person.may_be_suggested
    assert set(Event.objects.filter(actor_kind="link").values_list("deed", flat=True)) == {
        "profile_saved",
        "suggesting_stopped",
    }


def test_the_link_of_a_deleted_or_too_old_one_opens_nothing(
    network: Network, client_of: ClientOf, now: dt.datetime
) -> None:
    person = make_person(network)
    old = link_to(person, now - dt.timedelta(days=31))
    assert client_of(None).get(old).status_code == 410
    assert ActionLink.objects.get().expires_at == now - dt.timedelta(days=1)
    path = link_to(person, now)
    Person.objects.filter(pk=person.pk).update(deleted_at=now)
    assert client_of(None).get(path).status_code == 404


def test_nobody_elses_deeds(
    network: Network, own: Person, member: User, stranger: User, now: dt.datetime
) -> None:
    """Not the coordinator's, nor those of a link to somebody else or to the same id of another kind."""
    other = make_person(network)
    links = [Reference("person", other.public_id), Reference("seat", own.public_id)]
    doers = [acting(member), acting(stranger)]
    doers += [Actor(kind="link", name="link:1", only=only) for only in links]
    for by in doers:
        with pytest.raises(NotAllowed):
            stop_suggesting(by=by, person=own, now=now)
        with pytest.raises(NotAllowed):
            withdraw_consent(by=by, person=own, kind=Consent.Kind.STRENGTHS, now=now)
    assert levels(own)["kuorolaulu"] == 1


def test_a_colleague_has_no_such_page_and_a_stranger_neither(
    network: Network, own: Person, member: User, stranger: User, client_of: ClientOf
) -> None:
    for user in (member, stranger):
        for name in ("profile", "own_data"):
            assert client_of(user).get(page(network, name)).status_code == 404
            assert client_of(user).post(page(network, name), sent(own)).status_code == 404
    assert client_of(None).get(page(network)).status_code == 302


def test_own_pages_cost_the_same_at_any_length(
    network: Network, own: Person, member: User, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    words = list(Competence.objects.of(network).exclude(known_of__person=own))
    client = client_of(colleague)

    def costs() -> list[int]:
        found = []
        for name in ("profile", "own_data"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page(network, name)).status_code == 200
            found.append(len(queries))
        return found

    def grow(some: list[Competence]) -> None:
        for each in some:
            know(own, each.code)
            if each.kind == Competence.Kind.PROFESSIONAL:
                give_hint(by=acting(member), person=own, competence=each, level=Level.CAN, now=now)
            Limit.objects.create(
                network=network, person=own, unit=make_unit(network), period=Period.objects.of(network).get()
            )

    grow(words[:2])
    few = costs()
    grow(words[2:])
    assert costs() == few


def test_the_coordinator_sends_the_link_once_a_day_and_it_opens(
    network: Network, member: User, client_of: ClientOf
) -> None:
    person = make_person(network, email="joku@example.org", languages=["sv", "fi"])
    client, url = client_of(member), reverse("people:invite", args=[network.code, person.public_id])
    assert "on lähdössä" in text_of(client.post(url, follow=True))
    assert "jo tänään" in text_of(client.post(url, follow=True))
    message = Message.objects.get()
    assert (message.to, message.language) == ("joku@example.org", "sv")
    path = re.search(r"https?://[^/\s]+(/sv/l/\S+)", message.text)
    assert path
    assert path[1] in message.html
    assert "Mitt kunnande" in text_of(client_of(None).get(path[1]))


def test_nobody_can_be_invited_without_an_address(
    network: Network, member: User, client_of: ClientOf
) -> None:
    person = make_person(network)
    url = reverse("people:invite", args=[network.code, person.public_id])
    assert "sähköpostiosoite" in text_of(client_of(member).post(url, follow=True))
    assert not Message.objects.exists()
    assert not ActionLink.objects.exists(), "no link is left behind that nobody got"
