"""The map of addresses: every network's pages at /v/<code>/, the public front page at /."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from voimala.config.health import healthz
from voimala.desk.views import home, start
from voimala.public.views import front

network_patterns = [
    path("", include("voimala.networks.urls")),
    path("", include("voimala.desk.urls")),
    path("", include("voimala.partners.urls")),
    path("", include("voimala.people.urls")),
    path("", include("voimala.governance.urls")),
    path("", include("voimala.phenomena.urls")),
    path("", include("voimala.assembly.urls")),
    path("", include("voimala.public.urls")),
]

pages = i18n_patterns(
    path("", front, name="front"),
    path("home/", home, name="home"),
    path("start/", start, name="start"),
    path("account/", include("voimala.accounts.urls")),
    path("", include("voimala.office.urls")),
    path("v/<str:code>/", include(network_patterns)),
    prefix_default_language=False,
)

handler500 = "voimala.accounts.views.server_error"
urlpatterns = [path("healthz", healthz, name="healthz"), *pages]
