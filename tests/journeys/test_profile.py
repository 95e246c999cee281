"""The own profile: told on a phone with taps alone, in less than 90 seconds; nothing typed is required."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from demo.accounts import COORDINATOR, PASSWORD, PROFESSIONAL
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

WORDS = {
    "fi": {
        "own": "Oma profiili",
        "levels": ("en", "alussa", "osaan", "voin opettaa"),
        "hours": "16 h",
        "language": "englanti",
        "save": "Tallenna profiilini",
        "saved": "Tallennettu, kiitos!",
        "data": "Mitä minusta tiedetään ja kuka on katsonut",
        "stop": "Älä ehdota minua",
        "undo": "Voit muuttaa mielesi",
        "again": "Minua saa taas ehdottaa",
    },
    "en": {
        "own": "My profile",
        "levels": ("no", "beginning", "can do", "can teach"),
        "hours": "16 h",
        "language": "English",
        "save": "Save my profile",
        "saved": "Saved. Thank you!",
        "data": "What is known of me and who has looked",
        "stop": "Do not suggest me",
        "undo": "You can change your mind",
        "again": "I may be suggested again",
    },
}
# A typical profile: twelve answers, beside the two that are known in the demonstration.
ANSWERS = (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13)


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("fi", 360, True), ("en", 1280, False)], ids=["fi-phone", "en-desk"]
)
def test_own_profile(browser: Browser, address: str, language: str, width: int, dark: bool) -> None:
    words, prefix = WORDS[language], "" if language == "fi" else f"/{language}"
    walker = Walker(browser, address, width=width, dark=dark)
    walker.signs_in(PROFESSIONAL, PASSWORD)
    walker.effort = Effort()
    walker.opens(f"{prefix}/v/voimala/profile/")
    walker.scans()
    for number, row in enumerate(ANSWERS):
        skill = walker.page.locator(".answers-list > fieldset").nth(row)
        walker.taps(answer(skill, str(words["levels"][number % 4])), leads=False)
    walker.taps(answer(walker.page.locator("main"), str(words["hours"])), leads=False)
    walker.taps(answer(walker.page.locator("main"), str(words["language"])), leads=False)
    walker.taps(walker.page.locator(".toggles").nth(1).locator("label").nth(0), leads=False)
    walker.taps(walker.button(str(words["save"])))
    walker.says(str(words["saved"]))
    walker.scans()
    assert walker.effort.characters == 0
    if language == "fi":
        matches_the_table("own profile", walker.effort)
        assert walker.effort.seconds <= 90

    walker.taps(walker.link(str(words["data"])))
    walker.scans()
    walker.taps(walker.button(str(words["stop"])))
    walker.says(str(words["undo"]))
    walker.scans()
    walker.taps(walker.button(str(words["again"])))
    expect(walker.button(str(words["stop"]))).to_be_visible()
    walker.leave()


def answer(among: Locator, label: str) -> Locator:
    """The tile of an answer: its radio or tick is as large as the tile."""
    return among.locator("label.segment, label.toggle").filter(has_text=label).first


def test_own_profile_by_a_link_without_an_account(browser: Browser, address: str) -> None:
    """The coordinator asks, the message brings the link, and one tap ends being suggested."""
    coordinator = Walker(browser, address)
    coordinator.signs_in(COORDINATOR, PASSWORD)
    coordinator.opens("/v/voimala/people/?q=sairaanhoitaja")
    coordinator.taps(coordinator.page.locator("main tbody th a").first)
    coordinator.taps(coordinator.link("Vihjaa osaamisesta"))
    coordinator.scans()
    coordinator.chooses(coordinator.page.get_by_label("Mitä olet nähnyt?"), "Ryhmän ohjaaminen draamalla")
    coordinator.taps(coordinator.button("Jätä vihje"))
    coordinator.taps(coordinator.button("Lähetä linkki omaan profiiliin"))
    coordinator.says("Linkki omaan profiiliin on lähdössä.")
    coordinator.scans()
    coordinator.opens("/v/voimala/messages/")
    coordinator.taps(coordinator.page.locator("main a[href*='/messages/']").first)
    link = coordinator.page.locator("main a[href*='/l/']").first.get_attribute("href")
    assert link
    coordinator.leave()

    person = Walker(browser, address, width=360)
    person.opens(link.removeprefix(address))
    person.scans()
    person.taps(answer(person.page.locator("main"), "Lisää profiiliini"), leads=False)
    person.taps(person.button("Tallenna profiilini"))
    person.says("Tallennettu, kiitos!")
    person.taps(person.link("Mitä minusta tiedetään ja kuka on katsonut"))
    person.says("hyväksyit vihjeen")
    person.says("jätti sinulle vihjeen osaamisesta")
    person.taps(person.button("Älä ehdota minua"))
    person.says("Sinua ei enää ehdoteta ryhmiin.")
    person.scans()
    person.leave()
