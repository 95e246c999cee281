"""What the outbox holds for a network. Read only: who asks, asks again from where it asked first."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.networks.middleware import PageRequest
from voimala.office.models import Message
from voimala.office.models.wording import (
    look_of,
    masked,
    outbox_title,
    purpose_in_words,
    state_in_words,
    what_to_do,
)

PER_PAGE = 50


@require_safe
def messages(request: PageRequest, code: str) -> HttpResponse:
    """What was written to whom and where it stands, the failed first; never what it says."""
    if not access.allowed("office.read_messages", request.viewer, request.network):
        raise Http404
    found = Message.objects.visible_to(request.viewer).of(request.network)
    counts = found.counts()
    page = Paginator(found.troubled_first(), PER_PAGE).get_page(request.GET.get("page"))
    sees_addresses = access.allowed("office.read_addresses", request.viewer, request.network)
    shown = {
        "title": outbox_title(counts, demo=settings.DEMO),
        "page": page,
        "any_failed": Message.State.FAILED in counts,
        "any_sent": Message.State.SENT in counts,
        "rows": [_row(row, whole=sees_addresses) for row in page.object_list],
        "readable": settings.DEMO and sees_addresses,
    }
    return render(request, "office/messages.html", shown)


def _row(message: Message, *, whole: bool) -> dict[str, Any]:
    return {
        "message": message,
        "purpose": purpose_in_words(message),
        "to": message.to if whole else masked(message.to),
        "state": state_in_words(message),
        "look": look_of(message.state),
        "what_to_do": what_to_do(message),
    }


@require_safe
def message(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """In the demonstration only: the message itself, with its links, as its receiver would read it."""
    if not (settings.DEMO and access.allowed("office.read_addresses", request.viewer, request.network)):
        raise Http404
    found = get_object_or_404(
        Message.objects.visible_to(request.viewer).of(request.network), public_id=public_id
    )
    return render(request, "office/message.html", {"message": found, "purpose": purpose_in_words(found)})
