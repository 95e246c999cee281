"""The pictures that the documents show: walked every time, rewritten only when asked.

They have a server of their own, so that no other journey's need stands in them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from demo.accounts import SIGN_INS
from tests.journeys.conftest import serving
from tests.journeys.walker import Walker

NEED = "Nuorten aikuisten yksinäisyys Kuopiossa"
ASKED = "Yhteislaulua muistisairaille"
INVITATION = "kutsu ryhmään"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("pictures"), seeded) as address:
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

    walker.opens("/v/voimala/")
    show("front", "Yhdeksän organisaatiota")
    walker.signs_in(*SIGN_INS[0][:2])
    show("desk", "Seitsemän asiaa odottaa sinua, yksi niistä myöhässä")
    walker.taps(walker.link(ASKED))
    show("group", "6 paikkaa: 1 vahvistettu")
    walker.opens("/v/voimala/needs/?q=yksinäisyys")
    walker.taps(walker.link(NEED).first)
    show("need", NEED)
    walker.taps(walker.link("Katso ehdotus"))
    show("proposal", "Ehdotus: 6 ihmistä, 5 tarvetta 6:sta")
    walker.leave()


def test_picture_of_an_invitation(
    browser: Browser, untouched: str, root: Path, rewrite_screenshots: bool
) -> None:
    """What somebody sees who opens the link of a letter: no account, a phone."""
    coordinator = Walker(browser, untouched)
    coordinator.signs_in(*SIGN_INS[0][:2])
    coordinator.opens("/v/voimala/messages/")
    letters = [link.get_attribute("href") or "" for link in coordinator.link(INVITATION).all()]
    invited = Walker(browser, untouched, width=360)
    for letter in letters:
        coordinator.opens(letter)
        link = coordinator.page.locator("main a[href*='/l/']").first.get_attribute("href") or ""
        invited.opens(f"/l/{link.partition('/l/')[2]}")
        if invited.button("Lähden mukaan").count():
            break
    expect(invited.button("Lähden mukaan")).to_be_visible()
    if rewrite_screenshots:
        invited.pictures(root / "docs/pictures/invite-360.png")
    coordinator.leave()
    invited.leave()
