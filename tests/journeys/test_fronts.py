"""The public face: five front pages in three languages and the national page, as visitors meet them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request

from tests.journeys.test_pages import links, shape
from tests.journeys.walker import Walker

NETWORKS = ("voimala", "varavoimaa", "pirkanmaa", "lansi-suomi", "alku")
LANGUAGES = {"fi": "", "sv": "/sv", "en": "/en"}
OPENS_ON = {
    "voimala": "partners",
    "varavoimaa": "campaigns",
    "pirkanmaa": "plan",
    "lansi-suomi": "partners",
    "alku": "join",
}
SCREENS = ((360, False), (1280, True), (360, True), (1280, False))
MOST_BYTES = 100_000


def visitor(browser: Browser, address: str, at: int) -> Walker:
    """The screens take turns: each page is seen on a phone and on a desk, in light and in dark."""
    width, dark = SCREENS[at % len(SCREENS)]
    return Walker(browser, address, width=width, dark=dark)


@pytest.mark.parametrize("at", range(len(SCREENS)), ids=["phone", "desk-dark", "phone-dark", "desk"])
def test_front_pages_and_the_national_page(browser: Browser, address: str, at: int) -> None:
    """Each network in each language at least once on this journey or its neighbours; axe finds nothing."""
    somebody = visitor(browser, address, at)
    asked: list[str] = []
    somebody.page.on("request", lambda request: asked.append(request.url))
    pages = [(code, language) for code in NETWORKS for language in LANGUAGES]
    for code, language in pages[at :: len(SCREENS)]:
        somebody.opens(f"{LANGUAGES[language]}/v/{code}/")
        somebody.scans()
        assert somebody.page.locator("html").get_attribute("lang") == language
        assert somebody.page.locator("main section[id]").first.get_attribute("id") == OPENS_ON[code]
    somebody.opens(f"{list(LANGUAGES.values())[at % 3]}/")
    somebody.scans()
    assert somebody.page.locator(".map").count() == 1
    assert somebody.page.locator("main tbody tr").count() == 14
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in asked} == {own}
    somebody.leave()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_public_face_leads_somewhere(walker: Walker, language: str) -> None:
    """From the national page and each front page: addresses answer, anchors are on the page."""
    prefix = LANGUAGES[language]
    seen: set[str] = set()
    for path in (f"{prefix}/", *(f"{prefix}/v/{code}/" for code in NETWORKS)):
        walker.opens(path)
        anchors = walker.page.eval_on_selector_all(
            "main a[href^='#']", "found => found.map(link => link.getAttribute('href').slice(1))"
        )
        for anchor in anchors:
            assert walker.page.locator(f"[id='{anchor}']").count() == 1, f"{path}#{anchor}"
        for link in links(walker.page.content()):
            if link.startswith("/") and shape(link) not in map(shape, seen):
                seen.add(link)
                assert walker.page.request.get(walker.address + link).status == 200, f"{path}: {link}"
    assert len(seen) > len(NETWORKS)


def test_a_front_page_is_light_on_the_wire(walker: Walker) -> None:
    """What the browser is sent, but fonts and pictures; nothing of it is a script."""
    sent: list[Request] = []

    def keep(request: Request) -> None:
        sent.append(request)

    walker.page.on("requestfinished", keep)
    for code in NETWORKS:
        sent.clear()
        walker.opens(f"/v/{code}/")
        walker.page.wait_for_load_state("networkidle")
        kinds = {request.resource_type for request in sent}
        assert "script" not in kinds
        weighed = [request for request in sent if request.resource_type in ("document", "stylesheet")]
        assert sum(request.sizes()["responseBodySize"] for request in weighed) < MOST_BYTES, code
