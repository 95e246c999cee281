from django.urls import path

from voimala.public import views

app_name = "public"
urlpatterns = [
    path("", views.network, name="network"),
    path("timeline/", views.timeline, name="timeline"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/proposals/", views.how, name="how"),
    path("about/invented/", views.invented, name="invented"),
    path("about/sources/", views.sources, name="sources"),
]
