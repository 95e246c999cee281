"""A coordinator brings in 5,000 people from a file with 37 faulty rows, finds one, and undoes it all."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from demo.accounts import PASSWORD, coordinator_of
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Walker

EVERYBODY, FAULTY = 5000, 37
ROLES = ("muusikko", "sairaanhoitaja", "sosiaaliohjaaja", "opettaja")
FAULTS = ("ei osoite", "toinen@", "@kolmas", "neljäs osoite")


def staff() -> bytes:
    """As a Finnish Windows writes it; each faulty row has an address that is none."""
    rows = ["Sukunimi;Etunimi;Sähköposti;Tehtävä;Työnantaja;Kunta;Syntymäaika"]
    for number in range(EVERYBODY):
        wrong = number % 135 == 7 and number // 135 < FAULTY
        address = FAULTS[number % len(FAULTS)] if wrong else f"testi.{number}@example.org"
        role = ROLES[number % len(ROLES)]
        rows.append(f"Öljy-{number};Testi;{address};{role};Mallilan koulu {number % 5};Kuopio;1.1.1990")
    return "\r\n".join(rows).encode("cp1252")


@pytest.mark.parametrize(("width", "dark"), [(1280, False)], ids=["desk"])
def test_import_five_thousand_and_undo(
    browser: Browser, address: str, tmp_path: Path, width: int, dark: bool
) -> None:
    walker = Walker(browser, address, width=width, dark=dark)
    walker.signs_in(coordinator_of("alku"), PASSWORD)
    walker.page.goto(f"{address}/v/alku/people/")
    before = walker.title
    walker.opens("/v/alku/imports/")
    walker.taps(walker.link("Tuo tiedosto").first)
    walker.scans()
    walker.taps(walker.page.get_by_label("Ihmiset", exact=True), leads=False)
    walker.effort.taps += 1
    sent = {"name": "henkilöstö.csv", "mimeType": "text/csv", "buffer": staff()}
    walker.page.get_by_label("Tiedosto").set_input_files(sent)  # type: ignore[arg-type]  # a dict of the same shape
    walker.taps(walker.button("Katso rivit läpi"))
    assert walker.title == f"4 963 riviä voidaan tuoda, {FAULTY} riviä on korjattava"
    faulty = walker.page.locator("section", has=walker.page.locator("#faulty"))
    assert faulty.locator("tbody tr").count() == FAULTY
    first = faulty.locator("tbody tr").first
    assert [text.strip() for text in first.locator("th, td").all_inner_texts()][:2] == ["9", "työsähköposti"]
    assert "Kirjoita yksi osoite" in first.inner_text()
    walker.scans()
    walker.taps(walker.button("Tuo 4 963 riviä"))
    assert walker.title == "Tuotu: 4 963 ihmistä, 5 organisaatiota"
    walker.scans()
    matches_the_table("5,000 people from a file", walker.effort)
    untold = "/v/alku/people/?told=untold&q=öljy-4321"
    walker.opens(untold)
    walker.says("Testi Öljy-4321")
    walker.opens("/v/alku/imports/")
    walker.scans()
    walker.taps(walker.link("henkilöstö.csv"))
    walker.taps(walker.button("Peru koko tuonti"))
    assert walker.title == "Peruttu: 4 963 ihmistä, 5 organisaatiota poistettu"
    walker.scans()
    walker.opens(untold)
    walker.says("Ketään ei löytynyt")
    walker.opens("/v/alku/people/")
    assert walker.title == before
    walker.leave()
