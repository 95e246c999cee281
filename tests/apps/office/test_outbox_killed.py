"""A sender killed with SIGKILL at each point of its work: no mail is doubled, none is lost in silence."""

import datetime as dt
import signal
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.apps.office.messages import make_message
from tests.apps.office.stopping_sender import POINTS
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.office.models import Message
from voimala.office.services import CLAIM

pytestmark = pytest.mark.usefixtures("installed_database")

SENDER = "tests.apps.office.stopping_sender"
NOWHERE = "nowhere"
MESSAGES = 3


def write_messages() -> None:
    """Waiting since before any claim of the test could end."""
    long_ago = timezone.now() - 2 * CLAIM
    for number in range(MESSAGES):
        make_message(None, to=f"a{number}@example.org", not_before=long_ago + dt.timedelta(seconds=number))


def end_claims() -> None:
    """As if the time had passed in which a sender must have reported back."""
    Message.objects.filter(state=Message.State.SENDING).update(not_before=timezone.now())


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("point", "first"),
    [
        (POINTS[0], "sent"),
        (POINTS[1], "failed"),
        (POINTS[2], "failed"),
        (POINTS[3], "sent"),
    ],
)
def test_kill_a_sender_at_any_moment_doubles_no_mail(tmp_path: Path, point: str, first: str) -> None:
    """What had been claimed and not reported is told as "may have arrived"; all others leave once."""
    apart(write_messages)
    post = tmp_path / "post"
    post.touch()
    with running(SENDER, point, str(post), folder=tmp_path) as sender:
        sender.send_signal(signal.SIGKILL)
        sender.wait(PATIENCE)
    apart(end_claims)
    with running(SENDER, NOWHERE, str(post), folder=tmp_path) as sender:
        assert sender.wait(PATIENCE) == 0
    delivered = post.read_text(encoding="utf-8").split()
    assert len(delivered) == len(set(delivered)), "a mail has left twice"
    assert apart(states) == [first, *["sent"] * (MESSAGES - 1)]
    missing = {f"a{number}@example.org" for number in range(MESSAGES)} - set(delivered)
    assert missing == ({"a0@example.org"} if point == POINTS[1] else set())


def test_kill_leaves_what_it_interrupted_for_a_human_to_see(tmp_path: Path) -> None:
    apart(write_messages)
    with running(SENDER, POINTS[2], str(tmp_path / "post"), folder=tmp_path) as sender:
        sender.send_signal(signal.SIGKILL)
        sender.wait(PATIENCE)
    assert apart(states) == ["sending", *["waiting"] * (MESSAGES - 1)]
    apart(end_claims)
    with running(SENDER, NOWHERE, str(tmp_path / "post"), folder=tmp_path) as sender:
        sender.wait(PATIENCE)
    failed = apart(partial(Message.objects.get, state=Message.State.FAILED))
    assert "may have arrived" in failed.error
    assert (failed.text, failed.to) == ("", "a0@example.org")
