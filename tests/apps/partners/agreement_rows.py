"""Agreements at each step of their life, for tests: drafted, sent out, signed, amended."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_organisation
from voimala.core.dates import PartialDate
from voimala.core.viewer import system
from voimala.networks.models import Network
from voimala.partners.models import Agreement, AgreementText, Organisation, Party
from voimala.partners.services import agreements

BY = system("test")
WORDING = "## Sopimus\n\nOsapuolet sopivat yhteistyöstä.\n\n- Tunteja annetaan yhdessä."
OTHER_WORDING = "## Sopimus\n\nOsapuolet sopivat laajasta yhteistyöstä.\n\n- Tunteja annetaan yhdessä."


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def draft(network: Network, *parties: Organisation, kind: str = "partnership", **plan: Any) -> Agreement:
    """A draft between these organisations, else between two new ones."""
    named = parties or (make_organisation(network), make_organisation(network))
    return agreements.draft_agreement(
        by=BY, network=network, plan=agreements.DraftPlan(kind, named, **plan), now=timezone.now()
    )


def text_of(agreement: Agreement, number: int = 0) -> AgreementText:
    found: AgreementText = agreement.texts.select_related("agreement__network").get(number=number)
    return found


def party_of(agreement: Agreement, at: int = 0) -> Party:
    found: Party = agreement.parties.select_related("organisation").order_by("pk")[at]
    return found


def send(
    agreement: Agreement, number: int = 0, sent_on: dt.date | None = dt.date(2017, 1, 1)
) -> AgreementText:
    return agreements.send_out(by=BY, text=text_of(agreement, number), now=timezone.now(), sent_on=sent_on)


def sign(agreement: Agreement, at: int, number: int = 0, on: str = "6/2017") -> None:
    agreements.record_signature(
        by=BY,
        text=text_of(agreement, number),
        party=party_of(agreement, at),
        signed_on=date(on),
        post="johtaja",
        now=timezone.now(),
    )


def signed(network: Network, *parties: Organisation, since: str = "1.1.2018", **plan: Any) -> Agreement:
    """Sent out, signed by all and in force."""
    agreement = draft(network, *parties, since=date(since), **plan)
    send(agreement)
    for at in range(agreement.parties.count()):
        sign(agreement, at)
    agreement.refresh_from_db()
    return agreement


def amend(agreement: Agreement, text: str = OTHER_WORDING, **plan: Any) -> AgreementText:
    values = {"reason": "Yhteistyö laajeni", **plan}
    return agreements.amend_agreement(
        by=BY, agreement=agreement, plan=agreements.TextPlan({"fi": text}, **values), now=timezone.now()
    )
