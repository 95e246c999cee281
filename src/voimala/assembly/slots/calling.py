"""Naming, open calls and questions on the pages of others: what waits for whom, what letters are about."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.assembly.models import Asking, Call, Proposal
from voimala.assembly.models.calling import with_volunteers
from voimala.assembly.models.questions import question_words
from voimala.core import access, slots
from voimala.core.slots import DeskItem
from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.office import openings as office

Part, State = Asking.Part, Asking.State
MOST = 7
ANSWERED = (State.YES, State.NO)
CHOOSE_MINUTES, ANSWER_MINUTES = 3, 1
PURPOSES = {
    "seat_unit_names": gettext_lazy("a request to a unit to name somebody"),
    "seat_association": gettext_lazy("a request to an association"),
    "seat_own_name": gettext_lazy("thanks to an association, with the expert's own link"),
    "seat_call": gettext_lazy("an open call"),
    "seat_call_taken": gettext_lazy("an answer to an open call: the seat is given"),
    "seat_call_over": gettext_lazy("an open call has ended"),
    "seat_question": gettext_lazy("one question"),
}


def fill() -> None:
    """Called from AppConfig.ready()."""
    slots.desk_items.fill(waiting)
    office.purposes.fill(purposes)


def purposes() -> Mapping[str, Any]:
    return PURPOSES


def waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """For the coordinator volunteers and answers; for whoever is asked her own."""
    own = _to_answer(viewer, network, now)
    if not access.allowed("assembly.call", viewer, network):
        return own
    return [*own, *_to_choose(viewer, network), *_answered(viewer, network)]


def _to_choose(viewer: Viewer, network: Network) -> list[DeskItem]:
    """Open calls to which somebody has said yes."""
    said_yes = Q(
        askings__state=State.YES, askings__person__may_be_suggested=True, askings__person__deleted_at=None
    )
    calls = Call.objects.visible_to(viewer).of(network).filter(closed_at=None, seat__in=with_volunteers())
    found = calls.annotate(count=Count("askings", filter=said_yes)).filter(count__gt=0).order_by("ends_at")
    items = []
    for call in found.select_related("seat__group__brief__phenomenon")[:MOST]:
        told = ngettext("One would join a group", "%(count)s would join a group", call.count)
        group = call.seat.group
        items.append(
            DeskItem(
                title=told % {"count": call.count},
                detail=str(group.brief.phenomenon),
                minutes=CHOOSE_MINUTES,
                button=_("Choose"),
                url=reverse("assembly:seat", args=[network.code, group.public_id, call.seat.position]),
                due=_day(network, call.ends_at),
            )
        )
    return items


def _answered(viewer: Viewer, network: Network) -> list[DeskItem]:
    """Questions with an answer, while their proposal is open: proposing again may give a better group."""
    askings = Asking.objects.visible_to(viewer).of(network).filter(part=Part.QUESTION, state__in=ANSWERED)
    found = askings.filter(question__proposal__state=Proposal.State.OPEN).exclude(
        told=Asking.Told.COORDINATOR
    )
    related = (
        "question__competence",
        "question__proposal__run__brief__period",
        "question__proposal__run__brief__phenomenon",
    )
    return [
        DeskItem(
            title=_("An answer came: %(question)s") % {"question": question_words(asking.question)},
            detail=str(asking.question.proposal.run.brief.phenomenon),
            minutes=CHOOSE_MINUTES,
            button=_("Look at the proposal"),
            url=reverse("assembly:proposal", args=[network.code, asking.question.proposal.public_id]),
        )
        for asking in found.select_related(*related).order_by("answered_at")[:MOST]
    ]


def _to_answer(viewer: Viewer, network: Network, now: dt.datetime) -> list[DeskItem]:
    """What the viewer herself has been asked, as a person or as a contact."""
    if viewer.pk is None:
        return []
    titles = {
        Part.CALL: _("Open call: who would join?"),
        Part.QUESTION: _("One question for you"),
        Part.UNIT: _("Your unit is asked to name somebody"),
        Part.ASSOCIATION: _("An expert by experience is asked of your association"),
    }
    mine = Q(person__user_id=viewer.pk, part__in=(Part.CALL, Part.QUESTION)) | Q(
        contact__user_id=viewer.pk, part__in=(Part.UNIT, Part.ASSOCIATION)
    )
    askings = Asking.objects.visible_to(viewer).of(network).filter(mine, state=State.WAITING)
    found = askings.filter(answer_by__gt=now).select_related(
        "network", "seat__group__brief__phenomenon", "question__proposal__run__brief__phenomenon"
    )
    return [
        DeskItem(
            title=titles[Part(asking.part)],
            detail=str(_need_of(asking)),
            minutes=ANSWER_MINUTES,
            button=_("Answer"),
            url=reverse("assembly:asking", args=[network.code, asking.public_id]),
            due=asking.last_day,
        )
        for asking in found.order_by("answer_by", "pk")[:MOST]
    ]


def _need_of(asking: Asking) -> object:
    if asking.seat is not None:
        return asking.seat.group.brief.phenomenon
    return asking.question.proposal.run.brief.phenomenon if asking.question is not None else ""


def _day(network: Network, end: dt.datetime) -> dt.date:
    """The last day before a moment at midnight."""
    return network.today(end - dt.timedelta(microseconds=1))
