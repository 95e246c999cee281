"""Who the parties are: joining, leaving, and what each has settled for itself."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.refusal import Refused, refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.partners.life import WHOLE, Deed, order_problem, phase_after
from voimala.partners.models import Agreement, AgreementText, Organisation, Party, Signature
from voimala.partners.services.agreements.common import changed_message, locked, record
from voimala.partners.services.agreements.memberships import follow
from voimala.partners.services.agreements.signing import complete_if_signed, parties_of

LIMITS = {"sponsor_post": 120, "decision_mark": 80, "insurance_rule": 500, "travel_rule": 500}


@dataclass(frozen=True)
class PartyPlan:
    """What a party has settled. Posts, never names; nothing is required: what is open is to be asked."""

    sponsor_post: str = ""
    decided_on: PartialDate | None = None
    decision_mark: str = ""
    substitute_payer: str = ""
    insurance_rule: str = ""
    travel_rule: str = ""
    joint_controller: bool = False


@transaction.atomic
def add_party(
    *,
    by: Actor,
    agreement: Agreement,
    organisation: Organisation,
    now: dt.datetime,
    since: PartialDate | None = None,
) -> Party:
    """Into a draft, or joining what is signed from a day on. Added twice, it is one party.

    Raises:
        Refused: keys are "organisation", "since"; the text is out for signature, or the agreement has ended.
    """
    access.require("partners.keep_agreement", by, agreement)
    current = locked(agreement)
    phase_after(current.phase, Deed.JOIN)
    signed = current.phase == Agreement.Phase.SIGNED
    known = next(
        (row for row in parties_of(current) if row.organisation_id == organisation.pk and row.until is None),
        None,
    )
    if known is not None:
        return known
    refuse_if(_joining_problems(current, organisation, since, signed=signed))
    party = Party.objects.create(
        network=current.network,
        agreement=current,
        organisation=organisation,
        since=since if signed else None,
        synthetic=organisation.synthetic,
    )
    if signed:
        follow(current, [organisation])
    record(by, "agreement_party_joined", current, now, [organisation])
    return party


def _joining_problems(
    agreement: Agreement, organisation: Organisation, since: PartialDate | None, *, signed: bool
) -> dict[str, str]:
    problems = {}
    if organisation.network_id != agreement.network_id:
        problems["organisation"] = _("Choose one of this network's own organisations.")
    if signed and since is None:
        problems["since"] = _("Write from when it is a party: a day, a month or a year.")
    elif signed and (order_problem(agreement.since, since) or order_problem(since, agreement.until)):
        problems["since"] = _("The agreement is not in force then. Correct the date.")
    return problems


@transaction.atomic
def leave_party(
    *, by: Actor, party: Party, now: dt.datetime, until: PartialDate | None = None, reason: str = ""
) -> None:
    """From a signed agreement on a day and for a reason; before that, the party is simply taken off.

    What was waiting for its signature only is signed by that.

    Raises:
        Refused: keys are "until", "leave_reason"; it has signed what is still out.
    """
    access.require("partners.keep_agreement", by, party)
    agreement = locked(party.agreement)
    phase_after(agreement.phase, Deed.LEAVE)
    current: Party = (
        Party.objects.select_for_update().select_related("organisation__network").get(pk=party.pk)
    )
    if agreement.phase == Agreement.Phase.SIGNED:
        _leave(agreement, current, until, " ".join(tidied(reason).split()))
    else:
        _take_off(current)
    out = AgreementText.objects.filter(agreement=agreement, state=AgreementText.State.OUT).first()
    if out is not None:
        complete_if_signed(agreement, out, agreement.network.today(now))
    record(by, "agreement_party_left", agreement, now, [current.organisation])


def _leave(agreement: Agreement, party: Party, until: PartialDate | None, reason: str) -> None:
    problems = {}
    if until is None:
        problems["until"] = _("Write the last day, month or year.")
    elif told := order_problem(party.since, until):
        problems["until"] = told
    if not reason:
        problems["leave_reason"] = _("Write the reason in a few words.")
    refuse_if(problems)
    party.until, party.leave_reason, party.version = until, reason, party.version + 1
    party.save()
    follow(agreement, [party.organisation])


def _take_off(party: Party) -> None:
    if Signature.objects.filter(party=party).exists():
        told = _("%(organisation)s has signed. Take its signature back first.")
        raise Refused({WHOLE: told % {"organisation": party.organisation.name}})
    party.delete()


@transaction.atomic
def tell_party(*, by: Actor, party: Party, seen: int, plan: PartyPlan, now: dt.datetime) -> Party:
    """What the party has settled for itself.

    Raises:
        Refused: keys are the fields of the plan.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.tell_party", by, party)
    agreement = locked(party.agreement)
    current: Party = Party.objects.select_for_update().select_related("organisation").get(pk=party.pk)
    values = {
        name: " ".join(tidied(value).split()) if isinstance(value, str) else value
        for name, value in vars(plan).items()
    }
    refuse_if(_told_problems(values))
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    save_version(current, seen=seen, fields=values, message=changed_message())
    record(by, "agreement_party_told", agreement, now, [current.organisation])
    return current


def _told_problems(values: dict[str, object]) -> dict[str, str]:
    problems = {
        name: _("At most %(most)s characters. Put the rest into an attachment.") % {"most": most}
        for name, most in LIMITS.items()
        if len(str(values[name])) > most
    }
    if values["substitute_payer"] not in Party.Payer.values:
        problems["substitute_payer"] = _("Choose one of those offered.")
    return problems
