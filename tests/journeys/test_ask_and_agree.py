"""From a need to a confirmed group: changed by hand, asked, declined, talked about, confirmed by supervisors.

The same in a network where little is known: 30 people, 11 told profiles, no agreed hours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from demo.accounts import PASSWORD, coordinator_of
from tests.journeys.conftest import serving
from tests.journeys.effort import matches_the_table
from tests.journeys.walker import Effort, Walker
from tests.journeys.words import ENGLISH, FINNISH, Words

MOST_LETTERS = 30


@pytest.fixture
def own_address(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[str]:
    """A server of one's own: who is free for a group must not hang on what other journeys agreed on."""
    with serving(tmp_path_factory.mktemp("own"), seeded) as found:
        yield found


@dataclass
class Letters:
    """The outbox of a demonstration, read by its coordinator: the links in it, each once.

    A letter is in the language of whoever gets it; the page behind its link speaks every language.
    """

    walker: Walker
    words: Words
    path: str
    seen: set[str] = field(default_factory=set)

    def new(self) -> list[str]:
        """The links of the messages written since the last time, oldest first; each leads to a page."""
        return [link for address in reversed(self.arrived()) for link in self._links_of(address)]

    def arrived(self) -> list[str]:
        """Addresses of the messages written since the last time, newest first."""
        self.walker.opens(self.path)
        rows = self.walker.page.locator("main table tbody a")
        addresses = [row.get_attribute("href") or "" for row in rows.all()][:MOST_LETTERS]
        fresh = [address for address in dict.fromkeys(addresses) if address not in self.seen]
        self.seen.update(fresh)
        return fresh

    def _links_of(self, address: str) -> list[str]:
        self.walker.opens(address)
        found = [a.get_attribute("href") or "" for a in self.walker.page.locator("main a").all()]
        tokens = [link.partition("/l/")[2] for link in dict.fromkeys(found) if "/l/" in link]
        return [f"{self.words.prefix}/l/{token}" for token in tokens]


@dataclass
class Story:
    """One coordinator with a group under way, and the people who answer from their links."""

    browser: Browser
    address: str
    words: Words
    code: str
    width: int
    dark: bool
    walker: Walker = field(init=False)
    visitor: Walker = field(init=False)
    letters: Letters = field(init=False)
    group: str = ""
    scanned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.walker = Walker(self.browser, self.address, width=self.width, dark=self.dark)
        self.visitor = Walker(self.browser, self.address, width=360, dark=self.dark)
        self.letters = Letters(self.walker, self.words, f"{self.network}messages/")

    @property
    def network(self) -> str:
        return f"{self.words.prefix}/v/{self.code}/"

    def ends(self) -> None:
        self.walker.leave()
        self.visitor.leave()

    def begins(self) -> None:
        self.walker.signs_in(coordinator_of(self.code), PASSWORD)
        self.letters.arrived()
        self.walker.effort = Effort()
        self.walker.opens(f"{self.network}desk/")

    def tells_a_need(self, title: str, whom: str, setting: str, unit: str, place: str = "") -> None:
        walker, words = self.walker, self.words
        walker.taps(walker.link(words.new_need))
        walker.types(walker.page.get_by_label(words.about, exact=True), title)
        walker.types(walker.page.get_by_label(words.change), words.some_change)
        walker.chooses(walker.page.get_by_label(words.for_whom), whom)
        walker.chooses(walker.page.get_by_label(words.where), setting)
        field = walker.page.get_by_label(words.unit)
        walker.chooses(field, field.locator("option", has_text=unit).inner_text())
        if place:
            walker.chooses(walker.page.get_by_label(words.municipality), place)
        walker.taps(walker.button(words.save))
        walker.taps(walker.button(words.propose))
        walker.scans()

    def visits(self, link: str) -> Walker:
        """Somebody opens a link: no account, a phone, nothing remembered. Opening changes nothing."""
        self.visitor.context.clear_cookies()
        self.visitor.opens(link)
        self.visitor.effort = Effort()
        return self.visitor

    def scans_once(self, visitor: Walker, page: str) -> None:
        """Each kind of page is scanned once in a story."""
        if page not in self.scanned:
            self.scanned.add(page)
            visitor.scans()

    def answers(self, link: str, answer: str, says: str = "") -> Effort:
        visitor = self.visits(link)
        self.scans_once(visitor, f"before {answer}")
        visitor.taps(visitor.button(answer))
        self.scans_once(visitor, f"after {answer}")
        if says:
            visitor.says(says)
        return visitor.effort

    def kind_of(self, link: str) -> str:
        return self.words.kind(self.visits(link).page.locator("main").inner_text())

    def seats(self) -> list[Locator]:
        self.walker.opens(self.group)
        return self.walker.page.locator("main .seat-row").all()


def changes_by_hand(story: Story) -> None:
    """Chooses another person for a seat, leaves somebody out, and takes the last change back."""
    walker, words = story.walker, story.words
    walker.taps(alternatives(walker, words).last)
    walker.scans()
    walker.taps(walker.button(words.choose_instead).first)
    walker.scans()
    walker.says(words.chosen)
    walker.taps(alternatives(walker, words).first)
    walker.taps(walker.button(words.not_in_group).first)
    walker.scans()
    walker.taps(walker.button(words.undo).first)
    walker.scans()


def alternatives(walker: Walker, words: Words) -> Locator:
    return walker.page.locator("main .card-foot a", has_text=re.compile(words.alternatives))


def decides_and_asks(story: Story) -> None:
    walker, words = story.walker, story.words
    walker.taps(walker.link(words.ask_these).first)
    walker.scans()
    walker.taps(walker.button(words.decide_and_ask))
    walker.scans()
    story.group = re.sub(r"^https?://[^/]+", "", walker.page.url)


def asks_an_association(story: Story) -> None:
    """The seat of an expert by experience: an association is asked for a number, not for a name."""
    walker, words = story.walker, story.words
    row = walker.page.locator("main .seat-row", has_text=words.expert)
    if not row.count():
        return
    walker.taps(row.get_by_role("link", name=words.open_seat))
    field = walker.page.get_by_label(words.which_association)
    walker.chooses(field, field.locator("option", has_text=words.association).first.inner_text())
    walker.taps(walker.button(words.ask_association))
    walker.scans()


def one_declines(story: Story, link: str) -> None:
    """A no needs no reason; the seat opens again with its alternatives, and the next one is asked."""
    story.answers(link, story.words.no, story.words.thanks_no)
    reopened = [row for row in story.seats() if story.words.is_open in row.inner_text()]
    assert len(reopened) == 1
    walker = story.walker
    walker.taps(reopened[0].get_by_role("link").last)
    walker.scans()
    walker.taps(walker.button(story.words.ask_her).first)
    walker.scans()


def one_wants_to_talk(story: Story, link: str) -> None:
    """She says so, they talk on the telephone, and the coordinator notes the answer."""
    story.answers(link, story.words.talk)
    talking = [row for row in story.seats() if story.words.talking in row.inner_text()]
    assert len(talking) == 1
    walker = story.walker
    walker.taps(talking[0].get_by_role("link").last)
    walker.scans()
    walker.taps(walker.button(story.words.joins))
    walker.scans()


def everybody_else_agrees(story: Story, links: list[str]) -> None:
    """Answers every letter that asks for something, until none comes."""
    words = story.words
    while links:
        for link in links:
            kind = story.kind_of(link)
            if kind == "invitation":
                story.answers(link, words.yes)
            elif kind == "supervisor":
                story.answers(link, words.confirm_hours)
            elif kind == "unit":
                names_somebody(story, link)
            elif kind == "association":
                story.answers(link, words.one_expert)
        links = story.letters.new()


def names_somebody(story: Story, link: str) -> None:
    visitor = story.visits(link)
    story.scans_once(visitor, "before naming")
    visitor.page.get_by_role("radio").first.check()
    visitor.taps(visitor.button(story.words.name_this_person))
    story.scans_once(visitor, "after naming")


SCENES = [
    pytest.param(FINNISH, 360, True, id="fi-phone-dark"),
    pytest.param(ENGLISH, 1280, False, id="en-desk"),
]


@pytest.mark.parametrize(("words", "width", "dark"), SCENES)
def test_from_a_need_to_a_confirmed_group(
    browser: Browser, own_address: str, words: Words, width: int, dark: bool
) -> None:
    story = Story(browser, own_address, words, "voimala", width, dark)
    story.begins()
    story.tells_a_need(f"{words.lonely} {width}", words.young_adults, words.outpatient, words.outpatient_unit)
    assert story.walker.title.startswith(words.proposal)
    changes_by_hand(story)
    decides_and_asks(story)
    asks_an_association(story)
    assert len(story.seats()) == 6
    run_to_the_end(story)


@pytest.mark.parametrize(("words", "width", "dark"), SCENES)
def test_the_same_where_little_is_known(
    browser: Browser, own_address: str, words: Words, width: int, dark: bool
) -> None:
    story = Story(browser, own_address, words, "alku", width, dark)
    story.begins()
    title = f"{words.songs} {width}"
    story.tells_a_need(title, words.older_people, words.service_centre, words.centre_unit, "Iisalmi")
    assert story.walker.title.startswith(words.proposal)
    story.walker.says(words.eleven_of_thirty)
    changes_by_hand(story)
    decides_and_asks(story)
    asks_an_association(story)
    run_to_the_end(story)


def run_to_the_end(story: Story) -> None:
    links = story.letters.new()
    kinds = {link: story.kind_of(link) for link in links}
    people = [link for link, kind in kinds.items() if kind == "invitation"]
    assert len(people) >= 2
    one_declines(story, people[-1])
    one_wants_to_talk(story, people[-2])
    everybody_else_agrees(story, [link for link in links if link not in people[-2:]])
    story.walker.opens(story.group)
    story.walker.scans()
    assert story.words.all_confirmed in story.walker.title
    story.ends()


def test_an_answer_is_one_tap(browser: Browser, address: str) -> None:
    story = Story(browser, address, FINNISH, "voimala", 360, dark=False)
    story.begins()
    story.tells_a_need(
        "Yksi napautus riittää", FINNISH.young_adults, FINNISH.outpatient, FINNISH.outpatient_unit
    )
    decides_and_asks(story)
    letters = [(story.kind_of(link), link) for link in story.letters.new()]
    requests = [link for kind, link in letters if kind == "supervisor"]
    for invitation in [link for kind, link in letters if kind == "invitation"]:
        matches_the_table("answering an invitation", story.answers(invitation, FINNISH.yes))
        requests += [link for link in story.letters.new() if story.kind_of(link) == "supervisor"]
        if requests:
            break
    matches_the_table("supervisor's confirmation", story.answers(requests[0], FINNISH.confirm_hours))
    story.ends()
