"""Starting a network: one page of choices; the steps after it are the other apps' own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.accounts.models import User
from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import Viewer, acting
from voimala.desk.forms import StartForm
from voimala.desk.services import NameRefused, begin_network
from voimala.networks.models import Network
from voimala.networks.services import CodeNotFree


class StartRequest(HttpRequest):
    """A request of somebody signed in, outside any network."""

    viewer: Viewer
    user: User


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: StartRequest) -> HttpResponse:
    access.require("networks.start_network", request.viewer, Network())
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/start.html", {"form": form})
    try:
        network = begin_network(
            by=acting(request.viewer),
            now=timezone.now(),
            user=request.user,
            name=form.names(),
            short_name=form.cleaned_data["short_name"],
            code=form.cleaned_data["code"],
            territory=form.territory(),
        )
    except NotAllowed:
        raise
    except DomainError as refused:
        form.add_error(_field_of(refused), refused.message)
        return render(request, "desk/start.html", {"form": form})
    return redirect("partners:add", network.code)


def _field_of(refused: DomainError) -> str:
    fields = {CodeNotFree: "code", NameRefused: "name"}
    return fields.get(type(refused), "regions")
