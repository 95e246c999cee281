"""News, campaigns and happenings: those that a source dates, and for the starting network invented ones.

What a source dates is out from the source's own day; what is invented is dated from the day of seeding.
"""

import datetime as dt
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from demo.public_ids import public_id
from demo.reading import Entry, date, marks, text_columns
from voimala.networks.models import Network
from voimala.public.models import Campaign, Comment, Happening, News, Picture

NOON = dt.time(12)


def add_told(network: Network, told: Entry) -> None:
    """What the network's sources tell of, each with their marks."""
    News.objects.bulk_create(News(**told_columns(network, entry)) for entry in told.get("news", ()))
    Campaign.objects.bulk_create(
        Campaign(
            since=date(entry, "since"),
            until=date(entry, "until"),
            hashtags=entry["hashtags"],
            **told_columns(network, entry),
        )
        for entry in told.get("campaigns", ())
    )
    Happening.objects.bulk_create(
        Happening(kind=entry["kind"], day=dt.date.fromisoformat(entry["day"]), **told_columns(network, entry))
        for entry in told.get("happenings", ())
    )


def told_columns(network: Network, entry: Entry) -> dict[str, Any]:
    out = dt.datetime.combine(dt.date.fromisoformat(entry["out"]), NOON, ZoneInfo(network.timezone))
    return {**content(network, entry), "publish_at": out, "sources": marks(entry)}


def content(network: Network, entry: Entry) -> dict[str, Any]:
    """Title, lead and text; the address is the same at each seeding."""
    return {
        "network": network,
        "public_id": public_id(Random(f"{network.code} {entry['code']}")),
        **text_columns("title", entry),
        **text_columns("lead", entry.get("lead")),
        **text_columns("body", entry.get("body")),
    }


def add_invented(network: Network, told: Entry, *, picture: Picture, now: dt.datetime) -> None:
    """Invented news with their picture and comments, and an invented happening that is still to come."""
    today = network.today(now)
    for entry in told["news"]:
        out = now - dt.timedelta(days=entry["days_ago"])
        news = News.objects.create(
            publish_at=out, comments_open=True, picture=picture, synthetic=True, **content(network, entry)
        )
        Comment.objects.bulk_create(comment(news, said, out) for said in entry["comments"])
    Happening.objects.bulk_create(
        Happening(
            kind=entry["kind"],
            day=today + dt.timedelta(days=entry["in_days"]),
            starts_at=dt.time.fromisoformat(entry["starts"]),
            ends_at=dt.time.fromisoformat(entry["ends"]),
            place=entry["place"],
            publish_at=now - dt.timedelta(days=1),
            synthetic=True,
            **content(network, entry),
        )
        for entry in told["happenings"]
    )


def comment(news: News, said: Entry, out: dt.datetime) -> Comment:
    state = Comment.State(said["state"])
    written = out + dt.timedelta(hours=said["hours"])
    return Comment(
        network_id=news.network_id,
        kind="news",
        subject_id=news.public_id,
        name=said["name"],
        text=said["text"],
        language="fi",
        state=state,
        written_at=written,
        decided_at=None if state == Comment.State.HELD else written + dt.timedelta(hours=1),
        synthetic=True,
    )
