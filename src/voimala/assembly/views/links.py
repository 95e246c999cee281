"""The invitation and the supervisor's request: what they say, and what their answers do."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from voimala.assembly import services
from voimala.assembly.forms import TermsForm
from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.invitation import data_used, facts_of, why
from voimala.assembly.services.answering import terms_as_asked
from voimala.assembly.views.asked import Asked, add_pages, asker_of, is_over, over
from voimala.core.errors import DomainError, NotAllowed
from voimala.people.services import profile_link

ANSWERS = (Asking.State.YES, Asking.State.TALK, Asking.State.NO)
STOP, STOPPED, PROFILE = "stop", "stopped", "profile"


def show_invitation(request: HttpRequest, asked: Asked) -> HttpResponse:
    asking, seat = asked.asking, asked.seat
    if asking.person is not None and not asking.person.may_be_suggested:
        return render(request, "assembly/asking/stopped.html", _shown(asked))
    if is_over(asking) or not _is_hers(asking, seat):
        return over(request, asked)
    if request.GET.get("view") == STOP:
        return render(request, "assembly/asking/stop.html", _shown(asked))
    if asking.state == Asking.State.WAITING:
        if timezone.now() >= asking.answer_by:
            return over(request, asked, _("The time to answer is over."))
        return render(request, "assembly/asking/invitation.html", _invitation(asked))
    return render(request, "assembly/asking/answered.html", _answered(asked))


def _is_hers(asking: Asking, seat: Seat) -> bool:
    """The seat is still hers, or was opened by her own no and nobody else sits in it."""
    if asking.state == Asking.State.NO:
        return True
    return bool(seat.person_id == asking.person_id)


def _shown(asked: Asked) -> dict[str, Any]:
    asking, seat = asked.asking, asked.seat_shown
    return {
        "asked": asked,
        "asking": asking,
        "seat": seat,
        "person": asking.person,
        "need": seat.group.brief.phenomenon,
        "facts": facts_of(seat),
        "asker": asker_of(asking.network),
    }


def _invitation(asked: Asked, refusal: str = "") -> dict[str, Any]:
    shown, brief, person = _shown(asked), asked.seat.group.brief, asked.person
    return {**shown, "refusal": refusal, "why": why(person, brief), "data": data_used(person, brief)}


def _answered(asked: Asked) -> dict[str, Any]:
    asking, seat = asked.asking, asked.seat
    state = seat.state
    in_time = timezone.now() < asking.answer_by
    said_no = asking.state == Asking.State.NO
    may_return = seat.state == Seat.State.OPEN and seat.person_id is None
    changes = [answer for answer in ANSWERS if answer != asking.state]
    if state == Seat.State.CONFIRMED:
        changes = [Asking.State.NO]
    heading, lead = _thanks(asking, seat)
    return {
        **_shown(asked),
        "heading": heading,
        "lead": lead,
        "changes": changes if in_time and (may_return or not said_no) else [],
        "confirmed": state == Seat.State.CONFIRMED,
    }


def _thanks(asking: Asking, seat: Seat) -> tuple[str, str]:
    """What her answer was, and what happens next."""
    if asking.state == Asking.State.NO:
        return _("Thank you for telling us"), _(
            "You are not in this time. No reason is needed, and your answer is seen by the coordinator only."
        )
    if asking.state == Asking.State.TALK:
        return _("Thank you, let's talk first"), _(
            "The coordinator gets in touch with you. Nothing is promised, and your seat is kept meanwhile."
        )
    if seat.state == Seat.State.CONFIRMED:
        return _("Your seat is confirmed"), _("Thank you for joining. The hours are booked for you.")
    if seat.state == Seat.State.SUPERVISOR:
        return _("Thank you, you are joining"), _(
            "Next your supervisor is asked for the hours. You get a message when the seat is confirmed."
        )
    return _("Thank you, you are joining"), _(
        "Next the coordinator agrees on the hours with your employer. You get a message when it is done."
    )


def answer_invitation(request: HttpRequest, asked: Asked) -> HttpResponse:
    answer, now = request.POST.get("answer", ""), timezone.now()
    if answer == PROFILE:
        return HttpResponseRedirect(profile_link(person=asked.person, now=now))
    try:
        if answer == STOPPED:
            services.stop_asking_me(by=asked.by, asking=asked.asking, now=now)
        elif answer in ANSWERS:
            services.answer_asking(by=asked.by, asking=asked.asking, answer=answer, now=now, told=asked.told)
    except NotAllowed:
        raise
    except services.TooLate as refusal:
        return over(request, asked, refusal.message)
    except DomainError as refusal:
        shown = _invitation(asked, refusal.message)
        return render(request, "assembly/asking/invitation.html", shown, status=409)
    return HttpResponseRedirect(asked.url)


def show_request(request: HttpRequest, asked: Asked) -> HttpResponse:
    """To the employer: who, which pilot, when, where and how many hours. Nothing of why she was suggested."""
    asking, seat = asked.asking, asked.seat
    if _is_gone(asked):
        return over(request, asked)
    if asking.state != Asking.State.WAITING:
        return render(request, "assembly/asking/supervisor_answered.html", _request(asked))
    if timezone.now() >= asking.answer_by:
        return over(request, asked, _("The time to answer is over."))
    form = TermsForm.of(terms_as_asked(seat))
    return render(request, "assembly/asking/supervisor.html", {**_request(asked), "form": form})


def _is_gone(asked: Asked) -> bool:
    """Nobody is asked for any more, or somebody else sits there by now."""
    left = asked.seat.person is None or not asked.is_in_force
    return is_over(asked.asking) or (left and asked.asking.state != Asking.State.NO)


def _request(asked: Asked) -> dict[str, Any]:
    asking, seat = asked.asking, asked.seat_shown
    return {
        "asked": asked,
        "asking": asking,
        "seat": seat,
        "need": seat.group.brief.phenomenon,
        "facts": facts_of(seat),
        "asker": asker_of(asking.network),
        "may_cancel": asking.state == Asking.State.YES and timezone.now() < asking.answer_by,
    }


def answer_request(request: HttpRequest, asked: Asked) -> HttpResponse:
    now, answer = timezone.now(), request.POST.get("answer")
    if answer not in (Asking.State.YES, Asking.State.NO):
        return HttpResponseRedirect(asked.url)
    declines = answer == Asking.State.NO
    form = TermsForm(request.POST)
    if _is_gone(asked):
        return over(request, asked)
    if not declines and not form.is_valid():
        return _request_again(request, asked, form)
    try:
        services.answer_supervisor(
            by=asked.by,
            asking=asked.asking,
            terms=None if declines else form.terms(),
            now=now,
            told=asked.told,
        )
    except NotAllowed:
        raise
    except services.TooLate as refusal:
        return over(request, asked, refusal.message)
    except DomainError as refusal:
        form.refuse(refusal)
        return _request_again(request, asked, form)
    return HttpResponseRedirect(asked.url)


def _request_again(request: HttpRequest, asked: Asked, form: TermsForm) -> HttpResponse:
    return render(request, "assembly/asking/supervisor.html", {**_request(asked), "form": form}, status=422)


def fill() -> None:
    """Called when the app is ready: a link's pages are views, which the app's slots cannot reach."""
    add_pages(Asking.Part.PERSON, show_invitation, answer_invitation)
    add_pages(Asking.Part.SUPERVISOR, show_request, answer_request)
