"""The front page of one network, put together from its rows: what it opens on comes first, then the rest.

Which sections a network has follows from the parts it uses and from the rows it has: a section without
rows is left out.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.networks.words import word
from voimala.public.views import sections
from voimala.public.views.front_reading import FrontReading

Opening = Network.Opening
Shown = dict[str, Any]

SECTIONS: dict[str, Callable[[FrontReading], Shown | None]] = {
    "partners": sections.partners,
    "campaigns": sections.campaigns,
    "plan": sections.plan,
    "join": sections.join,
    "tracks": sections.tracks,
    "running": sections.running,
    "news": sections.news,
    "happenings": sections.happenings,
    "work": sections.work,
    "focus": sections.focus,
    "goals": sections.goals,
    "arc": sections.arc,
    "projects": sections.projects,
    "practices": sections.practices,
    "recognitions": sections.recognitions,
    "pictures": sections.pictures,
    "answering": sections.answering,
}

# What each kind of network wants to say, in its order. An advocacy network tells its happenings with the
# campaigns.
ORDER: dict[str, tuple[str, ...]] = {
    Opening.PARTNERSHIP: (
        "partners", "tracks", "running", "goals", "focus", "arc", "projects", "practices", "recognitions",
        "work", "plan", "campaigns", "happenings", "news", "pictures", "answering",
    ),
    Opening.ADVOCACY: (
        "campaigns", "work", "news", "partners", "running", "goals", "focus", "practices", "recognitions",
        "projects", "plan", "arc", "tracks", "pictures", "answering",
    ),
    Opening.PLAN: (
        "plan", "projects", "work", "goals", "running", "practices", "partners", "focus", "happenings",
        "news", "campaigns", "recognitions", "arc", "tracks", "pictures", "answering",
    ),
    Opening.BEGINNING: (
        "join", "running", "focus", "partners", "happenings", "news", "work", "goals", "plan", "projects",
        "practices", "campaigns", "recognitions", "tracks", "arc", "pictures", "answering",
    ),
}  # fmt: skip
TELL_NOTHING_YET = frozenset({"tracks", "focus", "answering"})
OPENERS = frozenset({"partners", "campaigns", "plan", "join"})


@dataclass(frozen=True)
class Section:
    """One section: its template, what that shows, and whether the page opens on it."""

    name: str
    shown: Shown
    opens: bool = False

    @property
    def template(self) -> str:
        return f"public/front/{self.name}.html"


def front_page(network: Network, viewer: Viewer, now: dt.datetime) -> Shown:
    """What public/front.html shows."""
    reading = FrontReading(network, viewer, now)
    found = sections_of(reading)
    return {
        "own": reading.own,
        "desk_url": reading.desk_url,
        "tell_url": reading.tell_url,
        "tell_word": word(network, "tell_need"),
        "contact_url": reading.contact_url,
        "timeline_url": reading.timeline_url,
        "hashtags": network.hashtags if network.opening == Opening.ADVOCACY else [],
        "sections": found,
        "anchor": found[0].name,
        "empty": not any(section.name not in TELL_NOTHING_YET for section in found),
        "invented": sections.invented(reading),
    }


def sections_of(reading: FrontReading) -> list[Section]:
    found: list[Section] = []
    for name in ORDER[reading.network.opening]:
        shown = SECTIONS[name](reading)
        if shown:
            found.append(Section(name, shown, opens=not found and name in OPENERS))
    return found
