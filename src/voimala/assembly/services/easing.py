"""Changing a brief as the search suggests when there is no group with it."""

import datetime as dt

from django.utils.translation import gettext as _

from voimala.assembly.models import Run
from voimala.assembly.models.easing import eased
from voimala.assembly.services.keeping import BriefChanged
from voimala.core import access
from voimala.core.viewer import Actor
from voimala.phenomena.models import Brief
from voimala.phenomena.models.plan import plan_of
from voimala.phenomena.services import revise_brief


def ease_brief(*, by: Actor, run: Run, option: int, now: dt.datetime) -> Brief:
    """Write one of the run's smallest sets of changes into its brief.

    Raises:
        BriefChanged: the brief is not what was computed, or the change cannot be written as it is.
        Refused, ChangedByAnother: as `revise_brief` says; nothing was changed.
    """
    access.require("assembly.propose", by, run)
    related = ("municipality", "phenomenon", "network")
    brief: Brief = Brief.objects.select_related(*related).get(pk=run.brief_id)
    if brief.version != run.brief_version:
        raise BriefChanged(_("The brief has changed after this computation. Propose again."))
    try:
        plan = eased(plan_of(brief), run.advice.get("changes", [])[option])
    except LookupError as unknown:
        raise BriefChanged(_("Change the brief by hand: this change needs a choice.")) from unknown
    revise_brief(by=by, brief=brief, seen=run.brief_version, now=now, plan=plan)
    return brief
