"""The coordination goes to somebody else: roles, organisations' duties and seats of bodies in one deed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from voimala.accounts.models import Role, User
from voimala.accounts.services import about, end_role, give_role
from voimala.core import access, events
from voimala.core.dates import PartialDate
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Network, RoleKind
from voimala.networks.openings import Handing, Moving, handover
from voimala.office.services import queue_message
from voimala.partners.models import Organisation, Term
from voimala.partners.services.terms import TermPlan, TermRefused, add_term, change_term

PURPOSE = "handover"
FARTHEST = dt.timedelta(days=366)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class HandoverPlan:
    """Who stops, who begins and when.

    Args:
        outgoing: the coordinator's role that ends.
        on: first day of the incoming coordinator.
        last_day: last day on which the outgoing one still has access; the day before `on` or later.
        organisations: organisations that take duties over from `on`, by duty; the others stay.
    """

    outgoing: Role
    incoming: User
    on: dt.date
    last_day: dt.date
    organisations: Mapping[str, Organisation]

    @property
    def network(self) -> Network:
        return self.outgoing.network

    @property
    def handing(self) -> Handing:
        return Handing(self.network, self.outgoing.user, self.incoming, self.on)


@dataclass(frozen=True)
class Ahead:
    """What a handover will do, for a look before it: what moves, what is only good to know, and the terms."""

    moves: tuple[str, ...]
    stays: tuple[str, ...]
    terms: tuple[tuple[Term | None, str, Organisation], ...]
    keeps: tuple[str, ...]


def look_ahead(*, viewer: Viewer, plan: HandoverPlan, now: dt.datetime) -> Ahead:
    """What `hand_over` would do. Changes nothing.

    Raises:
        Refused: as `hand_over`.
    """
    access.require("desk.hand_over", viewer, plan.network)
    _check(plan, now)
    moving = movings(plan)
    others = plan.outgoing.user.roles.filter(network=plan.network).exclude(pk=plan.outgoing.pk)
    kept = [role for role in others.order_by("kind") if role.in_force(plan.last_day + DAY)]
    return Ahead(
        moves=tuple(one.words for one in moving if one.move),
        stays=tuple(one.words for one in moving if not one.move),
        terms=tuple(
            (_term_in_force(plan, duty), str(Term.Duty(duty).label), organisation)
            for duty, organisation in plan.organisations.items()
        ),
        keeps=tuple(str(role.get_kind_display()) for role in kept),
    )


@transaction.atomic
def hand_over(*, by: Actor, plan: HandoverPlan, now: dt.datetime) -> None:
    """Give the role, end the other, move what is open, let organisations change, and write to both.

    All of it or nothing. Done already in the same way, it changes nothing and is not told again.

    Raises:
        Refused: keys are "incoming", "on", "last_day", and "duty_…" for each duty of an organisation.
    """
    network = plan.network
    access.require("desk.hand_over", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    role: Role = Role.objects.select_for_update().get(pk=plan.outgoing.pk)
    if role.until == plan.last_day + DAY and _coordinates(plan):
        return
    _check(plan, now)
    moving = movings(plan)
    for duty, organisation in plan.organisations.items():
        _change_duty(by, plan, duty, organisation, now)
    if not _coordinates(plan):
        give_role(
            by=by, now=now, user=plan.incoming, network=network, kind=RoleKind.COORDINATOR, since=plan.on
        )
    for one in moving:
        if one.move:
            one.move(by, now)
    end_role(by=by, now=now, role=role, until=plan.last_day + DAY)
    _write(plan, now)
    subjects = [about(plan.outgoing.user), about(plan.incoming), Reference("network", network.public_id)]
    events.record(by=by, deed="network_handed_over", subjects=subjects, now=now, network_id=network.pk)


def movings(plan: HandoverPlan) -> list[Moving]:
    return [one for some in handover.gather(plan.handing) for one in some]


def _check(plan: HandoverPlan, now: dt.datetime) -> None:
    today = plan.network.today(now)
    problems = {}
    if plan.incoming.pk == plan.outgoing.user_id:
        problems["incoming"] = _("Choose somebody else than who coordinates now.")
    elif not plan.incoming.is_active or not plan.incoming.roles.filter(network=plan.network).exists():
        problems["incoming"] = _("Choose somebody who has an account in this network, or invite her first.")
    if not today <= plan.on <= today + FARTHEST:
        problems["on"] = _("Choose a day from today on, within a year.")
    elif not plan.on - DAY <= plan.last_day <= plan.on + FARTHEST:
        problems["last_day"] = _("Choose a day not before the day before the new coordinator begins.")
    elif plan.last_day < today - DAY or not plan.outgoing.in_force(today):
        problems["last_day"] = _("This coordinator's role has ended already.")
    for duty, organisation in plan.organisations.items():
        if organisation.network_id != plan.network.pk:
            problems[f"duty_{duty}"] = _("Choose one of this network's own organisations.")
    refuse_if(problems)


def _coordinates(plan: HandoverPlan) -> bool:
    roles = Role.objects.filter(user=plan.incoming, network=plan.network, kind=RoleKind.COORDINATOR)
    return roles.in_force_on(plan.on).exists()


def _term_in_force(plan: HandoverPlan, duty: str) -> Term | None:
    terms = Term.objects.of(plan.network).filter(duty=duty).select_related("organisation")
    return next((term for term in terms if term.in_force(plan.on)), None)


def _change_duty(
    by: Actor, plan: HandoverPlan, duty: str, organisation: Organisation, now: dt.datetime
) -> None:
    """The organisation that has the duty ends the day before; the new one begins."""
    current = _term_in_force(plan, duty)
    if current is not None and current.organisation_id == organisation.pk:
        return
    try:
        if current is not None:
            last = PartialDate((plan.on - DAY).isoformat())
            ended = TermPlan(current.organisation, duty, current.since, last)
            change_term(by=by, term=current, seen=current.version, now=now, plan=ended)
        began = TermPlan(organisation, duty, PartialDate(plan.on.isoformat()), None)
        add_term(by=by, network=plan.network, now=now, plan=began)
    except TermRefused as refused:
        raise Refused({f"duty_{duty}": str(refused)}) from refused


def _write(plan: HandoverPlan, now: dt.datetime) -> None:
    """A letter to both: from when, until when, and where the work is."""
    for receiver, part in ((plan.incoming, "incoming"), (plan.outgoing.user, "outgoing")):
        with translation.override(receiver.language):
            url = f"{settings.ADDRESS}{reverse('desk:desk', args=[plan.network.code])}"
        queue_message(
            to=receiver.email,
            template=f"desk/mail/handover_{part}",
            language=receiver.language,
            context={"plan": plan, "url": url},
            purpose=PURPOSE,
            now=now,
            network=plan.network,
            key=f"handover:{plan.outgoing.public_id}:{plan.incoming.public_id}:{plan.on}:{part}",
        )
