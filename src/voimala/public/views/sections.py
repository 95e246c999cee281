"""What each section of a front page shows, or None where the network has nothing for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import LocalizedText, pick
from voimala.networks.models import Milestone, Network, Part, TargetGroup
from voimala.networks.words import word
from voimala.partners.models import Membership, Term
from voimala.public.models import Happening
from voimala.public.views.drawing import draw
from voimala.public.views.facts import goals_by_level, span
from voimala.public.views.front_reading import FrontReading
from voimala.public.views.phases import phases
from voimala.public.views.running import running_period
from voimala.public.views.timeline import development, table_rows

Kind = Milestone.Kind
LEAST_DRAWN = 4  # rows; fewer are told by the phases alone
LEAST_FOLDED = 2  # rows; a fold that hides fewer would only cost a tap
Shown = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """The rows of a long section: those that stand open, and those folded under a line that counts them."""

    first: list[Any]
    rest: list[Any]

    @classmethod
    def of(cls, rows: Sequence[Any], most: int) -> "Rows":
        """At most `most` open, or all when only a few more would be folded."""
        cut = most if len(rows) >= most + LEAST_FOLDED else len(rows)
        return cls(list(rows[:cut]), list(rows[cut:]))


@dataclass(frozen=True)
class Stop:
    """One stop of a track: the name is a term the network may rename.

    `page` is its own address for those who have it in their menu, `anchor` the place on this page; a stop
    with a `part` is there only when the network uses it.
    """

    term: str
    words: str | Promise
    page: str = ""
    anchor: str = ""
    part: Part | None = None


PRACTICAL = (
    Stop("needs", gettext_lazy("told by residents and units"), "phenomena:needs", "running", Part.NEEDS),
    Stop("groups", gettext_lazy("whom to invite together"), "assembly:groups", part=Part.GROUPS),
    Stop("pilots", gettext_lazy("a working pair leads, the unit learns")),
    Stop("effects", gettext_lazy("what changed, what stayed")),
)
BIG_PICTURE = (
    Stop(
        "partners",
        gettext_lazy("organisations and their units"),
        "partners:partners",
        "partners",
        Part.PARTNERS,
    ),
    Stop("strategies", gettext_lazy("cultural wellbeing into the documents that steer"), anchor="plan"),
    Stop("funding", gettext_lazy("from whom, for what, until when"), anchor="arc"),
    Stop("models", gettext_lazy("what works and can be borrowed"), anchor="practices"),
)


def tracks(reading: FrontReading) -> Shown:
    """The two tracks in the network's own words, with a link on each stop that has somewhere to go."""
    here = {
        "running": bool(reading.needs[0]),
        "partners": bool(reading.members),
        "plan": bool(reading.facts.of_kind(Kind.PLAN, Kind.SERVICE)),
        "arc": bool(reading.timeline_url) and bool(reading.facts.of_kind(Kind.FUNDING)),
        "practices": bool(reading.facts.of_kind(Kind.PRACTICE)),
    }
    return {
        "tracks": [
            {
                "title": word(reading.network, title),
                "stops": [
                    (word(reading.network, stop.term), stop.words, url_of(stop, reading, here))
                    for stop in stops
                    if stop.part is None or reading.uses(stop.part)
                ],
            }
            for title, stops in (("practical_track", PRACTICAL), ("big_track", BIG_PICTURE))
        ],
        "people": reading.uses(Part.PEOPLE),
    }


def url_of(stop: Stop, reading: FrontReading, here: dict[str, bool]) -> str:
    own = reading.page(stop.page) if stop.page else ""
    return own or (f"#{stop.anchor}" if here.get(stop.anchor) else "")


def running(reading: FrontReading) -> Shown | None:
    needs, published = reading.needs
    if not needs:
        return None
    return {
        "needs": needs,
        "more": published - len(needs),
        "url": reading.page("phenomena:needs"),
        "period": running_period(reading.network, reading.today),
        "tell_url": reading.tell_url,
    }


@dataclass(frozen=True)
class Member:
    """A member with the name it has in the other domestic language, where it has one."""

    row: Membership
    other_name: LocalizedText

    @property
    def synthetic(self) -> bool:
        return bool(self.row.organisation.synthetic)


def partners(reading: FrontReading) -> Shown | None:
    """Who takes part. What was agreed on is told only where the network uses the part."""
    if not reading.uses(Part.PARTNERS) or not reading.members:
        return None
    agreements = reading.facts.agreed if reading.uses(Part.AGREEMENT) else []
    invented = any(row.organisation.synthetic for row in reading.members)
    return {
        "word": word(reading.network, "partners"),
        "members": [Member(row, other_name(row)) for row in reading.members],
        "count": 0 if invented and not reading.network.synthetic else len(reading.members),
        "agreements": agreements,
        "register": reading.page("partners:partners"),
        "sources": reading.facts.marks([*reading.members, *agreements]),
    }


def other_name(row: Membership) -> LocalizedText:
    """A bilingual member's second name, with its language; "" for those that have one name."""
    names = type(row.organisation).name.all_of(row.organisation)
    shown = pick(names)
    for code in ("fi", "sv"):
        if names[code] and names[code] != shown and names["fi"] and names["sv"]:
            return LocalizedText(names[code], code)
    return LocalizedText("")


def goals(reading: FrontReading) -> Shown | None:
    facts = reading.facts
    if not facts.goals and not facts.visions:
        return None
    return {
        "levels": Rows.of(goals_by_level(facts.goals), 2),
        "visions": facts.visions,
        "sources": facts.marks([*facts.goals, *facts.visions]),
    }


def focus(reading: FrontReading) -> Shown | None:
    """Whom the work is for: those in force now, and those that were, with their years.

    A network whose facts have sources is not said to work for a group that no source names.
    """
    sourced = reading.network.sources and not reading.network.synthetic
    groups = [group for group in reading.target_groups if group.sources or not sourced]
    if not groups:
        return None
    past = [group for group in groups if group.until and group.until.last < reading.today]
    return {
        "now": [group for group in groups if group.in_force(reading.today)],
        "past": [(when, list(rows)) for when, rows in by_years(past).items()],
        "sources": reading.facts.marks(groups),
    }


def by_years(groups: list[TargetGroup]) -> dict[str, list[TargetGroup]]:
    found: dict[str, list[TargetGroup]] = {}
    for group in groups:
        found.setdefault(span(group.since, group.until), []).append(group)
    return found


def arc(reading: FrontReading) -> Shown | None:
    """Phases, projects, funding and recognitions in one figure, with its table."""
    if not reading.timeline_url:
        return None
    facts = reading.facts
    lanes = [lane for lane in development(facts) if lane.moments]
    told = phases(facts.of_kind(Kind.PHASE), reading.today)
    rows = table_rows(facts, lanes)
    drawn = len(rows) >= LEAST_DRAWN
    if not told and not drawn:
        return None
    return {
        "phases": told,
        "figure": draw(lanes, reading.today.year) if drawn else None,
        "rows": rows if drawn else [],
        "url": reading.timeline_url,
        "sources": facts.marks(facts.of_kind(Kind.PHASE, Kind.FUNDING)),
    }


def projects(reading: FrontReading) -> Shown | None:
    rows = reading.facts.projects
    if not rows:
        return None
    return {
        "projects": Rows.of([(project, span(project.since, project.until)) for project in rows], 6),
        "sources": reading.facts.marks(rows),
    }


def milestones(reading: FrontReading, rows: list[Milestone], most: int) -> Shown | None:
    return {"rows": Rows.of(rows, most), "sources": reading.facts.marks(rows)} if rows else None


def practices(reading: FrontReading) -> Shown | None:
    return milestones(reading, reading.facts.of_kind(Kind.PRACTICE), 3)


def work(reading: FrontReading) -> Shown | None:
    return milestones(reading, reading.facts.of_kind(Kind.WORK), 3)


def recognitions(reading: FrontReading) -> Shown | None:
    """The newest first."""
    return milestones(reading, reading.facts.of_kind(Kind.RECOGNITION, Kind.STATEMENT)[::-1], 4)


def plan(reading: FrontReading) -> Shown | None:
    """The regional plan, and what goes on without an end."""
    plans, services = reading.facts.of_kind(Kind.PLAN), reading.facts.of_kind(Kind.SERVICE)
    if not plans and not services:
        return None
    return {
        "plans": [(row, span(row.since, row.until, continues=True)) for row in plans],
        "services": [(row, f"{row.since}–" if row.since and not row.until else "") for row in services],
        "sources": reading.facts.marks([*plans, *services]),
    }


def join(reading: FrontReading) -> Shown | None:
    """How a network that is only beginning starts. Others have no such section."""
    if reading.network.opening != Network.Opening.BEGINNING:
        return None
    return {
        "tell_url": reading.tell_url,
        "contact_url": reading.contact_url,
        "groups": reading.uses(Part.GROUPS),
        "needs": len(reading.needs[0]),
    }


def news(reading: FrontReading) -> Shown | None:
    if not reading.news:
        return None
    return {
        "word": word(reading.network, "news"),
        "rows": [(row, reading.address("public:news_item", row.public_id)) for row in reading.news],
        "url": reading.address("public:news"),
    }


def campaigns(reading: FrontReading) -> Shown | None:
    """Campaigns; in an advocacy network with what is coming, since the two are one story there."""
    leads = reading.network.opening == Network.Opening.ADVOCACY
    told = happenings_told(reading) if leads else None
    if not reading.campaigns and not told:
        return None
    return {
        "word": word(reading.network, "campaigns" if reading.campaigns else "happenings"),
        "rows": [
            (
                row,
                span(row.since, row.until, continues=True),
                reading.address("public:campaign", row.public_id),
            )
            for row in reading.campaigns
        ],
        "happenings": told,
        "sources": reading.facts.marks([*reading.campaigns, *reading.coming, *reading.past]),
    }


def happenings(reading: FrontReading) -> Shown | None:
    return happenings_told(reading)


def happenings_told(reading: FrontReading) -> Shown | None:
    """What is coming, else the latest that was."""
    rows: list[Happening] = reading.coming or reading.past
    if not rows:
        return None
    return {
        "word": word(reading.network, "happenings"),
        "is_past": not reading.coming,
        "rows": [(row, reading.address("public:happening", row.public_id)) for row in rows],
        "url": reading.address("public:happenings"),
    }


def pictures(reading: FrontReading) -> Shown | None:
    return {"rows": reading.pictures} if reading.pictures else None


def answering(reading: FrontReading) -> Shown | None:
    """Who keeps the network going, since when, and how to reach it."""
    terms: list[Term] = reading.facts.terms
    links = reading.tell_url or reading.contact_url
    if not terms and not links:
        return None
    past = [term for term in terms if term.until and term.until.last < reading.today]
    return {
        "terms": [term for term in terms if term.in_force(reading.today)],
        "past": past,
        "tell_url": reading.tell_url,
        "tell_word": word(reading.network, "tell_need"),
        "contact_url": reading.contact_url,
        "sources": reading.facts.marks(terms),
    }


def invented(reading: FrontReading) -> str:
    """What of the page is invented, in a sentence or two; "" when nothing is."""
    if reading.network.synthetic:
        return _("Everything on this page is invented.")
    published: list[Any] = [
        *reading.news,
        *reading.campaigns,
        *reading.coming,
        *reading.past,
        *reading.pictures,
    ]
    told = [
        (
            any(row.organisation.synthetic for row in shown_members(reading)),
            _("Members marked “Sample” are invented."),
        ),
        (
            any(running.need.synthetic for running in reading.needs[0]),
            _("The needs and seats under way are invented."),
        ),
        (any(row.synthetic for row in published), _("News and happenings marked “Sample” are invented.")),
    ]
    sentences = [sentence for is_so, sentence in told if is_so]
    if not sentences:
        return ""
    return " ".join([_("The other facts on this page are real and have their sources."), *sentences])


def shown_members(reading: FrontReading) -> list[Membership]:
    return reading.members if reading.uses(Part.PARTNERS) else []
