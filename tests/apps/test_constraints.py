"""Every constraint of every model holds in the database itself. One table; a new constraint must join it."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.apps.assembly.makers import make_brief, make_need, make_people
from tests.apps.factories import make_commitment, make_organisation, make_user
from voimala.accounts.models import Role
from voimala.assembly.models import Ask, Cover
from voimala.assembly.services import decide_group, propose_group
from voimala.core.ids import new_public_id
from voimala.core.viewer import acting
from voimala.networks.models import Milestone, Network, Period, Setting, TargetGroup
from voimala.partners.models import Membership, Project
from voimala.people.models import Availability, Competence, KnownCompetence, Limit, Tie
from voimala.phenomena.models import StairStep
from voimala.phenomena.services import add_published_stairs

Constraint = models.CheckConstraint | models.UniqueConstraint


def again(row: Any, **changes: Any) -> None:
    """The same row once more."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    if "public_id" in values:
        values["public_id"] = new_public_id()
    type(row)._base_manager.bulk_create([type(row)(**{**values, **changes})])


def change(row: Any, **values: Any) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**values)


@pytest.fixture
def rows(network: Network, now: dt.datetime) -> SimpleNamespace:
    """One row of each model that has a constraint."""
    people, member = make_people(network), make_user(network)
    musician, social = people["musician"], people["social"]
    first, second = sorted((musician, social), key=lambda row: int(row.pk))
    change(musician, user=member)
    musician.refresh_from_db()
    period, organisation = Period.objects.of(network).get(), make_organisation(network)
    brief = make_brief(network, make_need(network, form_key="a-form"))
    proposal = propose_group(by=acting(member), brief=brief, now=now)
    group = decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    scale = add_published_stairs()
    owned = {"network": network}
    return SimpleNamespace(
        period=period,
        milestone=Milestone.objects.create(code="alku", kind="phase", title_fi="Alku", **owned),
        target_group=TargetGroup.objects.of(network).get(),
        setting=Setting.objects.of(network)[0],
        role=Role.objects.get(user=member),
        organisation=organisation,
        membership=Membership.objects.create(organisation=organisation, ground="agreement", **owned),
        commitment=make_commitment(organisation, 60),
        project=Project.objects.create(code="hanke", name_fi="Hanke", **owned),
        person=musician,
        tie=Tie.objects.create(first=first, second=second, **owned),
        limit=Limit.objects.create(person=musician, other=social, period=period, **owned),
        availability=Availability.objects.get(person=musician),
        competence=Competence.objects.of(network)[0],
        known=KnownCompetence.objects.get(person=musician),
        scale=scale,
        step=StairStep.objects.filter(scale=scale)[0],
        need=brief.phenomenon,
        brief=brief,
        wish=brief.seat_wishes.all()[0],
        requirement=brief.requirements.all()[0],
        proposed=proposal.seats.exclude(person=None)[0],
        covered=proposal.needs.all()[0],
        cover=Cover.objects.filter(need__proposal=proposal)[0],
        ask=Ask.objects.filter(need__proposal=proposal)[0],
        pair=proposal.pairs.all()[0],
        seat=group.seats.all()[0],
    )


BREAKING: dict[str, Callable[[Any], None]] = {
    "period_ends_after_start": lambda rows: change(rows.period, ends=rows.period.starts),
    "milestone_code": lambda rows: again(rows.milestone),
    "target_group_code": lambda rows: again(rows.target_group),
    "setting_code": lambda rows: again(rows.setting),
    "role_once": lambda rows: again(rows.role),
    "role_until_after_since": lambda rows: change(rows.role, until=rows.role.since),
    "organisation_code": lambda rows: again(rows.organisation),
    "membership_once_per_ground": lambda rows: again(rows.membership),
    "commitment_once": lambda rows: again(rows.commitment),
    "commitment_not_overbooked": lambda rows: change(rows.commitment, held=30, booked=31),
    "project_code": lambda rows: again(rows.project),
    "person_one_per_user": lambda rows: again(rows.person),
    "tie_once": lambda rows: again(rows.tie),
    "tie_ordered": lambda rows: change(rows.tie, second=rows.tie.first),
    "limit_person_or_unit": lambda rows: change(rows.limit, other=None),
    "availability_once": lambda rows: again(rows.availability),
    "availability_not_overbooked": lambda rows: change(rows.availability, held=40 * 60, booked=1),
    "competence_code": lambda rows: again(rows.competence),
    "competence_known_once": lambda rows: again(rows.known),
    "competence_level_when_known": lambda rows: change(rows.known, level=None),
    "stair_scale_edition": lambda rows: again(rows.scale),
    "stair_step_once": lambda rows: again(rows.step),
    "need_once_per_form": lambda rows: again(rows.need),
    "brief_once_per_period": lambda rows: again(rows.brief),
    "brief_sizes_in_order": lambda rows: change(rows.brief, size_min=rows.brief.size_max + 1),
    "seat_wish_once": lambda rows: again(rows.wish),
    "requirement_once": lambda rows: again(rows.requirement),
    "proposal_seat_position": lambda rows: again(rows.proposed, person_id=None),
    "proposal_person_once": lambda rows: again(rows.proposed, position=99),
    "proposal_need_order": lambda rows: again(rows.covered),
    "cover_once": lambda rows: again(rows.cover),
    "ask_once": lambda rows: again(rows.ask),
    "proposal_pair_once": lambda rows: again(rows.pair),
    "proposal_pair_ordered": lambda rows: change(rows.pair, second=rows.pair.first),
    "group_seat_position": lambda rows: again(rows.seat),
}


def constraints() -> dict[str, tuple[type[models.Model], Constraint]]:
    own = [model for model in apps.get_models() if model.__module__.startswith("voimala.")]
    return {one.name: (model, one) for model in own for one in model._meta.constraints}  # type: ignore[misc]  # ours are of the two kinds


def names(error: IntegrityError, model: type[models.Model], constraint: Constraint) -> bool:
    """Whether the database speaks of this constraint: SQLite tells a unique one by its columns only."""
    if constraint.name in str(error):
        return True
    fields = constraint.fields if isinstance(constraint, models.UniqueConstraint) else ()
    table = model._meta.db_table
    columns = ", ".join(f"{table}.{model._meta.get_field(field).column}" for field in fields)  # type: ignore[union-attr]  # own fields
    return bool(columns) and str(error).endswith(columns)


def test_every_constraint_is_in_the_table() -> None:
    assert set(BREAKING) == set(constraints())


@pytest.mark.parametrize("name", BREAKING)
def test_the_database_refuses(rows: SimpleNamespace, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKING[name](rows)
    assert names(refused.value, *constraints()[name]), refused.value


def test_what_is_not_known_or_deleted_does_not_bind(rows: SimpleNamespace, now: dt.datetime) -> None:
    """The other side of the constraints with a condition."""
    change(rows.commitment, minutes=None, held=600)
    change(rows.availability, minutes=None, booked=600)
    change(rows.person, deleted_at=now)
    again(rows.person)
    again(rows.need, form_key="")
    again(rows.need, form_key="")
