"""Writing: a new draft, the wording of a draft, an amendment, and sending it out."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from voimala.core import access
from voimala.core.differences import choose_kept
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.agreements import DraftForm, SendForm, TextForm
from voimala.partners.models import Agreement, AgreementText, Organisation
from voimala.partners.services import agreements as services
from voimala.partners.views.agreements.found import (
    KEEP,
    done,
    kept_agreement,
    saved,
    status_of,
    text_of,
    tried,
)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: PageRequest, code: str) -> HttpResponse:
    access.require(KEEP, request.viewer, request.network)
    organisations = Organisation.objects.visible_to(request.viewer).of(request.network)
    form = DraftForm(request.POST if request.method == "POST" else None, organisations=organisations)
    made: list[Agreement] = []

    def draft() -> None:
        made.append(
            services.draft_agreement(
                by=acting(request.viewer),
                network=request.network,
                plan=form.plan(),
                now=timezone.now(),
                form_key=form.cleaned_data["form_key"],
            )
        )

    if request.method == "POST" and form.is_valid() and done(request, form, draft):
        return redirect("partners:agreement", code, made[0].public_id)
    return render(request, "partners/agreements/new.html", {"form": form}, status=status_of(form, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_text_edit(request: PageRequest, code: str, public_id: str, number: int) -> HttpResponse:
    agreement = kept_agreement(request, public_id)
    text = text_of(request, agreement, number)
    data = kept(request, text) if request.method == "POST" else None
    form = TextForm(data, text=text, agreement=agreement)
    context: dict[str, Any] = {"agreement": agreement, "text": text, "form": form}

    def change() -> None:
        services.change_draft(
            by=acting(request.viewer),
            text=text,
            seen=form.cleaned_data["seen"] or 0,
            plan=form.plan(),
            now=timezone.now(),
        )

    def now_saved() -> AgreementText:
        return text_of(request, agreement, number)

    if request.method == "POST" and form.is_valid() and saved(request, form, context, change, now_saved):
        return redirect("partners:agreement", code, public_id)
    return render(request, "partners/agreements/text_form.html", context, status=status_of(form, context))


def kept(request: PageRequest, text: AgreementText) -> Any:
    return choose_kept(request.POST, TextForm.sent(text), TextForm.parts())


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_amend(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The form starts from the wording that holds: it is the whole text as it will stand."""
    agreement = kept_agreement(request, public_id)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        text=next_amendment(request, agreement),
        agreement=agreement,
    )

    def amend() -> None:
        services.amend_agreement(
            by=acting(request.viewer), agreement=agreement, plan=form.plan(), now=timezone.now()
        )

    if request.method == "POST" and form.is_valid() and done(request, form, amend):
        return redirect("partners:agreement", code, public_id)
    context = {"agreement": agreement, "form": form}
    return render(request, "partners/agreements/text_form.html", context, status=status_of(form, {}))


def next_amendment(request: PageRequest, agreement: Agreement) -> AgreementText:
    """An unsaved text with the wording that is signed now."""
    rows = AgreementText.objects.visible_to(request.viewer).filter(agreement=agreement)
    holding = rows.filter(state=AgreementText.State.SIGNED).order_by("number").last()
    texts = AgreementText.text.all_of(holding) if holding else {}
    made = AgreementText(network=agreement.network, agreement=agreement, number=1)
    made.text = texts
    return made


@require_POST
def agreement_text_step(request: PageRequest, code: str, public_id: str, number: int) -> HttpResponse:
    """Sends the text out, takes it back to a draft, or withdraws the amendment."""
    agreement = kept_agreement(request, public_id)
    text = text_of(request, agreement, number)
    by, now, step = acting(request.viewer), timezone.now(), request.POST.get("step", "send")
    form = SendForm(request.POST)
    day = form.cleaned_data["sent_on"] if form.is_valid() else None
    if step == "send":
        said = _("Sent out for signature.")
        tried(request, lambda: services.send_out(by=by, text=text, now=now, sent_on=day), said)
    elif step == "call_back":
        said = _("It is a draft again.")
        tried(request, lambda: services.call_back(by=by, text=text, now=now), said)
    elif step == "withdraw":
        said = _("The amendment was withdrawn.")
        tried(request, lambda: services.withdraw_amendment(by=by, text=text, now=now), said)
    else:
        raise Http404
    return redirect("partners:agreement", code, public_id)
