"""Agreements at each step of their life, for tests: drafted, sent out, signed, amended."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_organisation
from voimala.core.dates import PartialDate
from voimala.core.viewer import system
from voimala.networks.models import Network
from voimala.partners.models import (
    Agreement,
    AgreementText,
    Organisation,
    Party,
    Review,
    Signature,
    Template,
)
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


def add_agreement(scene: Any) -> None:
    """For the table of access: in force, between the contact's organisation and another, being amended."""
    other = make_organisation(scene.network, name_fi="Toinen osapuoli")
    agreement = signed(scene.network, scene.objects["organisation"], other, kind="intent")
    amend(agreement)
    scene.objects |= {"agreement": agreement, "party": party_of(agreement)}


def rows_with_constraints(network: Network, now: dt.datetime) -> dict[str, Any]:
    """One row of each model of an agreement that has a constraint."""
    agreement = draft(network)
    Agreement.objects.filter(pk=agreement.pk).update(form_key="a-form")
    send(agreement)
    sign(agreement, 0)
    agreement.refresh_from_db()
    today = timezone.localdate()
    return {
        "agreement": agreement,
        "text": text_of(agreement),
        "party": party_of(agreement),
        "signature": Signature.objects.filter(text__agreement=agreement).get(),
        "review": Review.objects.create(network=network, agreement=agreement, held_on=today),
        "template": Template.objects.create(network=network, kind="intent", text_fi="Malli"),
    }


BREAKING: dict[str, Callable[[Any, Any, Any], None]] = {
    "agreement_code": lambda rows, again, change: again(rows.agreement, form_key=""),
    "agreement_once_per_form": lambda rows, again, change: again(rows.agreement, code="toinen"),
    "agreement_terminated_with_reason": lambda rows, again, change: change(
        rows.agreement, phase="terminated"
    ),
    "agreement_text_number": lambda rows, again, change: again(rows.text, state="withdrawn"),
    "agreement_text_signed_on": lambda rows, again, change: change(rows.text, state="signed"),
    "agreement_text_one_open": lambda rows, again, change: again(rows.text, number=1),
    "party_once": lambda rows, again, change: [again(rows.party, since=date("2018")) for _ in range(2)],
    "signature_once": lambda rows, again, change: again(rows.signature),
    "review_next_is_later": lambda rows, again, change: change(rows.review, next_on=rows.review.held_on),
    "template_once": lambda rows, again, change: again(rows.template),
}
"""How each constraint is broken, with the two ways of the table: the row again, the row changed."""


def grow(network: Network, number: int) -> Agreement:
    """One more agreement, and in one that grows one more party and review. Returns the one that grows."""
    code, parties = {"network": network, "code": "kasvava"}, (make_organisation(network),)
    growing: Agreement | None = Agreement.objects.filter(**code).first()
    if growing is None:
        growing = signed(network, make_organisation(network), *parties, kind="intent")
        Agreement.objects.filter(pk=growing.pk).update(code="kasvava")
    Party.objects.create(
        network=network, agreement=growing, organisation=make_organisation(network), since=date("2018")
    )
    Review.objects.create(network=network, agreement=growing, held_on=dt.date(1950 + number, 1, 1))
    signed(network, *parties, make_organisation(network), kind="intent")
    return growing
