"""Pages that explain: access, privacy, how a proposal is made, what is invented, the sources."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.core.viewer import system
from voimala.governance.models import Meeting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network
from voimala.partners.models import Entry, Organisation, Term, Unit
from voimala.people.models import Person
from voimala.phenomena.models import Phenomenon
from voimala.public.views.facts import Facts

COUNTER = system("explaining pages", purpose="how many rows are synthetic")


@require_safe
@login_not_required
def accessibility(request: PageRequest, code: str) -> HttpResponse:
    return render(request, "public/accessibility.html", {"answering": answering(request)})


@require_safe
@login_not_required
def privacy(request: PageRequest, code: str) -> HttpResponse:
    return render(
        request,
        "public/privacy.html",
        {"answering": answering(request), "session_hours": settings.SESSION_COOKIE_AGE // 3600},
    )


@require_safe
@login_not_required
def how(request: PageRequest, code: str) -> HttpResponse:
    return render(request, "public/how.html")


@require_safe
@login_not_required
def invented(request: PageRequest, code: str) -> HttpResponse:
    return render(request, "public/invented.html", {"synthetic": synthetic_counts(request.network)})


@require_safe
@login_not_required
def sources(request: PageRequest, code: str) -> HttpResponse:
    """Every source that a fact of this network names."""
    facts = Facts(request.network, request.viewer)
    marks = facts.marks(facts.everything())
    rows = [(mark, facts.known_sources.get(mark.mark)) for mark in marks]
    return render(request, "public/sources.html", {"rows": rows})


def answering(request: PageRequest) -> Term | None:
    """The organisation that answers for the network now, when its terms say so."""
    today = request.network.today(timezone.now())
    terms = Facts(request.network, request.viewer).terms
    return next((term for term in reversed(terms) if term.in_force(today)), None)


def synthetic_counts(network: Network) -> dict[str, int]:
    """How many rows of each sort say that they are synthetic."""
    models: dict[str, Any] = {
        "organisations": Organisation,
        "units": Unit,
        "people": Person,
        "needs": Phenomenon,
        "contributions": Entry,
        "meetings": Meeting,
    }
    return {
        name: model.objects.visible_to(COUNTER).of(network).filter(synthetic=True).count()
        for name, model in models.items()
    }
