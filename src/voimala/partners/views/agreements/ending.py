"""The yearly review of an agreement, and its end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.agreements import EndForm, ReviewForm
from voimala.partners.services import agreements as services
from voimala.partners.views.agreements.found import done, kept_agreement, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_review(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    agreement = kept_agreement(request, public_id)
    today = request.network.today(timezone.now())
    form = ReviewForm(
        request.POST if request.method == "POST" else None, initial={"held_on": today.isoformat()}
    )

    def review() -> None:
        services.review_agreement(
            by=acting(request.viewer), agreement=agreement, now=timezone.now(), **form.cleaned_data
        )

    if request.method == "POST" and form.is_valid() and done(request, form, review):
        return redirect("partners:agreement", code, public_id)
    context = {"agreement": agreement, "form": form}
    return render(request, "partners/agreements/review.html", context, status=status_of(form, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_end(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    agreement = kept_agreement(request, public_id)
    form = EndForm(request.POST if request.method == "POST" else None, agreement=agreement)
    context: dict[str, Any] = {"agreement": agreement, "form": form}

    def end() -> None:
        given = form.cleaned_data
        deed = (
            services.terminate_agreement if given.get("how") == EndForm.TERMINATE else services.end_agreement
        )
        deed(
            by=acting(request.viewer),
            agreement=agreement,
            seen=given["seen"] or 0,
            until=given.get("until"),
            reason=given["end_reason"],
            now=timezone.now(),
        )

    try:
        if request.method == "POST" and form.is_valid() and done(request, form, end):
            return redirect("partners:agreement", code, public_id)
    except ChangedByAnother as another:
        current = kept_agreement(request, public_id)
        form.look_at(current.version)
        context |= {"conflict": another.message, "current": current}
    return render(request, "partners/agreements/end.html", context, status=status_of(form, context))
