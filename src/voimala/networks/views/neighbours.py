"""What crosses the border between networks: what we share, what is offered to us, what we may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.references import Reference
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network, Share
from voimala.networks.openings import Told, shareables
from voimala.networks.services import NotShareable, answer_share, end_share, offer_share, shareable

PAST_SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One share on the page. `told` is None for what is no longer in the register."""

    share: Share
    told: Told | None
    url: str
    given: bool


@require_safe
def neighbours(request: PageRequest, code: str) -> HttpResponse:
    if not access.allowed("networks.read_shares", request.viewer, request.network):
        raise Http404
    lines = lines_of(request)
    taken = [line for line in lines if not line.given]
    given = [line for line in lines if line.given]
    waiting = [line for line in taken if line.share.state == Share.State.OFFERED]
    seen = [line for line in taken if line.share.state == Share.State.ACCEPTED]
    shared = [line for line in given if line.share.is_open]
    context = {
        "title": title_of(len(waiting), len(shared), len(seen)),
        "waiting": waiting,
        "seen": seen,
        "shared": shared,
        "past": [line for line in given if not line.share.is_open][:PAST_SHOWN],
        "may_answer": access.allowed("networks.offer_share", request.viewer, request.network),
    }
    return render(request, "networks/neighbours.html", context)


def lines_of(request: PageRequest) -> list[Line]:
    related = ("network", "neighbour")
    shares = list(Share.objects.visible_to(request.viewer).of(request.network).select_related(*related))
    told = told_of(shares)
    return [line_of(share, told, request.network) for share in shares]


def told_of(shares: Iterable[Share]) -> dict[Reference, Told]:
    """What may be told of each subject: one query for each kind."""
    found: dict[Reference, Told] = {}
    for kind in shareables.gather():
        ids = {share.subject_id for share in shares if share.kind == kind.kind}
        if ids:
            found |= {Reference(kind.kind, each): told for each, told in kind.told(ids).items()}
    return found


def line_of(share: Share, told: dict[Reference, Told], network: Network) -> Line:
    kind = shareable(share.kind)
    url = kind.url(network.code, share.subject_id) if kind else ""
    return Line(share, told.get(share.subject), url, given=share.network_id == network.pk)


def title_of(waiting: int, shared: int, seen: int) -> str:
    """The page's answer: first what waits."""
    if waiting:
        told = ngettext(
            "%(count)s neighbour's offer waits for your answer",
            "%(count)s neighbours' offers wait for your answer",
            waiting,
        )
        return told % {"count": waiting}
    if shared or seen:
        return _("We share %(given)s with neighbours, and they share %(taken)s with us") % {
            "given": shared,
            "taken": seen,
        }
    return _("Nothing is shared with neighbours")


@require_POST
def offer(request: PageRequest, code: str) -> HttpResponse:
    """Offer a person or an organisation; the answer leads back to its page."""
    kind = shareable(request.POST.get("kind", ""))
    networks = Network.objects.visible_to(request.viewer)
    neighbour = get_object_or_404(networks, code=request.POST.get("neighbour", ""))
    subject = request.POST.get("subject", "")
    if kind is None or not subject:
        raise Http404
    reference = Reference(kind.kind, subject)
    try:
        share = offer_share(
            by=acting(request.viewer),
            network=request.network,
            neighbour=neighbour,
            reference=reference,
            now=timezone.now(),
        )
    except NotShareable:
        raise Http404 from None
    except NotAllowed:
        raise
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, offered_in_words(share))
    return redirect(kind.url(code, subject))


def offered_in_words(share: Share) -> str:
    if share.asks_subject:
        return _("The person is asked first. %(neighbour)s learns of it after a yes.") % {
            "neighbour": share.neighbour
        }
    return _("Offered to %(neighbour)s. It is seen there when their coordinator accepts.") % {
        "neighbour": share.neighbour
    }


@require_POST
def share(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Accept, decline or end one, by the name of the button."""
    rows = Share.objects.visible_to(request.viewer).of(request.network).select_related("network", "neighbour")
    found = get_object_or_404(rows, public_id=public_id)
    try:
        messages.success(request, done(request, found))
    except NotAllowed:
        raise
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("networks:neighbours", code)


def done(request: PageRequest, found: Share) -> str:
    """Does it, and says what was done."""
    by, now, wanted = acting(request.viewer), timezone.now(), request.POST.get("do")
    if wanted == "accept":
        answer_share(by=by, share=found, accept=True, now=now)
        return _("Accepted. You see it here and in the register, with its home network's name.")
    if wanted == "decline":
        answer_share(by=by, share=found, accept=False, now=now)
        return _("Declined. No reason is asked.")
    if wanted == "end":
        end_share(by=by, share=found, now=now)
        return _("Ended. It is seen no longer on the other side.")
    raise Http404
