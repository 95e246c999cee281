"""The contact form of a network, and the messages that came by it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.accounts.adapters import client_address
from voimala.core import access
from voimala.core.viewer import acting, visiting
from voimala.networks.middleware import PageRequest
from voimala.office.services.tries import count_sending
from voimala.partners.models import Term
from voimala.public.forms.visitors import ContactForm
from voimala.public.models import ContactMessage
from voimala.public.services import visitors, visitors_read
from voimala.public.views.comments import SENT, language, too_many
from voimala.public.views.facts import Facts

ON_A_PAGE = 20


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: PageRequest, code: str) -> HttpResponse:
    page = {"duties": duties_of(request)}
    if SENT in request.GET and request.method != "POST":
        return render(request, "public/contact_sent.html", page)
    form, now = ContactForm(request.POST or None), timezone.now()
    thanks = HttpResponseRedirect(f"{request.path}?{SENT}=yes")
    if request.method != "POST":
        return render(request, "public/contact.html", page | {"form": form})
    if form.is_trapped:
        return thanks
    if not form.is_valid():
        return render(request, "public/contact.html", page | {"form": form}, status=422)
    if not count_sending(what="contact", address=client_address(request), now=now):
        form.add_error(None, too_many())
        return render(request, "public/contact.html", page | {"form": form}, status=429)
    typed = {name: form.cleaned_data[name] for name in ("name", "email", "text", "form_id")}
    try:
        visitors.send_contact_message(
            by=visiting(), network=request.network, now=now, language=language(), **typed
        )
    except visitors.NothingSaid as nothing:
        form.add_error(nothing.where, nothing.message)
        return render(request, "public/contact.html", page | {"form": form}, status=422)
    return thanks


def duties_of(request: PageRequest) -> list[Term]:
    """The organisations that answer for the network now; never a person."""
    today = request.network.today(timezone.now())
    return [term for term in Facts(request.network, request.viewer).terms if term.in_force(today)]


@require_http_methods(["GET", "HEAD", "POST"])
def contact_messages(request: PageRequest, code: str) -> HttpResponse:
    """Those without an answer first, to whoever may answer."""
    access.require("public.read_contact", request.viewer, request.network)
    everything = ContactMessage.objects.visible_to(request.viewer).of(request.network)
    if request.method == "POST":
        return _mark(request, everything)
    unanswered = everything.filter(answered_at=None)
    ordered = everything.order_by_answer()
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": unanswered.count(),
        "any_synthetic": any(row.synthetic for row in page),
    }
    return render(request, "public/contact_messages.html", context)


def _mark(request: PageRequest, everything: Any) -> HttpResponse:
    named = request.POST.get("message", "")[:12]
    found: ContactMessage = get_object_or_404(everything, public_id=named)
    answered = request.POST.get("deed") != "reopen"
    visitors_read.mark_answered(
        by=acting(request.viewer), message=found, now=timezone.now(), answered=answered
    )
    return redirect("public:contact_messages", request.network.code)
