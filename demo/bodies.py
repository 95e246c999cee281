"""Bodies: what sources tell of VOIMALA's, without members or rules; and an invented one that has met.

No seat, name, quorum or decision may ever stand in a real body here.
"""

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

from demo.public_ids import public_id
from demo.reading import Entry, date, marks, text_columns
from voimala.core.viewer import Actor
from voimala.governance.models import Attendance, Body, Meeting, Minutes, Seat
from voimala.governance.services import (
    DecisionPlan,
    ItemPlan,
    MeetingPlan,
    MinutesPlan,
    add_item,
    approve_minutes,
    call_meeting,
    decide,
    plan_meeting,
    write_minutes,
)
from voimala.networks.models import Network
from voimala.partners.models import Project

Task = Seat.Task
POSTS = (
    (Task.CHAIR, "Puheenjohtaja", ""),
    (Task.VICE_CHAIR, "Varapuheenjohtaja", ""),
    (Task.MEMBER, "Sivistyksen edustaja", ""),
    (Task.MEMBER, "Järjestöjen edustaja", ""),
    (Task.SECRETARY, "Sihteeri", ""),
    (Task.MEMBER, "Sivistyksen varaedustaja", "Sivistyksen edustaja"),
)
AWAY, STOOD_IN = "Sivistyksen edustaja", "Sivistyksen varaedustaja"
NOON = dt.time(12)


def build_bodies(network: Network, told: Entry, draw: Random) -> None:
    """The bodies of the facts: dates as the sources give them, an unknown rule unknown."""
    for entry in told.get("bodies", ()):
        body = Body.objects.create(
            network=network,
            public_id=public_id(draw),
            code=entry["code"],
            kind=entry["kind"],
            since=date(entry, "since"),
            sources=marks(entry),
            **text_columns("name", entry),
            **text_columns("task", entry["task"]),
        )
        body.steers.set(Project.objects.of(network).filter(code__in=entry["steers"]))
        for day in entry["meetings"]:
            add_known_meeting(body, dt.date.fromisoformat(day), public_id(draw))


def add_known_meeting(body: Body, day: dt.date, key: str) -> None:
    """A meeting of which only the day is known: no agenda, no attendance, no minutes."""
    Meeting.objects.create(
        network=body.network,
        public_id=key,
        body=body,
        state=Meeting.State.HELD,
        starts_at=dt.datetime.combine(day, NOON, ZoneInfo(body.network.timezone)),
        time_known=False,
        sources=body.sources,
    )


def build_invented_body(network: Network, by: Actor, now: dt.datetime) -> None:
    """A steering group with a held meeting, its approved minutes, and a meeting to come."""
    draw = Random(f"bodies of {network.code}")
    body = Body.objects.create(
        network=network,
        public_id=public_id(draw),
        code="ohjausryhma",
        kind=Body.Kind.BOARD,
        name_fi="Ohjausryhmä (malli)",
        name_sv="Styrgruppen (exempel)",
        name_en="Steering group (sample)",
        task_fi="Päättää verkoston ensimmäisestä kaudesta.",
        task_sv="Beslutar om nätverkets första period.",
        task_en="Decides on the network’s first period.",
        quorum=3,
        synthetic=True,
    )
    add_seats(body, network.today(now) - dt.timedelta(days=60), draw)
    hold(body, by, now - dt.timedelta(days=14))
    coming = plan_meeting(by=by, body=body, now=now, plan=at_one(network, now + dt.timedelta(days=21)))
    for title in ("Ensimmäinen ryhmä: missä mennään", "Kevään aikataulu"):
        add_item(by=by, meeting=coming, now=now, plan=ItemPlan(title))


def add_seats(body: Body, since: dt.date, draw: Random) -> None:
    for number, (task, post, principal) in enumerate(POSTS, start=1):
        Seat.objects.create(
            network=body.network,
            public_id=public_id(draw),
            body=body,
            task=task,
            post=post,
            name=f"{post} (malli {number})",
            deputy_of=body.seats.filter(post=principal).first() if principal else None,
            since=since,
            synthetic=True,
        )


def at_one(network: Network, day: dt.datetime) -> MeetingPlan:
    zone = ZoneInfo(network.timezone)
    starts = dt.datetime.combine(network.today(day), dt.time(13), zone)
    return MeetingPlan(starts, starts + dt.timedelta(hours=2), place="Mallilan kirjasto")


def hold(body: Body, by: Actor, day: dt.datetime) -> None:
    """Two decisions and one open duty; a deputy came for the member who could not."""
    meeting = plan_meeting(by=by, body=body, now=day, plan=at_one(body.network, day))
    plan_item = add_item(
        by=by,
        meeting=meeting,
        now=day,
        plan=ItemPlan("Ensimmäisen kauden tarpeet", proposal="Aloitetaan kahdesta tarpeesta."),
    )
    letter_item = add_item(by=by, meeting=meeting, now=day, plan=ItemPlan("Kirje kunnille"))
    call_meeting(by=by, meeting=meeting, now=day)
    later = day + dt.timedelta(days=1)
    states = Attendance.State
    attendance = {seat.public_id: states.PRESENT.value for seat in body.seats.exclude(post=AWAY)}
    attendance |= {body.seats.get(post=AWAY).public_id: states.ABSENT.value}
    attendance |= {body.seats.get(post=STOOD_IN).public_id: states.REMOTE.value}
    notes = {plan_item.public_id: "Koordinaattori esitteli kerrotut tarpeet."}
    written = MinutesPlan("Puheenjohtaja avasi kokouksen.", attendance, notes)
    write_minutes(by=by, meeting=meeting, seen=0, now=later, plan=written)
    decide(by=by, item=plan_item, now=later, plan=DecisionPlan("Aloitetaan kahdesta tarpeesta."))
    chair = body.seats.get(task=Task.CHAIR)
    due = later.date() + dt.timedelta(days=40)
    decide(
        by=by,
        item=letter_item,
        now=later,
        plan=DecisionPlan("Verkosto esittäytyy alueen kunnille.", "Kirjoita kunnille", chair, due),
    )
    seen = Minutes.objects.get(meeting=meeting).version
    approve_minutes(by=by, meeting=meeting, seen=seen, now=later, approver_post="puheenjohtaja (malli)")
