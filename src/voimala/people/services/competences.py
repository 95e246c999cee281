"""Writes of the network's competences: its own copy of the standard words, added, corrected, retired."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.services.keeping import (
    NAMES,
    problems_of_names,
    require_unused,
    save_changes,
    tidy_names,
)
from voimala.partners.words import name_key
from voimala.people.models import Competence
from voimala.people.models.standard import PROFESSIONAL, STRENGTHS

CODE_LENGTH = 60
LONGEST_NAME = 120


class CompetenceNotKept(Refused):
    """The word is missing, too long, or in the list already."""


@dataclass(frozen=True)
class CompetencePlan:
    """A word of the list. `names` are the columns `name_fi`, `name_sv` and `name_en`."""

    names: Mapping[str, str]
    kind: str
    retired: bool = False


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


@transaction.atomic
def add_competence(*, by: Actor, network: Network, now: dt.datetime, plan: CompetencePlan) -> Competence:
    """Add a word at the end of its kind. The same word sent twice is one.

    Raises:
        CompetenceNotKept: keys are the fields `name_…` and `kind`.
    """
    access.require("people.keep_competences", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    values = _values(plan)
    same = _of_same_name(network, values["name_fi"])
    if same is not None and all(getattr(same, name) == value for name, value in values.items()):
        return same
    _check(network, None, values)
    last = Competence.objects.of(network).aggregate(last=Max("order"))["last"] or 0
    made = Competence(network=network, code=_free_code(network, values["name_fi"]), order=last + 1, **values)
    made.save()
    _record(by, "competence_added", made, now)
    return made


@transaction.atomic
def change_competence(
    *, by: Actor, competence: Competence, seen: int, now: dt.datetime, plan: CompetencePlan
) -> Competence:
    """Correct a word, or take it out of what new forms offer. What is known of people stays known.

    Raises:
        CompetenceNotKept: as `add_competence`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("people.keep_competences", by, competence)
    Network.objects.select_for_update().get(pk=competence.network_id)
    current: Competence = Competence.objects.select_for_update(of=("self",)).get(pk=competence.pk)
    values = {**_values(plan), "kind": current.kind}
    _check(current.network, current, values)
    if save_changes(current, seen=seen, values=values):
        _record(by, "competence_changed", current, now)
    return current


@transaction.atomic
def remove_competence(*, by: Actor, competence: Competence, now: dt.datetime) -> None:
    """Take away a word that nothing refers to; one in use is retired instead.

    Raises:
        StillInUse: with what still refers to it.
    """
    access.require("people.keep_competences", by, competence)
    Network.objects.select_for_update().get(pk=competence.network_id)
    require_unused(competence)
    competence.delete()
    _record(by, "competence_removed", competence, now)


def _values(plan: CompetencePlan) -> dict[str, Any]:
    return {**tidy_names(plan.names), "kind": plan.kind, "retired": plan.retired}


def _check(network: Network, own: Competence | None, values: Mapping[str, Any]) -> None:
    names = {name: values[name] for name in NAMES}
    problems = problems_of_names(names)
    for name, text in names.items():
        if len(text) > LONGEST_NAME:
            problems[name] = _("A name has at most %(most)s characters.") % {"most": LONGEST_NAME}
    if values["kind"] not in Competence.Kind.values:
        problems["kind"] = _("Choose a kind.")
    other = _of_same_name(network, values["name_fi"])
    if other is not None and (own is None or other.pk != own.pk):
        problems.setdefault("name_fi", _("The list has this word already."))
    if problems:
        raise CompetenceNotKept(problems)


def _of_same_name(network: Network, name: str) -> Competence | None:
    key = name_key(name)
    return next((row for row in Competence.objects.of(network) if key and name_key(row.name_fi) == key), None)


def _free_code(network: Network, name: str) -> str:
    taken = set(Competence.objects.of(network).values_list("code", flat=True))
    stem = slugify(name).replace("-", "_")[: CODE_LENGTH - 4] or "competence"
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


def _record(by: Actor, deed: str, competence: Competence, now: dt.datetime) -> None:
    subjects = [Reference("competence", competence.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=competence.network_id)
