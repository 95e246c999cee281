"""What every change of the register shares: lock, version, check of names, line in the trail."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core import events
from voimala.core.localized import LANGUAGES
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.partners.models import Organisation

NAMES = tuple(f"name_{code}" for code in LANGUAGES)
LONGEST_NAME = 200

# What may still refer to a row, in plain words; tables of upper apps are known by their label alone.
_REFERRING: dict[str, str | Promise] = {
    "partners.Contact": gettext_lazy("contacts"),
    "partners.Unit": gettext_lazy("units"),
    "partners.Membership": gettext_lazy("memberships"),
    "partners.Term": gettext_lazy("duties in the network"),
    "partners.Party": gettext_lazy("agreements"),
    "partners.Commitment": gettext_lazy("promises"),
    "partners.Entry": gettext_lazy("entries of contributions"),
    "partners.Balance": gettext_lazy("entries of contributions"),
    "people.Person": gettext_lazy("people"),
    "people.Limit": gettext_lazy("people's own limits"),
    "people.KnownCompetence": gettext_lazy("people's skills"),
    "people.Hint": gettext_lazy("hints"),
    "governance.Seat": gettext_lazy("seats of bodies"),
    "phenomena.Phenomenon": gettext_lazy("needs"),
    "phenomena.ToldNeed": gettext_lazy("told needs"),
    "phenomena.Requirement": gettext_lazy("needs"),
    "assembly.ProposalNeed": gettext_lazy("proposals"),
    "assembly.Question": gettext_lazy("proposals"),
    "assembly.Asking": gettext_lazy("questions that have been asked"),
}


class StillInUse(Refused):
    """Something still refers to the row, so it cannot be removed."""


def lock_organisation(organisation: Organisation) -> Organisation:
    """The parent row first: whoever changes its units, contacts or memberships waits here."""
    found: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    return found


def tidy_names(values: Mapping[str, Any]) -> dict[str, str]:
    """The names as they are kept, in every language."""
    return {name: " ".join(tidied(values.get(name, "")).split()) for name in NAMES}


def problems_of_names(names: Mapping[str, str]) -> dict[str, str]:
    problems = {
        name: _("A name has at most %(most)s characters.") % {"most": LONGEST_NAME}
        for name, text in names.items()
        if len(text) > LONGEST_NAME
    }
    return problems if names["name_fi"] else {**problems, "name_fi": _("Write the name in Finnish.")}


def save_changes(row: Any, *, seen: int, values: Mapping[str, Any]) -> bool:
    """Write the values if the row still has the version that was seen; False when they say nothing new.

    Raises:
        ChangedByAnother: somebody saved it after version `seen`.
    """
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(row, seen=seen, fields=values, message=message)
    return True


def require_unused(row: Any, *, apart_from: Iterable[str] = ()) -> None:
    """Raises StillInUse, naming in plain words what still refers to the row."""
    words = dict.fromkeys(
        str(_REFERRING.get(label, _("other rows"))) for label in _referring(row) if label not in apart_from
    )
    if words:
        message = _("This cannot be removed: %(what)s still refer to it. Move or remove those first.")
        raise StillInUse({"remove": message % {"what": ", ".join(words)}})


def _referring(row: Any) -> list[str]:
    """Labels of the tables of which some row points here."""
    relations = (each for each in row._meta.get_fields(include_hidden=True) if each.auto_created)
    found = []
    for relation in relations:
        if relation.concrete or not relation.field.remote_field:
            continue
        model: Any = relation.related_model
        if model._base_manager.filter(**{relation.field.name: row.pk}).exists():
            found.append(model._meta.label)
    return found


def record(by: Actor, deed: str, organisation: Organisation, now: dt.datetime, *more: Reference) -> None:
    """Each deed on the register names the organisation, and what of its was changed."""
    subjects = [Reference("organisation", organisation.public_id), *more]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=organisation.network_id)
