"""Seeds the demonstration of five networks: facts first; for VOIMALA then invented workplaces and people, and
through the services needs, groups and what was asked and answered.

The same day gives the same rows. Seeding again changes nothing.
"""

import datetime as dt
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from demo.accounts import COORDINATOR, SIGN_INS, SIGN_INS_OF
from demo.agreements import add_agreements
from demo.beginning import build_beginning
from demo.bodies import build_bodies
from demo.ledger import record_promises, record_what_was_given
from demo.members import add_invented_members, build_members
from demo.needs import build_needs
from demo.network import build_network
from demo.people import build_people
from demo.places import add_sources
from demo.reading import facts, invented
from demo.regional import add_regional_networks
from demo.sign_ins import build_users, leave_hint, place_users
from demo.telling import add_told
from demo.workplaces import build_workplaces, choose_orders
from voimala.accounts.models import User
from voimala.core import events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import acting, system
from voimala.networks.models import Network, Period
from voimala.office.services import rebuild_index
from voimala.phenomena.services import add_published_stairs

CODES = tuple(SIGN_INS_OF)
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
        rebuild_index(now=now)
    return True


def is_seeded() -> bool:
    known = User.objects.filter(email=COORDINATOR, synthetic=True).exists()
    return known and Network.objects.filter(code__in=CODES).exists()


def refuse_other_data() -> None:
    """An empty database may be seeded anywhere; one with other networks only in a demonstration."""
    taken = Network.objects.filter(code__in=CODES).exists()
    if taken or (not settings.DEMO and (Network.objects.exists() or User.objects.exists())):
        raise NotEmpty(
            "the database holds other data; the demonstration is only seeded into an empty one "
            "(./voimala demo has its own)"
        )


def build(now: dt.datetime) -> None:
    # Where the networks are, so that "days ago" is the same time of day when the clocks change too.
    now = timezone.localtime(now)
    add_sources()
    add_published_stairs()
    made = [build_voimala(now), *build_others(now), build_beginning(now)]
    add_regional_networks()
    for network in made:
        events.record(
            by=system("demonstration"),
            deed="network_seeded",
            subjects=[Reference("network", network.public_id)],
            now=now,
            network_id=network.pk,
        )


def build_voimala(now: dt.datetime) -> Network:
    network = build_from_facts("voimala", now)
    draw = Random(SEED)
    period: Period = Period.objects.of(network).get()
    users = {user.email: user for user in build_users(network, SIGN_INS, now)}
    workplaces = build_workplaces(network, draw)
    people = build_people(network, period, workplaces, draw)
    professional = place_users(network, users, workplaces, people)
    coordinator = acting(users[COORDINATOR].at(now), purpose="demonstration")
    choose_orders(workplaces.organisations, invented("workplaces"), by=coordinator, now=now)
    record_promises(workplaces, period, by=coordinator, now=now)
    leave_hint(professional, by=coordinator, now=now)
    build_needs(network=network, period=period, by=coordinator, now=now, workplaces=workplaces)
    record_what_was_given(workplaces, period, by=coordinator, now=now)
    return network


def build_others(now: dt.datetime) -> list[Network]:
    """Three networks of facts and one sign-in each; one of them has invented members."""
    made = [build_from_facts(name, now) for name in ("varavoimaa", "pirkanmaa", "lansi_suomi")]
    for network in made:
        build_users(network, SIGN_INS_OF[network.code], now)
    add_invented_members(made[-1], invented("lansi_suomi"), Random(f"members of {made[-1].code}"))
    return made


def build_from_facts(name: str, now: dt.datetime) -> Network:
    told = facts(name)
    network = build_network(told, timezone.localdate(now))
    build_members(network, told, Random(network.code))
    add_agreements(network, told)
    add_told(network, told)
    build_bodies(network, told, Random(f"bodies of {network.code}"))
    return network
