"""A text goes out, every party signs it, and with the last signature it binds."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.refusal import Refused, refuse_if
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.partners.life import (
    LEAST_PARTIES,
    WHOLE,
    Deed,
    certainly_together,
    latest,
    phase_after,
    signing_problem,
    state_after,
    who_sign,
)
from voimala.partners.models import Agreement, AgreementKind, AgreementText, Party, Signature
from voimala.partners.services.agreements.common import locked, record
from voimala.partners.services.agreements.memberships import follow

LONGEST_POST = 120


def current_text(text: AgreementText) -> AgreementText:
    found: AgreementText = AgreementText.objects.select_for_update().get(pk=text.pk)
    return found


def parties_of(agreement: Agreement) -> list[Party]:
    return list(Party.objects.filter(agreement=agreement).select_related("organisation__network"))


@transaction.atomic
def send_out(
    *, by: Actor, text: AgreementText, now: dt.datetime, sent_on: dt.date | None = None
) -> AgreementText:
    """The wording is ready: from now on it is signed, not written. What was sent earlier says its own day.

    Raises:
        Refused: there are fewer than two parties, no wording, another agreement in force at once, or a day
            that is still to come ("sent_on").
    """
    access.require("partners.keep_agreement", by, text)
    agreement = locked(text.agreement)
    phase = phase_after(agreement.phase, Deed.SEND)
    current = current_text(text)
    state = state_after(current.state, Deed.SEND)
    today = agreement.network.today(now)
    refuse_if(_not_ready(agreement, current, sent_on, today))
    if current.number == 0:
        refuse_other_in_force(agreement, current.since or PartialDate((sent_on or today).isoformat()))
    current.state, current.sent_at = state, _moment(agreement, sent_on, now)
    current.save()
    Agreement.objects.filter(pk=agreement.pk).update(phase=phase)
    record(by, "agreement_sent_out", agreement, now)
    return current


def _moment(agreement: Agreement, sent_on: dt.date | None, now: dt.datetime) -> dt.datetime:
    if sent_on is None or sent_on == agreement.network.today(now):
        return now
    return dt.datetime.combine(sent_on, dt.time(12), ZoneInfo(agreement.network.timezone))


def _not_ready(
    agreement: Agreement, text: AgreementText, sent_on: dt.date | None, today: dt.date
) -> dict[str, str]:
    problems = {}
    if len(who_sign(parties_of(agreement), text.number, today)) < LEAST_PARTIES:
        problems[WHOLE] = _("An agreement needs at least two parties. Add them first.")
    elif not any(AgreementText.text.all_of(text).values()):
        problems[WHOLE] = _("There is no wording yet. Write it first.")
    if sent_on is not None and sent_on > today:
        problems["sent_on"] = _("This day is still to come. Write the day on which it was sent.")
    return problems


def refuse_other_in_force(agreement: Agreement, since: PartialDate) -> None:
    """A network has one partnership agreement at a time; letters of intent may be many."""
    if agreement.kind != AgreementKind.PARTNERSHIP:
        return
    others = Agreement.objects.of(agreement.network).filter(kind=agreement.kind).exclude(pk=agreement.pk)
    for other in others.filter(signed_on__isnull=False):
        if certainly_together((since, agreement.until), (other.since, other.until)):
            told = _("%(agreement)s is in force then. End it first, or let this one begin after it.")
            raise Refused({WHOLE: told % {"agreement": other.name}})


@transaction.atomic
def call_back(*, by: Actor, text: AgreementText, now: dt.datetime) -> AgreementText:
    """Back to a draft, to be written on. What somebody has signed already is not written on.

    Raises:
        Refused: it is not out, or has a signature.
    """
    access.require("partners.keep_agreement", by, text)
    agreement = locked(text.agreement)
    phase = phase_after(agreement.phase, Deed.CALL_BACK)
    current = current_text(text)
    state = state_after(current.state, Deed.CALL_BACK)
    signed = Signature.objects.filter(text=current).select_related("party__organisation").first()
    if signed is not None:
        told = _("%(organisation)s has signed this wording. Take its signature back first.")
        raise Refused({WHOLE: told % {"organisation": signed.party.organisation.name}})
    current.state, current.sent_at = state, None
    current.save()
    Agreement.objects.filter(pk=agreement.pk).update(phase=phase)
    record(by, "agreement_called_back", agreement, now)
    return current


@transaction.atomic
def record_signature(
    *, by: Actor, text: AgreementText, party: Party, signed_on: PartialDate, post: str, now: dt.datetime
) -> Signature:
    """A party has signed. With the last one that was waited for, the text is signed and binds all.

    The same signature told twice is one.

    Raises:
        Refused: keys are "signed_on", "signatory_post"; the text is not out, or the party does not sign it.
    """
    access.require("partners.tell_party", by, party)
    agreement = locked(text.agreement)
    known: Signature | None = Signature.objects.filter(text=text, party=party).first()
    if known is not None and (known.signed_on, known.signatory_post) == (signed_on, tidied(post)):
        return known
    phase_after(agreement.phase, Deed.SIGN)
    current = current_text(text)
    state_after(current.state, Deed.SIGN)
    today = agreement.network.today(now)
    refuse_if(_signature_problems(current, party, signed_on, post, known, today))
    signature = Signature.objects.create(
        network=agreement.network,
        text=current,
        party=party,
        signed_on=signed_on,
        signatory_post=tidied(post),
        synthetic=party.synthetic,
    )
    deed = "agreement_signed" if complete_if_signed(agreement, current, today) else "agreement_party_signed"
    record(by, deed, agreement, now, [party.organisation])
    return signature


def _signature_problems(
    text: AgreementText,
    party: Party,
    signed_on: PartialDate,
    post: str,
    known: Signature | None,
    today: dt.date,
) -> dict[str, str]:
    if known is not None:
        told = _("%(organisation)s has already signed, on %(day)s. Take that back first to correct it.")
        return {"signed_on": told % {"organisation": party.organisation.name, "day": known.signed_on}}
    if party.agreement_id != text.agreement_id or party not in who_sign([party], text.number, today):
        told = _("%(organisation)s is not a party that signs this text.")
        return {WHOLE: told % {"organisation": party.organisation.name}}
    problems = {}
    sent = text.network.today(text.sent_at) if text.sent_at else None
    if told := signing_problem(signed_on, sent, today):
        problems["signed_on"] = told
    if len(tidied(post)) > LONGEST_POST:
        problems["signatory_post"] = _("A post has at most %(most)s characters.") % {"most": LONGEST_POST}
    return problems


def complete_if_signed(agreement: Agreement, text: AgreementText, today: dt.date) -> bool:
    """Once nobody's signature is waited for, the text is signed; the agreement begins with its first text."""
    waited = who_sign(parties_of(agreement), text.number, today)
    signed = {row.party_id: row for row in Signature.objects.filter(text=text)}
    if len(waited) < LEAST_PARTIES or any(party.pk not in signed for party in waited):
        return False
    text.state = state_after(text.state, Deed.COMPLETE)
    text.signed_on = latest([signed[party.pk].signed_on for party in waited])
    since = text.since = text.since or text.signed_on
    if text.number == 0:
        _begin(agreement, text, since, waited)
    text.save()
    return True


def _begin(agreement: Agreement, text: AgreementText, since: PartialDate, parties: list[Party]) -> None:
    refuse_other_in_force(agreement, since)
    agreement.phase = phase_after(agreement.phase, Deed.COMPLETE)
    agreement.signed_on, agreement.since = text.signed_on, since
    agreement.save(update_fields=["phase", "signed_on", "since"])
    Party.objects.filter(pk__in=[party.pk for party in parties], since=None).update(since=since)
    follow(agreement, [party.organisation for party in parties])


@transaction.atomic
def take_back_signature(*, by: Actor, signature: Signature, now: dt.datetime) -> None:
    """What was recorded by mistake, while the text is still out.

    Raises:
        Refused: the text is signed already.
    """
    access.require("partners.tell_party", by, signature.party)
    agreement = locked(signature.text.agreement)
    state_after(current_text(signature.text).state, Deed.SIGN)
    Signature.objects.filter(pk=signature.pk).delete()
    record(by, "agreement_signature_taken_back", agreement, now, [signature.party.organisation])
