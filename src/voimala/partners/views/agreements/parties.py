"""The parties of an agreement: joining, signing, leaving, and what each has settled for itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core.differences import choose_kept
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.agreements import JoinForm, LeaveForm, PartyForm, SignForm
from voimala.partners.models import Agreement, Organisation, Party, Signature
from voimala.partners.services import agreements as services
from voimala.partners.views.agreements.found import (
    KEEP,
    TELL,
    agreement_of,
    done,
    kept_agreement,
    open_text,
    party_of,
    saved,
    status_of,
    tried,
)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_join(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    agreement = kept_agreement(request, public_id)
    present = Party.objects.visible_to(request.viewer).filter(agreement=agreement, until=None)
    organisations = Organisation.objects.visible_to(request.viewer).of(request.network)
    offered = organisations.exclude(pk__in=present.values("organisation"))
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, organisations=offered, agreement=agreement)

    def join() -> None:
        services.add_party(
            by=acting(request.viewer),
            agreement=agreement,
            organisation=form.cleaned_data["organisation"],
            since=form.cleaned_data.get("since"),
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(request, form, join):
        return redirect("partners:agreement", code, public_id)
    context = {"agreement": agreement, "form": form, "any": offered.exists()}
    return render(request, "partners/agreements/join.html", context, status=status_of(form, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_party(request: PageRequest, code: str, public_id: str, party: str) -> HttpResponse:
    agreement = agreement_of(request, public_id)
    found = party_of(request, agreement, party, TELL)
    data = None
    if request.method == "POST":
        data = choose_kept(request.POST, PartyForm.sent(found), PartyForm.parts())
    form = PartyForm(data, party=found)
    context: dict[str, Any] = {"agreement": agreement, "party": found, "form": form}

    def tell() -> None:
        services.tell_party(
            by=acting(request.viewer),
            party=found,
            seen=form.cleaned_data["seen"] or 0,
            plan=form.plan(),
            now=timezone.now(),
        )

    def now_saved() -> Party:
        return party_of(request, agreement, party, TELL)

    if request.method == "POST" and form.is_valid() and saved(request, form, context, tell, now_saved):
        return redirect("partners:agreement", code, public_id)
    return render(request, "partners/agreements/party.html", context, status=status_of(form, context))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_sign(request: PageRequest, code: str, public_id: str, party: str) -> HttpResponse:
    """Records the party's signature on the text that is out, or takes it back."""
    agreement = agreement_of(request, public_id)
    found = party_of(request, agreement, party, TELL)
    text = open_text(request, agreement)
    signature = known_signature(request, text.pk, found)
    if request.method == "POST" and "take_back" in request.POST and signature is not None:
        by, now = acting(request.viewer), timezone.now()
        tried(
            request,
            lambda: services.take_back_signature(by=by, signature=signature, now=now),
            _("The signature was taken back."),
        )
        return redirect("partners:agreement", code, public_id)
    form = SignForm(request.POST if request.method == "POST" else None)

    def sign() -> None:
        services.record_signature(
            by=acting(request.viewer),
            text=text,
            party=found,
            signed_on=form.cleaned_data["signed_on"],
            post=form.cleaned_data["signatory_post"],
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(request, form, sign):
        return redirect("partners:agreement", code, public_id)
    context = {"agreement": agreement, "party": found, "form": form, "text": text, "signature": signature}
    return render(request, "partners/agreements/sign.html", context, status=status_of(form, {}))


def known_signature(request: PageRequest, text: int, party: Party) -> Signature | None:
    rows = Signature.objects.visible_to(request.viewer).filter(text=text, party=party)
    found: Signature | None = rows.select_related("party__organisation", "text__agreement").first()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_leave(request: PageRequest, code: str, public_id: str, party: str) -> HttpResponse:
    """From what is signed with its day and reason; a draft's party is taken off."""
    agreement = kept_agreement(request, public_id)
    found = party_of(request, agreement, party, KEEP)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    signed = agreement.phase == Agreement.Phase.SIGNED

    def leave() -> None:
        services.leave_party(
            by=acting(request.viewer),
            party=found,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["leave_reason"],
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(request, form, leave):
        return redirect("partners:agreement", code, public_id)
    context = {"agreement": agreement, "party": found, "form": form, "signed": signed}
    return render(request, "partners/agreements/leave.html", context, status=status_of(form, {}))
