"""Writes of people, their competences and hours; and the trace that reading people leaves."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.people.models import Competence, Person
from voimala.people.models.standard import PROFESSIONAL, STRENGTHS


@transaction.atomic
def add_standard_competences(*, network: Network) -> None:
    """Give a network its own copy of the standard competences; those it already has stay as they are."""
    listed = [(Competence.Kind.PROFESSIONAL, word) for word in PROFESSIONAL]
    listed += [(Competence.Kind.STRENGTH, word) for word in STRENGTHS]
    Competence.objects.bulk_create(
        (
            Competence(
                network=network,
                code=word.code,
                kind=kind,
                name_fi=word.fi,
                name_sv=word.sv,
                name_en=word.en,
                order=order,
            )
            for order, (kind, word) in enumerate(listed)
        ),
        ignore_conflicts=True,
    )


def note_reading(
    *, by: Actor, network: Network, people: Iterable[Person], now: dt.datetime, purpose: str = ""
) -> None:
    """One read event for a page that shows people, with each of them as a subject; oneself is none."""
    others = [
        Reference("person", row.public_id) for row in people if row.user_id is None or row.user_id != by.pk
    ]
    if others:
        events.record(
            by=by, deed="people_read", subjects=others, now=now, network_id=network.pk, purpose=purpose
        )
