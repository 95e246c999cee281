"""Everything the register holds of one person, for the person."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.networks.models import Share
from voimala.people.models import Availability, Booking, Consent, Hint, KnownCompetence, Limit, Person, Tie
from voimala.people.models.sharing import shares_of
from voimala.people.services.own import tell


@transaction.atomic
def export_own_data(*, by: Actor, person: Person, now: dt.datetime) -> dict[str, Any]:
    """What is stored of the person here, in plain words and numbers; times in ISO 8601, hours in minutes.

    Others are named only where the person herself named them; of worked-with pairs there is the count.
    """
    access.require("people.tend_own", by, person)
    tell(by, "own_data_exported", person, now)
    hung = {"person": person}
    return {
        "written_at": now.isoformat(),
        "network": str(person.network),
        "person": _basics(person),
        "competences": [_competence(row) for row in _with_words(KnownCompetence.objects.filter(**hung))],
        "hints_waiting": [_hint(row) for row in _with_words(Hint.objects.filter(**hung))],
        "consents": [_consent(row) for row in Consent.objects.filter(**hung)],
        "hours": [_hours(row) for row in Availability.objects.filter(**hung).select_related("period")],
        "bookings": [
            _booking(row)
            for row in Booking.objects.filter(availability__person=person).select_related(
                "availability__period"
            )
        ],
        "limits": [
            _limit(row) for row in Limit.objects.filter(**hung).select_related("other", "unit", "period")
        ],
        "neighbours": [_share(row) for row in shares_of(person)],
        "worked_with": Tie.objects.filter(Q(first=person) | Q(second=person)).count(),
    }


def _with_words(rows: Any) -> Any:
    return rows.select_related("competence").order_by("competence__kind", "competence__order")


def _basics(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "kind": person.kind,
        "work_role": person.work_role,
        "email": person.email,
        "employer": str(person.organisation) if person.organisation else None,
        "unit": str(person.unit) if person.unit else None,
        "sector": person.sector or None,
        "municipality": str(person.municipality) if person.municipality else None,
        "languages": person.languages,
        "profile_complete": person.profile_complete,
        "may_be_suggested": person.may_be_suggested,
        "invented": person.synthetic,
    }


def _competence(row: KnownCompetence) -> dict[str, Any]:
    return {
        "name": str(row.competence),
        "kind": row.competence.kind,
        "known": row.knowledge,
        "level": row.level,
        "shown_to": row.circle,
        "came_from": row.origin or None,
        "told_at": row.told_at.isoformat() if row.told_at else None,
    }


def _hint(row: Hint) -> dict[str, Any]:
    return {
        "name": str(row.competence),
        "level": row.level,
        "given_as": row.role or None,
        "given_at": row.given_at.isoformat(),
    }


def _consent(row: Consent) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "given_at": row.given_at.isoformat(),
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
    }


def _hours(row: Availability) -> dict[str, Any]:
    return {"period": str(row.period), "minutes": row.minutes, "held": row.held, "booked": row.booked}


def _booking(row: Booking) -> dict[str, Any]:
    return {"period": str(row.availability.period), "minutes": row.minutes, "state": row.state}


def _share(row: Share) -> dict[str, Any]:
    answered = row.answered_at.isoformat() if row.answered_at else None
    return {"network": str(row.neighbour), "state": row.state, "answered_at": answered}


def _limit(row: Limit) -> dict[str, Any]:
    return {
        "period": str(row.period),
        "not_with": row.other and row.other.name,
        "not_in": row.unit and str(row.unit),
    }
