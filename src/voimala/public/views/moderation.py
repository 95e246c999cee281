"""Comments that wait for a coordinator: shown or not with one tap each, and taken back."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.public.models import Comment
from voimala.public.models.kinds import MODELS, rows_of
from voimala.public.services import visitors_read

ON_A_PAGE = 20
DEEDS: dict[str, tuple[Callable[..., Comment], Promise]] = {
    "show": (visitors_read.show_comment, _("The comment is shown now.")),
    "refuse": (visitors_read.refuse_comment, _("The comment is not shown. It is deleted in 30 days.")),
    "undo": (visitors_read.undo_decision, _("The comment waits again.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def moderation(request: PageRequest, code: str) -> HttpResponse:
    access.require("public.moderate", request.viewer, request.network)
    everything = Comment.objects.visible_to(request.viewer).of(request.network)
    if request.method == "POST":
        return _decide(request, everything)
    shown = Paginator(everything.waiting_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    titles = titles_of(shown, request)
    context = {
        "page": shown,
        "rows": [{"comment": row, "title": titles.get((row.kind, row.subject_id), "")} for row in shown],
        "waiting": everything.waiting().count(),
        "any_synthetic": any(row.synthetic for row in shown),
    }
    return render(request, "public/moderation.html", context)


def _decide(request: PageRequest, everything: Any) -> HttpResponse:
    named = request.POST.get("comment", "")[:12]
    found: Comment = get_object_or_404(everything.select_related("network"), public_id=named)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is not None:
        service, done = deed
        service(by=acting(request.viewer), comment=found, now=timezone.now())
        messages.success(request, str(done))
    return redirect("public:moderation", request.network.code)


def titles_of(comments: Iterable[Comment], request: PageRequest) -> dict[tuple[str, str], Any]:
    """What each is about: one query a kind, however many there are."""
    asked: dict[str, set[str]] = {kind: set() for kind in MODELS}
    for comment in comments:
        asked.setdefault(comment.kind, set()).add(comment.subject_id)
    found = {}
    for kind in MODELS:
        rows = rows_of(kind).visible_to(request.viewer).of(request.network)
        for row in rows.filter(public_id__in=asked[kind]):
            found[kind, row.public_id] = row.title
    return found
