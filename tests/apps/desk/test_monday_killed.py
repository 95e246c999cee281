"""Workers that write the Monday message are killed at any moment: each user gets it, and gets it once."""

import datetime as dt
import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.apps.desk.monday_worker import PAUSE
from tests.apps.factories import make_network, make_user
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.core.viewer import system
from voimala.networks.models import Network
from voimala.office.models import Job, Message
from voimala.office.services import jobs_running, reap, start_job
from voimala.office.services.jobs_running import SILENT

pytestmark = pytest.mark.usefixtures("installed_database")

USERS, KILLS = 15, 3
WORKER = "tests.apps.desk.monday_worker"


def make_scene() -> tuple[Network, list[str]]:
    network = make_network("maanantai")
    return network, [make_user(network, password=None).public_id for _number in range(USERS)]


def reap_later() -> int:
    return reap(now=timezone.now() + SILENT + dt.timedelta(seconds=1))


def is_done() -> bool:
    return not Job.objects.open().filter(kind="monday_mail").exists()


def receivers() -> list[str]:
    """Public id of the user of each weekly message: what has left forgets the address only."""
    keys = Message.objects.filter(purpose="weekly").values_list("key", flat=True)
    return [key.split(":")[2] for key in keys if key]


def test_kill_while_the_monday_message_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_running, "MOST_ATTEMPTS", 2 * KILLS)
    network, users = apart(make_scene)
    apart(partial(start_job, by=system("test"), kind="monday_mail", now=timezone.now(), network=network))
    for _kill in range(KILLS):
        with running(WORKER, "--every", "0.05", folder=tmp_path) as worker:
            time.sleep(random.uniform(0, USERS * PAUSE))
            worker.send_signal(signal.SIGKILL)
            worker.wait(PATIENCE)
        apart(reap_later)
    limit = time.monotonic() + PATIENCE
    with (
        running(WORKER, "--every", "0.05", folder=tmp_path),
        running(WORKER, "--every", "0.05", folder=tmp_path),
    ):
        while not apart(is_done):
            assert time.monotonic() < limit, "the job does not end"
            time.sleep(0.05)
    assert sorted(apart(receivers)) == sorted(users)
