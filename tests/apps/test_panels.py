"""A panel keeps the query budget that it states, words and template included, however much it shows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_organisation, make_person
from tests.apps.office.files import make_attachment
from voimala.accounts.models import User
from voimala.assembly.services import decide_group, propose_group
from voimala.core.slots import Panel, panels
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.partners.models import Organisation
from voimala.phenomena.models import Phenomenon

Filling = Callable[[Any, Any], Panel | None]


@pytest.fixture
def things(network: Network, other_network: Network, member: User, now: dt.datetime) -> list[Any]:
    """Objects with panels: an employer, a network of two groups with a neighbour, and needs on their way."""
    other_network.published = True
    other_network.save()
    by = acting(member)
    employer = make_organisation(network)
    make_attachment(employer)
    for person in make_people(network).values():
        person.organisation = employer
        person.save()
    make_person(network, organisation=employer)
    proposed, *decided = (make_brief(network) for _ in range(3))
    propose_group(by=by, brief=proposed, now=now)
    for brief in decided:
        group = propose_group(by=by, brief=brief, now=now)
        decide_group(by=by, proposal=group, reason="Kattaa tarpeet", now=now)
    needs = [found.phenomenon_id for found in (make_brief(network), proposed, decided[0])]
    return [
        Network.objects.get(pk=network.pk),
        Organisation.objects.select_related("network").get(pk=employer.pk),
        *Phenomenon.objects.select_related("network").filter(pk__in=needs),
    ]


@pytest.mark.parametrize("filling", list(panels), ids=lambda filling: filling.__name__)
def test_a_panel_keeps_its_budget(things: list[Any], member: User, filling: Filling) -> None:
    member.at(timezone.now())
    shown = 0
    for thing in things:
        with CaptureQueriesContext(connection) as seen:
            panel = filling(thing, member)
            if panel is not None:
                render_to_string(panel.template, panel.context)
                shown += 1
        assert len(seen) <= (panel.queries if panel else 0), [query["sql"] for query in seen.captured_queries]
    assert shown, "the scene has nothing that this panel speaks of"


def test_a_stranger_gets_no_panel(things: list[Any], stranger: User) -> None:
    assert [panel for thing in things for panel in panels.gather(thing, stranger) if panel] == []
