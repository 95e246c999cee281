"""What a link in the weekly message opens: the hours that wait for a partner's yes, and one button."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from voimala.office.openings import LinkAction, link_actions
from voimala.partners.models import Entry, Organisation
from voimala.partners.services.ledger import confirm_hours
from voimala.partners.slots.ledger import LINK_ACTION, visible_ledgers
from voimala.partners.views.ledger import MOST_CONFIRMED, Told


def show(request: HttpRequest, link: Any) -> HttpResponse:
    rows = Entry.objects.visible_to(link.actor).to_confirm().order_by("on_day", "pk")
    listed = [Told(row) for row in rows[:MOST_CONFIRMED]]
    context = {"partner": partner_of(link), "rows": listed, "url": request.path}
    return render(request, "partners/confirm_hours.html", context)


def do(request: HttpRequest, link: Any) -> HttpResponse:
    """Confirms what the page showed: what has been written since waits for its own look."""
    entries = request.POST.getlist("entry")
    confirm_hours(by=link.actor, organisation=partner_of(link), entries=entries, now=timezone.now())
    return redirect(request.path)


def partner_of(link: Any) -> Organisation:
    """The organisation that the link names: whoever holds the link was sent it as its contact."""
    found: Organisation | None = visible_ledgers(link.actor).first()
    if found is None:
        raise Http404
    return found


def fill() -> None:
    """Called when the app is ready: a link's pages are views, which the app's slots cannot reach."""
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
