"""What of a person crosses to a neighbouring network, and what the neighbour is told before it accepts."""

from collections.abc import Collection

from voimala.core.references import Reference
from voimala.networks.models import Share
from voimala.networks.models.neighbours import ShareQuerySet
from voimala.networks.openings import Told
from voimala.people.models.person import Person, PersonQuerySet


def reference_of(person: Person) -> Reference:
    return Reference("person", person.public_id)


def shares_of(person: Person) -> ShareQuerySet:
    """The person's own view of it: every neighbour that sees her, or asks to."""
    shares = Share.objects.about(reference_of(person)).open()
    return shares.select_related("neighbour").order_by("offered_at", "pk")


def told_to_neighbour(public_ids: Collection[str]) -> dict[str, Told]:
    """Name, work role and employer of those who may be shared now."""
    people: PersonQuerySet = Person.objects.filter(public_id__in=public_ids)
    found = people.filter(people.may_cross()).select_related("organisation")
    return {person.public_id: Told(person.name, work_of(person), person.synthetic) for person in found}


def work_of(person: Person) -> str:
    """Work role and employer in one line, as far as known."""
    known = (person.work_role, str(person.organisation or ""))
    return ", ".join(each for each in known if each)
