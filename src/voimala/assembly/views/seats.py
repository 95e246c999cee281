"""One seat of a group for the coordinator: where it stands, what comes next, and every deed on it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.assembly import services
from voimala.assembly.forms import TermsForm
from voimala.assembly.models import Alternative, Asking, Group, ProposalNeed, Seat
from voimala.assembly.models.agreeing import WAITING, Deed, NotPossible, Order, is_possible, refusal
from voimala.assembly.models.comparing import alternative_words
from voimala.assembly.models.invitation import days_between, facts_of
from voimala.assembly.models.seat_words import chip_of, history, next_step, seat_heading
from voimala.assembly.models.wording import seat_label, time_span, wish_name
from voimala.assembly.services.answering import terms_as_asked
from voimala.assembly.services.asking import suggestible_for
from voimala.assembly.services.seats import order_for, standing_of
from voimala.assembly.views.seat_cards import place_of, without_the_gone
from voimala.assembly.views.seat_parts import parts_of
from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import Actor, acting
from voimala.networks.middleware import PageRequest
from voimala.partners.models import Contact
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, supervisor_of
from voimala.people.services import note_reading

State = Seat.State
RELATED = (
    "network",
    "organisation",
    "person__organisation",
    "person__unit__lead",
    "person__user",
    "person__contact",
    "group__proposal",
    "group__brief__period",
    "group__brief__municipality",
    "group__brief__phenomenon__host_unit__lead",
)


@dataclass(frozen=True)
class Step:
    """A deed as a button: its code in the form, its words."""

    do: str
    label: str

    @property
    def is_main(self) -> bool:
        """What one would do next, rather than more time or taking back."""
        return self.do in ("ask", "supervisor")


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: PageRequest, code: str, public_id: str, position: int) -> HttpResponse:
    found = seat_or_404(request, public_id, position)
    if request.method == "POST":
        return _do(request, found)
    return show_seat(request, found)


def seat_or_404(request: PageRequest, public_id: str, position: int) -> Seat:
    """For those who see the whole group: whoever sits there has her own page."""
    groups = Group.objects.visible_to(request.viewer).of(request.network)
    group = get_object_or_404(groups, public_id=public_id)
    seats = Seat.objects.visible_to(request.viewer).filter(group=group).select_related(*RELATED)
    found: Seat = get_object_or_404(seats, position=position)
    return found


def show_seat(
    request: PageRequest,
    found: Seat,
    form: TermsForm | None = None,
    status: int = 200,
    bound: Mapping[str, Any] | None = None,
) -> HttpResponse:
    [found] = without_the_gone([found])
    may_ask = access.allowed("assembly.ask", request.viewer, found)
    askings = list(_askings(request, found)) if may_ask else []
    others = alternatives(found) if may_ask and found.state in (State.OPEN, State.PROPOSED) else []
    people = [person for person in (found.person, *(row["person"] for row in others)) if person]
    note_reading(
        by=acting(request.viewer), network=request.network, people=people, now=timezone.now(), purpose="group"
    )
    standing = standing_of(found)
    terms = standing.state in (State.WILLING, State.SUPERVISOR) and standing.needs_supervisor
    shown = {
        "seat": found,
        "group": found.group,
        "brief": found.group.brief,
        "need": found.group.brief.phenomenon,
        "name": seat_heading(found, found.group.brief.phenomenon.host_unit),
        "label": seat_label(found),
        "chip": chip_of(found),
        "task": wish_name(found) if found.wish else "",
        "place": place_of(found),
        "facts": facts_of(found),
        "next": next_step(found),
        "may_ask": may_ask,
        "steps": steps(found) if may_ask else [],
        "answers": _may_note(found) and may_ask,
        "form": (form or TermsForm.of(terms_as_asked(found))) if terms and may_ask else None,
        "agreed": _agreed(found),
        "history": history(found, askings),
        "others": others,
        "by_association": order_for(found) == Order.ASSOCIATION,
        "today": request.network.today(timezone.now()),
        **(parts_of(found, timezone.now(), bound or {}) if may_ask else {}),
    }
    return render(request, "assembly/seats/seat.html", shown, status=status)


def _askings(request: PageRequest, found: Seat) -> Any:
    askings = Asking.objects.visible_to(request.viewer).of(request.network).filter(seat=found)
    return (
        askings.exclude(part=Asking.Part.CALL).select_related("person", "contact").order_by("asked_at", "pk")
    )


def steps(found: Seat) -> list[Step]:
    """What can be done now; the first is what one would do next."""
    standing = standing_of(found)
    told: list[Step] = []
    if standing.state == State.PROPOSED and is_possible(standing, Deed.ASK):
        told += _ways_to_ask(found, standing.order)
    if standing.state == State.WILLING and found.person is not None and supervisor_of(found.person):
        told.append(Step("supervisor", _("Ask the supervisor")))
    if standing.state in WAITING and standing.state != State.CALLED:
        told.append(Step("prolong", _("Give 14 more days")))
    if standing.state in (State.ASKED, State.SUPERVISOR, State.NAMING):
        told.append(Step("remind", _("Send the message again")))
    if is_possible(standing, Deed.TAKEN_BACK) and standing.state != State.CALLED:
        confirmed = standing.state == State.CONFIRMED
        told.append(Step("take_back", _("Cancel the seat") if confirmed else _("Take the request back")))
    return told


def _ways_to_ask(found: Seat, order: Order) -> list[Step]:
    """By a letter when there is an address; always also in one's own way, with the answer noted."""
    if found.person is None:
        return []
    first: Contact | None = None
    if order != Order.PERSON_FIRST:
        first = supervisor_of(found.person)
    reachable = bool(address_of(found.person)) if order == Order.PERSON_FIRST else first is not None
    label = _("Ask the supervisor first") if order == Order.SUPERVISOR_FIRST else _("Ask")
    by_letter = [Step("ask", label)] if reachable else []
    return [*by_letter, Step("ask_told", _("I ask myself, without a message"))]


def _may_note(found: Seat) -> bool:
    return found.state in (State.ASKED, State.TALK) and found.person is not None


def _agreed(found: Seat) -> list[tuple[str, str]]:
    """What the employer has agreed to; nothing before that."""
    if found.minutes is None or found.starts is None or found.ends is None:
        return []
    told = [
        (_("Hours agreed"), time_span(found.minutes)),
        (_("Days agreed"), days_between(found.starts, found.ends)),
    ]
    return [*told, (_("Substitute"), str(found.get_substitute_display()))] if found.substitute else told


def alternatives(found: Seat) -> list[dict[str, Any]]:
    """Who else could sit here, nearest first, with what is known of it in words."""
    people = suggestible_for(found)
    kept = Alternative.objects.filter(
        seat__proposal=found.group.proposal_id, seat__position=found.position
    ).select_related("seat")
    rows = {row.person_id: row for row in kept}
    needs = ProposalNeed.objects.filter(proposal=found.group.proposal_id)
    asked_for = list(needs.select_related("competence", "seat")) if rows else []
    return [
        {"person": person, "words": _in_words(rows.get(person.pk), person, asked_for)} for person in people
    ]


def _in_words(row: Alternative | None, person: Person, needs: Sequence[ProposalNeed]) -> str:
    """The work role, and what would be otherwise than as proposed."""
    told = [person.work_role, alternative_words(row, row.seat, needs) if row is not None else ""]
    return " · ".join(filter(None, told))


def _do(request: PageRequest, found: Seat) -> HttpResponse:
    """One deed of the coordinator; back to the page the button was on."""
    do, now, by = request.POST.get("do", ""), timezone.now(), acting(request.viewer)
    access.require("assembly.ask", request.viewer, found)
    if request.POST.get("seen", found.as_seen) != found.as_seen:
        messages.warning(request, _("The seat has changed after you opened the page. Look again."))
        return HttpResponseRedirect(_back(request, found))
    if do in ("confirm", "decline"):
        return _note_supervisor(request, found, by, now, declines=do == "decline")
    deed = DEEDS.get(do)
    if deed is not None:
        try:
            messages.success(request, deed(request, found, by, now))
        except NotAllowed:
            raise
        except DomainError as refusal:
            messages.warning(request, refusal.message)
    return HttpResponseRedirect(_back(request, found))


def _back(request: PageRequest, found: Seat) -> str:
    group = found.group.public_id
    if request.POST.get("from") == "group":
        return reverse("assembly:group", args=[request.network.code, group])
    return reverse("assembly:seat", args=[request.network.code, group, found.position])


def _note_supervisor(
    request: PageRequest, found: Seat, by: Actor, now: dt.datetime, *, declines: bool
) -> HttpResponse:
    form = TermsForm(request.POST)
    if not declines and not form.is_valid():
        return show_seat(request, found, form, status=422)
    try:
        services.confirm_seat(by=by, seat=found, terms=None if declines else form.terms(), now=now)
    except NotAllowed:
        raise
    except DomainError as refusal:
        form.refuse(refusal)
        return show_seat(request, found, form, status=409)
    messages.success(request, _("The answer is noted."))
    return HttpResponseRedirect(_back(request, found))


def _ask(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    services.ask_seat(by=by, seat=found, now=now)
    return _("Asked. The hours are held for 14 days.")


def _ask_told(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    services.ask_seat(by=by, seat=found, now=now, letter=False)
    return _("The hours are held for 14 days. Note the answer here when you have it.")


def _take_back(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    services.take_back_asking(by=by, seat=found, now=now)
    return _("Taken back. The hours are free again.")


def _prolong(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    services.prolong_asking(by=by, seat=found, now=now)
    return _("There are 14 more days to answer.")


def _or_refused(asking: Asking | None, found: Seat) -> Asking:
    """What waits for an answer, or why nothing does."""
    if asking is None:
        raise NotPossible(refusal(standing_of(found)))
    return asking


def _remind(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    askings = Asking.objects.visible_to(request.viewer).of(request.network)
    waiting = askings.filter(seat=found, state=Asking.State.WAITING).exclude(part=Asking.Part.CALL)
    asking = _or_refused(waiting.select_related("network", "contact__user", "person__user").first(), found)
    if services.remind(by=by, asking=asking, now=now):
        return _("The message is on its way again, with a new link.")
    return _("No address is known: there is nobody to write to.")


def _supervisor(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    services.ask_supervisor(by=by, seat=found, now=now)
    return _("The supervisor has been asked.")


def _ask_instead(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
    person = get_object_or_404(
        Person.objects.visible_to(request.viewer).of(request.network),
        public_id=request.POST.get("person", ""),
    )
    services.ask_instead(by=by, seat=found, person=person, now=now)
    return _("Asked. The hours are held for 14 days.")


def _note(answer: Asking.State) -> Callable[[PageRequest, Seat, Actor, dt.datetime], str]:
    def note(request: PageRequest, found: Seat, by: Actor, now: dt.datetime) -> str:
        standing = (Asking.State.WAITING, Asking.State.TALK)
        askings = Asking.objects.visible_to(request.viewer).filter(
            seat=found, part=Asking.Part.PERSON, state__in=standing
        )
        asking = _or_refused(askings.first(), found)
        services.answer_asking(by=by, asking=asking, answer=answer, now=now, told=Asking.Told.COORDINATOR)
        return _("The answer is noted.")

    return note


DEEDS: dict[str, Callable[[PageRequest, Seat, Actor, dt.datetime], str]] = {
    "ask": _ask,
    "ask_told": _ask_told,
    "take_back": _take_back,
    "prolong": _prolong,
    "supervisor": _supervisor,
    "remind": _remind,
    "ask_instead": _ask_instead,
    "yes": _note(Asking.State.YES),
    "no": _note(Asking.State.NO),
    "talk": _note(Asking.State.TALK),
}
