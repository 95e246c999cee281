"""The words of one question to one person, in the language of the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from voimala.assembly.models.choice import Question
from voimala.assembly.models.wording import inside, time_span
from voimala.networks.models import language_name
from voimala.people.models import Competence, KnownCompetence, Person

ANSWERED_IN_PROFILE = (Question.About.PLACE, Question.About.SECTOR)
"""Not a matter of yes and no: the person tells it in her own profile."""


def question_words(question: Question) -> str:
    brief = question.proposal.run.brief
    about = Question.About(question.about)
    if about == Question.About.COMPETENCE:
        what = inside(question.competence.name) if question.competence else ""
        return _("Can you do this: %(what)s?") % {"what": what}
    if about == Question.About.HOURS:
        told = {"time": time_span(brief.minutes), "period": str(brief.period)}
        return _("Would you have %(time)s during this period: %(period)s?") % told
    if about == Question.About.LANGUAGE:
        return _("Do you use this language at work: %(what)s?") % {
            "what": inside(language_name(question.language))
        }
    if about == Question.About.PLACE:
        return _("Could you tell us which municipality you travel from?")
    return _("Could you tell us which sector you work in?")


def skills_not_known(person: Person, wanted: Iterable[Competence | None]) -> list[Competence]:
    """Those of the wanted skills of which the network knows nothing about this person."""
    told = set(KnownCompetence.objects.filter(person=person).values_list("competence_id", flat=True))
    return [competence for competence in wanted if competence is not None and competence.pk not in told]
