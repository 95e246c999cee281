"""Rows of the table of deeds: asking, answering, taking back. Each is (service, arguments, events told)."""

from collections.abc import Callable
from typing import Any

from tests.apps.assembly.asked import employ
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    answer_asking,
    answer_supervisor,
    ask_group,
    ask_instead,
    ask_seat,
    ask_supervisor,
    confirm_seat,
    decide_and_ask,
    decide_group,
    prolong_asking,
    propose_group,
    remind,
    stop_asking_me,
    suggest_for_seat,
    take_back_asking,
    undo_decision,
)
from voimala.assembly.services.answering import go_on, terms_as_asked
from voimala.assembly.services.asking import suggestible_for
from voimala.assembly.services.askings import lock_for_answer, tell_of_answer
from voimala.assembly.services.seats import fresh, move_seat, wait_longer
from voimala.assembly.services.withdrawing import withdraw_person
from voimala.core.viewer import system
from voimala.networks.models import RoleKind
from voimala.people.models import Person

BY = system("test")
Arguments = dict[str, Any]
PART = "a part of the deeds on seats, which ask whether it may be done and tell it"
PARTS = (go_on, lock_for_answer, move_seat, tell_of_answer, wait_longer, withdraw_person)
NOT_DEEDS: dict[Callable[..., Any], str] = dict.fromkeys(PARTS, PART)


def a_group(scene: Any) -> Group:
    """Decided; everybody works alone and can be written to."""
    proposal = propose_group(by=BY, brief=scene.brief, now=scene.now)
    for person in Person.objects.filter(network=scene.network):
        person.email, person.kind = f"p{person.pk}@example.org", Person.Kind.FREELANCER
        person.save()
    return decide_group(by=BY, proposal=proposal, reason="Kattaa tarpeet", now=scene.now)


def seat(scene: Any) -> Seat:
    found: Seat = a_group(scene).seats.filter(kind="person", person__isnull=False).order_by("position")[0]
    return fresh(found)


def asked(scene: Any) -> Asking:
    return ask_seat(by=BY, seat=seat(scene), now=scene.now)


def willing(scene: Any, **contact: Any) -> Seat:
    """An employee who has said yes."""
    asking = employed(scene, **contact)
    return answer_asking(by=BY, asking=asking, answer="yes", now=scene.now)


def employed(scene: Any, **contact: Any) -> Asking:
    found = seat(scene)
    employ(found.person, **contact)
    return ask_seat(by=BY, seat=found, now=scene.now)


def with_a_late_supervisor(scene: Any) -> Arguments:
    found = willing(scene, email="")
    lead = found.person.unit.lead
    lead.email = "lead@example.org"
    lead.save()
    return {"seat": found}


def request(scene: Any) -> Arguments:
    found = willing(scene)
    asking = Asking.objects.get(seat=found, part="supervisor")
    return {"asking": asking, "terms": terms_as_asked(found)}


def told_by_telephone(scene: Any) -> Arguments:
    found = willing(scene, email="")
    return {"seat": found, "terms": terms_as_asked(found)}


def an_alternative(scene: Any) -> Arguments:
    """A seat whose suggestion is taken out, so that the one of the proposal can come back."""
    found = seat(scene)
    Seat.objects.filter(pk=found.pk).update(person=None, state=Seat.State.OPEN)
    found = fresh(found)
    return {"seat": found, "person": suggestible_for(found)[0]}


def own(scene: Any) -> Arguments:
    """The coordinator is one of the people too, and has been asked."""
    asking = asked(scene)
    user = User.objects.get(roles__network=scene.network, roles__kind=RoleKind.COORDINATOR)
    Person.objects.filter(pk=asking.person_id).update(user=user)
    return {"asking": Asking.objects.select_related("person").get(pk=asking.pk)}


def one_seat_to_ask(scene: Any) -> Group:
    """Only one of the group can be written to."""
    group = a_group(scene)
    first = group.seats.filter(kind="person", person__isnull=False).order_by("position")[0]
    Person.objects.filter(network=scene.network).exclude(pk=first.person_id).update(email="")
    return group


def decided_with_one_to_ask(scene: Any) -> Arguments:
    group = one_seat_to_ask(scene)
    return {"proposal": undo_decision(by=BY, group=group, now=scene.now), "reason": "Hyvä"}


Row = tuple[Callable[..., Any], Callable[[Any], Arguments], tuple[str, ...]]
ROWS: tuple[Row, ...] = (
    (ask_group, lambda scene: {"group": one_seat_to_ask(scene)}, ("seat_asked",)),
    (ask_seat, lambda scene: {"seat": seat(scene)}, ("seat_asked",)),
    (ask_instead, an_alternative, ("seat_suggested", "seat_asked")),
    (suggest_for_seat, an_alternative, ("seat_suggested",)),
    (answer_asking, lambda scene: {"asking": asked(scene), "answer": "no"}, ("seat_answered",)),
    (answer_supervisor, request, ("seat_answered",)),
    (ask_supervisor, with_a_late_supervisor, ("supervisor_asked",)),
    (confirm_seat, told_by_telephone, ("seat_answered",)),
    (take_back_asking, lambda scene: {"seat": asked(scene).seat}, ("asking_taken_back",)),
    (prolong_asking, lambda scene: {"seat": asked(scene).seat}, ("asking_prolonged",)),
    (remind, lambda scene: {"asking": asked(scene)}, ("asking_reminded",)),
    (stop_asking_me, own, ("seat_reopened", "suggesting_stopped")),
    (undo_decision, lambda scene: {"group": a_group(scene)}, ("decision_undone",)),
    (decide_and_ask, decided_with_one_to_ask, ("group_decided", "seat_asked")),
)
