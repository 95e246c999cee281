"""A network and its published history: rows made from its file of facts, with their sources."""

import datetime as dt

from demo.places import make_region
from demo.reading import Entry, date, marks, text_columns
from voimala.core.localized import columns
from voimala.networks.models import Milestone, Network, Part, Period, TargetGroup
from voimala.networks.models.standard import STANDARD_TARGET_GROUPS
from voimala.networks.services import add_standard_settings, add_standard_target_groups, season, season_around
from voimala.partners.models import Goal, Project, Vision
from voimala.people.services import add_standard_competences

Kind = Milestone.Kind


def build_network(told: Entry, today: dt.date) -> Network:
    """The network, its words, its history and one running period around today."""
    network = make_network(told["network"], today)
    add_standard_settings(network=network)
    add_standard_competences(network=network)
    add_target_groups(network, told.get("target_groups", []))
    add_direction(network, told)
    add_milestones(network, told)
    add_period(network, today)
    return network


def make_network(entry: Entry, today: dt.date) -> Network:
    left_out = set(entry.get("without", ()))
    return Network.objects.create(
        code=entry["code"],
        short_name=entry["short"],
        region=make_region(entry["region"]),
        accent=entry["accent"],
        opening=entry["opening"],
        parts=[part.value for part in Part if part.value not in left_out],
        hashtags=entry.get("hashtags", []),
        published=True,
        updated_on=today,
        sources=marks(entry),
        **text_columns("name", entry["name"]),
        **text_columns("headline", entry["headline"]),
        **text_columns("summary", entry["summary"]),
    )


def add_target_groups(network: Network, told: list[Entry]) -> None:
    """Those that sources tell of, after the standard ones."""
    add_standard_target_groups(network=network)
    TargetGroup.objects.bulk_create(
        TargetGroup(
            network=network,
            code=entry["code"],
            since=date(entry, "since"),
            until=date(entry, "until"),
            order=len(STANDARD_TARGET_GROUPS) + order,
            sources=marks(entry),
            **text_columns("name", entry),
        )
        for order, entry in enumerate(told)
    )


def add_direction(network: Network, told: Entry) -> None:
    """Visions, goals and projects."""
    Vision.objects.bulk_create(
        Vision(network=network, year=entry["year"], sources=marks(entry), **text_columns("text", entry))
        for entry in told.get("visions", ())
    )
    Goal.objects.bulk_create(
        Goal(
            network=network,
            level=entry["level"],
            order=order,
            sources=marks(entry),
            **text_columns("text", entry),
        )
        for order, entry in enumerate(told.get("goals", ()))
    )
    Project.objects.bulk_create(
        Project(
            network=network,
            code=entry["code"],
            since=date(entry, "since"),
            until=date(entry, "until"),
            funder=entry.get("funder", ""),
            order=order,
            sources=marks(entry),
            **text_columns("name", entry),
            **text_columns("detail", entry.get("detail")),
        )
        for order, entry in enumerate(told.get("projects", ()))
    )


KINDS = {
    "phases": Kind.PHASE,
    "practices": Kind.PRACTICE,
    "plans": Kind.PLAN,
    "services": Kind.SERVICE,
    "work": Kind.WORK,
}
"""Lists of the file whose entries are milestones as they stand."""


def add_milestones(network: Network, told: Entry) -> None:
    rows = [milestone(network, kind, entry) for name, kind in KINDS.items() for entry in told.get(name, ())]
    rows += [milestone(network, Kind.FUNDING, funding(entry)) for entry in told.get("funding", ())]
    rows += [milestone(network, Kind(entry["kind"]), entry) for entry in told.get("achievements", ())]
    for order, row in enumerate(rows):
        row.order = order
    Milestone.objects.bulk_create(rows)


def milestone(network: Network, kind: Milestone.Kind, entry: Entry) -> Milestone:
    return Milestone(
        network=network,
        code=entry["code"],
        kind=kind,
        since=date(entry, "since"),
        until=date(entry, "until"),
        sources=marks(entry),
        **text_columns("title", entry),
        **text_columns("detail", entry.get("detail")),
    )


def funding(entry: Entry) -> Entry:
    """A grant reads: who gave it, what for. The funder's name is a proper name in every language."""
    purpose = {code: entry[code] for code in ("fi", "sv", "en")}
    return {**entry, "fi": entry["funder"], "sv": "", "en": "", "detail": purpose}


def add_period(network: Network, today: dt.date) -> Period:
    """The season that holds today."""
    starts, ends = season_around(today)
    return Period.objects.create(network=network, starts=starts, ends=ends, **columns("name", season(starts)))
