"""An import killed anywhere, or pressed twice at the same moment, is done whole, once, or not at all."""

import random
import signal
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.apps.factories import make_network, make_user
from tests.apps.office.busy_importer import ROWS
from tests.apps.office.importing import bring, look, many
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart, at_once
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.networks.models import Network
from voimala.office.models import Import, ImportedRow
from voimala.people.models import Person

pytestmark = pytest.mark.usefixtures("installed_database")

LEAST_KILLS, MOST_KILLS = 20, 40
LONGEST_LIFE = 0.6
"""Seconds: some imports and undoings fit into them, on a busy machine a few."""
DEEDS = {"import_looked_at", "import_done", "import_undone"}


def make_scene() -> tuple[Network, User]:
    network = make_network("kesken")
    return network, make_user(network)


def faults() -> list[str]:
    """What of the imports and the register does not agree."""
    told = []
    rows = Counter(ImportedRow.objects.filter(kind="person").values_list("of_import", flat=True))
    for row in Import.objects.all():
        wanted = ROWS if row.state == Import.State.DONE else 0
        if rows[row.pk] != wanted:
            told.append(f"import {row.pk} is {row.state} and has {rows[row.pk]} people")
    done = Import.objects.filter(state=Import.State.DONE).count()
    if Person.objects.count() != done * ROWS:
        told.append(f"{Person.objects.count()} people of {done} imports")
    if Event.objects.filter(deed="import_done").count() < done:
        told.append("an import is done that the trail does not tell of")
    return told


def test_kill_at_any_moment_leaves_an_import_whole_or_not_at_all(tmp_path: Path) -> None:
    _network, user = apart(make_scene)
    chance = random.Random(3)  # no secret: the same lives again
    done: set[str] = set()
    for life in range(MOST_KILLS):
        if life >= LEAST_KILLS and done >= DEEDS:
            break
        with running("tests.apps.office.busy_importer", str(user.pk), str(life), folder=tmp_path) as importer:
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            assert importer.poll() is None, importer.stdout and importer.stdout.read()
            importer.send_signal(signal.SIGKILL)
            importer.wait(PATIENCE)
        assert apart(faults) == [], f"life {life}"
        done = set(apart(lambda: list(Event.objects.values_list("deed", flat=True))))
    assert done >= DEEDS


def test_two_who_press_at_once_bring_the_rows_in_once() -> None:
    network, user = apart(make_scene)
    now = timezone.now()
    row = apart(partial(look, network, user, now, many(ROWS)))
    first, second = at_once([partial(bring, row, user, now)] * 2)
    assert first.state == second.state == Import.State.DONE
    assert apart(faults) == []
    assert apart(Event.objects.filter(deed="import_done").count) == 1
