"""The main job of the platform, whole, in Finnish: from a need told in words to a group decided."""

import re

import pytest
from playwright.sync_api import Browser, expect

from demo.accounts import SIGN_INS
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Walker

COORDINATOR = SIGN_INS[0]
TITLE = "Nuorten aikuisten yksinäisyys Kuopiossa"
CHANGE = "Nuori löytää ryhmän, johon palata."


def tells_a_need(walker: Walker, title: str) -> None:
    """From the desk to the brief: one page of choices, filled on from the setting's template."""
    walker.taps(walker.link("Uusi tarve"))
    walker.scans()
    walker.types(walker.page.get_by_label("Mistä on kyse?", exact=True), title)
    walker.types(walker.page.get_by_label("Mitä toivotte muuttuvan?"), CHANGE)
    walker.chooses(walker.page.get_by_label("Kenelle?"), "Nuoret aikuiset")
    walker.chooses(walker.page.get_by_label("Missä pilotti olisi?"), "Psykiatrian avohoito")
    unit = walker.page.get_by_label("Yksikkö").locator("option", has_text="Nuorten aikuisten avohoito")
    walker.chooses(walker.page.get_by_label("Yksikkö"), unit.inner_text())
    walker.taps(walker.button("Tallenna ja jatka"))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["desk", "phone-dark"])
def test_from_a_need_to_a_group(browser: Browser, address: str, width: int, dark: bool) -> None:
    walker = Walker(browser, address, width=width, dark=dark)
    email, password, _ = COORDINATOR
    walker.signs_in(email, password)
    walker.scans()
    assert "odottaa sinua" in walker.title

    tells_a_need(walker, TITLE)
    walker.scans()
    walker.says("Taiteen ohjaaja")
    walker.says("Yksikön oma työntekijä")

    walker.taps(walker.button("Ehdota kokoonpanoa"))
    walker.scans()
    assert walker.title.startswith("Ehdotus: ")
    # Other journeys on the same server tell profiles and enter people: 140 of 412 to begin with.
    expect(walker.page.locator("main")).to_contain_text(
        re.compile(r"osaamisen\s+1[34]\d\s+ihmiseltä\s+41\d:s")
    )
    walker.says("yksikkö nimeää")
    matches_the_table("need to proposal", walker.effort)

    walker.taps(walker.link("Kysy näiltä"))
    walker.scans()
    walker.taps(walker.button("Päätä, kysy myöhemmin"))
    walker.scans()
    matches_the_table("need to group", walker.effort)
    expect(walker.page.locator("main")).to_contain_text("ehdotettu")
    assert "vahvist" in walker.title
    walker.leave()


def test_by_keyboard_alone(walker: Walker) -> None:
    email, password, _ = COORDINATOR
    walker.opens("/account/login/")
    walker.tabs_to(walker.page.locator("input[type=email]"))
    walker.page.keyboard.type(email)
    walker.tabs_to(walker.page.locator("input[type=password]"))
    walker.page.keyboard.type(password)
    walker.presses_enter()
    walker.tabs_to(walker.link("Uusi tarve"))
    walker.presses_enter()
    walker.tabs_to(walker.page.get_by_label("Mistä on kyse?", exact=True))
    walker.page.keyboard.type("Yksinäisyys näppäimistöllä")
    walker.tabs_to(walker.page.get_by_label("Missä pilotti olisi?"))
    walker.page.keyboard.type("Palvelukeskus")
    walker.tabs_to(walker.button("Tallenna ja jatka"))
    walker.presses_enter()
    walker.tabs_to(walker.button("Ehdota kokoonpanoa"))
    walker.presses_enter()
    assert walker.title.startswith("Ehdotus: ")


def test_the_first_tab_skips_to_the_content(walker: Walker) -> None:
    walker.opens("/")
    walker.page.keyboard.press("Tab")
    walker.page.keyboard.press("Enter")
    assert walker.page.url.endswith("#main")


def test_nothing_typed_is_lost_by_an_error(walker: Walker) -> None:
    walker.signs_in(*COORDINATOR[:2])
    walker.opens("/v/voimala/needs/new/")
    walker.types(walker.page.get_by_label("Mistä on kyse?", exact=True), "Keskeneräinen tarve")
    walker.types(walker.page.get_by_label("Mitä toivotte muuttuvan?"), CHANGE)
    walker.taps(walker.button("Tallenna ja jatka"))
    walker.scans()
    expect(walker.page.get_by_label("Mistä on kyse?", exact=True)).to_have_value("Keskeneräinen tarve")
    expect(walker.page.get_by_label("Mitä toivotte muuttuvan?")).to_have_value(CHANGE)
    walker.taps(walker.page.locator("main [role=alert] a, main .errors a").first, leads=False)
    expect(walker.page.get_by_label("Missä pilotti olisi?")).to_be_visible()


def test_sending_twice_makes_one_need(walker: Walker) -> None:
    """A double click, or a second try after a lost connection, sends the same form again."""
    walker.signs_in(*COORDINATOR[:2])
    walker.opens("/v/voimala/desk/")
    title = "Kahdesti lähetetty tarve"
    sent: list[str] = []
    walker.page.on("request", lambda request: sent.append(request.post_data or ""))
    tells_a_need(walker, title)
    again = walker.page.request.post(
        f"{walker.address}/v/voimala/needs/new/",
        data=next(body for body in sent if "form_key=" in body),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": walker.address},
    )
    assert again.ok
    walker.opens("/v/voimala/needs/?q=kahdesti")
    expect(walker.page.get_by_role("link", name=title)).to_have_count(1)
