"""A link action for tests: asks one thing about a network and notes the answer in the trail."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.utils import timezone

from voimala.core import events
from voimala.core.references import Reference
from voimala.networks.models import Network
from voimala.office.openings import LinkAction
from voimala.office.services import make_link

ANSWERED = "test_answered"
PAGE = """{% extends "base.html" %}{% block content %}<h1>Kysymys</h1>
<form method="post">{% csrf_token %}<button class="primary" name="answer" value="yes">Kyllä</button></form>
<p><a href="http://elsewhere.example/">Muualla</a></p>{% endblock %}"""


def show(request: HttpRequest, link: Any) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(PAGE).render({"link": link}, request))


def answer(request: HttpRequest, link: Any) -> HttpResponse:
    events.record(
        by=link.actor,
        deed=ANSWERED,
        subjects=[link.subject],
        now=timezone.now(),
        network_id=link.network_id,
    )
    return redirect(request.path)


ASKING = LinkAction("test_asking", show, answer)


def make_asking(network: Network, now: dt.datetime, *, action: str = "test_asking", days: int = 14) -> str:
    """The path of a new link about the network itself."""
    address = make_link(
        network=network,
        action=action,
        subject=Reference("network", network.public_id),
        language="fi",
        expires_at=now + dt.timedelta(days=days),
        now=now,
    )
    return "/" + address.split("/", 3)[3]
