"""Pages of an open call and of one question, for the person who was asked."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from voimala.assembly.models import Asking
from voimala.assembly.models.calling import is_open
from voimala.assembly.models.invitation import facts_of
from voimala.assembly.models.questions import ANSWERED_IN_PROFILE, question_words, skills_not_known
from voimala.assembly.services.calling import volunteer
from voimala.assembly.services.questioning import ANSWERS, answer_question, tell_own_skills
from voimala.assembly.views.asked import Asked, add_pages, asker_of, is_over, over
from voimala.assembly.views.outcome import done_or_refused
from voimala.core import access
from voimala.people.models import Competence, Level
from voimala.people.services import profile_link
from voimala.phenomena.models import Brief

ANSWERS_TO_CALL = (Asking.State.YES, Asking.State.NO)


def call_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """ "Who would join?": yes or not now, and after a yes what she would add to her profile."""
    asking = asked.asking
    if is_over(asking) or asking.seat is None or asking.call is None:
        return over(request, asked)
    refusal = ""
    if request.method == "POST":
        outcome = _post(request, asked, ANSWERS_TO_CALL)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusal = outcome
    shown = {
        **_shown(asked, asking.seat.group.brief, refusal),
        "facts": facts_of(asked.seat_shown),
        "is_open": is_open(asking.call, timezone.now()),
        "is_hers": asking.seat.person_id is not None and asking.seat.person_id == asking.person_id,
    }
    return render(request, "assembly/asking/call.html", shown, status=409 if refusal else 200)


def question_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One question: yes, no or "I do not know"."""
    asking, question = asked.asking, asked.asking.question
    if is_over(asking) or question is None:
        return over(request, asked)
    refusal = ""
    if request.method == "POST":
        outcome = _post(request, asked, ANSWERS)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusal = outcome
    shown = {
        **_shown(asked, question.proposal.run.brief, refusal),
        "question": question_words(question),
        "in_profile": question.about in ANSWERED_IN_PROFILE,
        "is_open": timezone.now() < asking.answer_by,
    }
    return render(request, "assembly/asking/question.html", shown, status=409 if refusal else 200)


def _post(request: HttpRequest, asked: Asked, answers: Collection[Asking.State]) -> HttpResponse | str:
    """An answer, a skill for the profile, or the way to the profile itself."""
    told: dict[str, Any] = {"by": asked.by, "asking": asked.asking, "now": timezone.now()}
    if "profile" in request.POST:
        return _to_profile(asked)
    if "skill" in request.POST:
        skills = _told_skills(request.POST["skill"], asked.asking)
        return done_or_refused(lambda: tell_own_skills(skills=skills, **told), asked.url)
    answer = next((each for each in answers if each == request.POST.get("answer")), None)
    if answer is None:
        return HttpResponseRedirect(asked.url)
    deed = volunteer if asked.asking.call_id else answer_question
    return done_or_refused(lambda: deed(answer=answer, told=asked.told, **told), asked.url)


def _to_profile(asked: Asked) -> HttpResponse:
    """Signed in, her profile is a page; who came by a link gets a link of her own."""
    access.require("assembly.answer_own", asked.by, asked.asking)
    person = asked.asking.person
    if person is None:
        raise Http404
    if asked.by.only is not None:
        return HttpResponseRedirect(profile_link(person=person, now=timezone.now()))
    return HttpResponseRedirect(reverse("people:profile", args=[asked.asking.network.code]))


def _told_skills(value: str, asking: Asking) -> dict[Competence, Level]:
    """ "<competence>:<level>", only one that this asking is about."""
    public_id, _colon, level = value.partition(":")
    about = {row.public_id: row for row in _skills(asking)}
    known = {str(each.value): each for each in Level}
    return {about[public_id]: known[level]} if public_id in about and level in known else {}


def _skills(asking: Asking) -> list[Competence]:
    """What she could add: the skill that was asked about, or those that the call is for."""
    if asking.person is None:
        return []
    if asking.question is not None:
        return skills_not_known(asking.person, [asking.question.competence])
    if asking.seat is None:
        return []
    wanted = asking.seat.group.brief.requirements.select_related("competence").order_by("order")
    return skills_not_known(asking.person, [row.competence for row in wanted])


def _shown(asked: Asked, brief: Brief, refusal: str) -> dict[str, Any]:
    asking = asked.asking
    own = asked.told != Asking.Told.COORDINATOR
    return {
        "asked": asked,
        "asking": asking,
        "seat": asking.seat,
        "need": brief.phenomenon,
        "skills": _skills(asking) if own and asking.state == Asking.State.YES else [],
        "levels": [(level.value, level.label) for level in Level],
        "asker": asker_of(asking.network),
        "refusal": refusal,
        "written_down": not own,
        "synthetic": brief.phenomenon.synthetic,
    }


def fill() -> None:
    """Called when the app is ready."""
    add_pages(Asking.Part.CALL, call_page, call_page)
    add_pages(Asking.Part.QUESTION, question_page, question_page)
