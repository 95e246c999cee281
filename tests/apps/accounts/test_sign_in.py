"""Signing in and out, being locked out, and getting a new password by mail."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.apps.factories import PASSWORD
from voimala.accounts.models import User
from voimala.accounts.services import forget_sign_ins
from voimala.networks.models import Network
from voimala.office.models import Message

LOGIN = "/account/login/"
LIMIT = 8


@pytest.fixture
def browser(db: None) -> Client:
    return Client()


def sign_in(browser: Client, user: User, password: str = PASSWORD, address: str = "") -> int:
    answer = browser.post(
        LOGIN, {"login": address or user.email, "password": password}, REMOTE_ADDR="192.0.2.7"
    )
    return answer.status_code


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize(
    ("prefix", "title"),
    [("/", "Kirjaudu"), ("/sv/", "Logga in"), ("/en/", "Sign in")],
)
def test_the_sign_in_page_speaks_the_language_of_its_address(
    browser: Client, prefix: str, title: str
) -> None:
    page = browser.get(f"{prefix}account/login/", headers={"accept-language": "en"})
    lang = prefix.strip("/") or "fi"
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert f"<h1>{title}</h1>" in page.text
    assert "placeholder" not in page.text


def test_signing_in_opens_home_and_the_cookie_ends_with_the_browser(browser: Client, member: User) -> None:
    answer = browser.post("/sv/account/login/", {"login": member.email.upper(), "password": PASSWORD})
    assert answer.headers["Location"] == "/sv/home/"
    assert is_signed_in(browser)
    assert browser.session.get_expire_at_browser_close()


def test_a_page_asked_for_before_signing_in_is_shown_after_it(
    browser: Client, member: User, network: Network
) -> None:
    wanted = f"/v/{network.code}/people/"
    redirected = browser.get(wanted)
    assert redirected.headers["Location"] == f"{LOGIN}?next={wanted}"
    page = browser.get(redirected.headers["Location"])
    assert f'name="next" value="{wanted}"' in page.text
    answer = browser.post(LOGIN, {"login": member.email, "password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == wanted


def test_nobody_is_sent_to_another_site_after_signing_in(browser: Client, member: User) -> None:
    answer = browser.post(
        LOGIN, {"login": member.email, "password": PASSWORD, "next": "https://example.com/"}
    )
    assert answer.headers["Location"] == "/home/"


def test_a_wrong_password_keeps_the_address_and_says_why(browser: Client, member: User) -> None:
    answer = browser.post(LOGIN, {"login": member.email, "password": "wrong"})
    assert answer.status_code == 200
    assert f'value="{member.email}"' in answer.text
    assert "Sähköpostiosoite tai salasana ei täsmää." in answer.text
    assert not is_signed_in(browser)


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(browser: Client, member: User) -> None:
    unknown = browser.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"})
    assert "Sähköpostiosoite tai salasana ei täsmää." in unknown.text


def test_a_closed_account_does_not_sign_in(browser: Client, member: User) -> None:
    member.is_active = False
    member.save()
    answer = browser.post(LOGIN, {"login": member.email, "password": PASSWORD}, follow=True)
    assert "Tämä tunnus on suljettu" in answer.text
    assert not is_signed_in(browser)


def test_eight_wrong_passwords_close_signing_in_for_that_address_from_there(
    browser: Client, member: User, colleague: User
) -> None:
    codes = [sign_in(browser, member, "wrong") for _ in range(LIMIT)]
    assert codes == [200] * (LIMIT - 1) + [429]
    locked = browser.post(LOGIN, {"login": member.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert locked.status_code == 429
    assert "Kirjautuminen on suljettu 15 minuutiksi" in locked.text
    assert not is_signed_in(browser)
    assert sign_in(browser, member, address=member.email.upper()) == 429
    assert sign_in(Client(), colleague) == 302
    elsewhere = Client().post(LOGIN, {"login": member.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.8")
    assert elsewhere.status_code == 302


def test_the_lock_opens_after_its_time(browser: Client, member: User) -> None:
    for _ in range(LIMIT):
        sign_in(browser, member, "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
    assert sign_in(browser, member) == 302


def test_a_right_password_starts_the_count_anew(browser: Client, member: User) -> None:
    for _ in range(LIMIT - 1):
        sign_in(browser, member, "wrong")
    assert sign_in(browser, member) == 302
    browser.post("/account/logout/")
    assert sign_in(browser, member, "wrong") == 200


def test_no_password_stays_in_the_register_of_attempts(browser: Client, member: User) -> None:
    sign_in(browser, member, "a-wrong-secret")
    attempt = AccessAttempt.objects.get()
    assert attempt.username == member.email
    assert "a-wrong-secret" not in attempt.post_data


def test_signing_out_needs_a_post(browser: Client, member: User) -> None:
    browser.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = browser.get("/account/logout/")
    assert asked.status_code == 200
    assert is_signed_in(browser)
    answer = browser.post("/en/account/logout/")
    assert answer.headers["Location"] == "/en/"
    assert not is_signed_in(browser)


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "reauthenticate/", "login/code/"])
def test_what_is_not_needed_has_no_address(browser: Client, path: str) -> None:
    assert browser.get(f"/account/{path}").status_code == 404


def link_to(user: User, browser: Client, prefix: str = "/") -> str:
    """The path of the link in the mail that asking for a new password makes."""
    answer = browser.post(f"{prefix}account/password/reset/", {"email": user.email})
    assert answer.status_code == 302
    address = re.search(r"http://testserver(\S+)", Message.objects.get(to=user.email).text)
    assert address
    return address[1]


def test_a_new_password_comes_by_a_link_that_works_once(browser: Client, member: User) -> None:
    other_browser = Client()
    sign_in(other_browser, member)
    link = link_to(member, browser)
    form = browser.get(link, follow=True)
    assert "<h1>Valitse uusi salasana</h1>" in form.text
    address = form.request["PATH_INFO"]
    refused = browser.post(address, {"password1": "salasana", "password2": "salasana"})
    assert refused.status_code == 200
    new = "vanha vene keinuu rannassa"
    saved = browser.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Salasana on vaihdettu" in saved.text
    assert sign_in(Client(), member, new) == 302
    assert "Tämä linkki ei enää toimi" in Client().get(link, follow=True).text
    assert other_browser.get("/home/").headers["Location"].startswith(LOGIN)


def test_the_mail_is_in_the_recipients_language_and_waits_in_the_outbox(
    browser: Client, member: User
) -> None:
    member.language = "sv"
    member.save()
    link_to(member, browser)
    message = Message.objects.get()
    assert (message.to, message.language, message.state) == (member.email, "sv", "waiting")
    assert message.subject == "Välj ett nytt lösenord"
    assert message.purpose == "password_reset_key"
    assert "testserver" not in message.subject


def test_an_unknown_address_gets_no_mail_and_no_hint(browser: Client, member: User) -> None:
    known = browser.post("/account/password/reset/", {"email": member.email}, follow=True)
    unknown = browser.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert known.text == unknown.text
    assert Message.objects.get().to == member.email


def test_asking_again_and_again_for_mail_is_stopped(browser: Client, member: User) -> None:
    codes = [browser.post("/account/password/reset/", {"email": member.email}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


def test_changing_the_password_signs_out_everywhere_else(
    client_of: Callable[[User | None], Client], member: User
) -> None:
    here, elsewhere = client_of(member), client_of(member)
    new = "vanha vene keinuu rannassa"
    page = here.get("/account/password/change/")
    assert "<h1>Vaihda salasana</h1>" in page.text
    wrong = here.post("/account/password/change/", {"oldpassword": "x", "password1": new, "password2": new})
    assert "Tämä ei ole nykyinen salasanasi." in wrong.text
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/home/").status_code == 302
    assert not here.get("/home/").headers["Location"].startswith(LOGIN)
    assert elsewhere.get("/home/").headers["Location"].startswith(LOGIN)


def test_who_has_no_password_is_led_to_the_mail(
    client_of: Callable[[User | None], Client], member: User
) -> None:
    member.set_unusable_password()
    member.save()
    answer = client_of(member).get("/account/password/change/", follow=True)
    assert answer.request["PATH_INFO"] == "/account/password/reset/"


def test_the_frame_names_who_is_signed_in(
    client_of: Callable[[User | None], Client], member: User, network: Network
) -> None:
    with translation.override("fi"):
        sign_out = reverse("account_logout")
    address = "/account/password/change/"
    assert f'action="{sign_out}"' in client_of(member).get(address).text
    assert member.name in client_of(member).get(address).text
    assert f'href="{LOGIN}"' in client_of(None).get("/account/password/reset/").text


def test_ended_sessions_and_old_wrong_passwords_are_forgotten(db: None, now: dt.datetime) -> None:
    day = dt.timedelta(days=1)
    for number, ends in enumerate((-day, day)):
        Session.objects.create(session_key=f"k{number}", session_data="", expire_date=now + ends)
    for number, age in enumerate((2 * day, day / 2)):
        attempt = AccessAttempt.objects.create(username=f"u{number}", failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=now - age)
    assert forget_sign_ins(now) == 2
    assert Session.objects.get().session_key == "k1"
    assert AccessAttempt.objects.get().username == "u1"
