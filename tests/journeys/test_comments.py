"""A reader comments without an account: held, then shown by the coordinator; what is refused stays hidden."""

import pytest
from playwright.sync_api import Browser, expect

from demo.accounts import PASSWORD, coordinator_of
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

FINNISH = {
    "prefix": "",
    "comment": "Kommenttisi",
    "name": "Nimi tai nimimerkki",
    "email": "Sähköposti",
    "send": "Lähetä kommentti",
    "waits": "Kiitos. Kommenttisi odottaa koordinaattoria.",
    "back": "Takaisin",
    "show": "Näytä",
    "refuse": "Älä näytä",
    "good": "Tervetuloa mukaan meiltäkin",
    "bad": "Osta halvalla",
    "report": "Ilmoita",
    "hidden": "Kiitos. Kommentti on piilossa, kunnes joku on katsonut sen.",
}
SWEDISH = {
    "prefix": "/sv",
    "comment": "Din kommentar",
    "name": "Namn eller signatur",
    "email": "E-post",
    "send": "Skicka kommentaren",
    "waits": "Tack. Din kommentar väntar på en koordinator.",
    "back": "Tillbaka",
    "show": "Visa",
    "refuse": "Visa inte",
    "good": "Välkomna också från oss",
    "bad": "Köp billigt",
    "report": "Anmäl",
    "hidden": "Tack. Kommentaren är dold tills någon har tittat på den.",
}
ADDRESS = "lukija@example.org"


@pytest.mark.parametrize(
    ("words", "width", "dark"), [(FINNISH, 360, True), (SWEDISH, 1280, False)], ids=["fi-phone", "sv-desk"]
)
def test_a_comment_is_held_and_moderated(
    browser: Browser, address: str, words: dict[str, str], width: int, dark: bool
) -> None:
    reader = Walker(browser, address, width=width, dark=dark)
    reader.opens(f"{words['prefix']}/v/alku/news/")
    reader.taps(reader.page.locator("main a[href*='/news/']").first)
    reader.effort = Effort()
    for text in (words["good"], words["bad"]):
        comments(reader, words, text)
        expect(reader.page.locator("main")).not_to_contain_text(text)
    coordinator = Walker(browser, address, width=width, dark=dark)
    decides(coordinator, words)
    reader.page.reload()
    reader.says(words["good"])
    expect(reader.page.locator("main")).not_to_contain_text(words["bad"])
    assert ADDRESS not in reader.page.content()
    reader.scans()
    shown = reader.page.locator(".comment", has_text=words["good"]).first
    reader.taps(shown.get_by_role("button", name=words["report"]))
    assert reader.title == words["hidden"]
    reader.scans()
    reader.taps(reader.link(words["back"]))
    expect(reader.page.locator("main")).not_to_contain_text(words["good"])
    reader.leave()
    coordinator.leave()


def comments(reader: Walker, words: dict[str, str], text: str) -> None:
    """One comment, and back to the page it is about."""
    reader.scans()
    form = reader.page.locator(".comment-form")
    reader.types(form.get_by_label(words["comment"]), text)
    reader.types(form.get_by_label(words["name"]), "Lukija")
    form.get_by_label(words["email"]).fill(ADDRESS)
    reader.taps(form.get_by_role("button", name=words["send"]))
    assert reader.title == words["waits"]
    reader.scans()
    if text == FINNISH["good"]:
        matches_the_table("writing a comment", reader.effort)
    reader.taps(reader.link(words["back"]))


def decides(coordinator: Walker, words: dict[str, str]) -> None:
    """One tap for each comment."""
    coordinator.signs_in(coordinator_of("alku"), PASSWORD)
    coordinator.opens(f"{words['prefix']}/v/alku/moderation/")
    coordinator.scans()
    assert ADDRESS not in coordinator.page.content()
    for text, button in ((words["good"], "show"), (words["bad"], "refuse")):
        row = coordinator.page.locator(".moderated-row", has_text=text)
        coordinator.taps(row.get_by_role("button", name=f"{words[button]} – Lukija", exact=True))
        coordinator.scans()
