"""Finding what an address of agreements names, and saving a form: the small things its pages share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.agreements import Plain, RowForm
from voimala.partners.models import Agreement, AgreementText, Party

KEEP, TELL, READ = "partners.keep_agreement", "partners.tell_party", "partners.read_agreements"


def agreement_of(request: PageRequest, public_id: str) -> Agreement:
    rows = Agreement.objects.visible_to(request.viewer).of(request.network).select_related("network")
    found: Agreement = get_object_or_404(rows, public_id=public_id)
    return found


def kept_agreement(request: PageRequest, public_id: str) -> Agreement:
    """The agreement, for who may change it."""
    found = agreement_of(request, public_id)
    access.require(KEEP, request.viewer, found)
    return found


def text_of(request: PageRequest, agreement: Agreement, number: int) -> AgreementText:
    rows = AgreementText.objects.visible_to(request.viewer).filter(agreement=agreement)
    found: AgreementText = get_object_or_404(rows.select_related("network"), number=number)
    found.agreement = agreement
    return found


def party_of(request: PageRequest, agreement: Agreement, public_id: str, deed: str) -> Party:
    rows = Party.objects.visible_to(request.viewer).filter(agreement=agreement)
    found: Party = get_object_or_404(rows.select_related("organisation", "network"), public_id=public_id)
    found.agreement = agreement
    access.require(deed, request.viewer, found)
    return found


def open_text(request: PageRequest, agreement: Agreement) -> AgreementText:
    """The text on its way, else the newest one; 404 when the agreement has none."""
    rows = list(AgreementText.objects.visible_to(request.viewer).filter(agreement=agreement))
    if not rows:
        raise Http404
    states = AgreementText.State
    found = next((text for text in rows if text.state in (states.OUT, states.DRAFT)), rows[-1])
    found.agreement = agreement
    return found


def done(request: PageRequest, form: Plain, deed: Callable[[], object]) -> bool:
    """True when the service did it; otherwise the form now tells why not."""
    try:
        deed()
    except Refused as refused:
        form.show_problems(refused.problems)
        return False
    messages.success(request, _("Saved."))
    return True


def saved(
    request: PageRequest,
    form: RowForm,
    context: dict[str, Any],
    deed: Callable[[], object],
    now_saved: Callable[[], Any],
) -> bool:
    """As `done`, for a row that somebody else may have saved: then `context` holds the difference."""
    try:
        return done(request, form, deed)
    except ChangedByAnother as another:
        current = now_saved()
        form.look_at(current.version)
        context |= {"conflict": another.message, "differences": form.differences(current)}
        return False


def status_of(form: Plain, context: dict[str, Any]) -> int:
    return 422 if form.errors else 409 if "conflict" in context else 200


def tried(request: PageRequest, deed: Callable[[], object], said: str) -> None:
    """A deed without a form: what came of it, or why nothing did, stands on the next page."""
    try:
        deed()
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    else:
        messages.success(request, said)
