"""Every page, as a picture and for those who cannot see one: both widths, light and dark, three languages."""

import re
from collections import deque

import pytest
from playwright.sync_api import Browser

from demo.accounts import SIGN_INS
from tests.journeys.walker import Walker

PUBLIC = (
    "/",
    "/v/voimala/",
    "/v/voimala/timeline/",
    "/v/voimala/find/",
    "/v/voimala/find/?q=sopimus",
    "/v/voimala/find/?q=ei-tällaista",
    "/v/voimala/tell/",
    "/v/voimala/tell/?sent=yes",
    "/v/voimala/contact/",
    "/v/voimala/contact/?sent=yes",
    "/v/voimala/about/accessibility/",
    "/v/voimala/about/privacy/",
    "/v/voimala/about/proposals/",
    "/v/voimala/about/invented/",
    "/v/voimala/about/sources/",
    "/v/voimala/news/",
    "/v/voimala/happenings/",
    "/account/login/",
    "/account/password/reset/",
    "/no-such-page/",
    "/l/no-such-link/",
)
COORDINATOR = (
    "/v/voimala/desk/",
    "/v/voimala/desk/weekly/",
    "/v/voimala/find/?q=musiikki",
    "/v/voimala/find/?q=hoitaja&kind=person&page=2",
    "/v/voimala/jobs/",
    "/v/voimala/needs/",
    "/v/voimala/needs/?q=ei-tällaista",
    "/v/voimala/needs/new/",
    "/v/voimala/told/",
    "/v/voimala/moderation/",
    "/v/voimala/contact/messages/",
    "/v/voimala/people/add/",
    "/v/voimala/people/added/",
    "/v/voimala/partners/add/",
    "/v/voimala/groups/",
    "/v/voimala/messages/",
    "/v/voimala/publishing/",
    "/v/voimala/publishing/new/news/",
    "/v/voimala/publishing/new/campaign/",
    "/v/voimala/publishing/new/happening/",
    "/v/voimala/partners/",
    "/v/voimala/settings/",
    "/v/voimala/settings/parts/",
    "/v/voimala/settings/words/",
    "/v/voimala/settings/addresses/",
    "/v/voimala/settings/duties/",
    "/v/voimala/people/",
    "/v/voimala/people/?sector=culture&page=2",
)
FIRST_OF = (
    ("/v/voimala/partners/", "main tbody td a, main tbody th a"),
    ("/v/voimala/people/", "main tbody td a, main tbody th a"),
    ("/v/voimala/groups/", "main a[href*='/groups/']"),
    ("/v/voimala/needs/", "main a[href*='/needs/']:not([href$='/new/'])"),
)
# Both widths and both schemes, crosswise: what is too wide does not hang on the colours.
SCREENS = [(360, True), (1280, False)]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{'dark' if screen[1] else 'light'}")
def somebody(browser: Browser, address: str, request: pytest.FixtureRequest) -> "Walker":
    width, dark = request.param
    return Walker(browser, address, width=width, dark=dark)


def test_public_pages(somebody: Walker) -> None:
    for path in PUBLIC:
        somebody.opens(path)
        somebody.complaints = [line for line in somebody.complaints if "404" not in line]
        somebody.scans()
    somebody.leave()


def test_pages_of_the_coordinator(somebody: Walker) -> None:
    somebody.signs_in(*SIGN_INS[0][:2])
    for path in COORDINATOR:
        somebody.opens(path)
        somebody.scans()
    for path, link in FIRST_OF:
        somebody.opens(path)
        somebody.taps(somebody.page.locator(link).first)
        somebody.scans()
    somebody.leave()


# Every role in Finnish, and the one that sees most in the other languages: links are the same in each.
WALKS = [("", who) for who in range(len(SIGN_INS))] + [("/sv", 0), ("/en", 0)]


@pytest.mark.parametrize(
    ("prefix", "who"),
    WALKS,
    ids=[f"{SIGN_INS[who][0].partition('@')[0]}-{prefix.strip('/') or 'fi'}" for prefix, who in WALKS],
)
def test_every_link_leads_somewhere(walker: Walker, prefix: str, who: int) -> None:
    """From the desk, every page that a role can reach answers, in the language of its address."""
    walker.signs_in(*SIGN_INS[who][:2])
    seen = {f"{prefix}/v/voimala/desk/"}
    waiting = deque(seen)
    while waiting:
        path = waiting.popleft()
        answer = walker.page.request.get(walker.address + path)
        assert answer.status == 200, f"{path}: {answer.status}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        text = answer.text()
        assert f'<html lang="{prefix.strip("/") or "fi"}"' in text, path
        for link in links(text):
            if link.startswith(f"{prefix}/v/voimala/") and shape(link) not in map(shape, seen):
                seen.add(link)
                waiting.append(link)
    assert len(seen) > 5


def links(html: str) -> list[str]:
    """Addresses of the page's links, without the part after #."""
    found = re.findall(r'<a\b[^>]*\bhref="([^"#]+)', html)
    return [address.replace("&amp;", "&") for address in found]


def shape(path: str) -> str:
    """One page of each kind is enough: ids and queries are left out."""
    words = path.partition("?")[0].split("/")
    return "/".join(
        "<id>" if len(word) == 12 and word.islower() and word.isalnum() else word for word in words
    )
