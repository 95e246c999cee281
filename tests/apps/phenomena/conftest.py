"""A need with its brief, and the makers that several tests use."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.apps.factories import make_municipality, setting
from voimala.accounts.models import User
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Period, TargetGroup
from voimala.phenomena import openings, services
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.plan import NeedPlan

Make = Callable[..., Phenomenon]


def words_of(network: Network, synthetic: bool = False, form_key: str = "", **changes: Any) -> dict[str, Any]:
    """Everything that the services of needs take, for a need in Kuopio."""
    plan = {
        "kind": "need",
        "title": {"fi": "Nuorten aikuisten yksinäisyys"},
        "wished_change": {"fi": "Nuoret löytävät ryhmän."},
        "target_group": TargetGroup.objects.of(network).get(code="nuoret"),
        "setting": setting(network),
        "municipality": make_municipality(),
        **changes,
    }
    told = {"synthetic": synthetic, "form_key": form_key}
    return {"plan": NeedPlan(**plan), **{name: value for name, value in told.items() if value}}


@pytest.fixture
def frame(member: User, network: Network, now: dt.datetime) -> Make:
    """Frames one more need of the network; keyword arguments change it."""

    def frame(**changes: Any) -> Phenomenon:
        return services.frame_need(
            by=acting(member), network=network, now=now, **words_of(network, **changes)
        )

    return frame


@pytest.fixture
def need(frame: Make) -> Phenomenon:
    return frame()


@pytest.fixture
def brief(member: User, need: Phenomenon, now: dt.datetime) -> Brief:
    period = Period.objects.of(need.network).get()
    return services.start_brief(by=acting(member), phenomenon=need, period=period, now=now)


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> list[Brief]:
    """Fills the slot that proposes; the list tells for which briefs it was asked."""
    asked: list[Brief] = []

    def propose(brief: Brief, by: Actor, now: dt.datetime) -> str:
        asked.append(brief)
        return "/a-proposal/"

    monkeypatch.setattr(openings.propose, "_fillings", [propose])
    return asked
