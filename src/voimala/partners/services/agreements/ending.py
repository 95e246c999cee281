"""An agreement ends on a day that was agreed on, or is terminated; what was on its way ends with it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.partners.life import Deed, order_problem, phase_after
from voimala.partners.models import Agreement, AgreementText, Party
from voimala.partners.services.agreements.amending import OPEN
from voimala.partners.services.agreements.common import changed_message, locked, record
from voimala.partners.services.agreements.memberships import follow
from voimala.partners.services.agreements.signing import parties_of

LONGEST_REASON = 2000
FIELDS = ("phase", "until", "end_reason")


@transaction.atomic
def end_agreement(
    *, by: Actor, agreement: Agreement, seen: int, until: PartialDate | None, reason: str, now: dt.datetime
) -> Agreement:
    """Agree on its last day, or give up what was never signed (then without a day).

    Raises:
        Refused: keys are "until", "end_reason".
        ChangedByAnother: somebody ended it otherwise after version `seen`.
    """
    access.require("partners.keep_agreement", by, agreement)
    return _end(by, agreement, seen, Deed.END, until, reason, now)


@transaction.atomic
def terminate_agreement(
    *, by: Actor, agreement: Agreement, seen: int, until: PartialDate | None, reason: str, now: dt.datetime
) -> Agreement:
    """One side ends what goes on: its last day and the reason stay in sight. Raises as `end_agreement`."""
    access.require("partners.keep_agreement", by, agreement)
    return _end(by, agreement, seen, Deed.TERMINATE, until, reason, now)


def _end(
    by: Actor,
    agreement: Agreement,
    seen: int,
    deed: Deed,
    until: PartialDate | None,
    reason: str,
    now: dt.datetime,
) -> Agreement:
    current = locked(agreement)
    phase = phase_after(current.phase, deed)
    was_bound = current.signed_on is not None
    told = tidied(reason)
    refuse_if(_problems(current, until, told, was_bound=was_bound))
    before, last = current.until, until if was_bound else None
    if (current.phase, current.until, current.end_reason) == (phase, last, told):
        return current
    corrected = current.is_over
    current.phase, current.until, current.end_reason = phase, last, told
    save_version(current, seen=seen, fields=FIELDS, message=changed_message())
    AgreementText.objects.filter(agreement=current, state__in=OPEN).update(
        state=AgreementText.State.WITHDRAWN
    )
    if was_bound:
        _end_parties(current, last, before if corrected else None)
    record(by, f"agreement_{phase.value}", current, now)
    return current


def _problems(
    agreement: Agreement, until: PartialDate | None, reason: str, *, was_bound: bool
) -> dict[str, str]:
    problems = {}
    if was_bound and until is None:
        problems["until"] = _("Write the last day, month or year.")
    elif was_bound and (told := order_problem(agreement.since, until)):
        problems["until"] = told
    if not reason:
        problems["end_reason"] = _("Write the reason in a few words.")
    elif len(reason) > LONGEST_REASON:
        problems["end_reason"] = _("The reason is too long. Put the rest into an attachment.")
    return problems


def _end_parties(agreement: Agreement, last: PartialDate | None, corrected: PartialDate | None) -> None:
    """Whoever was still a party is one until that day; who had left before stays as it was."""
    rows = [row for row in parties_of(agreement) if row.until is None or row.until == corrected]
    Party.objects.filter(pk__in=[row.pk for row in rows]).update(until=last)
    follow(agreement, [row.organisation for row in rows])
