"""Every constraint of every model holds in the database itself. One table; a new constraint must join it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.apps.assembly.makers import make_brief, make_need, make_people
from tests.apps.factories import make_commitment, make_network, make_organisation, make_user
from tests.apps.governance import rows as body_rows
from tests.apps.office.files import make_attachment
from tests.apps.partners import agreement_rows, ledger_rows
from tests.apps.public.published import make_campaign, make_happening, make_news, make_picture
from voimala.accounts.models import Invitation, Role
from voimala.assembly.models import Alternative, Ask, Asking, Call, Choice, Cover, Question
from voimala.assembly.services import decide_group, propose_group
from voimala.core.ids import new_public_id
from voimala.core.viewer import acting
from voimala.networks.models import Milestone, Network, Period, Setting, Share, TargetGroup
from voimala.office.models import CalendarToken, Import, ImportedRow, Job, Message, SearchEntry, TryCount
from voimala.partners.models import Membership, Project, Term
from voimala.people.models import (
    Availability,
    Booking,
    Competence,
    Consent,
    Hint,
    KnownCompetence,
    Limit,
    Tie,
)
from voimala.phenomena.models import Addition, StairStep, ToldNeed
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
    availability = Availability.objects.get(person=musician)
    owned = {"network": network}
    question = Question.objects.create(
        proposal=proposal, person=social, order=7, about="hours", gain=0.0, loss=1.0, **owned
    )
    told = ToldNeed.objects.create(what="Kuoro", language="fi", told_at=now, form_key="a", **owned)
    call = Call.objects.create(seat=group.seats.all()[0], made_at=now, ends_at=now, **owned)
    asked = {"asked_at": now, "answer_by": now, "person": musician, **owned}
    return SimpleNamespace(
        of_bodies=body_rows.make_keyed(network),
        sitting=group.seats.exclude(person=None)[0],
        call=call,
        asking=Asking.objects.create(part="person", seat=call.seat, **asked),
        called=Asking.objects.create(part="call", seat=call.seat, call=call, **asked),
        asked_question=Asking.objects.create(part="question", question=question, **asked),
        share=Share.objects.create(
            neighbour=make_network("naapuri"), kind="organisation", subject_id="a", offered_at=now, **owned
        ),
        **agreement_rows.rows_with_constraints(network, now),
        **ledger_rows.rows_with_constraints(network, now),
        period=period,
        milestone=Milestone.objects.create(code="alku", kind="phase", title_fi="Alku", **owned),
        target_group=TargetGroup.objects.of(network).get(),
        setting=Setting.objects.of(network)[0],
        role=Role.objects.get(user=member),
        invitation=Invitation.objects.create(
            email="a@example.org", kind="expert", made_at=now, sent_at=now, expires_at=now, **owned
        ),
        job=Job.objects.create(kind="retention", language="fi", asked_at=now, **owned),
        organisation=organisation,
        attachment=make_attachment(organisation),
        imported=ImportedRow.objects.create(
            of_import=Import.objects.create(target="people", file_name="x", made_at=now, **owned),
            kind="person",
            subject_id="a",
        ),
        calendar=CalendarToken.objects.create(user=member, digest="a", made_at=now, **owned),
        membership=Membership.objects.create(organisation=organisation, ground="agreement", **owned),
        term=Term.objects.create(organisation=organisation, duty="motor", form_key="a-form", **owned),
        commitment=make_commitment(organisation, 60),
        project=Project.objects.create(code="hanke", name_fi="Hanke", **owned),
        person=musician,
        tie=Tie.objects.create(first=first, second=second, **owned),
        limit=Limit.objects.create(person=musician, other=social, period=period, **owned),
        availability=availability,
        booking=Booking.objects.create(
            availability=availability, seat_kind="seat", seat_id="abc", minutes=60, state="booked", **owned
        ),
        competence=Competence.objects.of(network)[0],
        known=KnownCompetence.objects.get(person=musician),
        consent=Consent.objects.create(person=musician, kind="strengths", given_at=now, **owned),
        hint=Hint.objects.create(
            person=musician,
            competence=Competence.objects.of(network)[1],
            level=3,
            given_by=member,
            given_at=now,
            **owned,
        ),
        scale=scale,
        step=StairStep.objects.filter(scale=scale)[0],
        need=brief.phenomenon,
        news=make_news(network, form_key="a-form"),
        campaign=make_campaign(network, form_key="a-form"),
        happening=make_happening(network, form_key="a-form"),
        picture=make_picture(network),
        told=told,
        addition=Addition.objects.create(told=told, text="Lisää", added_at=now, form_key="b", **owned),
        brief=brief,
        wish=brief.seat_wishes.all()[0],
        requirement=brief.requirements.all()[0],
        proposed=proposal.seats.exclude(person=None)[0],
        covered=proposal.needs.all()[0],
        cover=Cover.objects.filter(need__proposal=proposal)[0],
        ask=Ask.objects.filter(need__proposal=proposal)[0],
        pair=proposal.pairs.all()[0],
        proposal=proposal,
        alternative=Alternative.objects.create(
            seat=proposal.seats.exclude(person=None)[0], person=people["drama"], rank=1, loss=0.0
        ),
        question=question,
        choice=Choice.objects.create(brief=brief, person=social, kind="lock", made_at=now, **owned),
        seat=group.seats.all()[0],
        message=Message.objects.create(to="a@example.org", written_at=now, not_before=now, key="once"),
        tries=TryCount.objects.create(key="a", hour=now),
        entry=SearchEntry.objects.create(
            kind="own", public_id="a", sort_key="", tokens="", updated_at=now, **owned
        ),
    )


BREAKING: dict[str, Callable[[Any], None]] = {
    "period_ends_after_start": lambda rows: change(rows.period, ends=rows.period.starts),
    "share_once_at_a_time": lambda rows: again(rows.share),
    "share_with_another": lambda rows: change(rows.share, neighbour_id=rows.share.network_id),
    "milestone_code": lambda rows: again(rows.milestone),
    "target_group_code": lambda rows: again(rows.target_group),
    "setting_code": lambda rows: again(rows.setting),
    "invitation_open_once": lambda rows: again(rows.invitation),
    "invitation_one_end": lambda rows: change(
        rows.invitation, accepted_at=rows.invitation.made_at, withdrawn_at=rows.invitation.made_at
    ),
    "role_once": lambda rows: again(rows.role),
    "role_until_after_since": lambda rows: change(rows.role, until=rows.role.since),
    "job_running_is_heard_of": lambda rows: change(rows.job, state="running"),
    "job_ended_has_a_time": lambda rows: change(rows.job, state="done"),
    "attachment_not_empty": lambda rows: change(rows.attachment, size=0),
    "imported_row_once": lambda rows: again(rows.imported),
    "attachment_once": lambda rows: again(rows.attachment),
    "calendar_token_once": lambda rows: again(rows.calendar, digest="b"),
    "search_entry_once": lambda rows: again(rows.entry, public_id=rows.entry.public_id),
    "organisation_code": lambda rows: again(rows.organisation),
    "membership_once_per_ground": lambda rows: again(rows.membership),
    "term_once_per_form": lambda rows: again(rows.term),
    "commitment_once": lambda rows: again(rows.commitment),
    "commitment_not_overbooked": lambda rows: change(rows.commitment, held=30, booked=31),
    "project_code": lambda rows: again(rows.project),
    "person_one_per_user": lambda rows: again(rows.person),
    **{name: partial(broken, again=again, change=change) for name, broken in agreement_rows.BREAKING.items()},
    **{
        name: lambda rows, broken=broken: broken(rows.of_bodies, again, change)
        for name, broken in body_rows.BREAKING.items()
    },
    **{name: partial(broken, again=again, change=change) for name, broken in ledger_rows.BREAKING.items()},
    "tie_once": lambda rows: again(rows.tie),
    "tie_ordered": lambda rows: change(rows.tie, second=rows.tie.first),
    "limit_person_or_unit": lambda rows: change(rows.limit, other=None),
    "availability_once": lambda rows: again(rows.availability),
    "availability_not_overbooked": lambda rows: change(rows.availability, held=40 * 60, booked=1),
    "booking_once_per_seat": lambda rows: again(rows.booking),
    "booking_held_until_when_held": lambda rows: change(rows.booking, state="held"),
    "competence_code": lambda rows: again(rows.competence),
    "competence_known_once": lambda rows: again(rows.known),
    "competence_level_when_known": lambda rows: change(rows.known, level=None),
    "consent_once_in_force": lambda rows: again(rows.consent),
    "consent_withdrawn_after_given": lambda rows: change(
        rows.consent, withdrawn_at=rows.consent.given_at - dt.timedelta(seconds=1)
    ),
    "hint_once_per_giver": lambda rows: again(rows.hint),
    "stair_scale_edition": lambda rows: again(rows.scale),
    "stair_step_once": lambda rows: again(rows.step),
    "need_once_per_form": lambda rows: again(rows.need),
    "told_need_once_per_form": lambda rows: again(rows.told),
    "addition_once_per_form": lambda rows: again(rows.addition),
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
    "proposal_way_once": lambda rows: again(rows.proposal),
    "alternative_rank": lambda rows: again(rows.alternative, person_id=rows.person.pk),
    "alternative_once": lambda rows: again(rows.alternative, rank=2),
    "question_order": lambda rows: again(rows.question, person_id=rows.person.pk),
    "question_person_once": lambda rows: again(rows.question, order=8),
    "choice_in_force_once": lambda rows: again(rows.choice),
    "group_seat_position": lambda rows: again(rows.seat, person_id=None),
    "group_person_once": lambda rows: again(rows.sitting, position=99),
    "seat_starts_before_it_ends": lambda rows: change(
        rows.seat, starts=dt.date(2027, 2, 1), ends=dt.date(2027, 1, 1)
    ),
    "seat_waits_until_a_time": lambda rows: change(rows.seat, state="asked", waits_until=None),
    "call_one_at_a_time": lambda rows: again(rows.call),
    "asking_one_at_a_time": lambda rows: again(rows.asking),
    "asking_called_once": lambda rows: again(rows.called),
    "asking_question_once": lambda rows: again(rows.asked_question),
    "asking_about_one_thing": lambda rows: change(rows.asking, call=rows.call),
    "news_once_per_form": lambda rows: again(rows.news),
    "campaign_once_per_form": lambda rows: again(rows.campaign),
    "happening_once_per_form": lambda rows: again(rows.happening),
    "news_hidden_after_shown": lambda rows: change(rows.news, hide_at=rows.news.publish_at),
    "campaign_hidden_after_shown": lambda rows: change(rows.campaign, hide_at=rows.campaign.publish_at),
    "happening_hidden_after_shown": lambda rows: change(rows.happening, hide_at=rows.happening.publish_at),
    "happening_days_in_order": lambda rows: change(
        rows.happening, last_day=rows.happening.day - dt.timedelta(days=1)
    ),
    "picture_once_per_network": lambda rows: again(rows.picture),
    "message_has_address": lambda rows: change(rows.message, to=""),
    "try_count_once": lambda rows: again(rows.tries),
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
    for _twice in range(2):
        again(rows.told, form_key="")
        again(rows.news, form_key="")
        again(rows.campaign, form_key="")
        again(rows.happening, form_key="")
        again(rows.picture, digest="")
        again(rows.addition, form_key="")
    change(rows.consent, withdrawn_at=now)
    again(rows.consent, withdrawn_at=None)
    change(rows.choice, undone_at=now)
    again(rows.choice, undone_at=None)
