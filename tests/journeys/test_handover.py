"""A coordinator hands the network over: a look at what will happen, then one tap; the next one may go on."""

from playwright.sync_api import Browser

from demo.accounts import PASSWORD, coordinator_of
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker

INCOMING = "Kumppanin yhteyshenkilö (malli 2)"


def test_a_handover_is_looked_at_and_done(browser: Browser, address: str) -> None:
    outgoing = Walker(browser, address)
    outgoing.signs_in(coordinator_of("alku"), PASSWORD)
    outgoing.opens("/v/alku/settings/duties/")
    outgoing.effort = Effort()
    outgoing.taps(outgoing.link("Vastuun siirto"))
    outgoing.scans()
    outgoing.chooses(outgoing.page.get_by_label("Kuka koordinoi seuraavaksi?"), INCOMING)
    outgoing.taps(outgoing.button("Katso, mitä tapahtuu"))
    outgoing.says("Mitään ei ole vielä tapahtunut.")
    outgoing.says("Molemmat saavat viestin.")
    outgoing.scans()
    outgoing.taps(outgoing.button("Siirrä vastuu"))
    outgoing.says("Vastuu on siirretty.")
    matches_the_table("handing a network over", outgoing.effort)
    outgoing.scans()

    incoming = Walker(browser, address, width=360, dark=True)
    incoming.signs_in("kumppani@alku.example", PASSWORD)
    incoming.opens("/v/alku/settings/handover/")
    assert incoming.page.get_by_label("Kuka lopettaa?").locator("option").count() == 2
    incoming.scans()
    for walker in (outgoing, incoming):
        walker.leave()
