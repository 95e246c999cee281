"""The event trail: what is written, and that nothing in it can be changed or taken away."""

import datetime as dt

import pytest
from django.db import transaction

from tests.apps.factories import make_user
from voimala.accounts.models import Role, User
from voimala.core import events
from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting, system
from voimala.networks.models import Network, RoleKind

pytestmark = pytest.mark.django_db
PERSON, OTHER = Reference("person", "abc"), Reference("person", "def")


def test_an_event_names_deed_actor_role_purpose_and_subjects(
    member: User, network: Network, now: dt.datetime
) -> None:
    by = acting(member.at(now), purpose="brief:xyz")
    event = events.record(
        by=by, deed="people_read", subjects=[PERSON, OTHER, PERSON], now=now, network_id=network.pk
    )
    assert (event.deed, event.actor_kind, event.actor_name) == ("people_read", "user", f"user:{member.pk}")
    assert (event.actor_id, event.role, event.purpose) == (member.pk, "coordinator", "brief:xyz")
    assert list(events.about(PERSON)) == list(events.about(OTHER)) == [event]
    assert EventSubject.objects.count() == 2


def test_all_roles_of_a_busy_person_fit(network: Network, now: dt.datetime) -> None:
    user = make_user()
    for kind in RoleKind:
        Role.objects.create(user=user, network=network, kind=kind, since=now.date() - dt.timedelta(days=3))
    by = acting(user.at(now))
    event = events.record(by=by, deed="x", subjects=[], now=now, network_id=network.pk)
    event.full_clean(exclude=["network_id", "actor_id"])
    assert set(event.role.split(",")) == set(RoleKind.values)


def test_the_newest_is_first(now: dt.datetime) -> None:
    early, late = (
        events.record(by=system("test"), deed=deed, subjects=[PERSON], now=at)
        for deed, at in [("early", now - dt.timedelta(days=1)), ("late", now)]
    )
    assert list(events.about(PERSON)) == [late, early]


def test_a_page_of_fifty_people_is_one_event(now: dt.datetime) -> None:
    subjects = [Reference("person", str(number)) for number in range(50)]
    events.record(by=system("test"), deed="people_read", subjects=subjects, now=now)
    assert Event.objects.count() == 1
    assert EventSubject.objects.count() == 50


def test_the_event_goes_with_the_deed_that_failed(now: dt.datetime) -> None:
    @transaction.atomic
    def failing_deed() -> None:
        events.record(by=system("test"), deed="x", subjects=[PERSON], now=now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        failing_deed()
    assert not Event.objects.exists()
    assert not EventSubject.objects.exists()


def test_erasing_the_one_who_acted_keeps_the_trail(member: User, now: dt.datetime) -> None:
    event = events.record(by=acting(member), deed="x", subjects=[PERSON], now=now)
    member.delete()
    assert list(events.about(PERSON)) == [event]


@pytest.fixture
def event(now: dt.datetime) -> Event:
    return events.record(by=system("test"), deed="x", subjects=[PERSON], now=now)


CHANGES = {
    "update": lambda rows, row: rows.update(**{rows.model._meta.fields[2].name: "z"}),
    "filtered update": lambda rows, row: rows.filter(pk=row.pk).update(pk=row.pk),
    "delete": lambda rows, row: rows.filter(pk=row.pk).delete(),
    "delete all": lambda rows, row: rows.all().delete(),
    "save": lambda rows, row: row.save(),
    "save fields": lambda rows, row: row.save(update_fields=[row._meta.fields[2].name]),
    "save as if new": lambda rows, row: type(row)(pk=row.pk).save(force_update=True),
    "delete row": lambda rows, row: row.delete(),
    "bulk update": lambda rows, row: rows.bulk_update([row], [row._meta.fields[2].name]),
    "update or create": lambda rows, row: rows.update_or_create(
        pk=row.pk, defaults={row._meta.fields[2].name: "z"}
    ),
    "upsert": lambda rows, row: rows.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[row._meta.fields[2].name]
    ),
    "base manager": lambda rows, row: type(row)._base_manager.filter(pk=row.pk).update(pk=row.pk),
}


@pytest.mark.parametrize("model", [Event, EventSubject])
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_in_the_trail_can_be_changed(
    event: Event, model: type[Event] | type[EventSubject], change: str
) -> None:
    before = list(model.objects.values())
    with pytest.raises((TypeError, ValueError)), transaction.atomic():
        CHANGES[change](model.objects, model.objects.get())
    assert list(model.objects.values()) == before


def test_the_actor_may_be_a_link_without_a_user(now: dt.datetime) -> None:
    by = Actor(kind="link", name="link:1", only=PERSON)
    event = events.record(by=by, deed="seat_answered", subjects=[PERSON], now=now, network_id=1)
    assert (event.actor_kind, event.actor_id, event.role) == ("link", None, "")
