"""Taking the weekly message or leaving it: from the message's own link without signing in, or signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.accounts.models import User
from voimala.accounts.services import choose_weekly_mail
from voimala.core.viewer import acting, system
from voimala.networks.middleware import PageRequest
from voimala.office.models import ActionLink
from voimala.office.openings import LinkAction, link_actions

LINK_ACTION = "no_weekly"


@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: PageRequest, code: str) -> HttpResponse:
    """One's own choice, with the same page as behind the link."""
    user = get_object_or_404(User.objects.visible_to(request.viewer), pk=request.viewer.pk)
    if request.method != "POST":
        return render(request, "desk/weekly.html", {"receiver": user})
    choose_weekly_mail(
        by=acting(request.viewer),
        now=timezone.now(),
        user=user,
        network=request.network,
        wanted=wanted(request),
    )
    return redirect("desk:weekly", code)


def show(request: HttpRequest, link: ActionLink) -> HttpResponse:
    return render(request, "desk/weekly.html", {"receiver": receiver_of(link)})


def do(request: HttpRequest, link: ActionLink) -> HttpResponse:
    choose_weekly_mail(
        by=link.actor,
        now=timezone.now(),
        user=receiver_of(link),
        network=link.network,
        wanted=wanted(request),
    )
    return redirect(request.path)


def receiver_of(link: ActionLink) -> User:
    """The one user the link was sent to; gone with the account."""
    everybody = User.objects.visible_to(system("no_weekly", purpose="the link names its one user"))
    found = everybody.filter(public_id=link.subject_id).first()
    if found is None or link.subject_kind != "user":
        raise Http404
    return found


def wanted(request: HttpRequest) -> bool:
    """Only the button that asks for it brings it back: a form that says nothing leaves it."""
    return request.POST.get("weekly") == "yes"


def fill() -> None:
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
