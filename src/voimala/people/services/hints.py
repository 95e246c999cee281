"""Hints about others: given by one, answered by the person."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor
from voimala.people.models import Competence, Hint, Level, Person
from voimala.people.services.own import of_person, tell


class HintRefused(DomainError):
    """Only professional skills of the network's own list can be hinted at."""


@transaction.atomic
def give_hint(*, by: Actor, person: Person, competence: Competence, level: Level, now: dt.datetime) -> None:
    """Tell the person what one has seen in her. The same hint again only changes its level.

    What the person has told of the competence herself is not looked at: the giver must not learn it here.
    """
    access.require("people.give_hint", by, person)
    professional = competence.kind == Competence.Kind.PROFESSIONAL
    if not professional or competence.network_id != person.network_id:
        raise HintRefused(_("Choose a professional skill from the list."), where="competence")
    Hint.objects.update_or_create(
        person=person,
        competence=competence,
        given_by_id=by.pk,
        defaults={
            **of_person(person),
            "level": level,
            "given_at": now,
            "role": ",".join(sorted(by.roles_in(person.network_id)))[:80],
        },
    )
    tell(by, "hint_given", person, now)


def answer_hints(person: Person, answers: Mapping[str, bool]) -> dict[int, Level]:
    """Delete the answered hints, by their public ids, and return the accepted competences with their levels.

    Of two accepted hints about the same competence the higher level holds.
    """
    accepted: dict[int, Level] = {}
    answered = Hint.objects.filter(person=person, public_id__in=answers)
    for hint in answered:
        if answers[hint.public_id]:
            accepted[hint.competence_id] = max(Level(hint.level), accepted.get(hint.competence_id, Level(1)))
    answered.delete()
    if accepted:
        Hint.objects.filter(person=person, competence_id__in=accepted).delete()
    return accepted


def forget_hints(now: dt.datetime) -> int:
    """Hints that nobody has answered in a year are deleted."""
    deleted, _by_model = Hint.objects.filter(given_at__lt=now - dt.timedelta(days=365)).delete()
    return deleted
