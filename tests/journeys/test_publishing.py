"""A coordinator writes a piece of news with a picture and a happening; a visitor reads both."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from demo.accounts import SIGN_INS
from tests.journeys.walker import Walker

SCREENS = [(360, True), (1280, False)]


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture nobody has taken: a pattern."""
    picture = Image.new("RGB", (1200, 750), (194, 69, 43))
    picture.paste((41, 80, 159), (0, 0, 600, 375))
    written = io.BytesIO()
    picture.save(written, "JPEG")
    path = tmp_path / "kuvio.jpg"
    path.write_bytes(written.getvalue())
    return path


@pytest.mark.parametrize(("width", "dark"), SCREENS, ids=["phone", "desk"])
def test_news_with_a_picture_and_a_happening(
    browser: Browser, address: str, width: int, dark: bool, drawing: Path
) -> None:
    coordinator = Walker(browser, address, width=width, dark=dark)
    coordinator.signs_in(*SIGN_INS[0][:2])
    news = write_news(coordinator, drawing, f"Taide lähtee ulos {width}")
    happening = write_happening(coordinator, f"Avoin ilta {width}")
    coordinator.opens("/v/voimala/publishing/")
    coordinator.says(f"Taide lähtee ulos {width}")
    coordinator.scans()
    coordinator.leave()

    visitor = Walker(browser, address, width=width, dark=not dark)
    visitor.opens("/v/voimala/news/")
    visitor.scans()
    visitor.taps(visitor.link(f"Taide lähtee ulos {width}"))
    assert visitor.page.url.endswith(news)
    visitor.says("Kuva: Kuvio (malli 1)")
    picture = visitor.page.get_by_alt_text("Kaksi väriä ruuduissa")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    expect(visitor.button("Poista")).to_have_count(0)
    visitor.scans()
    visitor.opens(happening)
    visitor.scans()
    file = visitor.page.request.get(f"{address}{happening.rstrip('/')}.ics")
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;TZID=Europe/Helsinki:20301210T173000" in file.text()
    visitor.leave()


def write_news(walker: Walker, drawing: Path, title: str) -> str:
    """Looks at it first, as an unsure writer would; the path of its page."""
    walker.opens("/v/voimala/publishing/")
    walker.scans()
    walker.taps(walker.link("Kirjoita uutinen"))
    page = walker.page
    walker.types(page.get_by_label("Otsikko").first, title)
    walker.types(page.get_by_label("Teksti").first, "## Ohjelma\n\n- **Musiikkia** pihalla")
    page.get_by_label("Uusi kuva").set_input_files(drawing)
    walker.types(page.get_by_label("Mitä uudessa kuvassa on?"), "Kaksi väriä ruuduissa")
    walker.types(page.get_by_label("Kuka uuden kuvan on tehnyt?"), "Kuvio (malli 1)")
    walker.taps(walker.button("Esikatsele"))
    expect(page.locator(".preview strong")).to_have_text("Musiikkia")
    walker.scans()
    walker.taps(walker.button("Tallenna"))
    walker.says("Julkaistu: kaikki näkevät tämän sivun.")
    walker.scans()
    return page.url.removeprefix(walker.address)


def write_happening(walker: Walker, title: str) -> str:
    walker.opens("/v/voimala/publishing/new/happening/")
    walker.scans()
    page = walker.page
    walker.types(page.get_by_label("Otsikko").first, title)
    page.locator("[name=day]").fill("2030-12-10")
    page.locator("[name=starts_at]").fill("17:30")
    walker.types(page.get_by_label("Paikka"), "Kulttuuritalo (malli 1)")
    walker.taps(walker.button("Tallenna"))
    walker.says("klo 17.30")
    return page.url.removeprefix(walker.address)
