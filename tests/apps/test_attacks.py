"""What somebody who means harm sends: odd bodies, long names, invisible titles; and who sits down next."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assembly.makers import make_need, make_people
from tests.apps.factories import (
    PASSWORD,
    make_organisation,
    make_unit,
    setting,
)
from tests.apps.phenomena.typing_in import typed_need
from tests.apps.public.published import make_happening, make_news
from voimala.accounts.models import User
from voimala.core.models import Event, EventSubject
from voimala.core.text import tidied
from voimala.networks.models import Network, TargetGroup
from voimala.partners.models import Contact
from voimala.phenomena.forms.brief_form import MOST_ROWS, rows_asked
from voimala.phenomena.models import Phenomenon

LOGIN = "/account/login/"
SCRIPT = "\"><script>alert(1)</script>'<img src=x>"


@pytest.mark.parametrize("length", [200, 255, 300, 3000])
def test_a_long_name_at_the_door_is_only_wrong(client: Client, db: None, length: int) -> None:
    answer = client.post(LOGIN, {"login": "a" * length + "@example.org", "password": "a-wrong-password"})
    assert answer.status_code == 200


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "unicode_escape", "idna"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_another_codec_is_refused_unread(client: Client, db: None, kind: str, charset: str) -> None:
    answer = client.post(LOGIN, b"login=a", content_type=f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "<h1>Lomaketta ei tallennettu</h1>" in answer.text


def test_a_form_in_our_codec_is_read(client: Client, member: User) -> None:
    body = f"login={member.email}&password={PASSWORD}"
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    assert client.post(LOGIN, body, content_type=kind).status_code == 302


def test_a_huge_form_is_refused_before_it_reaches_the_disk(client: Client, db: None) -> None:
    """A file in a form has no limit in Django, and no page of ours takes one."""
    huge = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"a" * 3_000_000
    answer = client.post(LOGIN, huge + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "<h1>Lomaketta ei tallennettu</h1>" in answer.text


@pytest.mark.parametrize("page", ["desk:desk", "people:people", "public:network"])
def test_no_copy_of_a_signed_in_page_is_kept(
    page: str, network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    address = reverse(page, args=[network.code])
    assert client_of(member).get(address).headers["Cache-Control"] == "private, no-store"
    assert "no-store" not in client_of(None).get(address).headers.get("Cache-Control", "")


def test_style_sheets_are_kept_also_when_signed_in(
    network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    address = reverse("networks:theme", args=[network.code])
    assert "max-age" in client_of(member).get(address).headers["Cache-Control"]


@pytest.mark.parametrize(("rows", "read"), [("9" * 5000, MOST_ROWS), ("7", 7), ("-1", 3), ("x", 3)])
def test_the_number_of_rows_is_read_safely(rows: str, read: int) -> None:
    assert rows_asked({"rows": rows}, 3) == read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\u200b\u2060", ""),
        ("\u202eeliö", "eliö"),
        (" a\x07b \r\n c\u200b", "ab \n c"),
        ("\u200d", ""),
        ("👩\u200d🎨 Väri", "👩\u200d🎨 Väri"),
        ("?", "?"),
    ],
)
def test_what_cannot_be_seen_is_not_kept(written: str, kept: str) -> None:
    assert tidied(written) == kept


def test_a_need_without_a_visible_title_is_refused(
    network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    typed = typed_need(network, title_fi="\u200b", wished_change_fi="Että kukaan ei jää yksin")
    answer = client_of(member).post(reverse("phenomena:new", args=[network.code]), typed)
    assert "Että kukaan ei jää yksin" in answer.text
    assert not Phenomenon.objects.exists()


def test_typed_markup_is_text_on_every_page(
    network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    make_people(network)
    browser = client_of(member)
    new = reverse("phenomena:new", args=[network.code])
    typed = typed_need(network, title_fi=SCRIPT, wished_change_fi=SCRIPT, published="on")
    assert browser.post(new, typed).status_code == 302
    need = Phenomenon.objects.get()
    shown = [
        reverse(f"phenomena:{page}", args=[network.code, need.public_id])
        for page in ("need", "edit", "brief")
    ]
    lists = [
        reverse(page, args=[network.code]) for page in ("phenomena:needs", "desk:desk", "public:network")
    ]
    searches = [
        f"{reverse(page, args=[network.code])}?q={SCRIPT}" for page in ("phenomena:needs", "people:people")
    ]
    for address in (*shown, *lists, *searches):
        text = browser.get(address).text
        assert "<script>alert" not in text, address
        assert "<img src=x" not in text, address
        assert "&lt;script&gt;alert(1)" in text, address


@pytest.mark.parametrize("place", ["target_group", "setting", "host_unit"])
def test_a_form_takes_nothing_of_another_network(
    place: str,
    network: Network,
    other_network: Network,
    member: User,
    client_of: Callable[[User | None], Client],
) -> None:
    foreign = {
        "target_group": TargetGroup.objects.of(other_network).get().pk,
        "setting": setting(other_network).pk,
        "host_unit": make_unit(other_network).pk,
    }
    typed = typed_need(network, **{place: str(foreign[place])})
    answer = client_of(member).post(reverse("phenomena:new", args=[network.code]), typed)
    assert answer.status_code == 200
    assert not Phenomenon.objects.exists()


def test_a_form_key_of_another_network_finds_nothing_there(
    network: Network, other_network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    theirs = make_need(other_network, form_key="theirs", title_fi="Heidän tarpeensa")
    typed = typed_need(network, form_key="theirs")
    answer = client_of(member).post(reverse("phenomena:new", args=[network.code]), typed, follow=True)
    assert "Heidän tarpeensa" not in answer.text
    assert Phenomenon.objects.exclude(pk=theirs.pk).get().network == network


def test_the_page_that_names_leads_leaves_its_event(
    network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    organisation = make_organisation(network)
    lead = Contact.objects.create(network=network, organisation=organisation, name="Vetäjä (malli)")
    make_unit(network, organisation, lead=lead)
    page = client_of(member).get(
        reverse("partners:organisation", args=[network.code, organisation.public_id])
    )
    assert "Vetäjä" in page.text
    event = Event.objects.get(deed="people_read", actor_id=member.pk)
    assert EventSubject.objects.get(event_id=event.pk).subject_id == lead.public_id


def test_a_form_not_taken_leads_to_no_other_site(client: Client, network: Network) -> None:
    answer = client.post(
        reverse("phenomena:new", args=[network.code]),
        {"title_fi": "Yksin öisin"},
        headers={"referer": "http://testserver//evil.example/"},
    )
    assert answer.status_code == 403
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    "place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(client: Client, member: User, place: str) -> None:
    answer = client.post(LOGIN, {"login": member.email, "password": PASSWORD, "next": place})
    assert answer.headers["Location"] == "/home/"


def test_a_title_of_several_lines_writes_nothing_else_into_a_calendar_or_a_feed(
    client: Client, network: Network
) -> None:
    """The lines come as they stand in a form made by hand; programs that read the files see one title."""
    odd = "Ilta\r\nATTENDEE:mailto:a@example.org\r\nEND:VEVENT <script>alert(1)</script>"
    make_happening(network, odd, place=odd, lead_fi=odd)
    make_news(network, odd, lead_fi=odd)
    lines = client.get(reverse("public:calendar", args=[network.code])).content.decode().splitlines()
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert lines.count("END:VEVENT") == 1
    feed = client.get(reverse("public:news_feed", args=[network.code])).content.decode()
    assert "<script>" not in feed
