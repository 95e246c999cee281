"""One agreement: where it stands, what waits next, its parties, texts and reviews."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Source
from voimala.networks.models.record import mark_order
from voimala.partners.forms.agreements import SendForm
from voimala.partners.life import LEAST_PARTIES, Deed, begins_before_signed, can, who_sign
from voimala.partners.models import (
    Agreement,
    AgreementKind,
    AgreementText,
    Membership,
    Party,
    Review,
    Signature,
)
from voimala.partners.models.organisation import organisations_of
from voimala.partners.services.agreements.memberships import GROUNDS
from voimala.partners.views.agreements.found import KEEP, READ, agreement_of
from voimala.partners.views.agreements.standing import (
    CHIPS,
    PartyLine,
    focus_of,
    stages,
    standing_of,
    standing_words,
    title_of,
)


@dataclass(frozen=True)
class Next:
    """What waits: a sentence, and the one button of the page; `sends` asks for the day beside it."""

    sentence: str
    button: str = ""
    url: str = ""
    sends: bool = False


@require_safe
def agreement(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = agreement_of(request, public_id)
    if not access.allowed(READ, request.viewer, found):
        return outline(request, found)
    return render(request, "partners/agreements/agreement.html", context_of(request, found))


def outline(request: PageRequest, found: Agreement) -> HttpResponse:
    """For everybody else of the network: that it is there, and who is bound, as the memberships say."""
    today = request.network.today(timezone.now())
    rows = Membership.objects.visible_to(request.viewer).of(request.network)
    members = [
        row
        for row in rows.filter(ground=GROUNDS[AgreementKind(found.kind)]).select_related("organisation")
        if row.in_force(today)
    ]
    members.sort(key=lambda row: row.organisation.sort_key)
    context = {
        "agreement": found,
        "title": title_of(found, today, len(members)),
        "members": members if found.in_force(today) else [],
        "stages": stages(found, today),
        "sources": sources_of(found),
    }
    return render(request, "partners/agreements/outline.html", context)


def context_of(request: PageRequest, found: Agreement) -> dict[str, Any]:
    today = request.network.today(timezone.now())
    parties = list(visible(Party, request, found).select_related("organisation"))
    texts = list(visible(AgreementText, request, found))
    signatures = list(visible(Signature, request, found, "text__agreement"))
    focus = focus_of(texts)
    lines = lines_of(request, parties, signatures, focus, today)
    waited = sum(line.waits for line in lines)
    bound = [row for row in parties if row.until is None or (not found.is_over and row.in_force(today))]
    standing = standing_of(found, today)
    may_keep = access.allowed(KEEP, request.viewer, found)
    return {
        "agreement": found,
        "title": title_of(found, today, len(bound or parties), waited),
        "standing": standing_words(standing),
        "look": CHIPS[standing],
        "stages": stages(found, today),
        "lines": lines,
        "texts": texts,
        "focus": focus,
        "reviews": list(visible(Review, request, found)),
        "next": next_of(found, focus, lines, may_keep=may_keep),
        "early": begins_before_signed(found.since, [row.signed_on for row in signatures if row.text_id]),
        "unnamed": unnamed(focus, lines),
        "send_form": SendForm(initial={"sent_on": today.isoformat()}),
        "may": deeds_of(found, focus, may_keep=may_keep),
        "sources": sources_of(found, *parties),
        "panels": panels_on(found, request),
    }


def visible(model: Any, request: PageRequest, found: Agreement, path: str = "agreement") -> Any:
    return model.objects.visible_to(request.viewer).filter(**{path: found})


def lines_of(
    request: PageRequest,
    parties: list[Party],
    signatures: list[Signature],
    focus: AgreementText | None,
    today: dt.date,
) -> list[PartyLine]:
    signed = {row.party_id: row for row in signatures if focus is not None and row.text_id == focus.pk}
    out = focus is not None and focus.state == AgreementText.State.OUT
    signing = {row.pk for row in who_sign(parties, focus.number, today)} if focus and out else set()
    own = set(organisations_of(request.viewer))
    keeps = access.allowed(KEEP, request.viewer, request.network)
    return [
        PartyLine(
            party,
            signed.get(party.pk),
            waits=party.pk in signing and party.pk not in signed,
            may_tell=keeps or party.organisation_id in own,
        )
        for party in parties
    ]


def next_of(
    found: Agreement, focus: AgreementText | None, lines: list[PartyLine], *, may_keep: bool
) -> Next | None:
    """The one thing that waits, and its button for who may press it."""
    if focus is not None and focus.state == AgreementText.State.OUT:
        return next_signature(found, lines)
    if not may_keep or focus is None or focus.state != AgreementText.State.DRAFT:
        return None
    if focus.number == 0 and len(lines) < LEAST_PARTIES:
        return Next(_("An agreement needs at least two parties."), _("Add a party"), link("join", found))
    if not any(AgreementText.text.all_of(focus).values()):
        return Next(_("There is no wording yet."), _("Write the wording"), link_to(focus, "edit"))
    told = _("Read the wording once more. After it has been sent out, it is signed, not written.")
    return Next(told, _("Send out for signature"), link_to(focus, "step"), sends=True)


def next_signature(found: Agreement, lines: list[PartyLine]) -> Next:
    waited = [line for line in lines if line.waits]
    told = ngettext("One signature is waited for.", "%(count)s signatures are waited for.", len(waited))
    sentence = told % {"count": len(waited)}
    mine = next((line for line in waited if line.may_tell), None)
    if mine is None:
        return Next(sentence)
    button = _("Record the signature of %(organisation)s") % {"organisation": mine.party.organisation.name}
    return Next(sentence, button, link("sign", found, mine.party.public_id))


def link(page: str, found: Agreement, *more: str) -> str:
    return reverse(f"partners:agreement_{page}", args=[found.network.code, found.public_id, *more])


def link_to(text: AgreementText, page: str) -> str:
    agreement = text.agreement
    args = [agreement.network.code, agreement.public_id, text.number]
    return reverse(f"partners:agreement_text_{page}", args=args)


def unnamed(focus: AgreementText | None, lines: Iterable[PartyLine]) -> list[str]:
    """Parties whose name stands nowhere in the wording that is still written."""
    if focus is None or focus.state != AgreementText.State.DRAFT:
        return []
    wording = " ".join(AgreementText.text.all_of(focus).values())
    if not wording:
        return []
    organisations = [line.party.organisation for line in lines if line.party.until is None]
    return [
        str(row.name)
        for row in organisations
        if not any(name and name in wording for name in type(row).name.all_of(row).values())
    ]


def deeds_of(found: Agreement, focus: AgreementText | None, *, may_keep: bool) -> dict[str, bool]:
    """What the page offers to who keeps the agreement."""
    deeds = {deed.value: may_keep and can(found.phase, deed) for deed in Deed}
    open_states = (AgreementText.State.DRAFT, AgreementText.State.OUT)
    on_its_way = focus is not None and focus.state in open_states
    return {**deeds, "amend": deeds["amend"] and not on_its_way, "end": may_keep}


def sources_of(*facts: Any) -> list[Source]:
    """What the facts' marks stand for, each once."""
    marks = {mark for fact in facts for mark in fact.sources}
    if not marks:
        return []
    return sorted(Source.objects.filter(mark__in=marks), key=lambda source: mark_order(source.mark))
