"""The pictures that the documents show: walked every time, rewritten only when asked.

They have a server of their own, so that no other journey's need stands in them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from demo.accounts import SIGN_INS
from tests.journeys.conftest import serving
from tests.journeys.walker import Walker

NEED = "Nuorten aikuisten yksinäisyys Kuopiossa"


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as address:
        yield address


@pytest.mark.parametrize(("name", "width", "dark"), [("1280", 1280, False), ("360-dark", 360, True)])
def test_pictures_of_the_documents(
    browser: Browser, untouched: str, root: Path, rewrite_screenshots: bool, name: str, width: int, dark: bool
) -> None:
    walker = Walker(browser, untouched, width=width, dark=dark)

    def show(page: str, title: str) -> None:
        assert walker.title.startswith(title)
        if rewrite_screenshots:
            walker.pictures(root / f"docs/pictures/{page}-{name}.png")

    walker.opens("/")
    show("front", "Yhdeksän organisaatiota")
    walker.signs_in(*SIGN_INS[0][:2])
    show("desk", "Seitsemän asiaa")
    walker.opens("/v/voimala/needs/?q=yksinäisyys")
    walker.taps(walker.link(NEED).first)
    show("need", NEED)
    walker.taps(walker.link("Katso ehdotus"))
    show("proposal", "Ehdotus: 6 ihmistä, 5 tarvetta 6:sta")
    walker.leave()
