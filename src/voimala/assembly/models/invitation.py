"""What an invitation says: what, when, where and how much, and which of her data a person was suggested by.

The words depend on the seat and on the person alone: they are the same for whoever is asked first, second or
last. It must not grow reasons that compare people.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly.models.group import Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.wording import inside, listed, time_span, wish_name
from voimala.core.text import unbroken
from voimala.networks.models import Sector, language_name
from voimala.people.models import Availability, Competence, Knowledge, KnownCompetence, Level, Person, Tie
from voimala.phenomena.models import Brief


@dataclass(frozen=True)
class Facts:
    """What is asked, in words: each with a smaller second line, "" when there is none.

    `person` and `work_role` are of whoever sits in the seat.
    """

    need: str
    what: str
    beside: str
    when: str
    days: str
    where: str
    place: str
    time: str
    unit: str
    person: str = ""
    work_role: str = ""
    asks_supervisor: bool = False


def facts_of(seat: Seat) -> Facts:
    brief = seat.group.brief
    unit, person = brief.phenomenon.host_unit, seat.person
    minutes = brief.minutes if seat.minutes is None else seat.minutes
    days = days_between(*dates_of(seat))
    return Facts(
        need=str(brief.phenomenon),
        what=role_of(seat),
        beside=_("in a group of %(count)s people") % {"count": seat.group.seats.count()},
        when=str(brief.period),
        days=days,
        where=unbroken(str(unit.name)) if unit else str(brief.municipality),
        place=str(brief.municipality) if unit else "",
        time=time_span(minutes),
        unit=str(unit.name) if unit else "",
        person=unbroken(person.name) if person else "",
        work_role=person.work_role if person else "",
        asks_supervisor=asks_supervisor(seat),
    )


def dates_of(seat: Seat) -> tuple[dt.date, dt.date]:
    """First and last day: those agreed on, else the period's, as far as it lay ahead at the decision."""
    period = seat.group.brief.period
    last = period.ends - dt.timedelta(days=1)
    decided = seat.network.today(seat.group.decided_at)
    return seat.starts or min(max(period.starts, decided), last), seat.ends or last


def days_between(first: dt.date, last: dt.date) -> str:
    """ "6.4.–25.5.2027"; the first year only when it is another one."""
    start = "j.n." if first.year == last.year else "j.n.Y"
    return f"{formats.date_format(first, start)}\N{EN DASH}{formats.date_format(last, 'j.n.Y')}"


def role_of(seat: Seat) -> str:
    """What the seat is for: the brief's own word, else what the person does."""
    if seat.wish:
        return wish_name(seat)
    if seat.person is not None and seat.person.work_role:
        return seat.person.work_role
    return str(Sector(seat.sector).label) if seat.sector else pgettext("seat", "a member of the group")


@dataclass(frozen=True)
class Datum:
    """One thing that the network knows of the person, or that it does not."""

    name: str
    value: str


def data_used(person: Person, brief: Brief) -> list[Datum]:
    """Which of the person's own data decided whether she fits this brief."""
    not_known = pgettext("datum", "not known")
    works = [str(row.name) for row in (person.unit, person.organisation) if row is not None]
    languages = [inside(language_name(code)) for code in person.languages or []]
    sector = str(Sector(person.sector).label) if person.sector else not_known
    skills = skills_wanted(person, brief)
    return [
        Datum(_("Skills"), listed(skills) if skills else not_known),
        Datum(_("Hours in the period"), _hours(person, brief) or not_known),
        Datum(_("Home municipality"), str(person.municipality) if person.municipality else not_known),
        Datum(_("Languages"), listed(languages) or not_known),
        Datum(_("Sector"), sector),
        Datum(_("Work"), ", ".join(filter(None, [person.work_role, *works])) or not_known),
        *_ties(person),
    ]


def skills_wanted(person: Person, brief: Brief) -> list[str]:
    """ "music (can teach)": the professional skills that the brief asks for and the person has."""
    known = KnownCompetence.objects.filter(
        person=person,
        knowledge=Knowledge.KNOWN,
        competence__in=brief.requirements.values("competence"),
        competence__kind=Competence.Kind.PROFESSIONAL,
    ).select_related("competence")
    return [_skill(row) for row in known.order_by("competence__order", "pk")]


def _skill(row: KnownCompetence) -> str:
    name = inside(row.competence.name)
    return f"{name} ({inside(Level(row.level).label)})" if row.level else name


def _hours(person: Person, brief: Brief) -> str:
    """The hours that the person has told of; "" when they are not known."""
    row = Availability.objects.filter(person=person, period=brief.period).first()
    return time_span(row.minutes) if row is not None and row.minutes is not None else ""


def _ties(person: Person) -> list[Datum]:
    count = Tie.objects.filter(first=person).count() + Tie.objects.filter(second=person).count()
    told = ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
    return [Datum(_("Has worked with"), told)] if count else []


def why(person: Person, brief: Brief) -> str:
    """One sentence on the person alone; nothing of others."""
    skills = skills_wanted(person, brief)
    if skills:
        return _("You were suggested because of what you can do: %(skills)s.") % {"skills": listed(skills)}
    if person.sector:
        told = {"sector": inside(Sector(person.sector).label)}
        return _("You were suggested because you know this field: %(sector)s.") % told
    return _("You were suggested because the group would be better with you.")


def asks_supervisor(seat: Seat) -> bool:
    """Whether the supervisor is asked after the person's answer."""
    employed = seat.person is not None and seat.person.kind == Person.Kind.EMPLOYEE
    return employed and seat.supervisor_agreed_at is None and seat.kind != SeatKind.ASSOCIATION
