"""Seeds the demonstration: facts first, then invented workplaces and people, then through the services
needs, groups and what was asked and answered.

The same day gives the same rows. Seeding again changes nothing.
"""

import datetime as dt
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from demo.accounts import COORDINATOR
from demo.members import build_members
from demo.needs import build_needs
from demo.network import CODE, build_network
from demo.people import build_people
from demo.reading import invented
from demo.sign_ins import build_users, leave_hint, place_users
from demo.small import CODE as SMALL
from demo.small import build_small
from demo.workplaces import build_workplaces, choose_orders
from voimala.accounts.models import User
from voimala.core import events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import acting, system
from voimala.networks.models import Network, Period

# Chosen so that the first need reads as the design pictures show it: six people, five of six needs.
SEED = 20170601


class NotEmpty(DomainError):
    """The database holds somebody's data: invented people must not be mixed into it."""


def seed(*, now: dt.datetime, small: bool = False) -> bool:
    """Fill the database; False when the demonstration is there already.

    Args:
        small: the network of 30 people instead of VOIMALA.

    Raises:
        NotEmpty: the database holds other data and this is not a demonstration (VOIMALA_DEMO).
    """
    if is_seeded():
        return False
    refuse_other_data()
    with transaction.atomic():
        build_small(now) if small else build(now)
    return True


def is_seeded() -> bool:
    known = User.objects.filter(email=COORDINATOR, synthetic=True).exists()
    return known and Network.objects.filter(code__in=(CODE, SMALL)).exists()


def refuse_other_data() -> None:
    """An empty database may be seeded anywhere; one with other networks only in a demonstration."""
    taken = Network.objects.filter(code__in=(CODE, SMALL)).exists()
    if taken or (not settings.DEMO and (Network.objects.exists() or User.objects.exists())):
        raise NotEmpty(
            "the database holds other data; the demonstration is only seeded into an empty one "
            "(./voimala demo has its own)"
        )


def build(now: dt.datetime) -> None:
    # Where the network is, so that "days ago" is the same time of day also when the clocks change in between.
    now = timezone.localtime(now)
    draw = Random(SEED)
    network = build_network(timezone.localdate(now))
    build_members(network, Random(CODE))
    period: Period = Period.objects.of(network).get()
    users = build_users(network, now)
    workplaces = build_workplaces(network, period, draw)
    people = build_people(network, period, workplaces, draw)
    professional = place_users(network, users, workplaces, people)
    coordinator = acting(users[COORDINATOR].at(now), purpose="demonstration")
    choose_orders(workplaces.organisations, invented("workplaces"), by=coordinator, now=now)
    leave_hint(professional, by=coordinator, now=now)
    build_needs(network=network, period=period, by=coordinator, now=now, workplaces=workplaces)
    events.record(
        by=system("demonstration"),
        deed="network_seeded",
        subjects=[Reference("network", network.public_id)],
        now=now,
        network_id=network.pk,
    )
