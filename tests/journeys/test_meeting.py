"""A coordinator takes a meeting from its agenda to approved minutes, and a duty is marked done."""

import datetime as dt

import pypdfium2
import pypdfium2.raw as pdfium
from playwright.sync_api import Browser

from demo.accounts import PASSWORD, coordinator_of
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

MATTER = "Äänitorvi ja yöpöytä"
DECISION = "Hankitaan äänitorvi Åströmin ehdotuksesta"
DUTY = "Tilaa äänitorvi"


def test_a_meeting_from_agenda_to_approved_minutes(browser: Browser, address: str) -> None:
    """On a phone: the body of one seat, today's meeting, its minutes as a tagged paper in Finnish."""
    walker = Walker(browser, address, width=360, dark=True)
    walker.signs_in(coordinator_of("alku"), PASSWORD)
    adds_a_body(walker)
    plans_a_meeting(walker)
    calls_it(walker)
    writes_the_minutes(walker)
    approves_them(walker)
    reads_the_paper(walker)
    marks_the_duty_done(walker)
    walker.leave()


def adds_a_body(walker: Walker) -> None:
    walker.opens("/v/alku/bodies/add/")
    walker.scans()
    walker.taps(walker.page.get_by_label("työryhmä"), leads=False)
    walker.types(walker.page.get_by_label("Nimi", exact=True), "Soittotyöryhmä")
    walker.types(walker.page.get_by_label("Kuinka monen paikan"), "1")
    walker.taps(walker.button("Tallenna"))
    assert walker.title == "Soittotyöryhmä"
    walker.taps(walker.link("Lisää paikka"))
    walker.scans()
    walker.taps(walker.page.get_by_label("puheenjohtaja", exact=True), leads=False)
    walker.types(walker.page.get_by_label("Tehtävänimike"), "Musiikin edustaja")
    walker.types(walker.page.get_by_label("Kauden ensimmäinen päivä"), "2026-01-01")
    walker.chooses(walker.page.get_by_label("Kirjautuu käyttäjänä"), "Koordinaattori (malli 5)")
    walker.taps(walker.button("Tallenna"))
    walker.says("Musiikin edustaja")
    walker.scans()


def plans_a_meeting(walker: Walker) -> None:
    walker.taps(walker.link("Suunnittele kokous"))
    walker.scans()
    walker.types(walker.page.get_by_label("Päivä"), dt.datetime.now(dt.UTC).date().isoformat())
    walker.types(walker.page.get_by_label("Alkaa"), "00:05")
    walker.taps(walker.button("Tallenna"))
    walker.taps(walker.link("Lisää asia").first)
    walker.scans()
    walker.types(walker.page.get_by_label("Asia", exact=True), MATTER)
    walker.types(walker.page.get_by_label("Ehdotus"), "Hankitaan.")
    walker.taps(walker.button("Tallenna"))
    walker.says(MATTER)


def calls_it(walker: Walker) -> None:
    walker.taps(walker.button("Kutsu kokous koolle"))
    walker.says("1 kirje on matkalla.")
    walker.scans()


def writes_the_minutes(walker: Walker) -> None:
    walker.taps(walker.link("Kirjoita pöytäkirja"))
    walker.scans()
    walker.taps(walker.page.get_by_label("läsnä", exact=True).first, leads=False)
    walker.types(walker.page.get_by_label(f"Mitä puhuttiin: {MATTER}"), "Keskusteltiin yöstä.")
    walker.taps(walker.button("Tallenna pöytäkirja"))
    walker.says("Päätösvaltainen: paikalla 1, paikkoja 1.")
    walker.taps(walker.link("Kirjoita päätös"))
    walker.scans()
    walker.types(walker.page.get_by_label("Päätös", exact=True), DECISION)
    walker.types(walker.page.get_by_label("Mitä tehdään"), DUTY)
    walker.chooses(walker.page.get_by_label("Kuka tekee"), "Musiikin edustaja")
    walker.taps(walker.button("Tallenna"))
    walker.says(DECISION)
    walker.scans()


def approves_them(walker: Walker) -> None:
    walker.effort = Effort()
    walker.taps(walker.link("Lue läpi ja hyväksy"))
    walker.scans()
    walker.types(walker.page.get_by_label("Hyväksyjän tehtävä"), "puheenjohtaja")
    walker.taps(walker.button("Hyväksy pöytäkirja"))
    walker.says("Sitä ei voi enää muuttaa")
    matches_the_table("approving minutes", walker.effort)
    walker.scans()


def reads_the_paper(walker: Walker) -> None:
    """Opened as a reader's program opens it: tagged, in Finnish, with every letter."""
    href = walker.link("Pöytäkirja (PDF)").get_attribute("href")
    content = walker.page.request.get(f"{walker.address}{href}").body()
    paper = pypdfium2.PdfDocument(content)
    assert pdfium.FPDFCatalog_IsTagged(paper)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    for words in (MATTER, DECISION, "Päätösvaltainen", "Hyväksytty"):
        assert words in text, words
    assert "LUONNOS" not in text
    paper.close()


def marks_the_duty_done(walker: Walker) -> None:
    walker.taps(walker.link(DUTY).first)
    walker.scans()
    walker.effort = Effort()
    walker.taps(walker.button("Se on tehty"))
    matches_the_table("marking a duty done", walker.effort)
    walker.says("Tehty")
    walker.opens("/v/alku/bodies/decisions/")
    walker.says(DECISION)
    walker.scans()
