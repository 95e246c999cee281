"""Seeding is one deed: done once, repeatable, and never mixed into somebody's data."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

import demo.seed
from demo.seed import NotEmpty, build, seed
from tests.apps.factories import make_network
from tests.apps.second_database import meeting
from voimala.assembly.models import Asking, Proposal, Seat
from voimala.desk.management.commands import seed_demo
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.partners.models import Organisation, Unit
from voimala.people.models import Availability, KnownCompetence, Person, Tie


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_seeding_twice_changes_nothing(demonstration: Any, seeded_at: dt.datetime) -> None:
    with meeting(demonstration):
        first = row_counts()
        versions = list(Person.objects.order_by("pk").values_list("public_id", "version"))
        assert versions
        assert not seed(now=seeded_at + dt.timedelta(days=1))
        assert row_counts() == first
        assert list(Person.objects.order_by("pk").values_list("public_id", "version")) == versions


def picture() -> dict[str, Any]:
    """What a second seeding must repeat, without row numbers."""
    return {
        "organisations": list(Organisation.objects.order_by("pk").values_list("public_id", "code")),
        "units": list(Unit.objects.order_by("pk").values_list("public_id", "name_fi", "lead__name")),
        "people": list(
            Person.objects.order_by("pk").values_list(
                "public_id", "name", "kind", "unit__name_fi", "own_sector", "municipality__code", "languages"
            )
        ),
        "competences": list(
            KnownCompetence.objects.order_by("pk").values_list("person__name", "competence__code", "level")
        ),
        "hours": list(Availability.objects.order_by("pk").values_list("person__name", "minutes")),
        "ties": list(Tie.objects.order_by("pk").values_list("first__name", "second__name")),
        "proposals": list(
            Proposal.objects.order_by("pk", "seats__position").values_list(
                "seats__position", "seats__person__name"
            )
        ),
        "seats": list(
            Seat.objects.order_by("group__decided_at", "position").values_list(
                "person__name", "state", "waits_until", "minutes"
            )
        ),
        "askings": list(
            Asking.objects.order_by("pk").values_list("part", "person__name", "state", "asked_at")
        ),
        "letters": list(Message.objects.order_by("pk").values_list("to", "subject", "written_at")),
    }


@pytest.mark.django_db
def test_the_same_day_gives_the_same_demonstration(demonstration: Any, seeded_at: dt.datetime) -> None:
    with meeting(demonstration):
        first = picture()
    assert first["people"]
    build(seeded_at)
    second = picture()
    for part, rows in first.items():
        assert rows == second[part], part


@pytest.mark.django_db
def test_other_data_is_never_mixed_with_invented_people(now: dt.datetime, settings: Any) -> None:
    settings.DEMO = False
    make_network("tuotanto")
    with pytest.raises(NotEmpty):
        seed(now=now)
    assert list(Network.objects.values_list("code", flat=True)) == ["tuotanto"]


@pytest.mark.django_db
def test_a_real_network_of_the_same_code_is_refused_even_in_a_demonstration(
    now: dt.datetime, settings: Any
) -> None:
    settings.DEMO = True
    make_network("voimala")
    with pytest.raises(NotEmpty):
        seed(now=now)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_an_interrupted_seeding_leaves_nothing(now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**given: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(demo.seed, "build_needs", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        seed(now=now)
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_the_command_tells_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.seed, "build_needs", lambda **given: None)
    said = StringIO()
    call_command("seed_demo", stdout=said)
    call_command("seed_demo", stdout=said)
    assert said.getvalue().splitlines() == [
        "The demonstration is seeded.",
        "The demonstration is there already.",
    ]


@pytest.mark.django_db
def test_the_command_refuses_in_one_clear_line(settings: Any) -> None:
    settings.DEMO = False
    make_network("tuotanto")
    with pytest.raises(CommandError, match="holds other data"):
        call_command("seed_demo")


def test_without_the_folder_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.ROOT = tmp_path
    monkeypatch.setattr(seed_demo, "find_spec", lambda name: None)
    with pytest.raises(CommandError, match="no demonstration here"):
        seed_demo.demonstration()
