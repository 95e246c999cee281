"""A network settles its names, look and words: what is saved, what is refused and in which words."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.apps.networks.deeds_of_settings import plan_for
from voimala.accounts.models import User
from voimala.core.colour import LEAST_CONTRAST, UnreadableAccentError, derive_accent, readable_shade
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.networks.services.settings import change_settings, choose_words
from voimala.networks.words import TERMS, word

ClientOf = Callable[[User | None], Client]


def url(network: Network, page: str = "settings") -> str:
    return reverse(f"networks:{page}", args=[network.code])


def typed(network: Network, **changes: Any) -> dict[str, Any]:
    """The settings form as it stands, with these changes."""
    texts = {
        f"{name}_{code}": getattr(network, f"{name}_{code}")
        for name in ("name", "headline", "summary")
        for code in ("fi", "sv", "en")
    }
    plain = {
        "short_name": network.short_name,
        "opening": network.opening,
        "hashtags": "",
        "accent": network.accent,
        "published": "on",
        "seen": network.version,
    }
    return {**texts, **plain, **changes}


def test_the_form_saves_everything_in_one_deed(network: Network, member: User, client_of: ClientOf) -> None:
    sent = typed(
        network,
        name_sv="Nätverket",
        short_name="Voimaa",
        headline_fi="Kulttuuri kuuluu kaikille",
        opening="advocacy",
        hashtags="#kulttuuri, hyvinvointi #kulttuuri",
        accent="#9c3416",
        published="",
    )
    assert client_of(member).post(url(network), sent).status_code == 302
    network.refresh_from_db()
    assert (network.name_sv, network.short_name, network.opening) == ("Nätverket", "Voimaa", "advocacy")
    assert network.hashtags == ["kulttuuri", "hyvinvointi"]
    assert (network.accent, network.published, network.version) == ("9C3416", False, 2)
    assert network.updated_on is not None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name_fi", "", "Kirjoita verkoston nimi suomeksi"),
        ("short_name", "", "Kirjoita lyhyt nimi"),
        ("accent", "vihreä", "Kirjoita väri kuudella merkillä"),
        ("accent", "7CCFC3", "Valitse tummempi sävy"),
        ("hashtags", "#kulttuuri! #ok", "ei ole aihetunniste"),
    ],
)
def test_a_refusal_says_what_to_change_and_keeps_what_was_typed(
    network: Network, member: User, client_of: ClientOf, field: str, value: str, said: str
) -> None:
    answer = client_of(member).post(
        url(network), typed(network, headline_fi="Säilyy tässä", **{field: value})
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Säilyy tässä" in page
    network.refresh_from_db()
    assert network.version == 1


def test_a_faint_colour_is_answered_with_the_nearest_readable_one(
    network: Network, member: User, now: dt.datetime
) -> None:
    with pytest.raises(Refused) as refused:
        change_settings(
            by=acting(member), network=network, seen=1, now=now, plan=plan_for(network, accent="FFD66B")
        )
    shade = readable_shade("FFD66B")
    assert shade in refused.value.problems["accent"]
    derive_accent(shade)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_readable_shade_and_a_readable_one_is_its_own(number: int) -> None:
    colour = f"{number:06X}"
    shade = readable_shade(colour)
    derive_accent(shade)
    assert is_readable(colour) == (shade == colour)


def is_readable(colour: str) -> bool:
    try:
        derive_accent(colour)
    except UnreadableAccentError as error:
        return error.ratio is None or error.ratio >= LEAST_CONTRAST
    return True


def test_trying_a_colour_shows_it_and_saves_nothing(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client = client_of(member)
    answer = client.post(url(network), typed(network, accent="2F4B9B", short_name="Uusi", **{"try": "yes"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "colours.css?colour=2F4B9B" in page
    assert "Sitä ei ole vielä tallennettu" in page
    assert 'value="Uusi"' in page
    network.refresh_from_db()
    assert (network.accent, network.short_name) == ("0B5C5A", "VOIMALA")
    css = client.get(url(network, "tones"), {"colour": "2F4B9B"}).content.decode()
    assert "--accent:#2F4B9B" in css
    assert (
        client.get(url(network, "tones"), {"colour": "}x{"}).content
        == client.get(url(network, "tones")).content
    )


def test_the_second_writer_sees_the_difference_and_chooses(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, mine = client_of(member), typed(network, short_name="Minun")
    assert client.post(url(network), typed(network, short_name="Toisen")).status_code == 302
    answer = client.post(url(network), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Joku muu muutti asetuksia" in page
    assert "Toisen" in page
    assert "Minun" in page
    client.post(url(network), {**mine, "seen": 2, "keep_short_name": "saved"})
    network.refresh_from_db()
    assert network.short_name == "Toisen"
    client.post(url(network), {**mine, "seen": 2, "keep_short_name": "mine"})
    network.refresh_from_db()
    assert network.short_name == "Minun"


def test_a_form_sent_twice_is_one_deed(network: Network, member: User, now: dt.datetime) -> None:
    plan = plan_for(network, short_name="Uusi")
    for _again in range(2):
        change_settings(by=acting(member), network=network, seen=1, now=now, plan=plan)
    with pytest.raises(ChangedByAnother):
        change_settings(
            by=acting(member), network=network, seen=1, now=now, plan=plan_for(network, short_name="Muu")
        )
    network.refresh_from_db()
    assert (network.short_name, network.version) == ("Uusi", 2)


def test_own_words_stand_in_menu_titles_and_links_with_their_language(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client = client_of(member)
    sent = {
        "groups_fi": "Kehittäjäryhmät",
        "groups_sv": "Utvecklingsgrupper",
        "needs_fi": "Toiveet",
        "seen": 1,
    }
    assert client.post(url(network, "words"), sent).status_code == 302
    network.refresh_from_db()
    assert set(network.words) == {"groups", "needs"}
    page = client.get(reverse("assembly:groups", args=[network.code])).content.decode()
    assert "<title>Kehittäjäryhmät · VOIMALA</title>" in page
    assert ">Kehittäjäryhmät</a>" in page
    english = client.get(f"/en/v/{network.code}/groups/").content.decode()
    assert '<span lang="fi">Kehittäjäryhmät</span></a>' in english
    assert "<title>Kehittäjäryhmät · VOIMALA</title>" in english
    swedish = client.get(f"/sv/v/{network.code}/groups/").content.decode()
    assert ">Utvecklingsgrupper</a>" in swedish
    settings = client.get(url(network, "words")).content.decode()
    assert 'placeholder="Grupper"' in settings
    assert 'value="Toiveet"' in settings


def test_an_emptied_word_returns_to_the_common_one(network: Network, member: User, now: dt.datetime) -> None:
    by = acting(member)
    saved = choose_words(by=by, network=network, seen=1, now=now, words={"news": {"fi": " Uutiset "}})
    assert str(word(saved, "news")) == "Uutiset"
    saved = choose_words(by=by, network=network, seen=2, now=now, words={"news": {"fi": "", "sv": ""}})
    assert saved.words == {}
    assert str(word(saved, "news")) == "Ajankohtaista"


def test_a_word_too_long_for_the_menu_is_refused(network: Network, member: User, now: dt.datetime) -> None:
    with pytest.raises(Refused) as refused:
        choose_words(by=acting(member), network=network, seen=1, now=now, words={"news": {"sv": "x" * 41}})
    assert set(refused.value.problems) == {"news_sv"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_term_has_its_common_word(language: str) -> None:
    with translation.override(language):
        said = {term: str(word(None, term)) for term in TERMS}
    assert all(said.values())
    assert len(set(said.values())) == len(said)


def picture(colour: str = "red", kind: str = "PNG") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), colour).save(drawn, kind)
    return SimpleUploadedFile("logo.png", drawn.getvalue(), "image/png")


def test_a_logo_is_cleaned_shown_served_and_removed(
    network: Network,
    member: User,
    stranger: User,
    client_of: ClientOf,
    settings: Any,
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    client = client_of(member)
    address = url(network, "logo")
    assert client.get(address).status_code == 404
    assert client.post(url(network, "change_logo"), {"picture": picture()}).status_code == 302
    page = client.get(url(network)).content.decode()
    assert page.count(f'src="{address}?') == 2
    assert "brand-mark" not in page
    served = client_of(None).get(address)
    assert served["Content-Type"] == "image/webp"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Cache-Control"] == "public, max-age=86400"
    assert Image.open(io.BytesIO(served.content)).size == (480, 160)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url(network, "change_logo"), {"picture": picture("blue")}).status_code == 302
    assert len(list((tmp_path / "logos").iterdir())) == 1
    Network.objects.filter(pk=network.pk).update(published=False)
    assert client_of(None).get(address).status_code == 404
    assert client_of(stranger).get(address).status_code == 404
    assert client.get(address)["Cache-Control"] == "private, max-age=86400"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url(network, "remove_logo")).status_code == 302
    assert list((tmp_path / "logos").iterdir()) == []
    assert client.get(address).status_code == 404


def test_a_file_that_is_no_picture_is_refused_in_words(
    network: Network, member: User, client_of: ClientOf
) -> None:
    sent = {"picture": SimpleUploadedFile("logo.svg", b"<svg onload=alert(1)>", "image/svg+xml")}
    answer = client_of(member).post(url(network, "change_logo"), sent)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    network.refresh_from_db()
    assert not network.logo
