"""What a page does after a deed: leads on, or says why it was refused and keeps what was written."""

from collections.abc import Callable, Collection

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from voimala.assembly.slots import address_of_proposal
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.phenomena.models import Brief


def done_or_refused(
    deed: Callable[[], object], url: str, *, form: forms.Form | None = None, fields: Collection[str] = ()
) -> HttpResponse | str:
    """Do it and lead to `url`; or the words of the refusal, "" when they stand at a field of the form."""
    try:
        deed()
    except NotAllowed:
        raise
    except DomainError as refusal:
        if form is None or refusal.where not in fields:
            return refusal.message
        form.add_error(refusal.where, refusal.message)
        return ""
    return HttpResponseRedirect(url)


def proposed(request: PageRequest, brief: Brief) -> HttpResponse:
    """Compute, and lead to the page that says what came out."""
    try:
        return HttpResponseRedirect(address_of_proposal(brief, acting(request.viewer), timezone.now()))
    except NotAllowed:
        raise
    except DomainError as refusal:
        return not_proposed(request, brief, refusal)


def not_proposed(request: PageRequest, brief: Brief, refusal: DomainError) -> HttpResponse:
    shown = {"brief": brief, "need": brief.phenomenon, "refusal": refusal.message}
    return render(request, "assembly/refused.html", shown, status=409)
