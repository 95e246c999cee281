"""Addresses: who gets a page, who is sent to sign in, who gets 404; languages; headers; the style sheet."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils.translation import get_language

from voimala.accounts.models import User
from voimala.config import urls as real
from voimala.core.errors import NotAllowed
from voimala.networks.context_processors import in_language
from voimala.networks.models import Network

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User | None], Client]


def shown(request: Any, code: str) -> HttpResponse:
    return HttpResponse(f"{request.network.code} {get_language()} {request.viewer.is_authenticated}")


@login_not_required
def shown_to_all(request: Any, code: str) -> HttpResponse:
    return shown(request, code)


def refused(request: HttpRequest, code: str) -> HttpResponse:
    raise NotAllowed("Only the coordinator decides.")


pages = [
    path("test/member/", shown),
    path("test/public/", shown_to_all),
    path("test/refused/", refused),
]
urlpatterns = [
    path("v/<str:code>/", include(pages)),
    path("sv/v/<str:code>/", include(pages)),
    *real.urlpatterns,
]


@pytest.fixture(autouse=True)
def with_test_pages(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def answers(client_of: ClientOf, viewers: list[User | None], address: str) -> list[int]:
    return [client_of(viewer).get(address).status_code for viewer in viewers]


@pytest.mark.parametrize(
    ("published", "page", "codes"),
    [
        (True, "member", [200, 200, 404, 302]),
        (False, "member", [200, 200, 404, 302]),
        (True, "public", [200, 200, 200, 200]),
        (False, "public", [200, 200, 404, 404]),
    ],
)
def test_member_colleague_stranger_and_visitor(
    client_of: ClientOf,
    network: Network,
    member: User,
    colleague: User,
    stranger: User,
    published: bool,
    page: str,
    codes: list[int],
) -> None:
    network.published = published
    network.save()
    viewers = [member, colleague, stranger, None]
    assert answers(client_of, viewers, f"/v/{network.code}/test/{page}/") == codes


def test_a_visitor_cannot_tell_a_hidden_network_from_none(client_of: ClientOf, network: Network) -> None:
    network.published = False
    network.save()
    hidden = client_of(None).get(f"/v/{network.code}/test/member/")
    missing = client_of(None).get("/v/nothing-here/test/member/")
    assert (hidden.status_code, missing.status_code) == (302, 302)
    assert hidden.headers["Location"] == f"/account/login/?next=/v/{network.code}/test/member/"
    assert client_of(None).get("/v/nothing-here/test/public/").status_code == 404


def test_the_page_knows_its_network_and_viewer(client_of: ClientOf, network: Network, member: User) -> None:
    assert client_of(member).get(f"/v/{network.code}/test/member/").text == f"{network.code} fi True"
    assert client_of(None).get(f"/sv/v/{network.code}/test/public/").text == f"{network.code} sv False"


def test_a_refused_deed_is_the_403_page(client_of: ClientOf, network: Network, member: User) -> None:
    answer = client_of(member).get(f"/v/{network.code}/test/refused/")
    assert answer.status_code == 403
    assert '<html lang="fi">' in answer.text
    assert f"/v/{network.code}/" in answer.text


@pytest.mark.parametrize(("prefix", "language"), [("", "fi"), ("/sv", "sv"), ("/en", "en")])
@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/nothing-here/"])
@pytest.mark.parametrize("wanted", ["sv", "en", "de"])
def test_only_the_address_chooses_the_language(
    client_of: ClientOf, prefix: str, language: str, address: str, wanted: str
) -> None:
    client = client_of(None)
    client.cookies["django_language"] = wanted
    page = client.get(f"{prefix}{address}", headers={"accept-language": wanted})
    assert page.status_code == (404 if "nothing" in address else 200)
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("wanted", ["sv", "en"])
def test_the_front_page_never_redirects_by_the_browsers_language(
    client_of: ClientOf, network: Network, wanted: str
) -> None:
    page = client_of(None).get("/", headers={"accept-language": wanted})
    assert page.status_code == 200
    assert '<html lang="fi">' in page.text


@pytest.mark.parametrize(
    ("address", "fi", "sv"),
    [
        ("/", "/", "/sv/"),
        ("/sv/", "/", "/sv/"),
        (
            "/v/x/people/?q=a&page=2",
            "/v/x/people/?q=a&page=2",
            "/sv/v/x/people/?q=a&page=2",
        ),
        ("/en/v/sv/needs/", "/v/sv/needs/", "/sv/v/sv/needs/"),
        ("/svensk/", "/svensk/", "/sv/svensk/"),
        ("//evil.example/", "/evil.example/", "/sv/evil.example/"),
    ],
)
def test_a_page_has_the_same_address_in_each_language(address: str, fi: str, sv: str) -> None:
    assert in_language(address, "fi") == fi
    assert in_language(address, "sv") == sv


def test_each_page_links_to_itself_in_the_other_languages(client_of: ClientOf) -> None:
    page = client_of(None).get("/sv/account/login/?next=/x/")
    assert 'href="/account/login/?next=/x/" lang="fi"' in page.text
    assert 'href="/en/account/login/?next=/x/" lang="en"' in page.text
    assert 'lang="sv" hreflang="sv" aria-current="true"' in page.text


@pytest.mark.parametrize(
    "address", ["/", "/account/login/", "/nothing-here/", "/v/voimala/theme.css", "/v/voimala/test/refused/"]
)
def test_every_answer_carries_the_security_headers(
    client_of: ClientOf, network: Network, member: User, address: str
) -> None:
    viewer = member if "refused" in address else None
    headers = client_of(viewer).get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_networks_colours_come_as_a_cached_style_sheet(
    client_of: ClientOf, network: Network, stranger: User
) -> None:
    sheet = client_of(None).get(f"/v/{network.code}/theme.css")
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.headers["Cache-Control"] == "public, max-age=300"
    assert "0B5C5A" in sheet.text.upper()
    network.accent = "7A2650"
    network.published = False
    network.save()
    assert client_of(stranger).get(f"/v/{network.code}/theme.css").status_code == 404


def test_the_health_page_answers_without_signing_in(client_of: ClientOf) -> None:
    answer = client_of(None).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_health_page_tells_when_the_database_is_gone(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def no_cursor() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("voimala.config.health.connection.cursor", no_cursor)
    answer = client_of(None).get("/healthz")
    assert answer.status_code == 503
    assert "gone" not in answer.text


def test_health_is_not_redirected_to_https(client_of: ClientOf, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client_of(None).get("/healthz").status_code == 200
    assert client_of(None).get("/account/login/").status_code == 301


def test_a_refused_form_shows_what_was_typed_and_leads_back(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    text = "Nuorten yksinäisyys Kuopiossa <b>"
    typed = {"title": text, "password": "a secret longer than twenty signs", "short": "x"}
    answer = client.post("/account/login/", typed, headers={"referer": "http://testserver/v/x/needs/new/"})
    assert answer.status_code == 403
    assert "<h1>Lomaketta ei tallennettu</h1>" in answer.text
    assert "Nuorten yksinäisyys Kuopiossa &lt;b&gt;" in answer.text
    assert 'href="/v/x/needs/new/"' in answer.text
    assert "a secret longer" not in answer.text


def test_a_form_from_another_site_is_not_shown(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"title": "A text that another site has written here"}
    answer = client.post("/sv/account/login/", typed, headers={"referer": "http://evil.example/form"})
    assert answer.status_code == 403
    assert "Formuläret sparades inte" in answer.text
    assert "another site has written" not in answer.text
    assert "evil.example" not in answer.text


def test_a_form_sent_after_the_session_has_ended_is_not_lost(client_of: ClientOf, network: Network) -> None:
    address = f"/v/{network.code}/test/member/"
    typed = {"title": "Nuorten yksinäisyys Kuopiossa"}
    answer = client_of(None).post(address, typed, headers={"referer": f"http://testserver{address}"})
    assert answer.status_code == 403
    assert "Nuorten yksinäisyys Kuopiossa" in answer.text
    assert f'href="/account/login/?next={address}"' in answer.text
    assert "<h1>Lomaketta ei tallennettu</h1>" in answer.text
