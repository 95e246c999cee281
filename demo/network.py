"""The network itself and its published history: rows made from the facts, with their sources."""

import datetime as dt

from demo.reading import Entry, date, facts, marks, read, text_columns
from voimala.core.localized import columns
from voimala.core.text import sort_key
from voimala.networks.models import Milestone, Municipality, Network, Period, Region, Source, TargetGroup
from voimala.networks.models.standard import STANDARD_TARGET_GROUPS
from voimala.networks.services import add_standard_settings, add_standard_target_groups, season, season_around
from voimala.partners.models import Goal, Project, Vision
from voimala.people.services import add_standard_competences
from voimala.phenomena.services import add_published_stairs

CODE = "voimala"


def build_network(today: dt.date) -> Network:
    """The network, its words, its history and one running period around today."""
    told = facts()
    network = make_network(told, today)
    add_sources()
    add_standard_settings(network=network)
    add_standard_competences(network=network)
    add_published_stairs()
    add_target_groups(network, told["target_groups"])
    add_direction(network, told)
    add_milestones(network, told)
    add_period(network, today)
    return network


def make_network(told: Entry, today: dt.date) -> Network:
    entry = told["network"]
    return Network.objects.create(
        code=CODE,
        short_name=entry["short"],
        region=make_region(),
        accent=entry["accent"],
        published=True,
        updated_on=today,
        sources=marks(entry),
        **text_columns("name", entry["name"]),
        **text_columns("headline", entry["headline"]),
        **text_columns("summary", entry["summary"]),
    )


def make_region() -> Region:
    """The region with its municipalities; those that are there already stay as they are."""
    told = read("facts/municipalities")
    region, _made = Region.objects.get_or_create(
        code=told["region"]["code"], defaults=text_columns("name", told["region"])
    )
    Municipality.objects.bulk_create(
        (
            Municipality(
                region=region,
                code=entry["code"],
                latitude=entry["centre"][0],
                longitude=entry["centre"][1],
                sort_key=sort_key(entry["fi"]),
                **text_columns("name", entry),
            )
            for entry in told["municipalities"]
        ),
        ignore_conflicts=True,
    )
    return region


def add_sources() -> None:
    Source.objects.bulk_create(
        (
            Source(mark=entry["mark"], title=entry["title"], address=entry["address"] or "")
            for entry in read("facts/sources")
        ),
        ignore_conflicts=True,
    )


def add_target_groups(network: Network, told: list[Entry]) -> None:
    """The five of 2018–20 with their sources, after the standard ones."""
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
        for entry in told["visions"]
    )
    Goal.objects.bulk_create(
        Goal(
            network=network,
            level=entry["level"],
            order=order,
            sources=marks(entry),
            **text_columns("text", entry),
        )
        for order, entry in enumerate(told["goals"])
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
        for order, entry in enumerate(told["projects"])
    )


def add_milestones(network: Network, told: Entry) -> None:
    """Phases, agreements, funding, recognitions, statements and practices."""
    kind = Milestone.Kind
    rows = [milestone(network, kind.PHASE, entry) for entry in told["phases"]]
    rows += [
        milestone(network, kind.AGREEMENT, {**entry, "since": entry["signed"]})
        for entry in told["agreements"]
    ]
    rows += [milestone(network, kind.FUNDING, funding(entry)) for entry in told["funding"]]
    rows += [milestone(network, kind(entry["kind"]), entry) for entry in told["achievements"]]
    rows += [milestone(network, kind.PRACTICE, entry) for entry in told["practices"]]
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
