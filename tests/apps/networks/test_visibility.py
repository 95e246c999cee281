"""Who sees what: one table for the networks app and accounts' roles; every kind of viewer."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.apps.factories import make_network, make_user
from voimala.accounts.models import Role, User
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer, Visitor, acting, system
from voimala.networks.models import Host, Milestone, Network, Period, RoleKind, Setting, TargetGroup
from voimala.networks.models.owned import Owned, OwnedQuerySet, networks_with

pytestmark = pytest.mark.django_db

Maker = Callable[[Network], object]


def a_milestone(network: Network) -> Milestone:
    return Milestone.objects.create(network=network, code="start", kind="phase", title_fi="Alku")


def a_role(network: Network) -> Role:
    """The member's own; made by the fixture."""
    return Role.objects.get(network=network, kind=RoleKind.COORDINATOR)


# What is looked at, who sees it in an unpublished network, and in a published one:
# member, colleague, stranger, visitor.
TABLE = [
    ("network", lambda network: network, "yes yes no no", "yes yes yes yes"),
    ("period", lambda network: Period.objects.of(network).get(), "yes yes no no", "yes yes no no"),
    ("setting", lambda network: Setting.objects.of(network)[0], "yes yes no no", "yes yes no no"),
    ("target group", lambda network: TargetGroup.objects.of(network)[0], "yes yes no no", "yes yes no no"),
    ("milestone", a_milestone, "yes yes no no", "yes yes yes yes"),
    ("coordinator's role", a_role, "yes no no no", "yes no no no"),
]


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize(("what", "make", "hidden", "public"), TABLE, ids=[row[0] for row in TABLE])
def test_who_sees_it(
    published: bool,
    what: str,
    make: Maker,
    hidden: str,
    public: str,
    network: Network,
    member: User,
    colleague: User,
    stranger: User,
) -> None:
    network.published = published
    network.save()
    found = make(network)
    rows = type(found)._default_manager.filter(pk=found.pk)  # type: ignore[attr-defined]  # a row of some model
    viewers: list[Viewer] = [member, colleague, stranger, Visitor()]
    seen = ["yes" if rows.visible_to(viewer).exists() else "no" for viewer in viewers]
    assert " ".join(seen) == (public if published else hidden)
    acting_seen = ["yes" if rows.visible_to(acting(viewer)).exists() else "no" for viewer in viewers]
    assert acting_seen == seen
    assert rows.visible_to(system("job")).exists()


def test_every_owned_table_starts_with_visible_to() -> None:
    tables = Owned.__subclasses__()
    concrete = [table for table in tables if not table._meta.abstract]
    assert len(concrete) > 3
    for table in concrete:
        assert isinstance(table.objects.all(), OwnedQuerySet), table


def test_an_import_by_the_system_sees_all_and_one_by_a_person_what_the_person_sees(
    network: Network, member: User, stranger: User
) -> None:
    period = Period.objects.of(network)
    assert period.visible_to(Actor(kind="import", name="import:1")).exists()
    assert period.visible_to(Actor(kind="import", name="import:1", viewer=member)).exists()
    assert not period.visible_to(Actor(kind="import", name="import:1", viewer=stranger)).exists()


def test_a_link_sees_the_one_object_it_names(network: Network, other_network: Network) -> None:
    named, other = Period.objects.of(network).get(), Period.objects.of(other_network).get()
    link = Actor(kind="link", name="link:1", only=Reference("period", named.public_id))
    assert list(Period.objects.visible_to(link)) == [named]
    assert other not in Period.objects.visible_to(link)
    milestone = a_milestone(network)
    assert milestone not in Milestone.objects.visible_to(link)
    assert not Setting.objects.visible_to(link).exists()
    assert not Role.objects.visible_to(link).exists()
    assert not User.objects.visible_to(link).exists()


def test_a_link_without_an_object_sees_nothing(network: Network) -> None:
    assert not Period.objects.visible_to(Actor(kind="link", name="link:1")).exists()


def test_a_viewer_of_two_networks_sees_both_and_a_page_narrows(
    network: Network, other_network: Network, member: User
) -> None:
    since = dt.date(2020, 1, 1)
    Role.objects.create(network=other_network, user=member, kind=RoleKind.EXPERT, since=since)
    periods = Period.objects.visible_to(member)
    assert periods.count() == 2
    assert periods.of(other_network).get().network == other_network
    assert networks_with(member, RoleKind.EXPERT) == [other_network.pk]
    assert networks_with(member, RoleKind.AUDITOR) == []


@pytest.mark.parametrize(
    "address",
    ["voimala.example", "VOIMALA.example", "voimala.example:8443", "voimala.example."],
)
def test_a_mapped_host_shows_its_network(network: Network, address: str) -> None:
    host = Host.objects.create(name="voimala.example", network=network)
    assert Host.objects.named(address).get() == host


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "[::1]:8000", "example", "", "x.voimala.example"])
def test_another_host_shows_no_network(network: Network, address: str) -> None:
    Host.objects.create(name="voimala.example", network=network)
    assert not Host.objects.named(address).exists()


def test_the_day_turns_at_the_networks_own_midnight() -> None:
    network = make_network("toinen")
    late = dt.datetime(2026, 6, 30, 21, 30, tzinfo=dt.UTC)
    assert network.today(late) == dt.date(2026, 7, 1)
    network.timezone = "Europe/Stockholm"
    assert network.today(late) == dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2026-07-31", False), ("2026-08-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_period_is_half_open(day: str, inside: bool) -> None:
    period = Period(starts=dt.date(2026, 8, 1), ends=dt.date(2027, 1, 1))
    assert period.contains(dt.date.fromisoformat(day)) is inside


def test_the_period_planned_is_the_running_one_then_the_next(
    network: Network, other_network: Network
) -> None:
    running = Period.objects.of(network).get()
    end = running.ends
    coming = Period.objects.create(
        network=network, name_fi="Seuraava", starts=end, ends=end + dt.timedelta(days=90)
    )
    periods = Period.objects.of(network)
    assert periods.planned_on(running.starts) == running
    assert periods.planned_on(end - dt.timedelta(days=1)) == running
    assert periods.planned_on(end) == coming
    assert periods.planned_on(coming.ends) is None
    running.delete()
    assert periods.planned_on(running.starts) == coming


def test_a_user_is_seen_by_oneself_and_by_who_oversees_a_common_network(
    network: Network, member: User, colleague: User, stranger: User
) -> None:
    auditor = make_user(network, RoleKind.AUDITOR)
    viewers = (member, colleague, auditor, stranger)
    seen_by = [viewer for viewer in viewers if colleague in User.objects.visible_to(viewer)]
    assert seen_by == [member, colleague, auditor]
    assert not User.objects.visible_to(Visitor()).exists()
