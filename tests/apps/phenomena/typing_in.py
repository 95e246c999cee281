"""What a browser would send from the forms of needs and briefs."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.apps.factories import make_municipality, setting
from voimala.accounts.models import User
from voimala.networks.models import Network, TargetGroup
from voimala.phenomena.forms.brief_form import sent_values
from voimala.phenomena.models import Brief

ClientOf = Callable[[User | None], Client]


def url(name: str, network: Network, *args: str, language: str = "fi") -> str:
    with translation.override(language):
        return reverse(f"phenomena:{name}", args=[network.code, *args])


def typed_need(network: Network, **changes: str) -> dict[str, str]:
    return {
        "title_fi": "Äitien jaksaminen",
        "target_group": str(TargetGroup.objects.of(network).get(code="nuoret").pk),
        "setting": str(setting(network, "neuvola").pk),
        "municipality": str(make_municipality().pk),
        "kind": "need",
        "form_key": "key-of-this-form",
        **changes,
    }


def typed_brief(brief: Brief, **changes: Any) -> dict[str, Any]:
    return {**sent_values(brief), **changes}


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())
