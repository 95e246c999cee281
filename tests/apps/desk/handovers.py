"""Makers of handovers, and the faults that a half-made one would leave. Also the rows of its deeds."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_organisation, make_user
from voimala.accounts.models import Role, User
from voimala.core.dates import PartialDate
from voimala.core.models import Event
from voimala.desk.services.handing_over import HandoverPlan, hand_over
from voimala.governance.models import Body, Decision, Duty, Seat
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Message
from voimala.partners.models import Organisation, Term


def coordinator_role(network: Network, user: User) -> Role:
    return Role.objects.select_related("network", "user").get(
        network=network, user=user, kind=RoleKind.COORDINATOR
    )


def plan_of(network: Network, outgoing: User, incoming: User, **changes: Any) -> HandoverPlan:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "outgoing": coordinator_role(network, outgoing),
        "incoming": incoming,
        "on": today,
        "last_day": today + dt.timedelta(days=7),
        "organisations": {},
    }
    return HandoverPlan(**{**values, **changes})


def make_body(network: Network, code: str = "johtoryhma") -> Body:
    return Body.objects.create(network=network, code=code, kind="board", name_fi=f"Johtoryhmä {code}")


def make_seat(body: Body, user: User, task: str = "secretary", **fields: Any) -> Seat:
    since = timezone.localdate() - dt.timedelta(days=100)
    values = {"post": f"Paikka {user.pk}", "name": user.name, "since": since, **fields}
    return Seat.objects.create(network=body.network, body=body, user=user, task=task, **values)


def make_duty(seat: Seat, text: str = "Kutsu kokoon", **fields: Any) -> Duty:
    decision = Decision.objects.create(
        network=seat.network,
        body=seat.body,
        year=2026,
        number=Decision.objects.filter(body=seat.body).count() + 1,
        text="Päätetään",
        decided_on=timezone.localdate(),
    )
    return Duty.objects.create(network=seat.network, decision=decision, seat=seat, text=text, **fields)


def make_term(network: Network, organisation: Organisation | None = None) -> Term:
    return Term.objects.create(
        network=network,
        organisation=organisation or make_organisation(network),
        duty=Term.Duty.ADMINISTRATOR,
        since=PartialDate("2018"),
    )


def faults(network: Network) -> list[str]:
    """What disagrees: every handover that is told is whole, and nothing of another one is there."""
    told = Event.objects.filter(deed="network_handed_over", network_id=network.pk).count()
    ended = Role.objects.filter(network=network, kind=RoleKind.COORDINATOR, until__isnull=False).count()
    letters = Message.objects.filter(purpose="handover").count()
    seats_ended = Seat.objects.filter(network=network, until__isnull=False).count()
    terms_ended = Term.objects.filter(network=network, until__isnull=False).count()
    found = []
    for name, count, wanted in (
        ("ended roles", ended, told),
        ("letters", letters, 2 * told),
        ("ended seats", seats_ended, told),
        ("ended terms", terms_ended, told),
    ):
        if count != wanted:
            found.append(f"{told} handovers are told, and there are {count} {name}")
    holders = Seat.objects.filter(network=network, until=None, task="secretary").values_list("pk", flat=True)
    if Duty.objects.filter(network=network, done_at=None).exclude(seat_id__in=holders).exists():
        found.append("a duty stayed on a seat that has ended")
    return found


def _plan(scene: Any) -> HandoverPlan:
    outgoing = Role.objects.filter(network=scene.network, kind=RoleKind.COORDINATOR).order_by("pk")[0].user
    return plan_of(scene.network, outgoing, make_user(scene.network, RoleKind.PROFESSIONAL))


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (hand_over, lambda scene: {"plan": _plan(scene)}, ("role_given", "role_ended", "network_handed_over")),
)
