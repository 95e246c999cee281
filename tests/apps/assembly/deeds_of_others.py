"""Rows of the table of deeds: naming, calls, questions. Each is (service, arguments of a scene, told)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.apps.assembly.askings import contact_for, seat_of
from tests.apps.assembly.makers import ART
from tests.apps.factories import make_person
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Call, Group, Question, Seat
from voimala.assembly.services import (
    answer_question,
    ask_association,
    ask_question,
    ask_to_name,
    close_call,
    decide_group,
    decline_naming,
    give_own_name,
    name_expert,
    name_for_seat,
    open_call,
    propose_group,
    remove_own_name,
    set_fee,
    take_volunteer,
    tell_own_skills,
    volunteer,
)
from voimala.core.references import Reference
from voimala.core.viewer import Actor, system
from voimala.networks.models import RoleKind, Sector
from voimala.partners.models import Organisation
from voimala.people.models import Competence, Level, Person

BY = system("test")
OWN_SEAT = "omapaikka000"
BY_OWN_LINK = Actor(kind="link", name="link:1", only=Reference("seat", OWN_SEAT))
Arguments = dict[str, Any]


def a_group(scene: Any) -> Group:
    proposal = propose_group(by=BY, brief=scene.brief, now=scene.now)
    return decide_group(by=BY, proposal=proposal, reason="Kattaa tarpeet", now=scene.now)


def unit_seat(scene: Any) -> Seat:
    group = a_group(scene)
    contact_for(group.brief.phenomenon.host_unit)
    return seat_of(group, kind="unit")


def to_unit(scene: Any) -> Arguments:
    seat = unit_seat(scene)
    unit = seat.group.brief.phenomenon.host_unit
    worker = make_person(scene.network, unit=unit, organisation=unit.organisation, email="tyo@example.org")
    return {"asking": ask_to_name(by=BY, seat=seat, now=scene.now), "named": worker}


def of_association(scene: Any) -> Arguments:
    organisation = Organisation.objects.create(
        network=scene.network, code="yhdistys", name_fi="Kokemus ry", kind=Organisation.Kind.THIRD
    )
    contact_for(organisation, "yhdistys@example.org")
    seat = seat_of(a_group(scene), kind="association")
    return {"seat": seat, "organisation": organisation, "fee_cents": 100, "travel_cents": None}


def to_association(scene: Any) -> Asking:
    return ask_association(by=BY, now=scene.now, **of_association(scene))


def expert_seat(scene: Any) -> Seat:
    """Confirmed as a count, with the public id that the expert's own link names."""
    seat = name_expert(by=BY, asking=to_association(scene), now=scene.now)
    Seat.objects.filter(pk=seat.pk).update(public_id=OWN_SEAT)
    seat.refresh_from_db()
    return seat


def named_seat(scene: Any) -> Seat:
    seat = expert_seat(scene)
    return give_own_name(by=BY_OWN_LINK, seat=seat, name="Maija", now=scene.now)


def coordinator_of(scene: Any) -> User:
    return User.objects.get(roles__network=scene.network, roles__kind=RoleKind.COORDINATOR)


def to_call(scene: Any) -> Arguments:
    """The coordinator is one of the people who could sit there too."""
    ends_at = scene.now + dt.timedelta(days=7)
    common: dict[str, Any] = {"kind": Person.Kind.FREELANCER, "email": "vapaa@example.org"}
    group = a_group(scene)
    make_person(scene.network, Sector.CULTURE, None, user=coordinator_of(scene), **common)
    return {"seat": seat_of(group, wish="art_leader"), "text": "", "ends_at": ends_at}


def called(scene: Any) -> Asking:
    call: Call = open_call(by=BY, now=scene.now, **to_call(scene))
    found: Asking = call.askings.get(person__user=coordinator_of(scene))
    return found


def volunteered(scene: Any) -> Asking:
    return volunteer(by=BY, asking=called(scene), answer=Asking.State.YES, now=scene.now)


def a_question(scene: Any) -> Question:
    proposal = propose_group(by=BY, brief=scene.brief, now=scene.now)
    proposal.questions.all().delete()
    return Question.objects.create(
        network=scene.network,
        proposal=proposal,
        person=make_person(scene.network, email="kysytty@example.org"),
        order=1,
        about=Question.About.HOURS,
        gain=1.0,
        loss=0.0,
    )


def asked_question(scene: Any) -> Arguments:
    asking = ask_question(by=BY, question=a_question(scene), now=scene.now)
    return {"asking": asking, "answer": Asking.State.UNKNOWN}


def skills(scene: Any) -> Arguments:
    word = Competence.objects.of(scene.network).get(code=ART)
    return {"asking": volunteered(scene), "skills": {word: Level.CAN}}


Row = tuple[Callable[..., Any], Callable[[Any], Arguments], tuple[str, ...]]
ROWS: tuple[Row, ...] = (
    (ask_to_name, lambda scene: {"seat": unit_seat(scene)}, ("seat_asked",)),
    (name_for_seat, to_unit, ("seat_answered",)),
    (decline_naming, lambda scene: {"asking": to_unit(scene)["asking"]}, ("seat_answered",)),
    (ask_association, of_association, ("seat_asked",)),
    (name_expert, lambda scene: {"asking": to_association(scene)}, ("seat_answered",)),
    (give_own_name, lambda scene: {"seat": expert_seat(scene), "name": "Maija"}, ("own_name_given",)),
    (remove_own_name, lambda scene: {"seat": named_seat(scene)}, ("own_name_removed",)),
    (
        set_fee,
        lambda scene: {"seat": expert_seat(scene), "fee_cents": 200, "travel_cents": 100},
        ("fee_set",),
    ),
    (open_call, to_call, ("call_opened",)),
    (volunteer, lambda scene: {"asking": called(scene), "answer": Asking.State.NO}, ("seat_answered",)),
    (take_volunteer, lambda scene: {"asking": volunteered(scene)}, ("volunteer_taken",)),
    (close_call, lambda scene: {"call": called(scene).call}, ("call_closed",)),
    (ask_question, lambda scene: {"question": a_question(scene)}, ("question_asked",)),
    (answer_question, asked_question, ("seat_answered",)),
    (tell_own_skills, skills, ("consent_given", "profile_added_to")),
)
