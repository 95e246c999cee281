"""Slots, references, versions, the permission table, public ids and errors."""

from collections.abc import Callable

import pytest
import rules
from django.core.exceptions import ImproperlyConfigured

from voimala.accounts.models import User
from voimala.core import access, references
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.ids import ALPHABET, LENGTH, new_public_id
from voimala.core.references import Reference, ReferenceKind
from voimala.core.slots import Slot
from voimala.core.versions import ChangedByAnother, save_version
from voimala.core.viewer import Visitor, acting, system
from voimala.networks.models import Network


def test_a_slot_asks_every_filling_in_order_and_each_once() -> None:
    slot: Slot[[int], int] = Slot("test", "a number")
    doubled: Callable[[int], int] = lambda number: number * 2  # noqa: E731  # two plain callables suffice
    squared: Callable[[int], int] = lambda number: number**2  # noqa: E731  # as above
    for filling in (doubled, squared, doubled):
        slot.fill(filling)
    assert len(slot) == 2
    assert list(slot) == [doubled, squared]
    assert slot.gather(5) == [10, 25]


def test_a_reference_is_written_and_read() -> None:
    assert Reference.parse("person:abc") == Reference("person", "abc")
    assert str(Reference("person", "abc")) == "person:abc"
    for text in ("person", "person:", ":abc", ""):
        with pytest.raises(ValueError, match="not a reference"):
            Reference.parse(text)


@pytest.mark.django_db
def test_a_stranger_gets_nothing_for_a_reference(member: User, colleague: User, stranger: User) -> None:
    reference = Reference("user", colleague.public_id)
    assert references.resolve(reference, member) == colleague
    assert references.describe(reference, member) == (colleague.name, "")
    assert references.resolve(reference, colleague) == colleague
    for viewer in (stranger, Visitor()):
        assert references.resolve(reference, viewer) is None
        assert references.describe(reference, viewer) is None
    assert references.resolve(Reference("user", "nobody"), member) is None


@pytest.mark.django_db
def test_a_network_is_described_with_its_page(network: Network) -> None:
    network.published = False
    network.save()
    reference = Reference("network", network.public_id)
    assert references.describe(reference, system("test")) == (str(network), f"/v/{network.code}/")
    assert references.describe(reference, Visitor()) is None


def test_an_unknown_kind_and_a_second_owner_are_mistakes_in_the_code() -> None:
    with pytest.raises(ImproperlyConfigured, match="dragon"):
        references.resolve(Reference("dragon", "x"), Visitor())
    known = references._KINDS["user"]
    references.register(known)
    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        references.register(ReferenceKind("user", known.visible, str, str))


@pytest.mark.django_db
def test_of_two_writers_the_second_sees_what_the_first_wrote(network: Network) -> None:
    """Both opened version 1. On either database exactly one update finds it."""
    first, second = Network.objects.get(pk=network.pk), Network.objects.get(pk=network.pk)
    first.short_name, second.short_name = "First", "Second"
    save_version(first, seen=1, fields=["short_name"], message="changed")
    with pytest.raises(ChangedByAnother) as refused:
        save_version(second, seen=1, fields=["short_name"], message="changed")
    current = refused.value.current
    assert isinstance(current, Network)
    assert (current.short_name, current.version, first.version) == ("First", 2, 2)
    save_version(second, seen=2, fields=["short_name"], message="changed")
    network.refresh_from_db()
    assert (network.short_name, network.version) == ("Second", 3)


@pytest.mark.django_db
def test_only_the_named_fields_are_written(network: Network) -> None:
    network.short_name, network.published = "New", False
    save_version(network, seen=1, fields=["short_name"], message="changed")
    network.refresh_from_db()
    assert (network.short_name, network.published) == ("New", True)


@pytest.mark.django_db
def test_what_is_gone_cannot_be_saved(network: Network) -> None:
    Network.objects.filter(pk=network.pk).update(version=5)
    kept = Network(pk=network.pk + 1000, version=1)
    with pytest.raises(ChangedByAnother) as refused:
        save_version(kept, seen=1, fields=["short_name"], message="gone")
    assert refused.value.current is None


@pytest.mark.django_db
def test_the_table_refuses_with_a_sentence_and_lets_the_system_pass(
    member: User, colleague: User, stranger: User, network: Network
) -> None:
    assert access.allowed("accounts.give_role", member, network)
    for viewer in (colleague, stranger, Visitor(), acting(colleague)):
        assert not access.allowed("accounts.give_role", viewer, network)
        with pytest.raises(NotAllowed):
            access.require("accounts.give_role", viewer, network)
    assert access.allowed("accounts.give_role", system("seed"), network)
    access.require("networks.start_network", system("seed"), network)
    assert not access.allowed("networks.start_network", member, network)


def test_a_deed_outside_the_table_is_a_mistake_in_the_code() -> None:
    with pytest.raises(LookupError, match="fly"):
        access.allowed("people.fly", system("test"), None)


def test_rows_can_be_added_twice() -> None:
    access.add_rows({"test.deed": rules.predicates.always_deny})
    access.add_rows({"test.deed": rules.predicates.always_allow})
    try:
        assert access.allowed("test.deed", Visitor(), None)
    finally:
        rules.remove_perm("test.deed")


def test_public_ids_are_random_and_easy_to_read_aloud() -> None:
    made = {new_public_id() for _ in range(500)}
    assert len(made) == 500
    assert {len(one) for one in made} == {LENGTH}
    assert set("".join(made)) <= set(ALPHABET)
    assert not set("aeiou01l") & set(ALPHABET)


def test_an_error_says_where() -> None:
    assert str(DomainError("No hours", where="row 3")) == "row 3: No hours"
    assert str(DomainError("No hours")) == "No hours"
    assert isinstance(NotAllowed("No"), DomainError)
