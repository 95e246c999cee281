"""A file is added to a partner, removed and taken back on a phone; a calendar gets its address."""

from urllib.request import urlopen

from playwright.sync_api import Browser

from demo.accounts import COORDINATOR, PASSWORD
from tests.journeys.walker import Walker

PDF = {"name": "Päätös 12.3.2026.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
LIE = {"name": "Liite.pdf", "mimeType": "application/pdf", "buffer": b"nimi;kunta\n"}


def test_files_and_a_calendar_on_a_phone(browser: Browser, address: str) -> None:
    walker = Walker(browser, address, width=360, dark=True)
    walker.signs_in(COORDINATOR, PASSWORD)
    walker.opens("/v/voimala/partners/organisations/")
    walker.taps(walker.page.locator("table.register tbody th a").first)
    walker.taps(walker.link("Lisää tai poista liitteitä"))
    sends(walker, LIE)
    walker.says("onkin teksti")
    # The browser tells its console that the form was refused.
    walker.complaints = [line for line in walker.complaints if "422" not in line]
    walker.scans()
    sends(walker, PDF)
    walker.says("on lisätty")
    walker.taps(walker.button("Poista"))
    walker.taps(walker.button("Palauta"))
    walker.says("on taas mukana")
    walker.scans()
    walker.opens("/v/voimala/calendar/")
    walker.taps(walker.button("Tee osoite"))
    walker.scans()
    with urlopen(walker.page.locator("#calendar-address").input_value()) as calendar:  # noqa: S310  # our own server
        assert calendar.read().startswith(b"BEGIN:VCALENDAR")
    walker.leave()


def sends(walker: Walker, file: dict[str, object]) -> None:
    walker.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # its three keys
    walker.taps(walker.button("Lisää tiedosto"))
