"""One question to one person before deciding: what the network does not know, and only she can tell."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Asking, Proposal, Question
from voimala.assembly.models.questions import question_words
from voimala.assembly.services.askings import open_asking, tell_of_answer, write_answer
from voimala.assembly.services.seats import answer_time
from voimala.assembly.services.telling import send_asking
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.people.models import Competence, KnownCompetence, Level
from voimala.people.services import add_own_competences

ANSWERS = (Asking.State.YES, Asking.State.NO, Asking.State.UNKNOWN)


class QuestionOver(DomainError):
    """The question cannot be asked or answered any more."""


@transaction.atomic
def ask_question(*, by: Actor, question: Question, now: dt.datetime) -> Asking:
    """Ask the person the one question; asked already, the asking is the one there is.

    Raises:
        QuestionOver: the proposal has been closed, or the person may not be asked.
    """
    access.require("assembly.ask", by, question)
    current = Question.objects.select_for_update().select_related("person", "proposal").get(pk=question.pk)
    over = (Asking.State.CLOSED, Asking.State.ENDED)
    asked: Asking | None = Asking.objects.filter(question=current).exclude(state__in=over).first()
    if asked is not None:
        return asked
    if current.proposal.state != Proposal.State.OPEN:
        raise QuestionOver(_("This proposal is no longer open, so the answer would change nothing."))
    if not current.person.may_be_suggested or current.person.deleted_at:
        raise QuestionOver(_("This person can no longer be asked. Propose again."))
    until = answer_time(current.network, now)
    asking = open_asking(
        None,
        Asking.Part.QUESTION,
        now=now,
        answer_by=until,
        person=current.person,
        question=current,
        letter=False,
    )
    # Worded when the letter is: in its receiver's language.
    need = current.proposal.run.brief.phenomenon
    words = {"question": partial(question_words, current), "need": partial(str, need)}
    send_asking(asking, now=now, more=words)
    subjects = [asking.reference, *_about(current)]
    events.record(by=by, deed="question_asked", subjects=subjects, now=now, network_id=current.network_id)
    return asking


def _about(question: Question) -> list[Reference]:
    return [
        Reference("proposal", question.proposal.public_id),
        Reference("person", question.person.public_id),
    ]


@transaction.atomic
def answer_question(
    *, by: Actor, asking: Asking, answer: Asking.State, now: dt.datetime, told: str = Asking.Told.LINK
) -> Asking:
    """Keep yes, no or "I do not know". She may change her mind until the time is over.

    The profile does not change by this: `tell_own_skills` writes it, when she says so.

    Raises:
        QuestionOver: the time is over, or the question was taken back.
    """
    access.require("assembly.answer", by, asking)
    if answer not in ANSWERS:
        raise ValueError(f"{answer!r} is no answer to a question")
    current: Asking = Asking.objects.select_for_update().get(pk=asking.pk, part=Asking.Part.QUESTION)
    if current.state in (Asking.State.CLOSED, Asking.State.ENDED) or now >= current.answer_by:
        raise QuestionOver(_("This question no longer needs an answer. Thank you all the same."))
    write_answer(current, answer, told, now)
    tell_of_answer(by, current, now)
    return current


@transaction.atomic
def tell_own_skills(
    *, by: Actor, asking: Asking, skills: Mapping[Competence, Level], now: dt.datetime
) -> int:
    """Write into the person's profile what she told with her yes, on the consent she gives there.

    Only she herself may, signed in or by her own link. Returns how many were added or raised.
    """
    access.require("assembly.answer_own", by, asking)
    person = asking.person
    if person is None or not skills:
        return 0
    as_herself = replace(by, only=Reference("person", person.public_id)) if by.only else by
    return add_own_competences(
        by=as_herself,
        person=person,
        competences=skills,
        circle=KnownCompetence.Circle.COORDINATOR,
        now=now,
    )
