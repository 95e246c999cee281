"""A person is offered to a neighbour, says yes from her link, is seen there, and ends it."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser

from demo.accounts import COORDINATOR, PASSWORD, coordinator_of
from tests.journeys.walker import Walker

PERSON = "Draamaohjaaja"


def test_a_person_crosses_the_border_and_comes_back(browser: Browser, address: str) -> None:
    home = Walker(browser, address)
    home.signs_in(COORDINATOR, PASSWORD)
    offers(home)
    person = Walker(browser, address, width=360, dark=True)
    link = newest_link(home)
    person.opens(link)
    person.scans()
    person.taps(person.button("Kyllä, saa nähdä nämä"))
    person.says("Suostuit")
    neighbour = Walker(browser, address, dark=True)
    neighbour.signs_in(coordinator_of("alku"), PASSWORD)
    shared = accepts(neighbour)
    person.opens(link)
    person.taps(person.button("Lopeta heti"))
    assert neighbour.page.goto(address + shared).status == 404
    for walker in (home, person, neighbour):
        walker.leave()


def offers(home: Walker) -> None:
    home.opens(f"/v/voimala/people/?q={PERSON}")
    home.taps(home.page.locator("table.register tbody th a").first)
    home.chooses(home.page.locator("#sharing-neighbour"), neighbours_name(home))
    home.taps(home.button("Kysy henkilöltä"))
    home.says("kysytty henkilöltä")
    home.scans()


def neighbours_name(home: Walker) -> str:
    """How the starting network is called in the list."""
    return home.page.locator("#sharing-neighbour option[value=alku]").inner_text()


def newest_link(home: Walker) -> str:
    """From the letter, which a demonstration lets its coordinator read."""
    home.opens("/v/voimala/messages/")
    home.taps(home.page.locator("main table tbody a").first)
    links = [each.get_attribute("href") or "" for each in home.page.locator("main a").all()]
    return next(f"/l/{link.partition('/l/')[2]}" for link in links if "/l/" in link)


def accepts(neighbour: Walker) -> str:
    """From the desk to the page of the shared person; its path."""
    neighbour.opens("/v/alku/desk/")
    neighbour.taps(neighbour.link("Katso ja vastaa").first)
    neighbour.scans()
    neighbour.taps(neighbour.button("Otetaan vastaan").first)
    neighbour.taps(neighbour.page.locator("#seen").locator("xpath=../..").locator("a").first)
    neighbour.says("Kotiverkosto")
    neighbour.scans()
    return urlsplit(neighbour.page.url).path
