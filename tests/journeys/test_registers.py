"""A coordinator keeps the registers: two tabs, a file to open, a board member who is invited and comes."""

import io
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Browser

from demo.accounts import SIGN_INS
from tests.journeys.walker import Walker

NETWORK = "/v/voimala/"
WORKPLACES = f"{NETWORK}partners/organisations/?place=other"
INVITED = "uusi.jasen@voimala.example"


def test_registers_two_tabs_a_file_and_an_invited_board_member(browser: Browser, address: str) -> None:
    coordinator = Walker(browser, address)
    coordinator.signs_in(*SIGN_INS[0][:2])
    corrects_in_two_tabs(coordinator)
    opens_the_file(coordinator)
    for register in ("units", "contacts", "roles"):
        coordinator.opens(f"{NETWORK}partners/{register}/")
        coordinator.scans()
    link = invites(coordinator)
    coordinator.leave()
    accepts(browser, address, link)


def corrects_in_two_tabs(coordinator: Walker) -> None:
    coordinator.opens(WORKPLACES)
    coordinator.scans()
    coordinator.taps(coordinator.page.locator("table.register tbody th a").first)
    coordinator.taps(coordinator.link("Muokkaa").first)
    coordinator.scans()
    second = coordinator.context.new_page()
    second.goto(coordinator.page.url)
    second.get_by_label("Nimi ruotsiksi").fill("Första namnet (exempel 1)")
    second.get_by_role("button", name="Tallenna").first.click()
    second.close()
    coordinator.types(coordinator.page.get_by_label("Nimi ruotsiksi"), "Andra namnet (exempel 1)")
    coordinator.taps(coordinator.button("Tallenna").first)
    coordinator.says("Joku muu muutti tätä")
    coordinator.says("Första namnet (exempel 1)")
    coordinator.complaints.clear()  # the browser tells of the answer 409
    coordinator.scans()
    coordinator.taps(coordinator.page.get_by_label("Nyt tallennettu").first, leads=False)
    coordinator.taps(coordinator.button("Tallenna").first)
    coordinator.says("Tallennettu.")


def opens_the_file(coordinator: Walker) -> None:
    """What the list shows now, names in three languages and the invented ones marked."""
    coordinator.opens(WORKPLACES)
    shown = coordinator.page.locator("table.register tbody tr").count()
    got = coordinator.page.request.get(f"{coordinator.address}{WORKPLACES}&as=xlsx")
    sheet: Any = load_workbook(io.BytesIO(got.body())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["Nimi suomeksi", "Nimi ruotsiksi", "Nimi englanniksi"]
    assert len(rows) == shown + 1
    assert "Första namnet (exempel 1)" in {row[1] for row in rows}
    assert {row[-1] for row in rows[1:]} == {"Malli"}


def invites(coordinator: Walker) -> str:
    coordinator.taps(coordinator.link("Roolit").first)
    coordinator.taps(coordinator.link("Kutsu joku rooliin"))
    coordinator.scans()
    page = coordinator.page
    coordinator.types(page.get_by_label("Sähköposti"), INVITED)
    coordinator.taps(page.get_by_label("Johtoryhmän jäsen"), leads=False)
    coordinator.taps(coordinator.button("Lähetä kutsu"))
    coordinator.says("Kutsu odottaa vastausta 14 päivää.")
    coordinator.scans()
    coordinator.opens(f"{NETWORK}messages/")
    coordinator.taps(page.locator("main a[href*='/messages/']").first)
    link = page.locator("main a[href*='/l/']").first.get_attribute("href")
    assert link
    return link.removeprefix(coordinator.address)


def accepts(browser: Browser, address: str, link: str) -> None:
    member = Walker(browser, address, width=360, dark=True)
    member.opens(link)
    member.scans()
    member.types(member.page.get_by_label("Nimesi"), "Uusi jäsen (malli 9)")
    member.types(member.page.get_by_label("Salasana"), "helppo ja pitkä lause")
    member.taps(member.button("Kyllä, otan roolin"))
    assert NETWORK in member.page.url or member.page.url.endswith("/home/")
    member.opens(f"{NETWORK}partners/organisations/")
    member.scans()
    member.leave()
