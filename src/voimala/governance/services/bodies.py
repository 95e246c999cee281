"""Bodies of the network and who sits in them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voimala.accounts.models import User
from voimala.core import access, events
from voimala.core.dates import PartialDate
from voimala.core.ids import new_public_id
from voimala.core.references import Reference
from voimala.core.refusal import refuse_if
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.governance.models import Body, Seat
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Project

BODY_COLUMNS = ("kind", "name_fi", "name_sv", "name_en", "task_fi", "task_sv", "task_en")
BODY_DATES = ("quorum", "since", "until")
SEAT_COLUMNS = ("task", "organisation", "post", "name", "email", "user", "deputy_of", "since", "until")


@dataclass(frozen=True)
class BodyPlan:
    """What is said of a body. `quorum` None: no rule is known. `steers`: the projects it answers for."""

    kind: str
    name_fi: str
    name_sv: str = ""
    name_en: str = ""
    task_fi: str = ""
    task_sv: str = ""
    task_en: str = ""
    quorum: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    steers: tuple[Project, ...] = ()


@dataclass(frozen=True)
class SeatPlan:
    """A place in a body: a post or an organisation is enough, a name comes when it is known."""

    task: str
    since: dt.date
    until: dt.date | None = None
    organisation: Organisation | None = None
    post: str = ""
    name: str = ""
    email: str = ""
    user: User | None = None
    deputy_of: Seat | None = None


@transaction.atomic
def add_body(*, by: Actor, network: Network, now: dt.datetime, plan: BodyPlan, code: str = "") -> Body:
    """Write a body down. With a `code` that is there already (a form sent twice) the body of that code.

    Raises:
        Refused: keys are the fields of the plan.
    """
    access.require("governance.keep_bodies", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    made: Body | None = Body.objects.of(network).filter(code=code).first() if code else None
    if made is not None:
        return made
    _check_body(network, plan)
    body: Body = Body(network=network, code=code or new_public_id(), **_body_values(plan))
    body.save()
    body.steers.set(plan.steers)
    _record(by, "body_added", body, now)
    return body


@transaction.atomic
def change_body(*, by: Actor, body: Body, seen: int, now: dt.datetime, plan: BodyPlan) -> Body:
    """Correct a body, or end it by its last day.

    Raises:
        Refused: as `add_body`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("governance.keep_bodies", by, body)
    current: Body = Body.objects.select_for_update().get(pk=body.pk)
    values = _body_values(plan)
    steered = set(current.steers.values_list("pk", flat=True))
    if _same(current, values) and steered == {project.pk for project in plan.steers}:
        return current
    _check_body(body.network, plan)
    _save(current, values, seen)
    current.steers.set(plan.steers)
    _record(by, "body_changed", current, now)
    return current


@transaction.atomic
def add_seat(*, by: Actor, body: Body, now: dt.datetime, plan: SeatPlan, form_key: str = "") -> Seat:
    """Give a seat for a term. A form sent twice makes one seat.

    Raises:
        Refused: keys are the fields of the plan.
    """
    access.require("governance.keep_bodies", by, body)
    Body.objects.select_for_update().get(pk=body.pk)
    seats = Seat.objects.of(body.network)
    made: Seat | None = seats.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    seat: Seat = Seat(
        network=body.network, body=body, form_key=form_key, synthetic=body.synthetic, **_seat_values(plan)
    )
    _check_seat(seat)
    seat.save()
    _record(by, "seat_given", body, now)
    return seat


@transaction.atomic
def change_seat(*, by: Actor, seat: Seat, seen: int, now: dt.datetime, plan: SeatPlan) -> Seat:
    """Correct a seat, or end it: what was decided and done in it stays.

    Raises:
        Refused: as `add_seat`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("governance.keep_bodies", by, seat)
    Body.objects.select_for_update().get(pk=seat.body_id)
    current: Seat = Seat.objects.select_for_update().select_related("body").get(pk=seat.pk)
    values = _seat_values(plan)
    if _same(current, values):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    _check_seat(current)
    _save(current, values, seen)
    _record(by, "body_seat_changed", current.body, now)
    return current


def _same(row: Any, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _save(row: Any, values: dict[str, Any], seen: int) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(row, seen=seen, fields=values, message=message)


def _body_values(plan: BodyPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in (*BODY_COLUMNS, *BODY_DATES)}


def _seat_values(plan: SeatPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in SEAT_COLUMNS}


def _check_body(network: Network, plan: BodyPlan) -> None:
    problems = {}
    if not plan.name_fi:
        problems["name_fi"] = _("Write a name.")
    if plan.kind not in Body.Kind.values:
        problems["kind"] = _("Choose what kind of body it is.")
    if plan.quorum is not None and plan.quorum < 1:
        problems["quorum"] = _("At least one seat must be there. Leave it empty if no rule is known.")
    if plan.since and plan.until and plan.until.last < plan.since.first:
        problems["until"] = _("A body ends after it begins.")
    if any(project.network_id != network.pk for project in plan.steers):
        problems["steers"] = _("Choose projects of this network.")
    refuse_if(problems)


def _check_seat(seat: Seat) -> None:
    problems = _problems_of_links(seat)
    if not (seat.organisation or seat.post or seat.name):
        problems["post"] = _("Write a post, or choose an organisation: a name is not needed.")
    if seat.task not in Seat.Task.values:
        problems["task"] = _("Choose a task.")
    if seat.until is not None and seat.until <= seat.since:
        problems["until"] = _("A term ends after it begins.")
    if not problems and (other := _same_seat(seat)):
        problems["since"] = _(
            "%(seat)s already has this seat then. End that term first, or correct the dates."
        ) % {"seat": other}
    refuse_if(problems)


def _problems_of_links(seat: Seat) -> dict[str, str]:
    """A seat points at its own network's organisations and members, and stands in for a seat of its body."""
    problems = {}
    if seat.organisation and seat.organisation.network_id != seat.network_id:
        problems["organisation"] = _("Choose one of this network's own organisations.")
    if seat.user and not seat.user.roles.filter(network_id=seat.network_id).exists():
        problems["user"] = _("Choose somebody who has a role in this network.")
    principal = seat.deputy_of
    if principal and (principal.body_id != seat.body_id or principal.deputy_of_id or principal.pk == seat.pk):
        problems["deputy_of"] = _("Choose a seat of this body that is not a deputy's own.")
    return problems


def _same_seat(seat: Seat) -> Seat | None:
    """Another term of the same organisation and post, for the same place, at the same time."""
    if not seat.post:
        return None
    others = Seat.objects.filter(
        body_id=seat.body_id,
        organisation=seat.organisation,
        post__iexact=seat.post,
        deputy_of=seat.deputy_of,
    ).filter(Q(until=None) | Q(until__gt=seat.since))
    if seat.until is not None:
        others = others.filter(since__lt=seat.until)
    found: Seat | None = others.exclude(pk=seat.pk).first()
    return found


def _record(by: Actor, deed: str, body: Body, now: dt.datetime) -> None:
    subjects = [Reference("body", body.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=body.network_id)
