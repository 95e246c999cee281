"""The own pages through a one-action link: the same two pages at one address, without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from voimala.office.openings import LinkAction, link_actions
from voimala.people.models import Person
from voimala.people.services.linking import LINK_ACTION
from voimala.people.views.own import RELATED, Own, answer, show_data, show_profile

DATA = "?view=data"


def show(request: HttpRequest, link: Any) -> HttpResponse:
    own = linked(request, link)
    wants_data = request.GET.get("view") == "data"
    return show_data(request, own) if wants_data else show_profile(request, own)  # type: ignore[arg-type]  # the office has set network and viewer


def do(request: HttpRequest, link: Any) -> HttpResponse:
    own = linked(request, link)
    back = own.data_url if request.GET.get("view") == "data" else own.profile_url
    return answer(request, own, back)  # type: ignore[arg-type]  # the office has set network and viewer


def linked(request: HttpRequest, link: Any) -> Own:
    found = Person.objects.visible_to(link.actor).select_related(*RELATED).first()
    if found is None:
        raise Http404
    return Own(found, link.actor, request.path, request.path + DATA)


def fill() -> None:
    """Called when the app is ready: a link's pages are views, which the app's slots cannot reach."""
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
