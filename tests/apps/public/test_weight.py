"""A front page is light: what it loads, compressed, without fonts and pictures; who gets it compressed."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.apps.public.rows import add_facts
from tests.apps.public.test_front import fill_up
from voimala.accounts.models import User
from voimala.networks.models import Network

FRONT = "/v/voimala/"
MOST_BYTES = 100_000
MOST_FONT_BYTES = 45_000
LOADED = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"')
ZIPPED = {"accept-encoding": "gzip"}


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def style_sheet(name: str) -> int:
    """The compressed bytes of a style sheet and of those it imports."""
    found = finders.find(name)
    assert isinstance(found, str), name
    content = Path(found).read_bytes()
    imported = re.findall(rb'@import "([^"]+)"', content)
    return compressed(content) + sum(style_sheet(f"voimala/{each.decode()}") for each in imported)


def weight(client: Client, html: str) -> int:
    """The bytes of everything the page loads but fonts and pictures."""
    total = compressed(html.encode())
    for address in LOADED.findall(html):
        if address.endswith(".css") and address.startswith("/static/"):
            total += style_sheet(address.removeprefix("/static/"))
        elif address.endswith("theme.css"):
            total += compressed(client.get(address).content)
        elif address.endswith(".svg"):
            total += compressed(Path(str(finders.find(address.removeprefix("/static/")))).read_bytes())
        else:
            assert address.endswith(".woff2"), address
    return total


@pytest.mark.parametrize("address", [FRONT, "/"])
def test_a_full_front_page_weighs_less_than_a_hundred_kilobytes(
    client: Client, network: Network, other_network: Network, address: str
) -> None:
    add_facts(network)
    fill_up(network, 12)
    assert weight(client, client.get(address).content.decode()) < MOST_BYTES


def test_fonts_of_a_page_are_few(client: Client, network: Network) -> None:
    """A page in Finnish loads the three Latin faces: text, semibold, headings."""
    faces = ("atkinson-hyperlegible-next-latin-400-normal", "atkinson-hyperlegible-next-latin-600-normal",
             "hedvig-letters-serif-latin-400-normal")  # fmt: skip
    files = [Path(str(finders.find(f"voimala/fonts/{face}.woff2"))) for face in faces]
    assert sum(file.stat().st_size for file in files) < MOST_FONT_BYTES


def test_the_page_runs_no_script_and_asks_nobody_else(client: Client, network: Network) -> None:
    html = client.get(FRONT).content.decode()
    assert "<script" not in html
    assert all(address.startswith("/") and not address.startswith("//") for address in LOADED.findall(html))


@pytest.mark.parametrize("address", [FRONT, "/v/voimala/theme.css", "/"])
def test_visitors_get_text_compressed(client: Client, network: Network, address: str) -> None:
    plain = client.get(address)
    assert "Content-Encoding" not in plain
    answer = client.get(address, headers=ZIPPED)
    assert answer["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding", "Cookie"} <= set(answer["Vary"].replace(" ", "").split(","))
    assert gzip.decompress(answer.content).decode()[:40] == plain.content.decode()[:40]


def test_the_length_of_a_compressed_page_tells_nothing(client: Client, network: Network) -> None:
    """The same page comes in different lengths: nobody can guess its text from how well it compresses."""
    lengths = {len(client.get(FRONT, headers=ZIPPED).content) for _ in range(30)}
    assert len(lengths) > 1


def test_those_who_have_signed_in_get_pages_as_they_are(
    client_of: Any, network: Network, member: User
) -> None:
    assert "Content-Encoding" not in client_of(member).get(FRONT, headers=ZIPPED)


def test_an_answer_that_sets_a_cookie_is_not_compressed(client: Client, network: Network) -> None:
    answer = client.get("/account/login/", headers=ZIPPED)
    assert answer.cookies
    assert "Content-Encoding" not in answer


def test_an_answer_to_a_form_is_not_compressed(client: Client, network: Network) -> None:
    assert "Content-Encoding" not in client.post(FRONT, headers=ZIPPED)
