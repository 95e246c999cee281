"""Tries are counted and messages are written once, however many ask at the same moment."""

import datetime as dt
from functools import partial

import pytest

from tests.apps.factories import make_network
from tests.apps.together import apart, at_once
from voimala.networks.models import Network
from voimala.office.models import Message, TryCount
from voimala.office.services import queue_message
from voimala.office.services.tries import UNKNOWN_AN_HOUR, count_unknown

pytestmark = pytest.mark.usefixtures("installed_database")

AT_ONCE = 8
ROUNDS = 10


def test_race_of_guesses_lets_no_more_through_than_the_limit(now: dt.datetime) -> None:
    def guess() -> list[bool]:
        return [count_unknown(address="192.0.2.1", now=now) for _ in range(UNKNOWN_AN_HOUR // 2)]

    passed = [each for guesses in at_once([guess] * AT_ONCE) for each in guesses]
    assert passed.count(True) == UNKNOWN_AN_HOUR
    assert apart(TryCount.objects.count) == 1


def write(network: Network, key: str, now: dt.datetime) -> int:
    message = queue_message(
        to="aino@example.org",
        template="account/email/password_reset_key",
        language="fi",
        context={"password_reset_url": "http://127.0.0.1:8000/account/"},
        purpose="test",
        now=now,
        network=network,
        key=key,
    )
    return message.pk


def test_race_to_write_the_same_message_writes_it_once(now: dt.datetime) -> None:
    network = apart(make_network)
    for number in range(ROUNDS):
        written = at_once([partial(write, network, f"asking:{number}", now)] * AT_ONCE)
        assert len(set(written)) == 1
    assert apart(Message.objects.count) == ROUNDS
