"""A person at a browser: walks pages, is scanned for accessibility on each, and has her effort counted."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SECONDS_A_PAGE, SECONDS_A_TAP, SECONDS_A_CHARACTER = 3.0, 2.0, 0.5


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


@dataclass
class Effort:
    """What a person had to do: pages read, taps and choices made, characters typed."""

    pages: int = 0
    taps: int = 0
    characters: int = 0

    @property
    def seconds(self) -> float:
        """The estimate of docs/effort.md."""
        return self.pages * SECONDS_A_PAGE + self.taps * SECONDS_A_TAP + self.characters * SECONDS_A_CHARACTER


class Walker:
    """One person in one browser window.

    Args:
        width: of the window in CSS pixels; 360 is a phone.
        scripts: whether JavaScript runs; every journey must also pass without.
    """

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1280, dark: bool = False, scripts: bool = False
    ) -> None:
        self.address = address
        self.width = width
        self.effort = Effort()
        self.scripts = scripts
        self.context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 500 else 740},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="fi-FI",
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("requestfailed", self._miss)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _miss(self, request: Request) -> None:
        """A request that the browser drops because the person walks on is nobody's fault."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")

    def leave(self) -> None:
        self.context.close()

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)
        self._reads()

    def _reads(self) -> None:
        self.effort.pages += 1
        expect(self.page.locator("h1")).to_have_count(1)

    def taps(self, control: Locator, *, leads: bool = True) -> None:
        """A tap or a choice; `leads` says that it opens another page."""
        self.effort.taps += 1
        if not leads:
            control.click()
            return
        with self.page.expect_navigation():
            control.click()
        self._reads()

    def types(self, field: Locator, text: str) -> None:
        self.effort.characters += len(text)
        field.fill(text)

    def chooses(self, field: Locator, label: str) -> None:
        self.effort.taps += 1
        field.select_option(label=label)

    def signs_in(self, email: str, password: str) -> None:
        """Not counted: a session lasts a working day, and one who still has it is led on from the form."""
        kept = Effort(**vars(self.effort))
        self.context.add_cookies(_SESSIONS.get((self.address, email), []))
        self.opens("/account/login/")
        if self.page.url.endswith("/account/login/"):
            self.page.locator("input[type=email]").fill(email)
            self.page.locator("input[type=password]").fill(password)
            with self.page.expect_navigation():
                self.page.locator("main form button[type=submit]").click()
            cookies = [dict(each) for each in self.context.cookies()]
            _SESSIONS[self.address, email] = [each for each in cookies if each["name"] == "sessionid"]
        self.effort = kept

    def tabs_to(self, control: Locator, *, most: int = 80) -> None:
        """Presses Tab until the control has the focus, and checks that the focus can be seen."""
        wanted = control.first.element_handle()
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement === wanted", wanted):
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"{self.page.url}: no visible focus"
                return
        raise AssertionError(f"{self.page.url}: Tab does not reach {control}")

    def presses_enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._reads()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    @property
    def title(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    def scans(self) -> None:
        """No accessibility violation, nothing wider than the window, no console error, one language."""
        found = violations(self.page, self.scripts)
        where = self.page.url
        assert found == [], f"{where}:\n" + "\n".join(found)
        assert self.complaints == [], f"{where}: {self.complaints}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{where}: {wide} px wide in a window of {self.width}"

    def pictures(self, path: Path) -> None:
        """What stands on the first screens of the page; the whole would be too long for a document."""
        path.parent.mkdir(parents=True, exist_ok=True)
        height = 1500 if self.width > 500 else 1100
        self.page.screenshot(
            path=str(path), full_page=True, clip={"x": 0, "y": 0, "width": self.width, "height": height}
        )


def violations(page: Page, scripts: bool) -> list[str]:
    """What axe finds on the page as it stands, one line each.

    A page without JavaScript cannot run axe: a copy of its HTML and styles is scanned in a second page
    of the same window that may, at the same address, so relative addresses and the media queries hold.
    """
    if scripts:
        page.evaluate(axe_source())
        return _run_axe(page)
    copy = _scanner(page)
    copy.context.clear_cookies()
    copy.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # the same shape, another name
    copy.evaluate("address => history.replaceState(null, '', address)", page.url)
    copy.set_content(page.content())
    return _run_axe(copy)


def _scanner(page: Page) -> Page:
    """The page that scans windows of this size, scheme and server: one for all, axe loaded once."""
    browser, size = page.context.browser, page.viewport_size
    assert browser is not None
    assert size is not None
    scheme: Any = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    server = page.evaluate("location.origin")
    key = (id(browser), server, scheme, size["width"])
    if key not in _SCANNERS:
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="fi-FI")
        _SCANNERS[key] = empty = context.new_page()
        empty.route(server, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        empty.goto(server)
        empty.evaluate(axe_source())
    return _SCANNERS[key]


_SCANNERS: dict[tuple[int, str, str, int], Page] = {}
_SESSIONS: dict[tuple[str, str], list[Any]] = {}
"""The cookie of who has signed in, by server and address."""


def _run_axe(page: Page) -> list[str]:
    """`preload`, loading files a second time, would serve only rules for films and turned screens."""
    result = page.evaluate(
        """rules => axe.run(document, {
            runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], preload: false,
        })""",
        RULES,
    )
    return [
        f"{violation['id']}: {json.dumps(node['target'])}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
