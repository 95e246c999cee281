"""Comments on what is published: shown below it, written without an account, reported by readers."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from voimala.accounts.adapters import client_address
from voimala.core.references import Reference, describe, kinds
from voimala.core.viewer import visiting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Part
from voimala.office.services.tries import count_sending
from voimala.public.forms.visitors import CommentForm
from voimala.public.models import Comment, Published
from voimala.public.models.kinds import kind_of
from voimala.public.services import visitors
from voimala.public.views.finding import find_item

SENT, REPORTED = "sent", "reported"


def comments_of(request: PageRequest, subject: Published) -> dict[str, Any]:
    """What public/parts/comments.html shows below a published thing; empty where comments are not used."""
    if not request.network.uses(Part.COMMENTS):
        return {}
    about = Reference(kind_of(subject), subject.public_id)
    shown = Comment.objects.visible_to(request.viewer).of(request.network).about(about).shown()
    is_open = visitors.takes_comments(subject, timezone.now())
    rows = list(shown)
    if not rows and not is_open:
        return {}
    return {
        "comments": rows,
        "comment_form": CommentForm() if is_open else None,
        "comment_url": reverse("public:comment", args=[request.network.code, *_named(about)]),
    }


def _named(about: Reference) -> tuple[str, str]:
    return about.kind, about.public_id


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: PageRequest, code: str, kind: str, public_id: str) -> HttpResponse:
    """The form on a page of its own, with what is wrong in it; afterwards that the comment waits."""
    subject = find_item(request, kind, public_id)
    now = timezone.now()
    page = {"subject": subject, "back": address_of(request, subject)}
    answered = next((word for word in (SENT, REPORTED) if word in request.GET), "")
    if answered and request.method != "POST":
        return render(request, "public/comment_waits.html", page | {"reported": answered == REPORTED})
    if not visitors.takes_comments(subject, now):
        raise Http404
    form = CommentForm(request.POST or None)
    thanks = HttpResponseRedirect(f"{request.path}?{SENT}=yes")
    if request.method != "POST":
        return render(request, "public/comment.html", page | {"form": form})
    if form.is_trapped:
        return thanks
    if not form.is_valid():
        return render(request, "public/comment.html", page | {"form": form}, status=422)
    if not count_sending(what="comment", address=client_address(request), now=now):
        form.add_error(None, too_many())
        return render(request, "public/comment.html", page | {"form": form}, status=429)
    try:
        send(form, subject)
    except visitors.NothingSaid as nothing:
        form.add_error(nothing.where, nothing.message)
        return render(request, "public/comment.html", page | {"form": form}, status=422)
    return thanks


@login_not_required
@require_POST
def report(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """A reader asks for another look at a shown comment."""
    shown = Comment.objects.visible_to(request.viewer).of(request.network).shown()
    found: Comment = get_object_or_404(shown.select_related("network"), public_id=public_id)
    subject = find_item(request, found.kind, found.subject_id)
    now = timezone.now()
    if not count_sending(what="report", address=client_address(request), now=now):
        page = {"subject": subject, "back": address_of(request, subject), "too_many": too_many()}
        return render(request, "public/comment_waits.html", page, status=429)
    visitors.report_comment(by=visiting(), comment=found, now=now)
    about = reverse("public:comment", args=[code, found.kind, found.subject_id])
    return HttpResponseRedirect(f"{about}?{REPORTED}=yes")


def address_of(request: PageRequest, subject: Published) -> str:
    """The page of what is commented on, or the network's own."""
    about = Reference(kind_of(subject), subject.public_id)
    told = describe(about, request.viewer) if about.kind in kinds() else None
    return told[1] if told else reverse("public:network", args=[request.network.code])


def send(form: CommentForm, subject: Published) -> None:
    """Raises NothingSaid when a text holds nothing that can be seen."""
    typed = form.cleaned_data
    visitors.write_comment(
        by=visiting(),
        subject=subject,
        name=typed["name"],
        email=typed["email"],
        text=typed["text"],
        language=language(),
        form_id=typed["form_id"],
        now=timezone.now(),
    )


def language() -> str:
    return (get_language() or "fi")[:2]


def too_many() -> str:
    return _("Too many have been sent from this connection. Try again in an hour.")
