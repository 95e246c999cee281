"""What is published, as visitors, members and strangers get it; and the files of pictures."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from tests.apps.factories import make_user
from tests.apps.public.published import (
    HOUR,
    make_campaign,
    make_happening,
    make_news,
    make_picture,
    picture_bytes,
    upload,
)
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.references import Reference, describe
from voimala.core.viewer import Visitor, acting
from voimala.networks.models import Network, Part, RoleKind
from voimala.public.models import Picture
from voimala.public.services import Refused, add_picture


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> Any:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


PAGES = {"news": "news", "campaign": "campaigns", "happening": "happenings"}
MAKERS: dict[str, Any] = {"news": make_news, "campaign": make_campaign, "happening": make_happening}


@pytest.mark.parametrize("kind", MAKERS)
def test_everybody_reads_what_is_out_and_coordinators_the_rest(
    kind: str,
    network: Network,
    member: User,
    colleague: User,
    stranger: User,
    client_of: Callable[..., Client],
) -> None:
    """The member coordinates, the colleague is a professional, the stranger coordinates another network."""
    soon, past = timezone.now() + HOUR, timezone.now() - HOUR / 2
    rows = {
        "out": MAKERS[kind](network, "Ulkona"),
        "draft": MAKERS[kind](network, "Luonnos", publish_at=None),
        "to come": MAKERS[kind](network, "Tulossa", publish_at=soon),
        "hidden": MAKERS[kind](network, "Piilossa", hide_at=past),
        "taken away": MAKERS[kind](network, "Poissa", deleted_at=past),
    }
    for who in (None, member, colleague, stranger):
        client = client_of(who)
        seen = {
            state
            for state, row in rows.items()
            if client.get(f"/v/voimala/{PAGES[kind]}/{row.public_id}/").status_code == 200
        }
        assert seen == ({"out", "draft", "to come", "hidden"} if who is member else {"out"})


@pytest.mark.parametrize("kind", MAKERS)
def test_an_unpublished_network_is_read_by_its_own_people(
    kind: str, network: Network, colleague: User, stranger: User, client_of: Callable[..., Client]
) -> None:
    Network.objects.filter(pk=network.pk).update(published=False)
    address = f"/v/voimala/{PAGES[kind]}/{MAKERS[kind](network).public_id}/"
    assert client_of(colleague).get(address).status_code == 200
    for who in (None, stranger):
        assert client_of(who).get(address).status_code == 404


def test_another_networks_address_does_not_show_it(
    client: Client, network: Network, other_network: Network
) -> None:
    item = make_news(other_network)
    assert client.get(f"/v/toinen/news/{item.public_id}/").status_code == 200
    assert client.get(f"/v/voimala/news/{item.public_id}/").status_code == 404


def test_the_list_shows_what_is_out_page_by_page(client: Client, network: Network) -> None:
    for number in range(23):
        day = timezone.now() - dt.timedelta(days=number + 1)
        make_news(network, f"Uutinen {number:02}", publish_at=day)
    make_news(network, "Luonnos", publish_at=None)
    first = client.get("/v/voimala/news/").content.decode()
    assert "23 uutista" in first
    assert first.index("Uutinen 00") < first.index("Uutinen 19")
    assert "Uutinen 20" not in first
    assert "Luonnos" not in first
    assert "Uutinen 22" in client.get("/v/voimala/news/?page=2").content.decode()


def test_happenings_that_come_and_those_that_were(client: Client, network: Network) -> None:
    today = network.today(timezone.now())
    yesterday = today - dt.timedelta(days=1)
    make_happening(network, "Eilen", day=yesterday)
    make_happening(network, "Kestää vielä", day=yesterday, last_day=today)
    make_happening(network, "Huomenna", day=today + dt.timedelta(days=1), cancelled=True)
    page = client.get("/v/voimala/happenings/").content.decode()
    assert "2 tapahtumaa tulossa" in page
    coming, past = page.split('id="past"')
    assert "Kestää vielä" in coming
    assert "Huomenna" in coming
    assert "Peruttu" in coming
    assert ">Eilen<" in past


def test_a_network_without_the_part_has_no_page_and_no_menu_item(client: Client, network: Network) -> None:
    item, happening = make_campaign(network), make_happening(network)
    assert "Ajankohtaista" in client.get("/v/voimala/timeline/").content.decode()
    Network.objects.filter(pk=network.pk).update(parts=[Part.TIMELINE])
    assert "Ajankohtaista" not in client.get("/v/voimala/timeline/").content.decode()
    addresses = ("news/", "news.xml", "happenings/", "happenings.ics", f"campaigns/{item.public_id}/")
    for address in (*addresses, f"happenings/{happening.public_id}.ics"):
        assert client.get(f"/v/voimala/{address}").status_code == 404, address


def test_the_menu_tells_only_of_what_is_out(
    client: Client, network: Network, member: User, client_of: Callable[..., Client]
) -> None:
    make_news(network, publish_at=None)
    page = client.get("/v/voimala/timeline/").content.decode()
    assert "/v/voimala/news/" not in page
    make_happening(network)
    page = client.get("/v/voimala/timeline/").content.decode()
    assert "/v/voimala/happenings/" in page
    assert "/v/voimala/news/" not in page
    assert "Julkaisut" in client_of(member).get("/v/voimala/timeline/").content.decode()


def test_a_campaign_alone_has_the_page_of_what_is_going_on(client: Client, network: Network) -> None:
    Network.objects.filter(pk=network.pk).update(parts=[Part.CAMPAIGNS])
    make_campaign(network, hashtags=["#varavoimaa"])
    page = client.get("/v/voimala/news/").content.decode()
    assert "Yksi kampanja" in page
    assert "#varavoimaa" in page
    assert "news.xml" not in page


def test_a_text_in_another_language_is_marked(client: Client, network: Network) -> None:
    item = make_news(network, "Suomeksi", body_fi="Teksti")
    page = client.get(f"/sv/v/voimala/news/{item.public_id}/").content.decode()
    assert '<span lang="fi">Suomeksi</span>' in page
    assert '<div lang="fi"><p>Teksti</p></div>' in page


def test_what_is_invented_says_so_and_what_is_sourced_too(client: Client, network: Network) -> None:
    item = make_news(network, synthetic=True, sources=["D0"])
    page = client.get(f"/v/voimala/news/{item.public_id}/").content.decode()
    assert "keksitty" in page
    assert "[D0]" in page
    assert 'id="source-D0"' in client.get("/v/voimala/about/sources/").content.decode()


def test_a_script_in_every_field_stays_words(client: Client, network: Network) -> None:
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    picture = make_picture(network, alt={"fi": bad}, credit=bad)
    texts = {f"{name}_fi": bad for name in ("lead", "body")}
    rows = {
        "news": make_news(network, bad, picture=picture, **texts),
        "campaigns": make_campaign(network, bad, hashtags=[bad], **texts),
        "happenings": make_happening(network, bad, place=bad, **texts),
    }
    addresses = [f"{page}/{row.public_id}/" for page, row in rows.items()] + ["news/", "happenings/"]
    for address in addresses:
        page = client.get(f"/v/voimala/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("kind", [*MAKERS, "picture"])
def test_references_lead_to_those_who_may_see(
    kind: str, network: Network, member: User, stranger: User, client: Client
) -> None:
    row = make_picture(network) if kind == "picture" else MAKERS[kind](network)
    told = describe(Reference(kind, row.public_id), Visitor())
    assert told is not None
    assert client.get(told[1]).status_code == 200
    Network.objects.filter(pk=network.pk).update(published=False)
    about = Reference(kind, row.public_id)
    assert describe(about, stranger) is None
    assert describe(about, member) is not None


# Pictures -------------------------------------------------------------------------------------------------


def address_of(picture: Picture, width: int) -> str:
    return f"/v/voimala/pictures/{picture.public_id}-{width}.webp"


def test_a_picture_has_its_widths_and_no_others(client: Client, network: Network) -> None:
    picture = make_picture(network)
    assert picture.widths == [480, 960, 1200]
    for width in picture.widths:
        answer = client.get(address_of(picture, width))
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer["Cache-Control"]
        assert answer["Cache-Control"].startswith("public")
        assert answer.content.startswith(b"RIFF")
    for width in (0, 1, 481, 1600, 99999):
        assert client.get(address_of(picture, width)).status_code == 404


def test_pictures_of_an_unpublished_network_are_its_own(
    network: Network, colleague: User, stranger: User, client_of: Callable[..., Client]
) -> None:
    picture = make_picture(network)
    Network.objects.filter(pk=network.pk).update(published=False)
    own = client_of(colleague).get(address_of(picture, 480))
    assert own.status_code == 200
    assert own["Cache-Control"].startswith("private")
    for who in (None, stranger):
        assert client_of(who).get(address_of(picture, 480)).status_code == 404


def test_a_page_offers_the_widths_with_words_and_maker(client: Client, network: Network) -> None:
    item = make_news(network, picture=make_picture(network))
    page = client.get(f"/v/voimala/news/{item.public_id}/").content.decode()
    (tag,) = re.findall(r"<img [^>]*pictures/[^>]*>", page)
    assert 'alt="Kuvio väreistä"' in tag
    assert "480w" in tag
    assert "1200w" in tag
    assert 'width="1200" height="800"' in tag
    assert "Kuva: Kuvaaja (malli 1)" in page


def test_the_same_picture_sent_twice_is_kept_once_with_the_newer_words(
    network: Network, member: User, now: dt.datetime, files: Any
) -> None:
    data = picture_bytes()
    told = {"by": acting(member), "network": network, "now": now}
    first = add_picture(upload=upload(data), alt={"fi": "Yksi"}, credit="A", **told)
    second = add_picture(upload=upload(data), alt={"fi": "Kaksi"}, credit="B", **told)
    assert first.pk == second.pk
    first.refresh_from_db()
    assert (first.alt_fi, first.credit) == ("Kaksi", "B")
    assert len([path for path in files.rglob("*") if path.is_file()]) == 3


def test_no_file_is_left_of_a_picture_that_was_refused(
    network: Network, member: User, now: dt.datetime, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {"by": acting(member), "network": network, "now": now}
    with pytest.raises(Refused):
        add_picture(upload=upload(), alt={"fi": " "}, credit="A", **told)

    def broken(self: Picture, **options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Picture, "save", broken)
    with pytest.raises(RuntimeError):
        add_picture(upload=upload(), alt={"fi": "x"}, credit="A", **told)
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_the_name_of_the_file_is_not_kept(network: Network, member: User, now: dt.datetime) -> None:
    sent = upload(name="../../../etc/Maija Meikäläinen.php")
    row = add_picture(by=acting(member), network=network, upload=sent, alt={"fi": "x"}, credit="A", now=now)
    assert row.file.name == f"pictures/voimala/{row.public_id}.webp"


def test_others_add_no_pictures(network: Network, colleague: User, stranger: User, now: dt.datetime) -> None:
    for who in (colleague, stranger, make_user(network, RoleKind.BOARD_MEMBER)):
        with pytest.raises(NotAllowed):
            add_picture(
                by=acting(who), network=network, upload=upload(), alt={"fi": "x"}, credit="A", now=now
            )


# Uploads ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("visitor", 413)])
def test_large_forms_are_taken_from_those_who_signed_in(
    who: str, status: int, network: Network, member: User, client_of: Callable[..., Client]
) -> None:
    """A picture that is too large is told beside its field; of somebody unknown nothing large is read."""
    client = client_of(member if who == "member" else None)
    sent = {"title_fi": "Säilyy", "when": "now", "alt": "x", "credit": "y"}
    large = ContentFile(b"x" * (13 * 1024 * 1024), name="suuri.jpg")
    answer = client.post("/v/voimala/publishing/new/news/", {**sent, "upload": large})
    assert answer.status_code == status
    if who == "member":
        assert "enintään 12 megatavua" in answer.content.decode()
        assert 'value="Säilyy"' in answer.content.decode()


def test_a_form_without_files_stays_small_for_everybody(
    network: Network, member: User, client_of: Callable[..., Client]
) -> None:
    body = "title_fi=" + "x" * (3 * 1024 * 1024)
    answer = client_of(member).post(
        "/v/voimala/publishing/new/news/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
