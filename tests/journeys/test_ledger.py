"""Contributions are written down and read, and a partner's contact confirms its hours with one tap."""

from playwright.sync_api import Browser

from demo.accounts import COORDINATOR, PARTNER_CONTACT, PASSWORD
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

PARTNER = "Keskussairaala (malli)"
LEDGER = "/v/voimala/contributions/"


def test_the_ledger_is_kept_by_both_sides(browser: Browser, address: str) -> None:
    coordinator = Walker(browser, address)
    coordinator.signs_in(COORDINATOR, PASSWORD)
    writes_down(coordinator)
    contact = Walker(browser, address, width=360, dark=True)
    contact.signs_in(PARTNER_CONTACT, PASSWORD)
    reads_own_rows_and_all_sums(contact)
    confirms(contact)
    coordinator.opens(LEDGER)
    counters(coordinator)
    for walker in (coordinator, contact):
        walker.leave()


def writes_down(walker: Walker) -> None:
    """From the sums of all to a row of one partner, and the file of it all."""
    walker.opens(LEDGER)
    walker.says("Kauden tahdista jäljessä")
    walker.scans()
    with walker.page.expect_download() as download:
        walker.link("Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    walker.effort = Effort()
    walker.taps(walker.link("Kirjaa panos").first)
    walker.scans()
    walker.chooses(walker.page.get_by_label("Kumppani"), PARTNER)
    walker.types(walker.page.get_by_label("Kuinka paljon"), "7,5")
    walker.taps(walker.button("Tallenna"))
    walker.says("Kirjattu: 7 h 30 min")
    matches_the_table("writing down a contribution", walker.effort)
    walker.scans()


def reads_own_rows_and_all_sums(walker: Walker) -> None:
    walker.opens(LEDGER)
    walker.says("Hyvinvointialue (malli)")
    assert walker.link("Hyvinvointialue (malli)").count() == 0
    walker.scans()
    walker.taps(walker.link(PARTNER))
    assert walker.title.startswith(PARTNER)
    walker.scans()


def confirms(walker: Walker) -> None:
    walker.effort = Effort()
    walker.taps(walker.button("Vahvista tunnit"))
    walker.says("kumppani vahvistanut")
    matches_the_table("a partner's hours", walker.effort)
    walker.scans()


def counters(walker: Walker) -> None:
    """The row that was written down is put right; both stay."""
    walker.taps(walker.link(PARTNER))
    walker.taps(walker.page.locator("#rows").locator("xpath=../..").locator("tbody a").first)
    walker.scans()
    walker.types(walker.page.get_by_label("Miksi"), "Kirjattu kahdesti")
    walker.taps(walker.button("Oikaise rivi"))
    walker.says("kumottu vastarivillä")
    walker.scans()
