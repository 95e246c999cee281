"""Agreements that an installation had as milestones become agreements: none is lost, none told twice."""

from importlib import import_module

from django.apps import apps

from tests.apps.public.rows import member_since, milestone
from voimala.networks.models import Milestone, Network
from voimala.partners.models import Agreement

TAKE_OVER = import_module("voimala.partners.migrations.0003_agreements_from_milestones").take_over


def test_milestones_of_agreements_become_agreements(network: Network) -> None:
    member_since(network, "agreement", "2018-01-01")
    member_since(network, "intent", "2015-01", "2017")
    milestone(network, "agreement", "Aiesopimus", "2015-01", detail_fi="Yhdeksän osapuolta")
    milestone(network, "agreement", "Kumppanuussopimus", "2017-06", sources=["D0"])
    milestone(network, "agreement", "Tuli voimaan", "2018-01-01", code="agreement_in_force", sources=["D1"])
    milestone(network, "phase", "Alku", "2012")
    TAKE_OVER(apps, None)
    assert [row.kind for row in Milestone.objects.all()] == ["phase"]
    letter, agreement = Agreement.objects.order_by("signed_on")
    assert (letter.kind, letter.detail_fi, letter.parties.count()) == ("intent", "Yhdeksän osapuolta", 1)
    assert [str(day) for day in (agreement.signed_on, agreement.since)] == ["6/2017", "1.1.2018"]
    assert agreement.sources == ["D0", "D1"]
    assert agreement.parties.get().organisation.memberships.get().ground == "agreement"
    assert agreement.texts.get().since == agreement.since


def test_a_milestone_without_its_day_is_kept_without_one(network: Network) -> None:
    milestone(network, "agreement", "Sopimus", None)
    TAKE_OVER(apps, None)
    agreement = Agreement.objects.get()
    assert (agreement.name_fi, agreement.signed_on, agreement.texts.count()) == ("Sopimus", None, 0)
