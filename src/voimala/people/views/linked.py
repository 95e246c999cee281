"""The own pages through a one-action link: the same two pages at one address, without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from voimala.office.openings import LinkAction, link_actions
from voimala.people.models import Person
from voimala.people.models.sharing import shares_of
from voimala.people.services import sharing
from voimala.people.services.linking import LINK_ACTION
from voimala.people.views.own import RELATED, Own, answer, answer_of_sharing, show_data, show_profile

DATA = "?view=data"


def show(request: HttpRequest, link: Any) -> HttpResponse:
    own = linked(request, link)
    wants_data = request.GET.get("view") == "data"
    return show_data(request, own) if wants_data else show_profile(request, own)  # type: ignore[arg-type]  # the office has set network and viewer


def do(request: HttpRequest, link: Any) -> HttpResponse:
    own = linked(request, link)
    back = own.data_url if request.GET.get("view") == "data" else own.profile_url
    return answer(request, own, back)  # type: ignore[arg-type]  # the office has set network and viewer


def show_sharing(request: HttpRequest, link: Any) -> HttpResponse:
    """The one question: may this neighbour see these things of you?"""
    own = linked(request, link)
    context = {"own": own, "person": own.person, "shares": shares_of(own.person)}
    return render(request, "people/sharing.html", context)


def do_sharing(request: HttpRequest, link: Any) -> HttpResponse:
    own = linked(request, link)
    answer_of_sharing(request, own)  # type: ignore[arg-type]  # as above
    return redirect(request.path)


def linked(request: HttpRequest, link: Any) -> Own:
    found = Person.objects.visible_to(link.actor).select_related(*RELATED).first()
    if found is None:
        raise Http404
    return Own(found, link.actor, request.path, request.path + DATA)


def fill() -> None:
    """Called when the app is ready: a link's pages are views, which the app's slots cannot reach."""
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
    link_actions.fill(LinkAction(sharing.LINK_ACTION, show_sharing, do_sharing))
