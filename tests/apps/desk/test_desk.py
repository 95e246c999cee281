"""The desk: what waits, in order, with one filled button; honest when nothing waits."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.apps.factories import make_user
from tests.apps.public.reading import Page, assert_sound, read
from voimala.accounts.models import User
from voimala.core import panels
from voimala.core.slots import DeskItem, Panel, Slot
from voimala.desk.services import next_monday, when
from voimala.networks.models import Network, RoleKind

DESK = "/v/voimala/desk/"
Fill = Callable[..., None]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Replaces what the other apps put on the desk."""

    def fill(*items: DeskItem) -> None:
        slot: Slot[..., list[DeskItem]] = Slot("desk_items", "for a test")
        slot.fill(lambda viewer, network, now: list(items))
        monkeypatch.setattr("voimala.desk.services.items.desk_items", slot)

    return fill


def item(title: str = "Ehdotus on valmis", days: int | None = None, **fields: Any) -> DeskItem:
    due = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    values = {"detail": "Tarve", "minutes": 5, "button": "Avaa", "url": "/v/voimala/", "due": due, **fields}
    return DeskItem(title=title, **values)


def desk_of(client_of: Callable[[User | None], Client], user: User, prefix: str = "") -> Page:
    response = client_of(user).get(prefix + DESK)
    assert response.status_code == 200
    return read(response)


@pytest.mark.parametrize(
    ("days", "finnish", "swedish", "english"),
    [
        ([None], "Yksi asia odottaa sinua", "En sak väntar på dig", "One thing waits for you"),
        ([1, 2, 3], "Kolme asiaa odottaa sinua", "Tre saker väntar på dig", "Three things wait for you"),
        (
            [-1, 0, 1, 2, 3, 4, 5],
            "Seitsemän asiaa odottaa sinua, yksi niistä myöhässä",
            "Sju saker väntar på dig, en av dem försenad",
            "Seven things wait for you, one of them late",
        ),
        (
            [-3],
            "Yksi asia odottaa sinua ja on myöhässä",
            "En sak väntar på dig och är försenad",
            "One thing waits",
        ),
        (
            [-3, -1],
            "Kaksi asiaa odottaa sinua, kaikki myöhässä",
            "Två saker väntar på dig, alla",
            "Two things",
        ),
    ],
)
def test_the_title_is_the_answer(
    client_of: Callable[[User | None], Client],
    member: User,
    waits: Fill,
    days: list[int | None],
    finnish: str,
    swedish: str,
    english: str,
) -> None:
    waits(*(item(f"Asia {number}", day) for number, day in enumerate(days)))
    assert desk_of(client_of, member).title == finnish
    assert desk_of(client_of, member, "/sv").title.startswith(swedish)
    assert desk_of(client_of, member, "/en").title.startswith(english)


@pytest.mark.parametrize("count", [0, 1, 7, 9])
def test_the_page_is_sound(
    client_of: Callable[[User | None], Client], member: User, waits: Fill, count: int
) -> None:
    waits(*(item(f"Asia {number}", number) for number in range(count)))
    for prefix, lang in (("", "fi"), ("/sv", "sv"), ("/en", "en")):
        assert_sound(desk_of(client_of, member, prefix), lang)


def test_the_earliest_comes_first_and_the_undated_last(
    client_of: Callable[[User | None], Client], member: User, waits: Fill
) -> None:
    waits(
        item("Joskus"),
        item("Ylihuomenna", 2),
        item("Eilen", -1),
        item("Tänään itse", 0),
        item("Myöhässä ilman päivää", late=True),
    )
    titles = [text for level, text in desk_of(client_of, member).headings if level == 2][:5]
    assert titles == ["Eilen", "Myöhässä ilman päivää", "Tänään itse", "Ylihuomenna", "Joskus"]


def test_at_most_seven_rows_and_only_the_first_button_is_filled(
    client_of: Callable[[User | None], Client], member: User, waits: Fill
) -> None:
    waits(*(item(f"Asia {number}", number, minutes=number) for number in range(9)))
    page = desk_of(client_of, member)
    assert page.classes["desk-row"] == 7
    assert page.html.count("button primary") == 1
    assert "Yhteensä noin 21 minuuttia." in page.text
    assert "vielä 2 asiaa" in page.text
    assert "Asia 7" not in page.text


@pytest.mark.parametrize(("days", "words"), [(-2, "Myöhässä"), (0, "Tänään"), (None, "Kun ehdit")])
def test_when_is_told_in_words(
    client_of: Callable[[User | None], Client], member: User, waits: Fill, days: int | None, words: str
) -> None:
    waits(item("Asia", days))
    assert f'">{words}</p>' in desk_of(client_of, member).html


def test_dates_within_a_week_carry_the_weekday() -> None:
    monday, tuesday, later = dt.date(2027, 3, 8), dt.date(2027, 3, 9), dt.date(2027, 3, 31)
    for language, near, far in (
        ("fi", "Ti 9.3.", "31.3."),
        ("sv", "Tis 9.3.", "31.3."),
        ("en", "Tue 9 Mar", "31 Mar"),
    ):
        with translation.override(language):
            assert when(item(due=tuesday), monday) == near
            assert when(item(due=later), monday) == far


def test_panels_stand_beside_and_empty_ones_do_not(
    client_of: Callable[[User | None], Client],
    network: Network,
    member: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slot: Slot[..., Panel | None] = Slot("panels", "for a test")
    monkeypatch.setattr(panels, "panels", slot)
    assert "Paneelin teksti" not in desk_of(client_of, member).text
    seen: list[object] = []
    context = {"title": "Paneelin otsikko", "text": "Paneelin teksti"}

    def panel(on: object, viewer: object) -> Panel:
        seen.append(on)
        return Panel("core/empty_state.html", context, queries=0)

    slot.fill(panel)
    slot.fill(lambda on, viewer: None)
    page = desk_of(client_of, member)
    assert page.landmarks["aside"] == 1
    assert "Paneelin teksti" in page.text
    assert seen == [network]


def test_what_goes_on_without_the_viewer_is_told(
    client_of: Callable[[User | None], Client],
    network: Network,
    member: User,
    colleague: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slot: Slot[..., list[str]] = Slot("going_on", "for a test")
    slot.fill(lambda viewer, of, now: ["Neljä kutsua odottaa vastausta."] if viewer == member else [])
    monkeypatch.setattr("voimala.desk.views.page.going_on", slot)
    page = desk_of(client_of, member)
    assert "Etenee ilman sinua" in page.text
    assert "Neljä kutsua odottaa vastausta." in page.text
    assert {"/v/voimala/desk/weekly/", "/v/voimala/jobs/"} <= set(page.links)
    page = desk_of(client_of, colleague)
    assert "Ei mitään juuri nyt." in page.text
    assert "/v/voimala/jobs/" not in page.links


def test_the_desk_says_when_the_weekly_message_leaves(
    client_of: Callable[[User | None], Client], network: Network, member: User
) -> None:
    monday = next_monday(network, timezone.now()).date()
    told = f"Viikkoviesti lähtee ma {monday.day}.{monday.month}. klo 7."
    assert told in desk_of(client_of, member).text
    User.objects.update(weekly_mail=False)
    assert "Viikkoviesti lähtee" not in desk_of(client_of, member).text


@pytest.mark.parametrize(
    ("role", "title", "new_need"),
    [
        (RoleKind.COORDINATOR, "Odottaa sinua", True),
        (RoleKind.PROFESSIONAL, "Omat", False),
        (RoleKind.EXPERT, "Omat", False),
        (RoleKind.BOARD_MEMBER, "Odottaa sinua", False),
        (RoleKind.PARTNER_CONTACT, "Odottaa sinua", False),
        (RoleKind.AUDITOR, "Odottaa sinua", False),
    ],
)
def test_an_empty_desk_teaches_each_role(
    client_of: Callable[[User | None], Client],
    network: Network,
    waits: Fill,
    role: RoleKind,
    title: str,
    new_need: bool,
) -> None:
    waits()
    page = desk_of(client_of, make_user(network, role))
    assert page.title == "Mikään ei odota sinua juuri nyt"
    assert page.classes["empty"] == 1
    assert f"<title>{title}" in page.html
    assert f'aria-current="page">{title}</a>' in page.html
    assert ("/v/voimala/needs/new/" in page.links) is new_need


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("colleague", 200), ("stranger", 404), ("visitor", 302)]
)
def test_the_desk_is_for_the_networks_own_people(
    request: pytest.FixtureRequest,
    client_of: Callable[[User | None], Client],
    network: Network,
    who: str,
    status: int,
) -> None:
    user = None if who == "visitor" else request.getfixturevalue(who)
    response = client_of(user).get(DESK)
    assert response.status_code == status
    if who == "visitor":
        assert response["Location"] == f"/account/login/?next={DESK}"


def test_home_opens_the_desk_of_the_first_network(
    client_of: Callable[[User | None], Client], network: Network, member: User
) -> None:
    assert client_of(member).get("/home/")["Location"] == DESK
    assert client_of(member).get("/sv/home/")["Location"] == f"/sv{DESK}"


def test_home_without_a_network_tells_what_to_do(
    client_of: Callable[[User | None], Client], db: None
) -> None:
    response = client_of(make_user()).get("/home/")
    page = read(response)
    assert response.status_code == 200
    assert_sound(page, "fi")
    assert page.title == "Olet kirjautunut, mutta et kuulu vielä mihinkään verkostoon"


def test_home_asks_visitors_to_sign_in(client_of: Callable[[User | None], Client], db: None) -> None:
    assert client_of(None).get("/home/").status_code == 302
