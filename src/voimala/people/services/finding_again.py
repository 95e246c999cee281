"""The search finds people by their workplace and by their skills: under a new name too."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from voimala.core.references import Reference
from voimala.office.services.indexing import index_again
from voimala.people.models import Person
from voimala.people.models.finding import PEOPLE

RENAMING = frozenset({"organisation_changed", "unit_changed", "competence_changed"})


def find_again(deed: str, subjects: Sequence[Reference], now: dt.datetime) -> None:
    """Fills the slot `told`: those who work at a place that was corrected, or know a skill that was."""
    if deed not in RENAMING:
        return
    ids: dict[str, set[str]] = {}
    for subject in subjects:
        ids.setdefault(subject.kind, set()).add(subject.public_id)
    touched = (
        Q(organisation__public_id__in=ids.get("organisation", set()))
        if deed == "organisation_changed"
        else Q(unit__public_id__in=ids.get("unit", set()))
        | Q(competences__competence__public_id__in=ids.get("competence", set()))
    )
    index_again(PEOPLE, Person.objects.filter(touched).values_list("public_id", flat=True), now)
