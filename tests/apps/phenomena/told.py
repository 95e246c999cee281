"""Told needs for tests, and what a visitor's browser would send."""

import datetime as dt
from typing import Any

from django.test import Client

from tests.apps.factories import make_municipality, setting
from voimala.core.viewer import Actor, visiting
from voimala.networks.models import Network, TargetGroup
from voimala.phenomena.models import ToldNeed
from voimala.phenomena.services import ToldWords, tell_need

WHAT = "Nuorilla ei ole iltaisin tekemistä Kuopiossa. Musiikki auttaisi."
EMAIL = "asukas@example.org"


def tell(network: Network, now: dt.datetime, *, language: str = "fi", **words: Any) -> ToldNeed:
    told, _address = tell_need(
        by=visiting(),
        network=network,
        now=now,
        language=language,
        words=ToldWords(**{"what": WHAT, "email": EMAIL, "name": "Asukas (malli 1)", **words}),
    )
    return told


def link_of(told: ToldNeed) -> Actor:
    """Who follows it."""
    return Actor(kind="link", name="link:1", only=told.reference)


def typed(**changes: str) -> dict[str, str]:
    return {"what": WHAT, "teller": "resident", "form_key": "a-form", "website": "", **changes}


def send(client: Client, code: str = "voimala", **changes: str) -> Any:
    return client.post(f"/v/{code}/tell/", typed(**changes))


def taken_up(network: Network, **changes: str) -> dict[str, str]:
    return {
        "deed": "take_up",
        "title": "Tekemistä nuorille",
        "target_group": str(TargetGroup.objects.of(network).get(code="nuoret").pk),
        "setting": str(setting(network, "neuvola").pk),
        "municipality": str(make_municipality().pk),
        **changes,
    }
