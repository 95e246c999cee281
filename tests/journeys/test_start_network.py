"""A network started from nothing, whole: its partners, thirty pasted people, the first need, a proposal."""

import pytest
from playwright.sync_api import Browser

from demo.accounts import OPERATOR, PASSWORD
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Walker

ROLES = ("muusikko", "sairaanhoitaja", "sosiaaliohjaaja", "nuorisotyöntekijä", "tanssinohjaaja", "opettaja")
EMPLOYERS = ("Kuhmo", "Kainuun hyvinvointialue", "Mallilan musiikkiopisto")
WORDS = {
    "fi": {
        "start": "Perusta verkosto",
        "name": "Mikä verkoston nimi on?",
        "add": "Lisää nämä",
        "list": "Lista",
        "look": "Katso lista läpi",
        "these": "Lisää nämä 30 ihmistä",
        "need": "Kirjaa ensimmäinen tarve",
        "what": "Mistä on kyse?",
        "whom": "Kenelle?",
        "group": "Nuoret aikuiset",
        "town": "Kunta",
        "here": "Kajaani",
        "where": "Missä pilotti olisi?",
        "setting": "Psykiatrian avohoito",
        "save": "Tallenna ja jatka",
        "propose": "Ehdota kokoonpanoa",
        "proposal": "Ehdotus: ",
    },
    "sv": {
        "start": "Starta ett nätverk",
        "name": "Vad heter nätverket?",
        "add": "Lägg till dessa",
        "list": "Listan",
        "look": "Titta på listan",
        "these": "Lägg till dessa 30 personer",
        "need": "Skriv det första behovet",
        "what": "Vad handlar det om?",
        "whom": "För vem?",
        "group": "Unga vuxna",
        "town": "Kommun",
        "here": "Kajana",
        "where": "Var skulle piloten vara?",
        "setting": "Psykiatrisk öppenvård",
        "save": "Spara och fortsätt",
        "propose": "Föreslå sammansättning",
        "proposal": "Förslag: ",
    },
}


def thirty() -> str:
    """As a spreadsheet gives it: with a telephone number that is not taken, and one person twice."""
    rows = ["Nimi\tSähköposti\tTehtävä\tTyönantaja\tKunta\tPuhelin"]
    for number in range(30):
        role, employer = ROLES[number % len(ROLES)], EMPLOYERS[number % len(EMPLOYERS)]
        name = f"Testi Ihminen-{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}{'k' * (number // 26)}"
        rows.append(f"{name}\tihminen{number}@example.org\t{role}\t{employer}\tKajaani\t040 123 4567")
    return "\n".join([*rows, rows[1]])


@pytest.mark.parametrize(
    ("width", "dark", "language", "place"),
    [(1280, False, "fi", "Kainuu"), (360, True, "sv", "Kajanaland")],
    ids=["desk", "phone-dark-swedish"],
)
def test_from_nothing_to_a_proposal(
    browser: Browser, address: str, width: int, dark: bool, language: str, place: str
) -> None:
    walker, words = Walker(browser, address, width=width, dark=dark), WORDS[language]
    prefix = "" if language == "fi" else f"/{language}"
    # The same form sent twice begins one network: each walk has its own.
    name = {"fi": "Kainuun verkosto", "sv": "Kajaani-verkosto"}[language]
    walker.signs_in(OPERATOR, PASSWORD)
    walker.page.goto(f"{address}{prefix}/v/voimala/desk/")
    walker.taps(walker.link(words["start"]).first)
    walker.scans()
    walker.types(walker.page.get_by_label(words["name"]), name)
    ticks(walker, place)
    walker.taps(walker.button(words["start"]))
    walker.scans()
    ticks(walker, "Kainuun hyvinvointialue" if language == "fi" else "Kajanalands välfärdsområde")
    ticks(walker, words["here"])
    walker.taps(walker.button(words["add"]))
    walker.scans()
    pastes(walker, words["list"], thirty())
    walker.taps(walker.button(words["look"]))
    walker.scans()
    walker.taps(walker.button(words["these"]))
    walker.scans()
    walker.taps(walker.link(words["need"]))
    walker.scans()
    walker.types(walker.page.get_by_label(words["what"], exact=True), "Nuorten yksinäisyys")
    walker.chooses(walker.page.get_by_label(words["where"]), words["setting"])
    walker.chooses(walker.page.get_by_label(words["whom"]), words["group"])
    walker.chooses(walker.page.get_by_label(words["town"], exact=True), words["here"])
    walker.taps(walker.button(words["save"]))
    walker.scans()
    walker.taps(walker.button(words["propose"]))
    walker.scans()
    assert walker.title.startswith(words["proposal"]), walker.title
    matches_the_table("network to first proposal", walker.effort)
    walker.leave()


def ticks(walker: Walker, label: str) -> None:
    walker.effort.taps += 1
    walker.page.get_by_label(label, exact=True).check()


def pastes(walker: Walker, label: str, text: str) -> None:
    """What stands on the clipboard is one tap, however long it is."""
    walker.effort.taps += 1
    walker.page.get_by_label(label, exact=True).fill(text)
