"""A signed agreement is amended: a numbered text with its reason, beside those that stay readable."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.localized import LANGUAGES
from voimala.core.refusal import Refused, refuse_if
from voimala.core.viewer import Actor
from voimala.partners.life import WHOLE, Deed, phase_after, state_after
from voimala.partners.models import Agreement, AgreementText
from voimala.partners.services.agreements.common import locked, record
from voimala.partners.services.agreements.drafting import TextPlan, text_problems, text_values
from voimala.partners.services.agreements.signing import current_text

OPEN = (AgreementText.State.DRAFT, AgreementText.State.OUT)


@transaction.atomic
def amend_agreement(*, by: Actor, agreement: Agreement, plan: TextPlan, now: dt.datetime) -> AgreementText:
    """The draft of the next amendment, with the whole wording as it will stand. Sent twice, it is one.

    Raises:
        Refused: keys are "text_fi", "reason", "since"; it is not signed or has ended, or another amendment
            is on its way.
    """
    access.require("partners.keep_agreement", by, agreement)
    current = locked(agreement)
    phase_after(current.phase, Deed.AMEND)
    values = text_values(plan)
    texts: list[AgreementText] = list(AgreementText.objects.filter(agreement=current).order_by("number"))
    waiting = next((text for text in texts if text.state in OPEN), None)
    if waiting is not None:
        if all(getattr(waiting, name) == value for name, value in values.items()):
            return waiting
        told = _("Amendment %(number)s is on its way. Finish or withdraw it first.")
        raise Refused({WHOLE: told % {"number": waiting.number}})
    problems = text_problems(plan, amends=True, ends=current.until)
    if not any(values[f"text_{code}"] for code in LANGUAGES):
        problems["text_fi"] = _("Write the whole text as it will stand.")
    refuse_if(problems)
    number = max((text.number for text in texts), default=0) + 1
    made: AgreementText = AgreementText.objects.create(
        network=current.network, agreement=current, number=number, synthetic=current.synthetic, **values
    )
    record(by, "agreement_amendment_drafted", current, now)
    return made


@transaction.atomic
def withdraw_amendment(*, by: Actor, text: AgreementText, now: dt.datetime) -> AgreementText:
    """An amendment that will not be made. Its number stays taken.

    Raises:
        Refused: it is signed, or withdrawn already.
    """
    access.require("partners.keep_agreement", by, text)
    agreement = locked(text.agreement)
    phase_after(agreement.phase, Deed.WITHDRAW)
    current = current_text(text)
    current.state = state_after(current.state, Deed.WITHDRAW)
    current.save()
    record(by, "agreement_amendment_withdrawn", agreement, now)
    return current
