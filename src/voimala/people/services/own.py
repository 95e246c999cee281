"""What every deed on one's own person shares: its line in the trail and the version that pages compare."""

import datetime as dt
from typing import Any

from django.db.models import F

from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.people.models import Person


def count_up(person: Person) -> None:
    """A profile opened before this is an old one. The row stays locked until the deed is done."""
    Person.objects.filter(pk=person.pk).update(version=F("version") + 1)
    person.version += 1


def tell(by: Actor, deed: str, person: Person, now: dt.datetime) -> None:
    subject = Reference("person", person.public_id)
    events.record(by=by, deed=deed, subjects=[subject], now=now, network_id=person.network_id)


def of_person(person: Person) -> dict[str, Any]:
    """Whose a new row of the person is; what an invented person tells is invented too."""
    return {"network_id": person.network_id, "synthetic": person.synthetic}
