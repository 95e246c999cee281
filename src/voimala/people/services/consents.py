"""Consents: given where the thing is told; withdrawing one deletes what was kept on it in the same deed."""

import datetime as dt

from django.db import transaction

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.people.models import Competence, Consent, KnownCompetence, Person
from voimala.people.services.own import count_up, of_person, tell


@transaction.atomic
def withdraw_consent(*, by: Actor, person: Person, kind: str, now: dt.datetime) -> int:
    """End the consent and delete at once what was kept on it. Returns how many things were deleted.

    Strengths: all of them, whoever wrote them. Open calls: the skills that came from answers to calls.
    """
    access.require("people.tend_own", by, person)
    count_up(person)
    for consent in Consent.objects.in_force().filter(person=person, kind=kind):
        consent.end(now)
    told = KnownCompetence.objects.filter(person=person)
    if kind == Consent.Kind.STRENGTHS:
        kept_on_it = told.filter(competence__kind=Competence.Kind.STRENGTH)
    else:
        kept_on_it = told.filter(origin=KnownCompetence.Origin.CALL)
    deleted, _ = kept_on_it.delete()
    tell(by, "consent_withdrawn", person, now)
    return deleted


def note_consent(by: Actor, person: Person, kind: str, now: dt.datetime) -> None:
    """Given with the deed that needs it, in the caller's transaction; in force already, nothing happens."""
    if has_consent(person, kind):
        return
    Consent.objects.create(person=person, kind=kind, given_at=now, **of_person(person))
    tell(by, "consent_given", person, now)


def has_consent(person: Person, kind: str) -> bool:
    return bool(Consent.objects.in_force().filter(person=person, kind=kind).exists())
