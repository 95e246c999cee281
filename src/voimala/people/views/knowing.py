"""What is known of a person and who has looked, in the person's own words: never the name of who looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.core import events
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import Actor, system
from voimala.networks.models import Period, RoleKind, Sector, language_name
from voimala.partners.templatetags.registers import hours
from voimala.people.models import Availability, Competence, Knowledge, KnownCompetence, Level, Person, Tie

ON_A_PAGE = 15
READ = "people_read"

# What a reading was for; a deed that used the person's data without a page counts as a look too.
PURPOSES: dict[str, str | Promise] = {
    "": gettext_lazy("read the register of people or your page"),
    "proposal": gettext_lazy("read a proposal for a group in which you are"),
    "group": gettext_lazy("read the page of a group in which you are"),
    "neighbour": gettext_lazy("read what a neighbouring network may see of you"),
}
DEEDS: dict[str, str | Promise] = {
    "group_proposed": gettext_lazy(
        "computed a proposal that names you; your skills, hours, municipality and languages were used"
    ),
    "group_decided": gettext_lazy("decided on a group in which there is a seat for you"),
    "asked_through_home": gettext_lazy(
        "asked about you in a neighbouring network, through your own network's coordinator"
    ),
    "hint_given": gettext_lazy("left you a hint about a skill"),
}


@dataclass(frozen=True)
class Look:
    """One time that somebody looked at the person or used what is known."""

    at: Any
    what: str
    who: str


@dataclass(frozen=True)
class Fact:
    """One thing about the person: `value` is empty while it is not known, `origin` tells its source."""

    label: str
    value: str
    origin: str = ""
    note: str = ""
    to_ask: bool = False

    @property
    def known(self) -> bool:
        return bool(self.value)


def looks_at(person: Person, number: Any) -> tuple[Page[Event], list[Look]]:
    """The looks of others, newest first: one page of them, as rows and in words."""
    told = events.about(Reference("person", person.public_id)).filter(Q(deed=READ) | Q(deed__in=DEEDS))
    if person.user_id is not None:
        told = told.exclude(actor_id=person.user_id)
    page = Paginator(told, ON_A_PAGE).get_page(number)
    return page, [look_of(event) for event in page]


def look_of(event: Event) -> Look:
    what = DEEDS.get(event.deed) or PURPOSES.get(event.purpose) or _("read your data for the network's work")
    return Look(localtime(event.at), str(what), who_of(event))


def who_of(event: Event) -> str:
    """The role or roles, never the name."""
    if event.actor_kind == "link":
        return _("somebody who was sent a link")
    if event.actor_kind != "user":
        return _("the platform itself")
    return roles_in_words(event.role) or _("a member of the network")


def roles_in_words(codes: str) -> str:
    known = [str(RoleKind(code).label) for code in codes.split(",") if code in RoleKind.values]
    return ", ".join(known).lower()


def facts_of(person: Person, viewer: Any, period: Period | None) -> list[Fact]:
    return [
        *basics_of(person),
        hours_fact(person, viewer, period),
        *skill_facts(person, viewer),
        ties_fact(person),
    ]


def basics_of(person: Person) -> Iterator[Fact]:
    yield Fact(_("Name"), person.name)
    yield Fact(_("Work role"), person.work_role)
    yield Fact(_("Work e-mail"), person.email)
    yield Fact(_("Employer"), str(person.organisation or ""), note=str(person.unit or ""))
    yield Fact(_("Sector"), str(Sector(person.sector).label) if person.sector else "")
    yield Fact(_("Municipality"), str(person.municipality or ""), to_ask=True)
    yield Fact(_("Languages"), ", ".join(language_name(each) for each in person.languages or ()), to_ask=True)


def hours_fact(person: Person, viewer: Any, period: Period | None) -> Fact:
    row = Availability.objects.visible_to(viewer).filter(person=person, period=period).first()
    value = "" if row is None or row.minutes is None else _("%(hours)s h") % {"hours": hours(row.minutes)}
    taken = row.held + row.booked if row is not None else 0
    note = _("%(hours)s h of them asked for or promised") % {"hours": hours(taken)} if taken else ""
    return Fact(
        _("Hours, %(period)s") % {"period": period} if period else _("Hours"), value, note=note, to_ask=True
    )


def skill_facts(person: Person, viewer: Any) -> Iterator[Fact]:
    rows = KnownCompetence.objects.visible_to(viewer).filter(person=person).select_related("competence")
    for row in rows.order_by("competence__kind", "competence__order", "competence__code"):
        is_strength = row.competence.kind == Competence.Kind.STRENGTH
        level = str(Level(row.level).label) if row.level else _("known absent")
        value = _("strength or interest") if is_strength and row.knowledge == Knowledge.KNOWN else level
        shown = _("shown to: %(circle)s") % {"circle": row.get_circle_display()}
        yield Fact(str(row.competence), value, origin_of(row), note=shown)


def origin_of(row: KnownCompetence) -> str:
    if not row.origin:
        return ""
    day = f" {date_format(localtime(row.told_at), 'j.n.Y')}" if row.told_at else ""
    return f"{row.get_origin_display()}{day}"


def ties_fact(person: Person) -> Fact:
    """Counted for the person whoever asks by a link: the others are not named."""
    reader: Actor = system("own profile")
    count = Tie.objects.visible_to(reader).filter(Q(first=person) | Q(second=person)).count()
    people = ngettext("%(number)s person of the network", "%(number)s people of the network", count) % {
        "number": count
    }
    return Fact(_("Worked with"), people if count else "")
