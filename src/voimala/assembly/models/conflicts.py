"""Why there is no group, in words: what conflicts, and whom or what to look for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.assembly.models.run import Run
from voimala.assembly.models.wording import inside, listed
from voimala.networks.models import Sector, language_name
from voimala.people.models import Competence, Person

NOT_FITTING = "pinned_not_eligible"
FIXED = {
    "size_min": gettext_lazy("the smallest size of the group"),
    "size_max": gettext_lazy("the largest size of the group"),
    "learner": gettext_lazy("a learner beside somebody who can teach"),
    "pinned": gettext_lazy("the people who must be in the group"),
    "exclusions": gettext_lazy("people's own limits"),
    "time": gettext_lazy("the hours that the person has"),
    "journey": gettext_lazy("the longest journey"),
    "working_language": gettext_lazy("the working language"),
    "committed": gettext_lazy("the hours that the organisations have agreed"),
}
"""Conditions that need no code to be worded."""


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way, and what would help."""

    what: str
    advice: str


def reasons(run: Run) -> list[Reason]:
    """Everything that the proof names. One query."""
    return reasons_in(run.conflicts, run.network_id)


def reasons_in(conflicts: Iterable[Mapping[str, Any]], network: int) -> list[Reason]:
    """The same for conflicts that no run keeps; one query more when somebody chosen by hand does not fit."""
    told = list(conflicts)
    alone = [person for each in told if each["kind"] == NOT_FITTING for person in each.get("people", ())]
    worded = _Worded(skill_names(network), _people_names(network, alone) if alone else {})
    return list(dict.fromkeys(worded.reason(conflict) for conflict in told))


def _people_names(network: int, public_ids: Sequence[str]) -> dict[str, str]:
    found = Person.objects.suggestable().filter(network_id=network, public_id__in=public_ids)
    return dict(found.values_list("public_id", "name"))


def skill_names(network: int) -> dict[str, str]:
    """Competences by code, as inside a sentence. One query."""
    found = Competence.objects.filter(network_id=network)
    return {competence.code: inside(competence.name) for competence in found}


class _Worded:
    def __init__(self, names: Mapping[str, str], people: Mapping[str, str]) -> None:
        self.names = names
        self.people = people

    def reason(self, conflict: Mapping[str, Any]) -> Reason:
        kind, code = conflict["kind"], conflict["code"]
        simple = self._simple(kind, code)
        if simple is not None:
            return simple
        if kind == "together":
            conditions = listed([self._condition(c["kind"], c["code"]) for c in conflict["conditions"]])
            return Reason(
                _("Each of these can be met alone, but not all together: %(conditions)s.")
                % {"conditions": conditions},
                _("Loosen the one that matters least: then a group can be found."),
            )
        return self._counted(kind, code, conflict)

    def _simple(self, kind: str, code: str) -> Reason | None:
        if kind in ("no_candidate", "no_learner", "no_mentor"):
            return Reason(
                _("Nobody who could take part has the necessary skill: %(skill)s.")
                % {"skill": self.names.get(code, code)},
                _("Look for a new person with it, allow a longer journey, or mark it as important."),
            )
        if kind == "no_language":
            return Reason(
                _("Nobody who could take part speaks the language: %(language)s.")
                % {"language": inside(language_name(code))},
                _("Look for a new person who speaks it, or leave the language out."),
            )
        return None

    def _counted(self, kind: str, code: str, conflict: Mapping[str, Any]) -> Reason:
        have, need = conflict["have"], conflict["need"]
        if kind == "no_role" and not have:
            return Reason(
                _("%(sector)s: nobody fits the hours, the journey and the language.")
                % {"sector": Sector(code).label},
                _("Look for people of the sector, allow a longer journey, or let others name them."),
            )
        if kind == "no_role":
            told = ngettext(
                "%(sector)s: %(need)s person is needed, and %(have)s could come.",
                "%(sector)s: %(need)s people are needed, and %(have)s could come.",
                need,
            )
            return Reason(
                told % {"sector": Sector(code).label, "need": need, "have": have},
                _("Look for people of the sector, allow a longer journey, or let others name them."),
            )
        if kind == "too_few":
            told = ngettext(
                "The search must find at least %(need)s person, and %(have)s could come.",
                "The search must find at least %(need)s people, and %(have)s could come.",
                need,
            )
            return Reason(
                told % {"need": need, "have": have},
                _("Make the smallest group smaller, allow a longer journey, or ask for fewer hours."),
            )
        if kind == "cover_size":
            return Reason(
                _("What is necessary needs more people than the group may have."),
                _("Allow a larger group, or mark something as important instead of necessary."),
            )
        if kind == NOT_FITTING and conflict["conditions"]:
            conditions = listed([self._condition(c["kind"], c["code"]) for c in conflict["conditions"]])
            who = [self.people[each] for each in conflict.get("people", ()) if each in self.people]
            return Reason(
                _("%(who)s was chosen into the group but does not fit: %(conditions)s.")
                % {"who": who[0] if who else _("Somebody"), "conditions": conditions},
                _("Undo the choice, or change the brief."),
            )
        return self._rare(kind)

    def _rare(self, kind: str) -> Reason:
        if kind == "not_found":
            return Reason(
                _("The time ran out before a group was found; there may be one."),
                _("Propose again, or ask for less at a time."),
            )
        if kind in ("contention", "not_worth"):
            return Reason(
                _("A group would be possible, but it would take more than it gives."),
                _("Allow shorter journeys or a smaller group, or mark more skills as important."),
            )
        return Reason(
            _("The people who must be in the group cannot be in it together."),
            _("Check who must be in the group."),
        )

    def _condition(self, kind: str, code: str) -> str:
        if kind == "requirement":
            return self.names.get(code, code)
        if kind == "role":
            return inside(Sector(code).label)
        if kind == "language":
            return inside(language_name(code))
        return str(FIXED[kind])
