"""Two answers, or an answer and an end, at the same moment: one holds, and it is told once."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.apps.networks.sharing import make_border
from tests.apps.together import apart, at_once
from voimala.core.errors import DomainError
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Share
from voimala.networks.services import end_share

pytestmark = pytest.mark.usefixtures("installed_database")
RACES = 5


def trying(deed: Callable[[], object]) -> bool:
    """False when the deed came too late."""
    try:
        deed()
    except DomainError:
        return False
    return True


def read(share: Share) -> Share:
    return apart(lambda: Share.objects.select_related("network", "neighbour").get(pk=share.pk))


def told(deed: str) -> int:
    return apart(Event.objects.filter(deed=deed).count)


def test_race_of_two_acceptances_is_told_once(now: dt.datetime) -> None:
    border = apart(make_border)
    for number in range(1, RACES + 1):
        share = apart(border.offer)
        rows = [read(share), read(share)]
        done = at_once([lambda row=row: trying(lambda: border.accept(row)) for row in rows])
        assert done == [True, True]
        assert told("share_accepted") == number
        over = read(share)
        apart(lambda over=over: end_share(by=acting(border.at_home), share=over, now=now))


def test_race_of_an_acceptance_and_an_end_ends_it(now: dt.datetime) -> None:
    """Whichever comes first, what home has ended is not in force afterwards."""
    border = apart(make_border)
    for _ in range(RACES):
        share = apart(border.offer)
        one, other = read(share), read(share)
        at_once(
            [
                lambda one=one: trying(lambda: border.accept(one)),
                lambda other=other: trying(
                    lambda: end_share(by=acting(border.at_home), share=other, now=now)
                ),
            ]
        )
        assert read(share).state == Share.State.ENDED
    assert told("share_ended") == RACES


def test_race_of_two_offers_makes_one() -> None:
    border = apart(make_border)
    done = at_once([lambda: trying(border.offer), lambda: trying(border.offer)])
    assert sorted(done) == [False, True]
    assert apart(Share.objects.count) == 1
