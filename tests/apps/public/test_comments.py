"""Comments: held until a coordinator shows them; the e-mail is nowhere; machines and haste are met."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from tests.apps.public.visitors import EMAIL, TEXT, make_comment, make_news
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.slots import personal_data
from voimala.core.viewer import Visitor, acting, visiting
from voimala.networks.models import Network, Part
from voimala.office.services.tries import SENDINGS_AN_HOUR
from voimala.public import slots
from voimala.public.models import Comment, News
from voimala.public.services.visitors import CommentsClosed, report_comment, write_comment
from voimala.public.services.visitors_read import (
    forget_commenters,
    refuse_comment,
    show_comment,
    undo_decision,
)
from voimala.public.views.comments import comments_of

ClientOf = Callable[[User | None], Client]
SCRIPT = "\"><script>alert(1)</script>'<img src=x>"
DAY = dt.timedelta(days=1)
MODERATION = "/v/voimala/moderation/"


@pytest.fixture
def news(network: Network, now: dt.datetime) -> News:
    return make_news(network, now)


def url(news: News, code: str = "voimala") -> str:
    return f"/v/{code}/comments/news/{news.public_id}/"


def typed(**changes: str) -> dict[str, str]:
    form_id = "bcdfghjkmnpq"
    return {"name": "Lukija", "email": EMAIL, "text": TEXT, "form_id": form_id, "website": "", **changes}


def below(news: News, network: Network, viewer: Any = None) -> dict[str, Any]:
    request: Any = RequestFactory().get("/")
    request.network, request.viewer = network, viewer or Visitor()
    return comments_of(request, news)


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_comment_is_held_shown_and_refused(
    client: Client, client_of: ClientOf, news: News, network: Network, member: User
) -> None:
    answer = client.post(url(news), typed(), follow=True)
    assert "odottaa koordinaattoria" in words_of(answer)
    comment = Comment.objects.get()
    assert (comment.state, comment.public_id) == ("held", "bcdfghjkmnpq")
    assert below(news, network)["comments"] == []
    assert below(news, network, member)["comments"] == [], "nor does a coordinator see it below the news"
    coordinator = client_of(member)
    assert TEXT in words_of(coordinator.get(MODERATION))
    for deed, shown in (("show", [comment]), ("undo", []), ("refuse", []), ("undo", []), ("show", [comment])):
        answer = coordinator.post(MODERATION, {"comment": comment.public_id, "deed": deed})
        assert answer.status_code == 302
        assert below(news, network)["comments"] == shown, deed


def test_sent_twice_it_is_one_comment(client: Client, news: News) -> None:
    for _again in range(3):
        assert client.post(url(news), typed()).status_code == 302
    assert Comment.objects.count() == 1
    client.post(url(news), typed(text="Toinen ajatus"))
    assert Comment.objects.count() == 2, "a shared copy of the page loses nobody's comment"


@pytest.mark.parametrize("form_id", ["", "../../../etc", "AAAAAAAAAAAA", "b" * 11])
def test_a_made_up_form_id_is_not_used(client: Client, news: News, form_id: str) -> None:
    assert client.post(url(news), typed(form_id=form_id)).status_code == 302
    assert Comment.objects.get().public_id != form_id


def test_the_email_is_shown_nowhere(
    client: Client, client_of: ClientOf, news: News, member: User, colleague: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now)
    show_comment(by=acting(member), comment=comment, now=now)
    pages = [url(news), "/v/voimala/", f"/v/voimala/news/{news.public_id}/", MODERATION, "/v/voimala/desk/"]
    for user in (None, colleague, member):
        for page in pages:
            assert EMAIL not in client_of(user).get(page).content.decode(), (user, page)


@pytest.mark.parametrize("name", ["name", "text"])
def test_markup_is_shown_as_it_was_typed(
    client: Client, client_of: ClientOf, news: News, member: User, name: str
) -> None:
    client.post(url(news), typed(**{name: SCRIPT}))
    comment = Comment.objects.get()
    client_of(member).post(MODERATION, {"comment": comment.public_id, "deed": "show"})
    for answer in (client.get(f"/v/voimala/news/{news.public_id}/"), client_of(member).get(MODERATION)):
        assert answer.status_code == 200
        assert "alert(1)" in answer.content.decode(), "it is there, as text"
        assert "<script>alert" not in answer.content.decode()
        assert "<img src=x" not in answer.content.decode()


def test_an_address_in_a_comment_is_no_link(
    client: Client, client_of: ClientOf, news: News, member: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now, text="Osta http://spam.example nyt")
    show_comment(by=acting(member), comment=comment, now=now)
    assert 'href="http://spam.example' not in client.get(f"/v/voimala/news/{news.public_id}/").text


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": " \u200b "},
        {"name": ""},
        {"text": "a" * 10_000},
        {"name": "a" * 10_000},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"email": "ei osoite"},
    ],
)
def test_what_cannot_be_kept_is_a_page_with_an_error(
    client: Client, news: News, changes: dict[str, str]
) -> None:
    answer = client.post(url(news), typed(**changes))
    assert answer.status_code == 422
    assert "Tarkista" in words_of(answer)
    assert not Comment.objects.exists()


def test_a_nul_sign_is_refused_unread(client: Client, news: News) -> None:
    assert client.post(url(news), typed(text="nolla\x00")).status_code == 400
    assert not Comment.objects.exists()


def test_a_filled_trap_is_thanked_and_kept_nowhere(client: Client, news: News) -> None:
    answer = client.post(url(news), typed(website="x"), follow=True)
    assert "odottaa koordinaattoria" in words_of(answer)
    assert not Comment.objects.exists()


def test_the_eleventh_sending_keeps_its_text(client: Client, news: News) -> None:
    for number in range(SENDINGS_AN_HOUR):
        assert client.post(url(news), typed(text=f"Numero {number}")).status_code == 302
    answer = client.post(url(news), typed(text="Yksi vielä"))
    assert answer.status_code == 429
    assert "Yksi vielä" in words_of(answer)
    assert Comment.objects.count() == SENDINGS_AN_HOUR


def test_no_comment_where_none_is_taken(
    client: Client, client_of: ClientOf, network: Network, other_network: Network, member: User, now: Any
) -> None:
    closed = make_news(network, now, comments_open=False)
    draft = make_news(network, now, publish_at=None)
    coming = make_news(network, now, publish_at=now + DAY)
    foreign = make_news(other_network, now)
    for news in (closed, draft, coming, foreign):
        assert client.get(url(news)).status_code == 404
        assert client.post(url(news), typed()).status_code == 404
        assert client_of(member).post(url(news), typed()).status_code == 404
    for kind in ("report", "person", "told_need"):
        assert client.post(f"/v/voimala/comments/{kind}/{closed.public_id}/", typed()).status_code == 404
    for news in (closed, draft, coming):
        with pytest.raises(CommentsClosed):
            make_comment(news, now)
    assert not Comment.objects.exists()


def test_a_network_without_the_part_shows_none(
    client: Client, client_of: ClientOf, news: News, network: Network, member: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now)
    show_comment(by=acting(member), comment=comment, now=now)
    make_comment(news, now, text="Odottaa")
    assert len(slots.waiting_comments(member, network, now)) == 1
    network.parts = [part.value for part in Part if part != Part.COMMENTS]
    network.save()
    assert below(news, network) == {}
    assert client.post(url(news), typed()).status_code == 404
    assert client_of(member).get(MODERATION).status_code == 404
    assert slots.waiting_comments(member, network, now) == []


def test_a_reader_reports_and_the_coordinator_looks_again(
    client: Client, client_of: ClientOf, news: News, network: Network, member: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now)
    report = f"/v/voimala/comments/report/{comment.public_id}/"
    assert client.post(report).status_code == 404, "what waits is not there to report"
    show_comment(by=acting(member), comment=comment, now=now)
    assert client.get(report).status_code == 405
    answer = client.post(report, follow=True)
    assert "piilossa" in words_of(answer)
    comment.refresh_from_db()
    assert comment.was_reported
    assert below(news, network)["comments"] == []
    assert [item.url for item in slots.waiting_comments(member, network, now)] == [MODERATION]
    assert "lukija ilmoitti tästä" in words_of(client_of(member).get(MODERATION))


def test_reports_are_counted_too(client: Client, news: News, member: User, now: dt.datetime) -> None:
    comments = [make_comment(news, now, text=f"Numero {number}") for number in range(SENDINGS_AN_HOUR + 1)]
    for comment in comments:
        show_comment(by=acting(member), comment=comment, now=now)
    paths = [f"/v/voimala/comments/report/{comment.public_id}/" for comment in comments]
    codes = [client.post(path).status_code for path in paths]
    assert codes == [302] * SENDINGS_AN_HOUR + [429]
    assert Comment.objects.shown().count() == 1


def test_moderating_takes_a_post_and_ones_own_network(
    client_of: ClientOf, news: News, other_network: Network, member: User, stranger: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now)
    client_of(member).get(f"{MODERATION}?comment={comment.public_id}&deed=show")
    theirs = {"comment": comment.public_id, "deed": "show"}
    assert client_of(stranger).post("/v/toinen/moderation/", theirs).status_code == 404
    assert client_of(stranger).post(MODERATION, theirs).status_code == 404
    for deed in ("", "delete", "SHOW"):
        client_of(member).post(MODERATION, {"comment": comment.public_id, "deed": deed})
    comment.refresh_from_db()
    assert (comment.state, comment.decided_at) == ("held", None)


def test_who_may(news: News, member: User, colleague: User, stranger: User, now: dt.datetime) -> None:
    comment = make_comment(news, now)
    for service in (show_comment, refuse_comment, undo_decision):
        for by in (acting(colleague), acting(stranger), visiting()):
            with pytest.raises(NotAllowed):
                service(by=by, comment=comment, now=now)
    news.network.published = False
    news.network.save()
    for by in (visiting(), acting(stranger)):
        with pytest.raises(NotAllowed):
            report_comment(by=by, comment=comment, now=now)
        with pytest.raises(NotAllowed):
            write_comment(by=by, subject=news, name="a", text="b", language="fi", now=now)


def test_the_trail_tells_the_deed_and_not_the_words(news: News, member: User, now: dt.datetime) -> None:
    comment = make_comment(news, now)
    for _twice in range(2):
        show_comment(by=acting(member), comment=comment, now=now)
    for _twice in range(2):
        report_comment(by=visiting(), comment=comment, now=now)
    deeds = list(Event.objects.filter(deed__startswith="comment").order_by("pk"))
    assert [event.deed for event in deeds] == ["comment_written", "comment_shown", "comment_reported"]
    assert [event.actor_kind for event in deeds] == ["visitor", "user", "visitor"]


def test_who_sees_a_comment(
    news: News, member: User, colleague: User, stranger: User, now: dt.datetime
) -> None:
    comment = make_comment(news, now)
    viewers = (member, colleague, stranger, Visitor())

    def seen() -> list[bool]:
        return [Comment.objects.visible_to(viewer).exists() for viewer in viewers]

    assert seen() == [True, False, False, False]
    show_comment(by=acting(member), comment=comment, now=now)
    assert seen() == [True, True, True, True]
    refuse_comment(by=acting(member), comment=comment, now=now)
    assert seen() == [True, False, False, False]


@pytest.mark.parametrize(("days", "kept"), [(29, True), (30, False)])
def test_the_email_goes_thirty_days_after_the_decision(
    news: News, member: User, now: dt.datetime, days: int, kept: bool
) -> None:
    shown = show_comment(by=acting(member), comment=make_comment(news, now), now=now)
    refused = refuse_comment(by=acting(member), comment=make_comment(news, now, text="Toinen"), now=now)
    assert forget_commenters in list(personal_data)
    assert forget_commenters(now + days * DAY) == (0 if kept else 2)
    shown.refresh_from_db()
    assert (shown.email == EMAIL, shown.text) == (kept, TEXT)
    assert Comment.objects.filter(pk=refused.pk).exists() == kept


@pytest.mark.parametrize(("days", "kept"), [(364, True), (365, False)])
def test_the_email_of_what_nobody_decided_goes_in_a_year(
    news: News, now: dt.datetime, days: int, kept: bool
) -> None:
    comment = make_comment(news, now)
    forget_commenters(now + days * DAY)
    comment.refresh_from_db()
    assert (comment.email == EMAIL) == kept
