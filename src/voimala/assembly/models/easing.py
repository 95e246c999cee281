"""What would make a group possible, in words: changes of the brief, and whom to look for. Made when read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.assembly.models.conflicts import skill_names
from voimala.assembly.models.run import Run
from voimala.assembly.models.wording import inside, listed, time_span
from voimala.networks.models import Sector, language_name
from voimala.phenomena.models import Weight
from voimala.phenomena.models.plan import BriefPlan

NUMBERS = {"size_max": "size_max", "size_min": "size_min", "journey": "max_travel", "hours": "minutes"}
"""Changes that are one number of the brief."""
SIMPLE = {*NUMBERS, "language_any", "language", "requirement"}
"""Changes that can be written into the brief as they are; the others need a look at it."""


@dataclass(frozen=True)
class Easing:
    """One smallest set of changes that makes a group possible; `option` is its place in the run's advice."""

    option: int
    words: str
    simple: bool


def easings(run: Run) -> list[Easing]:
    """At most three, the gentlest first. One query."""
    found = run.advice.get("changes", [])
    names = skill_names(run.network_id) if found else {}
    return [
        Easing(
            option,
            _sentence([_change(change, names) for change in changes]),
            all(change["kind"] in SIMPLE for change in changes),
        )
        for option, changes in enumerate(found)
    ]


def seeking(run: Run) -> list[str]:
    """Whom to look for: "culture; can do: music; at most a 60 min journey". One query."""
    found = run.advice.get("seeking", [])
    names = skill_names(run.network_id) if found else {}
    return [_wanted(wanted, names, run.brief.max_travel) for wanted in found]


def eased(plan: BriefPlan, changes: Sequence[Mapping[str, Any]]) -> BriefPlan:
    """The plan with simple changes written in.

    Raises:
        LookupError: a change is not simple, or the plan has nothing that it changes.
    """
    for change in changes:
        plan = _written(plan, change)
    return plan


def _written(plan: BriefPlan, change: Mapping[str, Any]) -> BriefPlan:
    kind, code = change["kind"], change["code"]
    if kind in NUMBERS:
        return replace(plan, **{NUMBERS[kind]: change["now"]})
    if kind == "language":
        return replace(plan, language="")
    if kind == "language_any":
        return replace(plan, languages_any=tuple(each for each in plan.languages_any if each != code))
    if kind == "requirement":
        return replace(
            plan,
            requirements=tuple(
                replace(each, weight=Weight.IMPORTANT.value) if each.competence.code == code else each
                for each in plan.requirements
            ),
        )
    raise LookupError(kind)


def _sentence(told: Sequence[str]) -> str:
    words = listed(told)
    return f"{words[:1].upper()}{words[1:]}."


def _change(change: Mapping[str, Any], names: Mapping[str, str]) -> str:
    counted = _counted(change)
    if counted:
        return counted
    kind, code = change["kind"], change["code"]
    if kind == "requirement":
        return _("mark this as important instead of necessary: %(skill)s") % {"skill": names.get(code, code)}
    if kind == "learner":
        return _("leave out the learner beside somebody who can teach")
    if kind == "language":
        return _("do not ask everybody to speak the working language (%(language)s)") % {
            "language": inside(language_name(code))
        }
    if kind == "language_any":
        return _("do not ask that somebody speaks: %(language)s") % {"language": inside(language_name(code))}
    if kind == "role":
        fewer = change["was"] - change["now"]
        told = ngettext(
            "ask for %(count)s person fewer from this sector: %(sector)s",
            "ask for %(count)s people fewer from this sector: %(sector)s",
            fewer,
        )
        return told % {"count": fewer, "sector": inside(Sector(code).label)}
    return _("change who must be in the group")


def _counted(change: Mapping[str, Any]) -> str:
    kind, was, now = change["kind"], change["was"], change["now"]
    if kind == "journey":
        return _("allow a journey of %(now)s minutes instead of %(was)s") % {"now": now, "was": was}
    if kind == "hours":
        return _("ask each person for %(now)s instead of %(was)s") % {
            "now": time_span(now),
            "was": time_span(was),
        }
    if kind == "size_max":
        told = ngettext(
            "allow a group of %(now)s person instead of %(was)s",
            "allow a group of %(now)s people instead of %(was)s",
            now,
        )
        return told % {"now": now, "was": was}
    if kind == "size_min":
        told = ngettext(
            "let %(now)s person instead of %(was)s be enough",
            "let %(now)s people instead of %(was)s be enough",
            now,
        )
        return told % {"now": now, "was": was}
    return ""


def _wanted(wanted: Mapping[str, Any], names: Mapping[str, str], max_travel: int) -> str:
    told = []
    sectors = [inside(Sector(code).label) for code in wanted["sectors"]]
    if sectors:
        told.append(_or(sectors))
    if wanted["competences"]:
        told.append(listed([names.get(code, code) for code in wanted["competences"]]))
    told += [inside(language_name(code)) for code in wanted["languages"]]
    told.append(_("journey at most %(minutes)s min") % {"minutes": max_travel})
    words = "; ".join(told)
    return f"{words[:1].upper()}{words[1:]}."


def _or(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
