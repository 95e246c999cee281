"""An agreement from its draft to an amendment: sent out, signed by two, amended, compared, printed."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from demo.accounts import COORDINATOR, PASSWORD
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

THIS_YEAR = str(dt.datetime.now(dt.UTC).year)
"""A year is enough where the day is not known."""


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)], ids=["phone", "desk"])
def test_an_agreement_is_signed_and_amended(browser: Browser, address: str, width: int, dark: bool) -> None:
    coordinator = Walker(browser, address, width=width, dark=dark)
    coordinator.signs_in(COORDINATOR, PASSWORD)
    coordinator.opens("/v/voimala/agreements/")
    expect(coordinator.page.locator("h1")).to_contain_text("voimassa")
    coordinator.scans()
    name = f"Malliaiesopimus {width}"
    drafts(coordinator, name)
    page = coordinator.page.url
    signs_all(coordinator)
    expect(coordinator.page.locator("h1")).to_contain_text(f"{name} on voimassa {THIS_YEAR} alkaen")
    coordinator.scans()
    amends(coordinator)
    signs_all(coordinator)
    compares(coordinator)
    opens_pdf(coordinator, page)
    coordinator.leave()


def main_of(walker: Walker) -> Any:
    return walker.page.locator("main")


def drafts(walker: Walker, name: str) -> None:
    """From the list to a draft between two workplaces, sent out."""
    walker.effort = Effort()
    walker.taps(main_of(walker).get_by_role("link", name="Luonnostele sopimus"))
    walker.scans()
    walker.taps(walker.page.get_by_label("aiesopimus"), leads=False)
    for invented in ("Yliopisto (malli)", "Taidekeskus (malli)"):
        walker.taps(walker.page.get_by_label(invented, exact=True), leads=False)
    walker.types(walker.page.get_by_label(re.compile("^Nimi")), name)
    walker.taps(walker.button("Tee luonnos"))
    expect(walker.page.locator("h1")).to_have_text(f"{name} on luonnos")
    walker.scans()
    walker.taps(walker.button("Lähetä allekirjoitettavaksi"))
    expect(walker.page.locator("h1")).to_contain_text("odottaa 2")
    if walker.width > 500:
        matches_the_table("agreement sent out", walker.effort)


def signs_all(walker: Walker) -> None:
    """The one button of the page leads to each signature that is waited for."""
    for _each in range(2):
        walker.taps(main_of(walker).locator("a.primary"))
        walker.scans()
        walker.types(walker.page.get_by_label("Milloin se allekirjoitettiin?"), THIS_YEAR)
        walker.types(walker.page.get_by_label(re.compile("^Allekirjoittajan tehtävä")), "rehtori")
        walker.taps(walker.button("Kirjaa allekirjoitus"))


def amends(walker: Walker) -> None:
    walker.taps(main_of(walker).get_by_role("link", name="Muuta sopimusta"))
    walker.scans()
    walker.types(walker.page.get_by_label("Miksi sopimusta muutetaan?"), "Työ laajeni")
    text = walker.page.get_by_label(re.compile("^Teksti suomeksi"))
    walker.types(text, text.input_value().replace("kokeilemme", "tutkimme ja kokeilemme"))
    walker.taps(walker.button("Tallenna"))
    walker.taps(walker.button("Lähetä allekirjoitettavaksi"))


def compares(walker: Walker) -> None:
    walker.taps(main_of(walker).get_by_role("link", name="Muutos 1", exact=True))
    assert walker.title == "Muutos 1 muuttaa yhtä kohtaa"
    walker.scans()
    expect(walker.page.locator("ins")).to_contain_text("tutkimme ja")


def opens_pdf(walker: Walker, page: str) -> None:
    """The whole agreement as a file: a PDF that says its title and is tagged."""
    answer = walker.page.request.get(f"{page}texts/1/pdf/")
    assert answer.ok
    body = answer.body()
    assert body.startswith(b"%PDF")
    assert b"/MarkInfo" in body
