"""A resident tells a need on a phone and follows it; the coordinator makes it a need; the sender sees it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from demo.accounts import COORDINATOR, PASSWORD
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

FINNISH = {
    "prefix": "",
    "title": "Mitä arjessasi tai työssäsi tarvittaisiin?",
    "what": "Mitä tarvittaisiin?",
    "told": "Nuorille kuoro Kuopioon",
    "send": "Lähetä",
    "thanks": "Kiitos. Tarve on perillä.",
    "add": "Lisää tämä",
    "more": "Myös kesällä",
    "field": "Haluatko lisätä jotain?",
    "make": "Tee tästä tarve",
    "became": "Kertomastasi tehtiin verkoston tarve",
    "withdraw": "Poista kirjoittamani",
    "withdrawn": "Olet perunut tämän",
}
SWEDISH = {
    "prefix": "/sv",
    "title": "Vad skulle behövas i din vardag eller på ditt jobb?",
    "what": "Vad behövs?",
    "told": "En kör för unga i Kuopio",
    "send": "Skicka",
    "thanks": "Tack. Ditt behov har kommit fram.",
    "add": "Lägg till",
    "more": "Också på sommaren",
    "field": "Vill du tillägga något?",
    "make": "Gör detta till ett behov",
    "became": "Det du berättade blev ett av nätverkets behov",
    "withdraw": "Radera det jag skrev",
    "withdrawn": "Du har tagit tillbaka detta",
}


@pytest.mark.parametrize(
    ("words", "width", "dark"), [(FINNISH, 360, False), (SWEDISH, 1280, True)], ids=["fi-phone", "sv-desk"]
)
def test_a_told_need_is_followed(
    browser: Browser, address: str, words: dict[str, str], width: int, dark: bool
) -> None:
    resident = Walker(browser, address, width=width, dark=dark)
    link = tells(resident, words)
    adds(resident, words)
    coordinator = Walker(browser, address, width=width, dark=dark)
    makes_it_a_need(coordinator, words)
    resident.opens(link)
    assert resident.title == words["became"]
    resident.scans()
    resident.taps(resident.button(words["withdraw"]))
    assert resident.title == words["withdrawn"]
    resident.scans()
    assert words["told"] not in resident.page.content()
    resident.leave()
    coordinator.leave()


def tells(resident: Walker, words: dict[str, str]) -> str:
    """From the open form to the page of one's own; the path of the link."""
    resident.effort = Effort()
    resident.opens(f"{words['prefix']}/v/voimala/tell/")
    assert resident.title == words["title"]
    resident.scans()
    resident.types(resident.page.get_by_label(words["what"], exact=True), words["told"])
    resident.taps(resident.page.locator("main").get_by_role("button", name=words["send"], exact=True))
    assert resident.title == words["thanks"]
    resident.scans()
    if not words["prefix"]:
        matches_the_table("telling a need", resident.effort)
    path = urlsplit(resident.page.url).path
    assert re.fullmatch(rf"{words['prefix']}/l/[\w-]{{43}}/", path)
    return path


def adds(resident: Walker, words: dict[str, str]) -> None:
    resident.types(resident.page.get_by_label(words["field"]), words["more"])
    resident.taps(resident.button(words["add"]))
    resident.says(words["more"])
    resident.scans()


def makes_it_a_need(coordinator: Walker, words: dict[str, str]) -> None:
    coordinator.signs_in(COORDINATOR, PASSWORD)
    coordinator.opens(f"{words['prefix']}/v/voimala/told/")
    coordinator.scans()
    coordinator.taps(coordinator.link(words["told"]))
    coordinator.scans()
    for name in ("target_group", "setting"):
        field = coordinator.page.locator(f"select[name={name}]")
        if not field.input_value():
            field.select_option(index=1)
    coordinator.taps(coordinator.button(words["make"]))
    assert "/brief/" in coordinator.page.url
    coordinator.opens(f"{words['prefix']}/v/voimala/needs/")
    coordinator.says(words["told"])
