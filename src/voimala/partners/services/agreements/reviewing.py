"""The yearly look at an agreement: what was noticed, and when it is looked at next."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.partners.life import Deed, phase_after
from voimala.partners.models import Agreement, Review
from voimala.partners.services.agreements.common import locked, record

LONGEST = 4000


@transaction.atomic
def review_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    held_on: dt.date,
    noticed: str,
    next_on: dt.date | None,
    now: dt.datetime,
) -> Review:
    """Write down a review. The same one told twice is one.

    Raises:
        Refused: keys are "held_on", "noticed", "next_on".
    """
    access.require("partners.keep_agreement", by, agreement)
    current = locked(agreement)
    phase_after(current.phase, Deed.REVIEW)
    told = tidied(noticed)
    refuse_if(_problems(held_on, told, next_on, current.network.today(now)))
    known: Review | None = Review.objects.filter(
        agreement=current, held_on=held_on, noticed=told, next_on=next_on
    ).first()
    if known is not None:
        return known
    review: Review = Review.objects.create(
        network=current.network,
        agreement=current,
        held_on=held_on,
        noticed=told,
        next_on=next_on,
        synthetic=current.synthetic,
    )
    newest = Review.objects.filter(agreement=current).order_by("-held_on", "-pk")[0]
    Agreement.objects.filter(pk=current.pk).update(review_on=newest.next_on)
    record(by, "agreement_reviewed", current, now)
    return review


def _problems(held_on: dt.date, noticed: str, next_on: dt.date | None, today: dt.date) -> dict[str, str]:
    problems = {}
    if held_on > today:
        problems["held_on"] = _("This day is still to come. Write the day of the review.")
    if next_on is not None and next_on <= held_on:
        problems["next_on"] = _("The next review comes after this one.")
    if not noticed:
        problems["noticed"] = _("Write in a sentence what was noticed, also when all is well.")
    elif len(noticed) > LONGEST:
        problems["noticed"] = _("The text is too long. Put the rest into an attachment.")
    return problems
