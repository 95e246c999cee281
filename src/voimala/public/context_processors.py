"""What the public app gives every page's frame: footer links, the page about the demonstration, the date."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def frame(request: HttpRequest) -> dict[str, Any]:
    """`home_url`, `footer_links`, `about_demo_url` and `updated` of base.html; empty without a network."""
    network = getattr(request, "network", None)
    if network is None:
        return {"home_url": reverse("front"), "footer_links": [], "about_demo_url": "", "updated": None}
    return {
        "home_url": reverse("public:network", args=[network.code]),
        "footer_links": [
            {"label": _("Accessibility"), "url": reverse("public:accessibility", args=[network.code])},
            {"label": _("Privacy"), "url": reverse("public:privacy", args=[network.code])},
            {"label": _("How a proposal is made"), "url": reverse("public:how", args=[network.code])},
            {"label": _("Sources"), "url": reverse("public:sources", args=[network.code])},
        ],
        "about_demo_url": reverse("public:invented", args=[network.code]) if settings.DEMO else "",
        "updated": network.updated_on,
    }
