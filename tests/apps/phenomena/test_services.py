"""Framing needs and writing briefs: what they leave behind, and what they refuse."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.apps.factories import make_network, make_unit, make_user, setting
from tests.apps.phenomena.conftest import words_of
from voimala.accounts.models import User
from voimala.core import events
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.models import Municipality, Network, Period, Region, RoleKind, TargetGroup
from voimala.people.models import Competence
from voimala.phenomena import services
from voimala.phenomena.models import Brief, Phenomenon, SeatWish
from voimala.phenomena.models.plan import BriefPlan, RequirementPlan, SeatPlan, plan_of
from voimala.phenomena.services import Refused


def frame_as(member: User, network: Network, now: dt.datetime, **changes: Any) -> Phenomenon:
    return services.frame_need(by=acting(member), network=network, now=now, **words_of(network, **changes))


def start(member: User, need: Phenomenon, now: dt.datetime, template: str | None = None) -> Brief:
    period = Period.objects.of(need.network).get()
    return services.start_brief(by=acting(member), phenomenon=need, period=period, now=now, template=template)


def competence(network: Network, code: str) -> Competence:
    return Competence.objects.of(network).get(code=code)


def deeds_about(kind: str, public_id: str) -> list[str]:
    return list(events.about(Reference(kind, public_id)).values_list("deed", flat=True))


def test_a_framed_need_is_kept_found_and_told_of(need: Phenomenon, network: Network) -> None:
    assert Phenomenon.objects.of(network).searched("YKSINÄISYYS nuorten").get() == need
    assert not Phenomenon.objects.of(network).searched("yksinaisyys").exists()
    assert deeds_about("need", need.public_id) == ["need_framed"]
    assert Event.objects.get(deed="need_framed").role == RoleKind.COORDINATOR


@pytest.mark.parametrize("role", [role for role in RoleKind if role != RoleKind.COORDINATOR])
def test_only_the_coordinator_frames(network: Network, now: dt.datetime, role: RoleKind) -> None:
    with pytest.raises(NotAllowed):
        frame_as(make_user(network, role), network, now)
    assert not Phenomenon.objects.exists()


def test_a_municipality_of_another_region_is_refused(
    member: User, network: Network, now: dt.datetime
) -> None:
    away = Region.objects.create(code="muualla", name_fi="Muualla")
    far = Municipality.objects.create(
        region=away, code="kaukana", name_fi="Kaukana", latitude=60, longitude=25
    )
    with pytest.raises(Refused) as refused:
        frame_as(member, network, now, municipality=far)
    assert set(refused.value.problems) == {"municipality"}


def test_a_coordinator_of_another_network_may_not(
    stranger: User, network: Network, need: Phenomenon, brief: Brief, now: dt.datetime
) -> None:
    with pytest.raises(NotAllowed):
        frame_as(stranger, network, now)
    with pytest.raises(NotAllowed):
        services.revise_need(by=acting(stranger), phenomenon=need, seen=1, now=now, **words_of(network))
    with pytest.raises(NotAllowed):
        services.revise_brief(by=acting(stranger), brief=brief, seen=1, now=now, plan=plan_of(brief))


def test_a_need_refuses_what_belongs_elsewhere(
    member: User, network: Network, other_network: Network, now: dt.datetime
) -> None:
    foreign = {
        "target_group": TargetGroup.objects.of(other_network).get(),
        "setting": setting(other_network),
        "host_unit": make_unit(other_network),
    }
    with pytest.raises(Refused) as refused:
        frame_as(member, network, now, title={"fi": "  "}, **foreign)
    assert set(refused.value.problems) == {"title", *foreign}
    assert not Phenomenon.objects.exists()
    assert not Event.objects.exists()


def test_the_same_form_makes_one_need(member: User, network: Network, now: dt.datetime) -> None:
    first = frame_as(member, network, now, form_key="abc")
    assert frame_as(member, network, now, form_key="abc") == first
    assert deeds_about("need", first.public_id) == ["need_framed"]
    other = make_network("kolmas")
    assert frame_as(make_user(other), other, now, form_key="abc") != first


def test_revising_counts_the_version_up_and_keeps_the_search(
    member: User, network: Network, need: Phenomenon, now: dt.datetime
) -> None:
    changes = words_of(network, title={"fi": "Äitien jaksaminen"})
    revised = services.revise_need(by=acting(member), phenomenon=need, seen=1, now=now, **changes)
    assert revised.version == 2
    assert Phenomenon.objects.of(network).searched("ÄITIEN").get() == need
    assert deeds_about("need", need.public_id) == ["need_revised", "need_framed"]


def test_the_second_writer_is_told_and_nothing_is_overwritten(
    member: User, network: Network, need: Phenomenon, now: dt.datetime
) -> None:
    first = words_of(network, title={"fi": "Ensimmäinen"})
    services.revise_need(by=acting(member), phenomenon=need, seen=1, now=now, **first)
    second = words_of(network, title={"fi": "Toinen"})
    with pytest.raises(ChangedByAnother) as told:
        services.revise_need(by=acting(member), phenomenon=need, seen=1, now=now, **second)
    assert str(told.value.current) == "Ensimmäinen"
    need.refresh_from_db()
    assert need.title_fi == "Ensimmäinen"


def test_revising_without_a_change_leaves_no_trace(
    member: User, network: Network, need: Phenomenon, now: dt.datetime
) -> None:
    same = services.revise_need(by=acting(member), phenomenon=need, seen=1, now=now, **words_of(network))
    assert same.version == 1
    assert deeds_about("need", need.public_id) == ["need_framed"]


def test_a_brief_starts_from_the_template_of_the_setting(brief: Brief, network: Network) -> None:
    plan = plan_of(brief)
    assert brief.template == "psykiatrian_avohoito"
    assert [(seat.kind, seat.named_by) for seat in plan.seats] == [
        ("unit_worker", "unit"),
        ("art_leader", "search"),
        ("expert", "association"),
    ]
    must = [each.competence.code for each in plan.requirements if each.weight == "must"]
    assert must == ["musiikki_ohjaus"]
    assert deeds_about("brief", brief.public_id) == ["brief_started"]
    assert deeds_about("need", brief.phenomenon.public_id)[0] == "brief_started"


def test_a_brief_may_start_from_another_template(member: User, need: Phenomenon, now: dt.datetime) -> None:
    assert start(member, need, now, "kotihoito").template == "kotihoito"
    with pytest.raises(Refused):
        start(member, need, now, "no-such")


def test_an_unknown_setting_and_a_dropped_word_do_no_harm(
    member: User, network: Network, now: dt.datetime
) -> None:
    own = setting(network, "jarjesto")
    own.code = "oma"
    own.save()
    Competence.objects.of(network).filter(code="palveluohjaus").delete()
    made = start(member, frame_as(member, network, now, setting=own), now)
    assert made.template == "general"
    assert [each.competence.code for each in made.requirements.all()] == [
        "taidepedagogiikka",
        "yhteiskehittaminen",
        "arviointihaastattelu",
    ]


def test_starting_again_gives_the_same_brief(member: User, brief: Brief, now: dt.datetime) -> None:
    brief.seat_wishes.all().delete()
    assert start(member, brief.phenomenon, now) == brief
    assert not SeatWish.objects.exists()
    assert deeds_about("brief", brief.public_id) == ["brief_started"]


def test_a_period_of_another_network_is_refused(
    member: User, need: Phenomenon, other_network: Network, now: dt.datetime
) -> None:
    with pytest.raises(Refused):
        services.start_brief(
            by=acting(member), phenomenon=need, period=Period.objects.of(other_network).get(), now=now
        )


def test_a_brief_is_revised_as_a_whole(
    member: User, network: Network, brief: Brief, now: dt.datetime
) -> None:
    plan = replace(
        plan_of(brief),
        size_max=7,
        languages_any=("sv",),
        seats=(SeatPlan("art_leader"), SeatPlan("expert", "search", 2)),
        requirements=(RequirementPlan(competence(network, "tanssi_ohjaus"), 5, "must"),),
    )
    revised = services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=plan)
    assert revised.version == 2
    assert plan_of(Brief.objects.get(pk=brief.pk)) == plan
    assert deeds_about("brief", brief.public_id) == ["brief_revised", "brief_started"]


def test_an_unchanged_brief_keeps_its_version(member: User, brief: Brief, now: dt.datetime) -> None:
    same = services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=plan_of(brief))
    assert same.version == 1
    assert deeds_about("brief", brief.public_id) == ["brief_started"]


def test_the_second_writer_of_a_brief_changes_nothing(member: User, brief: Brief, now: dt.datetime) -> None:
    plan = plan_of(brief)
    services.revise_brief(
        by=acting(member), brief=brief, seen=1, now=now, plan=replace(plan, seats=plan.seats[:2])
    )
    with pytest.raises(ChangedByAnother):
        services.revise_brief(
            by=acting(member), brief=brief, seen=1, now=now, plan=replace(plan, requirements=(), size_max=8)
        )
    kept = plan_of(Brief.objects.get(pk=brief.pk))
    assert kept == replace(plan, seats=plan.seats[:2])


def refused_fields(member: User, brief: Brief, now: dt.datetime, plan: BriefPlan) -> set[str]:
    with pytest.raises(Refused) as refused:
        services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=plan)
    assert plan_of(Brief.objects.get(pk=brief.pk)) != plan
    return set(refused.value.problems)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size_min": 1}, "size_min"),
        ({"size_max": 13}, "size_max"),
        ({"size_min": 7}, "size_max"),
        ({"minutes": 30}, "minutes"),
        ({"max_travel": 301}, "max_travel"),
        ({"language": "xx"}, "language"),
        ({"languages_any": ("sv", "sv")}, "languages_any"),
        ({"seats": (SeatPlan("art_leader"), SeatPlan("art_leader"))}, "seats"),
        ({"seats": (SeatPlan("art_leader", "unit"),)}, "seats"),
        ({"seats": (SeatPlan("art_leader", "search", 5),)}, "seats"),
        ({"seats": (SeatPlan("art_leader", "search", 4), SeatPlan("health", "search", 3))}, "seats"),
        ({"size_min": 2, "size_max": 2, "seats": (SeatPlan("expert", "association", 2),)}, "seats"),
        ({"seats": (SeatPlan("unit_worker", "unit"),), "requirements": ()}, "seats"),
    ],
)
def test_what_a_brief_cannot_be(
    member: User, brief: Brief, now: dt.datetime, changes: dict[str, Any], field: str
) -> None:
    assert refused_fields(member, brief, now, replace(plan_of(brief), **changes)) == {field}


def test_a_strength_completes_and_never_replaces(
    member: User, network: Network, brief: Brief, now: dt.datetime
) -> None:
    singing = competence(network, "kuorolaulu")
    plan = plan_of(brief)
    for weight in ("must", "important"):
        wished = replace(plan, requirements=(*plan.requirements, RequirementPlan(singing, 3, weight)))
        assert refused_fields(member, brief, now, wished) == {f"requirement-{len(plan.requirements)}"}
    as_plus = replace(plan, requirements=(*plan.requirements, RequirementPlan(singing, 3, "plus")))
    assert services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=as_plus).version == 2


def test_a_requirement_twice_or_from_elsewhere_is_refused(
    member: User, brief: Brief, other_network: Network, now: dt.datetime
) -> None:
    plan = plan_of(brief)
    foreign = RequirementPlan(competence(other_network, "tanssi_ohjaus"))
    twice = replace(plan, requirements=(*plan.requirements, plan.requirements[0], foreign))
    count = len(plan.requirements)
    assert refused_fields(member, brief, now, twice) == {f"requirement-{count}", f"requirement-{count + 1}"}


def test_opening_a_need_starts_its_brief_in_the_planned_period_or_a_new_season(
    member: User, network: Network, now: dt.datetime
) -> None:
    opened = services.open_need(by=acting(member), network=network, now=now, **words_of(network))
    assert opened.briefs.get().template == "psykiatrian_avohoito"
    first, later = opened.briefs.get().period, now + dt.timedelta(days=400)
    after = services.open_need(by=acting(member), network=network, now=later, **words_of(network))
    second = after.briefs.get().period
    assert second != first
    assert second.contains(network.today(later))
    again = services.open_need(by=acting(member), network=network, now=later, **words_of(network))
    assert again.briefs.get().period == second
