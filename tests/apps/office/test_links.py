"""One-action links: only an answer does anything, and whoever has no link gets nowhere."""

import datetime as dt
import io
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tests.apps.office.asking import ANSWERED, ASKING, make_asking
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.core.reading import WroteWhileReading
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.office.models import ActionLink, TryCount
from voimala.office.openings import LinkAction, link_actions
from voimala.office.services import make_link, withdraw_links
from voimala.office.services.links import REMEMBERED, forget_links
from voimala.office.services.tries import (
    ANSWERS_AN_HOUR,
    KEPT,
    UNKNOWN_AN_HOUR,
    count_unknown,
    forget_tries,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
UNKNOWN = "/l/" + "A" * 43 + "/"
ClientOf = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_actions, "_fillings", [*link_actions, ASKING])


@pytest.fixture
def path(network: Network, now: dt.datetime) -> str:
    return make_asking(network, now)


def token_in(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, sessions and sign-in registers included."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.managed
    }


def answers() -> list[Event]:
    return list(Event.objects.filter(deed=ANSWERED))


def test_the_address_is_whole_and_in_the_receivers_language(
    network: Network, now: dt.datetime, settings: Any
) -> None:
    settings.ADDRESS = "https://verkosto.example"
    subject = Reference("network", network.public_id)
    made = {
        language: make_link(
            network=network,
            action="test_asking",
            subject=subject,
            language=language,
            expires_at=now + HOUR,
            now=now,
        )
        for language in ("fi", "sv", "en")
    }
    for language, prefix in (("fi", ""), ("sv", "sv/"), ("en", "en/")):
        assert re.fullmatch(rf"https://verkosto\.example/{prefix}l/[\w-]{{43}}/", made[language])
    assert len({token_in(address) for address in made.values()}) == 3


def test_the_token_is_kept_nowhere(client: Client, path: str) -> None:
    client.get(path)
    client.post(path)
    assert answers()
    assert token_in(path) not in repr(everything())


def test_a_scanner_that_opens_links_by_the_hundred_changes_nothing(path: str, network: Network) -> None:
    before = everything()
    for number in range(100):
        scanner = Client(headers={"user-agent": f"scanner {number}"})
        assert scanner.get(path).status_code == 200
        assert scanner.head(path).status_code == 200
        assert scanner.options(path).status_code == 204
    assert everything() == before


def test_only_known_methods_are_taken(client: Client, path: str) -> None:
    before = everything()
    assert client.options(path)["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert [client.put(path).status_code, client.delete(path).status_code] == [405, 405]
    assert everything() == before


def test_an_answer_needs_no_cookie_before_the_page(path: str, network: Network) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert token is not None
    done = browser.post(path, {"csrfmiddlewaretoken": token[1], "answer": "yes"})
    assert (done.status_code, done["Location"]) == (302, path)
    (event,) = answers()
    assert (event.actor_kind, event.actor_id, event.network_id) == ("link", None, network.pk)


def test_a_form_of_another_site_answers_nothing(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path, {"answer": "yes"}).status_code == 403
    assert not answers()


def test_the_link_acts_whoever_is_signed_in(
    path: str, member: User, stranger: User, client_of: ClientOf
) -> None:
    for user in (member, stranger):
        client = client_of(user)
        assert client.get(path).status_code == 200
        assert client.post(path).status_code == 302
    assert {(event.actor_kind, event.actor_id, event.role) for event in answers()} == {("link", None, "")}


def test_what_a_link_sees_is_its_one_object(
    network: Network,
    other_network: Network,
    now: dt.datetime,
    member: User,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Any] = []

    def look(request: HttpRequest, link: Any) -> HttpResponse:
        seen.append(request)
        return HttpResponse("seen")

    monkeypatch.setattr(link_actions, "_fillings", [LinkAction("look", look, look)])
    assert client_of(member).get(make_asking(other_network, now, action="look")).status_code == 200
    (request,) = seen
    only = Reference("network", other_network.public_id)
    assert request.network == other_network
    assert isinstance(request.viewer, Actor)
    assert (request.viewer.only, request.viewer.network_ids) == (only, frozenset())


def test_the_page_has_the_networks_look_and_no_menu(client: Client, path: str, network: Network) -> None:
    text = client.get(path).content.decode()
    assert f"/v/{network.code}/theme.css" in text
    assert "<nav" not in text
    assert 'hreflang="sv"' in text


def test_a_page_that_writes_when_it_is_looked_at_fails_and_writes_nothing(
    client: Client, network: Network, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = LinkAction("writing", ASKING.do, ASKING.do)
    monkeypatch.setattr(link_actions, "_fillings", [writing])
    path = make_asking(network, now, action="writing")
    with pytest.raises(WroteWhileReading):
        client.get(path)
    assert not answers()
    assert client.post(path).status_code == 302


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "Tätä linkkiä ei löydy"), ("/sv", "Den här länken hittas inte"), ("/en", "This link is not known")],
)
def test_an_unknown_link_says_so_in_plain_words(client: Client, db: None, prefix: str, words: str) -> None:
    answer = client.get(prefix + UNKNOWN)
    assert answer.status_code == 404
    assert f"<h1>{words}</h1>" in answer.content.decode()
    assert client.post(prefix + UNKNOWN).status_code == 404


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: token.swapcase(), lambda _: "å"])
def test_a_link_that_is_almost_right_is_unknown(
    client: Client, path: str, spoil: Callable[[str], str]
) -> None:
    assert client.get(f"/l/{spoil(token_in(path))}/").status_code == 404


def test_an_ended_link_says_since_when_and_does_nothing(
    client: Client, network: Network, now: dt.datetime
) -> None:
    path = make_asking(network, now - dt.timedelta(days=20), days=14)
    before = everything()
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Tämä linkki ei ole enää voimassa" in answer.content.decode()
    ended = network.today(now - dt.timedelta(days=6))
    assert f"{ended.day}.{ended.month}.{ended.year}" in answer.content.decode()
    assert client.post(path).status_code == 410
    assert everything() == before


def test_a_withdrawn_link_does_nothing(client: Client, path: str, network: Network, now: dt.datetime) -> None:
    subject = Reference("network", network.public_id)
    assert withdraw_links(subject=subject, now=now) == 1
    assert withdraw_links(subject=subject, now=now + HOUR) == 0
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert not answers()


def test_withdrawing_leaves_the_links_of_others(
    client: Client, path: str, other_network: Network, now: dt.datetime
) -> None:
    assert withdraw_links(subject=Reference("network", other_network.public_id), now=now) == 0
    assert client.get(path).status_code == 200


def test_an_ended_link_of_an_unpublished_network_leads_to_no_page(
    client: Client, network: Network, now: dt.datetime
) -> None:
    path = make_asking(network, now, days=-1)
    assert "Tutustu verkostoon" in client.get(path).content.decode()
    Network.objects.filter(pk=network.pk).update(published=False)
    assert "Tutustu verkostoon" not in client.get(path).content.decode()


def test_a_link_whose_app_is_gone_has_ended(client: Client, network: Network, now: dt.datetime) -> None:
    assert client.get(make_asking(network, now, action="nobody_knows")).status_code == 410


def test_no_copy_no_search_engine_and_no_other_site_learns_the_address(
    client: Client, path: str, network: Network, now: dt.datetime
) -> None:
    pages = [path, make_asking(network, now, days=-1), UNKNOWN]
    for page in pages:
        answer = client.get(page)
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "strict-origin"


def test_who_guesses_links_is_stopped_and_nobody_else_is(client: Client, path: str) -> None:
    for _guess in range(UNKNOWN_AN_HOUR):
        assert client.get(UNKNOWN).status_code == 404
    refused = client.get(UNKNOWN)
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "Liian monta yritystä" in refused.content.decode()
    before = everything()
    assert client.get(UNKNOWN).status_code == 429
    assert everything() == before, "who is stopped writes nothing any more"
    assert client.get(path).status_code == 200, "a good link opens from the same address"
    assert Client(REMOTE_ADDR="192.0.2.7").get(UNKNOWN).status_code == 404


def test_an_ipv6_home_counts_as_one_and_an_hour_later_all_begin_anew(db: None, now: dt.datetime) -> None:
    for guess in range(UNKNOWN_AN_HOUR):
        assert count_unknown(address=f"2001:db8:0:1::{guess:x}", now=now)
    assert not count_unknown(address="2001:db8:0:1:ffff::1", now=now)
    assert count_unknown(address="2001:db8:0:2::1", now=now)
    assert count_unknown(address=None, now=now)
    assert count_unknown(address="2001:db8:0:1::1", now=now + HOUR)


def test_behind_a_proxy_the_visitor_is_counted_and_not_the_proxy(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for guess in range(UNKNOWN_AN_HOUR + 5):
        forged = f"10.0.0.{guess}, 192.0.2.1"
        status = client.get(UNKNOWN, headers={"x-forwarded-for": forged}).status_code
        assert status == (404 if guess < UNKNOWN_AN_HOUR else 429)
    assert client.get(UNKNOWN, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 404


def test_no_address_of_anybody_is_kept(client: Client, db: None) -> None:
    Client(REMOTE_ADDR="192.0.2.77").get(UNKNOWN)
    kept = TryCount.objects.get()
    assert re.fullmatch(r"[0-9a-f]{64}", kept.key)
    assert "192.0.2.77" not in repr(everything())


def test_a_link_takes_only_so_many_answers_an_hour(client: Client, path: str) -> None:
    for _answer in range(ANSWERS_AN_HOUR):
        assert client.post(path).status_code == 302
    assert client.post(path).status_code == 429
    assert len(answers()) == ANSWERS_AN_HOUR
    assert client.get(path).status_code == 200


def test_counts_are_forgotten_in_a_day_and_links_in_a_year(
    client: Client, path: str, now: dt.datetime
) -> None:
    client.get(UNKNOWN)
    assert forget_tries(now + KEPT - HOUR) == 0
    assert forget_tries(now + KEPT + HOUR) == 1
    ends = ActionLink.objects.get().expires_at
    assert forget_links(ends + REMEMBERED - HOUR) == 0
    assert forget_links(ends + REMEMBERED) == 1
    assert client.get(path).status_code == 404


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own handler would write, at the most talkative level."""
    written = io.StringIO()
    handler = logging.config.DictConfigurator(
        {**configured.LOGGING, "handlers": {}, "root": {"handlers": []}}
    ).configure_formatter(configured.LOGGING["formatters"]["discreet"])
    listener = logging.StreamHandler(written)
    listener.setFormatter(handler)
    loggers = [logging.getLogger(name) for name in ("django", "voimala")]
    for logger in loggers:
        logger.addHandler(listener)
    yield written
    for logger in loggers:
        logger.removeHandler(listener)


def test_no_token_reaches_the_log(
    path: str, network: Network, now: dt.datetime, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest, link: Any) -> HttpResponse:
        raise RuntimeError(f"failed at {request.path}")

    monkeypatch.setattr(link_actions, "_fillings", [ASKING, LinkAction("failing", fail, fail)])
    failing, ended = make_asking(network, now, action="failing"), make_asking(network, now, days=-1)
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    statuses = [browser.get(page).status_code for page in (failing, ended, UNKNOWN)]
    assert [*statuses, browser.post(path).status_code] == [500, 410, 404, 403]
    said = log.getvalue()
    assert said.count("/l/…") >= 4
    assert [page for page in (failing, ended, UNKNOWN, path) if token_in(page) in said] == []


def test_the_installation_writes_its_log_discreetly() -> None:
    assert configured.LOGGING["handlers"]["console"]["formatter"] == "discreet"
    assert set(configured.LOGGING["root"]["handlers"]) == set(configured.LOGGING["handlers"])


def test_every_action_has_one_code() -> None:
    codes = [one.action for one in link_actions if isinstance(one, LinkAction)]
    assert len(codes) == len(set(codes)) == len(link_actions)
