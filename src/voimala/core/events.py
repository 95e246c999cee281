"""Writing and reading the event trail. An event names deed, actor, role, purpose and subjects."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.slots import told
from voimala.core.viewer import Actor


def record(
    *,
    by: Actor,
    deed: str,
    subjects: Iterable[Reference],
    now: dt.datetime,
    network_id: int | None = None,
    role: str = "",
    purpose: str = "",
) -> Event:
    """Append one event with its subjects, in the caller's transaction; who follows the trail is let know.

    It is a deed's last write: whoever follows it finds the rows as the deed leaves them.

    Without `role`, the actor's roles in the network are noted, so that "who has looked" can say in
    which role.
    """
    noted = role or (",".join(sorted(by.roles_in(network_id))) if network_id is not None else "")
    named = list(dict.fromkeys(subjects))
    with transaction.atomic():
        event = Event.objects.create(
            at=now,
            deed=deed,
            actor_kind=by.kind,
            actor_name=by.name,
            actor_id=by.pk,
            role=noted,
            purpose=purpose or by.purpose,
            network_id=network_id,
        )
        EventSubject.objects.bulk_create(
            EventSubject(event_id=event.pk, kind=subject.kind, subject_id=subject.public_id)
            for subject in named
        )
        told.gather(deed, named, now)
    return event


def about(subject: Reference) -> QuerySet[Event]:
    """The events whose subject this is, newest first."""
    ids = EventSubject.objects.filter(kind=subject.kind, subject_id=subject.public_id).values("event_id")
    return Event.objects.filter(pk__in=ids).order_by("-at", "-pk")
