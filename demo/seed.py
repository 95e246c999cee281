"""Seeds the demonstration: facts first, then invented workplaces and people, then needs through the services.

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
from demo.sign_ins import build_users, place_users
from demo.workplaces import build_workplaces
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


def seed(*, now: dt.datetime) -> bool:
    """Fill the database; False when the demonstration is there already.

    Raises:
        NotEmpty: the database holds other data and this is not a demonstration (VOIMALA_DEMO).
    """
    if is_seeded():
        return False
    refuse_other_data()
    with transaction.atomic():
        build(now)
    return True


def is_seeded() -> bool:
    known = User.objects.filter(email=COORDINATOR, synthetic=True).exists()
    return known and Network.objects.filter(code=CODE).exists()


def refuse_other_data() -> None:
    """An empty database may be seeded anywhere; one with other networks only in a demonstration."""
    taken = Network.objects.filter(code=CODE).exists()
    if taken or (not settings.DEMO and (Network.objects.exists() or User.objects.exists())):
        raise NotEmpty(
            "the database holds other data; the demonstration is only seeded into an empty one "
            "(./voimala demo has its own)"
        )


def build(now: dt.datetime) -> None:
    draw = Random(SEED)
    network = build_network(timezone.localdate(now))
    build_members(network, Random(CODE))
    period: Period = Period.objects.of(network).get()
    users = build_users(network, now)
    workplaces = build_workplaces(network, period, draw)
    people = build_people(network, period, workplaces, draw)
    place_users(network, users, workplaces, people)
    coordinator = acting(users[COORDINATOR].at(now), purpose="demonstration")
    build_needs(network=network, period=period, by=coordinator, now=now, workplaces=workplaces)
    events.record(
        by=system("demonstration"),
        deed="network_seeded",
        subjects=[Reference("network", network.public_id)],
        now=now,
        network_id=network.pk,
    )
