"""The person's own profile: saved whole from one page, or added to by an answer elsewhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Period
from voimala.people.models import Availability, Competence, Consent, Knowledge, KnownCompetence, Level, Person
from voimala.people.services.consents import has_consent, note_consent
from voimala.people.services.hints import answer_hints
from voimala.people.services.own import count_up, of_person, tell

Circle = KnownCompetence.Circle
Origin = KnownCompetence.Origin
Answer = Level | None  # None: known absent. A competence without an answer is not known.


class ConsentMissing(DomainError):
    """Strengths and interests are kept on consent only."""


class HoursPromised(DomainError):
    """The person has already promised more hours of the period than she now says she has."""


@dataclass(frozen=True)
class OwnProfile:
    """What a person says of herself, whole: what is not in it is not known.

    `minutes` None means "I do not know yet". `hints` are answers by public id; one without an answer waits.
    """

    skills: Mapping[Competence, Answer] = field(default_factory=dict)
    strengths: Mapping[Competence, Answer] = field(default_factory=dict)
    skills_circle: str = Circle.COORDINATOR
    strengths_circle: str = Circle.COORDINATOR
    consents_to_strengths: bool = False
    complete: bool = False
    period: Period | None = None
    minutes: int | None = None
    municipality: Municipality | None = None
    languages: Sequence[str] = ()
    hints: Mapping[str, bool] = field(default_factory=dict)


@transaction.atomic
def save_own_profile(
    *, by: Actor, person: Person, seen: int, profile: OwnProfile, now: dt.datetime
) -> Person:
    """Write what the person says of herself in place of what was known.

    Raises:
        ChangedByAnother: the profile has changed since version `seen`.
        ConsentMissing, HoursPromised: with `where` as the name of the part.
    """
    access.require("people.tend_own", by, person)
    person.municipality = profile.municipality
    person.languages = list(profile.languages) or None
    person.profile_complete = profile.complete
    message = _("Your profile has changed since you opened this page.")
    save_version(person, seen=seen, fields=("municipality", "languages", "profile_complete"), message=message)
    if profile.period is not None:
        _keep_hours(person, profile.period, profile.minutes)
    _keep_skills(person, profile, now)
    _keep_strengths(by, person, profile, now)
    tell(by, "profile_saved", person, now)
    return person


@transaction.atomic
def add_own_competences(
    *,
    by: Actor,
    person: Person,
    competences: Mapping[Competence, Level],
    circle: str = Circle.COORDINATOR,
    now: dt.datetime,
) -> int:
    """Add what the person told when she answered an open call, on the consent she gave there.

    What is known at the same level or higher stays as it is. Returns how many were added or raised.
    """
    access.require("people.tend_own", by, person)
    if not competences:
        return 0
    count_up(person)
    known = {row.competence_id: row for row in KnownCompetence.objects.filter(person=person)}
    higher = {
        competence: level
        for competence, level in competences.items()
        if competence.pk not in known or level > (known[competence.pk].level or 0)
    }
    note_consent(by, person, Consent.Kind.OPEN_CALLS, now)
    if any(competence.kind == Competence.Kind.STRENGTH for competence in competences):
        note_consent(by, person, Consent.Kind.STRENGTHS, now)
    for competence, level in higher.items():
        shown = known[competence.pk].circle if competence.pk in known else circle
        _write(person, competence.pk, level, shown, Origin.CALL, now)
    tell(by, "profile_added_to", person, now)
    return len(higher)


def _keep_hours(person: Person, period: Period, minutes: int | None) -> None:
    rows = Availability.objects.filter(person=person, period=period)
    if minutes is None:
        rows.update(minutes=None)
        return
    Availability.objects.get_or_create(person=person, period=period, defaults=of_person(person))
    taken = rows.annotate(taken=F("held") + F("booked"))
    if not taken.filter(taken__lte=minutes).update(minutes=minutes):
        hours = -(-taken.get().taken // 60)
        message = _(
            "You have already been asked for %(hours)s h of this period. Choose at least that, or give up a "
            "seat first."
        )
        raise HoursPromised(message % {"hours": hours}, where="hours")


def _keep_skills(person: Person, profile: OwnProfile, now: dt.datetime) -> None:
    accepted = answer_hints(person, profile.hints)
    told = {competence.pk: answer for competence, answer in profile.skills.items()}
    _keep(person, Competence.Kind.PROFESSIONAL, told, profile.skills_circle, now)
    for key, level in accepted.items():
        if key not in told:
            _write(person, key, level, profile.skills_circle, Origin.HINT, now)


def _keep_strengths(by: Actor, person: Person, profile: OwnProfile, now: dt.datetime) -> None:
    if profile.strengths and profile.consents_to_strengths:
        note_consent(by, person, Consent.Kind.STRENGTHS, now)
    if profile.strengths and not has_consent(person, Consent.Kind.STRENGTHS):
        message = _("Say yes to keeping your strengths and interests, or leave them out.")
        raise ConsentMissing(message, where="consent")
    told = {competence.pk: answer for competence, answer in profile.strengths.items()}
    _keep(person, Competence.Kind.STRENGTH, told, profile.strengths_circle, now)


def _keep(person: Person, kind: str, told: Mapping[int, Answer], circle: str, now: dt.datetime) -> None:
    """Make the rows of one kind say what was told; a row that says it already keeps its origin and day."""
    rows = KnownCompetence.objects.filter(person=person, competence__kind=kind)
    kept = {row.competence_id: row.level for row in rows}
    rows.exclude(competence_id__in=told).delete()
    rows.exclude(circle=circle).update(circle=circle)
    for key, answer in told.items():
        if key not in kept or kept[key] != answer:
            _write(person, key, answer, circle, Origin.PROFILE, now)


def _write(person: Person, key: int, answer: Answer, circle: str, origin: str, now: dt.datetime) -> None:
    KnownCompetence.objects.update_or_create(
        person=person,
        competence_id=key,
        defaults={
            **of_person(person),
            "knowledge": Knowledge.ABSENT if answer is None else Knowledge.KNOWN,
            "level": answer,
            "circle": circle,
            "origin": origin,
            "told_at": now,
        },
    )
