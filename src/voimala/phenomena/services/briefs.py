"""Starting and changing a brief: what a pilot of a need asks for in one period."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network, Period
from voimala.networks.services import ensure_period
from voimala.people.models import Competence
from voimala.phenomena.models import Brief, Phenomenon, Requirement, SeatWish
from voimala.phenomena.models.plan import NUMBERS, BriefPlan, RequirementPlan, SeatPlan, plan_of
from voimala.phenomena.models.templates import BY_CODE, Template, template_for
from voimala.phenomena.services.checks import problems_of


@transaction.atomic
def start_brief(
    *,
    by: Actor,
    phenomenon: Phenomenon,
    now: dt.datetime,
    period: Period | None = None,
    template: str | None = None,
) -> Brief:
    """The need's brief in the period, filled from a template; without `template`, that of the setting.

    Without `period` it is the one that is planned now; a new season is opened when there is none.

    A need has one brief a period: starting it again gives the same one, unchanged.

    Raises:
        Refused: there is no such template, or the period is another network's.
    """
    access.require("phenomena.edit_brief", by, phenomenon)
    if template is not None and template not in BY_CODE:
        raise Refused({"template": _("Choose a template from the list.")})
    period = period or ensure_period(by=by, network=phenomenon.network, now=now)
    if period.network_id != phenomenon.network_id:
        raise Refused({"period": _("Choose a period of this network.")})
    source = BY_CODE[template] if template is not None else template_for(phenomenon.setting.code)
    brief: Brief
    brief, made = Brief.objects.get_or_create(
        network_id=phenomenon.network_id,
        phenomenon=phenomenon,
        period=period,
        defaults={
            "template": source.code,
            "minutes": source.minutes,
            "size_min": source.size_min,
            "size_max": source.size_max,
            "max_travel": source.max_travel,
            "municipality": phenomenon.municipality,
        },
    )
    if made:
        _write_seats(brief, tuple(SeatPlan(seat.kind, seat.named_by, seat.count) for seat in source.seats))
        _write_requirements(brief, _requirements_from(source, phenomenon.network))
        _record(by, "brief_started", brief, now)
    return brief


def _requirements_from(template: Template, network: Network) -> tuple[RequirementPlan, ...]:
    wished = {each.competence: each for each in template.requirements}
    known = {found.code: found for found in Competence.objects.of(network).filter(code__in=wished)}
    return tuple(
        RequirementPlan(known[code], each.level, each.weight)
        for code, each in wished.items()
        if code in known
    )


@transaction.atomic
def revise_brief(*, by: Actor, brief: Brief, seen: int, now: dt.datetime, plan: BriefPlan) -> Brief:
    """Make the brief ask for what `plan` says: numbers, seats and requirements in one deed.

    `seen` is the version that the writer looked at. A plan that changes nothing leaves the version be,
    so that a proposal made of it stays current.

    Raises:
        Refused: with every problem of the plan.
        ChangedByAnother: somebody saved the brief in between.
    """
    access.require("phenomena.edit_brief", by, brief)
    refuse_if(problems_of(plan, brief.network))
    # Locked, so that the second of a form sent twice at once meets what the first one saved.
    locked = Brief.objects.select_for_update(of=("self",)).select_related("municipality")
    current: Brief = locked.get(pk=brief.pk)
    before = plan_of(current)
    if before == plan:
        return current
    for name in NUMBERS:
        setattr(current, name, getattr(plan, name))
    current.languages_any = list(plan.languages_any)
    message = _("Somebody else saved this brief while you were writing. Choose what to keep.")
    save_version(current, seen=seen, fields=NUMBERS, message=message)
    if before.seats != plan.seats:
        current.seat_wishes.all().delete()
        _write_seats(current, plan.seats)
    if before.requirements != plan.requirements:
        current.requirements.all().delete()
        _write_requirements(current, plan.requirements)
    _record(by, "brief_revised", current, now)
    return current


def _write_seats(brief: Brief, seats: tuple[SeatPlan, ...]) -> None:
    SeatWish.objects.bulk_create(
        SeatWish(brief=brief, kind=seat.kind, named_by=seat.named_by, count=seat.count, order=order)
        for order, seat in enumerate(seats)
    )


def _write_requirements(brief: Brief, requirements: tuple[RequirementPlan, ...]) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            brief=brief, competence=each.competence, level=each.level, weight=each.weight, order=order
        )
        for order, each in enumerate(requirements)
    )


def _record(by: Actor, deed: str, brief: Brief, now: dt.datetime) -> None:
    subjects = [Reference("brief", brief.public_id), Reference("need", brief.phenomenon.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=brief.network_id)
