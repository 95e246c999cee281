"""Users and their dated roles: who may give them, when they hold, what the trail keeps."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.apps.factories import make_user
from voimala.accounts.models import Role, User, home_network
from voimala.accounts.services import RoleRefused, UserRefused, create_user, end_role, give_role
from voimala.core import events
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import Viewer, Visitor, acting, system
from voimala.networks.models import Network, RoleKind

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 6, 15, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 15)


def role(user: User, network: Network, since: dt.date, until: dt.date | None = None) -> Role:
    return Role.objects.create(user=user, network=network, kind=RoleKind.EXPERT, since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY, False),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY - 2 * DAY, TODAY - DAY, False),
    ],
    ids=["starts today", "starts tomorrow", "ended yesterday", "ends today", "long over"],
)
def test_a_role_holds_on_its_days_only(
    network: Network, since: dt.date, until: dt.date | None, holds: bool
) -> None:
    user = make_user()
    held = role(user, network, since, until)
    assert held.in_force(TODAY) is holds
    assert user.at(NOON).roles_in(network.pk) == (frozenset({"expert"}) if holds else frozenset())
    assert user.network_ids == (frozenset({network.pk}) if holds else frozenset())


def test_a_role_begins_at_midnight_in_finland_not_in_greenwich(network: Network) -> None:
    user = make_user()
    role(user, network, TODAY)
    midnight = dt.datetime(2026, 6, 14, 21, 0, tzinfo=dt.UTC)
    assert not user.at(midnight - dt.timedelta(seconds=1)).network_ids
    assert user.at(midnight).network_ids == {network.pk}


def test_roles_are_read_once_for_a_request(
    network: Network, member: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    member.at(NOON)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]  # pytest-django's context manager
        assert member.network_ids is not None
        member.roles_in(network.pk)


def test_the_role_that_ended_yesterday_opens_no_page(
    client_of: Callable[[User | None], Client], network: Network, member: User
) -> None:
    address = f"/v/{network.code}/people/"
    assert client_of(member).get(address).status_code != 404
    Role.objects.filter(user=member).update(until=dt.date(2020, 1, 2), since=dt.date(2020, 1, 1))
    assert client_of(member).get(address).status_code == 404


def test_home_is_the_first_of_ones_networks(
    network: Network, other_network: Network, member: User, stranger: User
) -> None:
    assert home_network(member) == network
    role(member, other_network, TODAY - DAY)
    assert home_network(User.objects.get(pk=member.pk)) == other_network
    assert home_network(Visitor()) is None


@pytest.mark.parametrize(("who", "may"), [("member", True), ("colleague", False), ("stranger", False)])
@pytest.mark.parametrize("deed", ["give", "end", "create"])
def test_only_the_coordinator_makes_users_and_roles(
    request: pytest.FixtureRequest, network: Network, now: dt.datetime, who: str, may: bool, deed: str
) -> None:
    by = acting(request.getfixturevalue(who))
    user = make_user(network, RoleKind.EXPERT)
    held = user.roles.get()

    def do() -> None:
        if deed == "give":
            give_role(by=by, now=now, user=user, network=network, kind=RoleKind.AUDITOR)
        elif deed == "end":
            end_role(by=by, now=now, role=held)
        else:
            create_user(by=by, now=now, email="new@example.org", name="Uusi", network=network)

    before = Event.objects.count()
    if may:
        do()
        assert Event.objects.count() == before + 1
    else:
        with pytest.raises(NotAllowed):
            do()
        assert Event.objects.count() == before
        assert list(user.roles.all()) == [held]


def test_a_visitor_gives_no_role(network: Network, now: dt.datetime, colleague: User) -> None:
    viewer: Viewer = Visitor()
    with pytest.raises(NotAllowed):
        give_role(by=acting(viewer), now=now, user=colleague, network=network, kind=RoleKind.AUDITOR)


def test_giving_and_ending_leave_events_about_the_user(
    network: Network, member: User, now: dt.datetime
) -> None:
    user = make_user()
    given = give_role(by=acting(member), now=now, user=user, network=network, kind=RoleKind.EXPERT)
    assert (given.since, given.until) == (network.today(now), None)
    end_role(by=acting(member), now=now + 3 * DAY, role=given)
    given.refresh_from_db()
    assert given.until == network.today(now + 3 * DAY)
    written = events.about(Reference("user", user.public_id))
    assert [(event.deed, event.role) for event in written] == [
        ("role_ended", "coordinator"),
        ("role_given", "coordinator"),
    ]


def test_a_role_ended_before_it_began_is_taken_away(network: Network, member: User, now: dt.datetime) -> None:
    user = make_user()
    given = give_role(by=acting(member), now=now, user=user, network=network, kind=RoleKind.EXPERT)
    end_role(by=acting(member), now=now, role=given)
    assert not user.roles.exists()
    with pytest.raises(RoleRefused):
        end_role(by=acting(member), now=now, role=role(user, network, TODAY - 9 * DAY, TODAY - 8 * DAY))


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (TODAY, None, True),
        (TODAY - 5 * DAY, TODAY - 2 * DAY, False),
        (TODAY - 5 * DAY, TODAY - DAY, True),
        (TODAY + 10 * DAY, None, False),
        (TODAY + 9 * DAY, TODAY + 20 * DAY, True),
        (TODAY + 20 * DAY, TODAY + 20 * DAY, True),
    ],
)
def test_the_same_role_is_not_held_twice_at_one_time(
    network: Network, since: dt.date, until: dt.date | None, refused: bool
) -> None:
    """The user holds the role from two days ago until (not including) ten days from now."""
    user = make_user()
    role(user, network, TODAY - 2 * DAY, TODAY + 10 * DAY)

    def give() -> Role:
        return give_role(
            by=system("test"),
            now=NOON,
            user=user,
            network=network,
            kind=RoleKind.EXPERT,
            since=since,
            until=until,
        )

    if refused:
        with pytest.raises(RoleRefused):
            give()
        assert user.roles.count() == 1
    else:
        assert give() in user.roles.all()


def test_the_database_refuses_days_that_do_not_make_a_time(network: Network, member: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        role(member, network, TODAY, TODAY)


def test_a_user_is_made_with_a_small_lettered_address_and_may_lack_a_password(
    network: Network, member: User, now: dt.datetime
) -> None:
    by = acting(member)
    user = create_user(by=by, now=now, email=" Aino@Example.ORG ", name=" Aino ", network=network)
    assert (user.email, user.name, user.joined_at) == ("aino@example.org", "Aino", now)
    assert not user.has_usable_password()
    again = {"by": by, "now": now, "network": network, "name": "Toinen"}
    with pytest.raises(UserRefused, match=r"aino@example.org"):
        create_user(email="AINO@example.org", **again)
    with pytest.raises(UserRefused):
        create_user(email="not an address", **again)
    for weak in ("short", "password123", "other@example.org", ""):
        with pytest.raises(UserRefused):
            create_user(email="other@example.org", password=weak, **again)
    assert User.objects.filter(email="other@example.org").count() == 0
