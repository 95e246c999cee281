from django.urls import path

from voimala.networks import views

app_name = "networks"
urlpatterns = [
    path("theme.css", views.theme, name="theme"),
    path("logo", views.logo, name="logo"),
    path("blocks/", views.blocks, name="blocks"),
    path("settings/", views.settings, name="settings"),
    path("settings/colours.css", views.tones, name="tones"),
    path("settings/logo/", views.change_logo, name="change_logo"),
    path("settings/logo/remove/", views.take_logo_away, name="remove_logo"),
    path("settings/parts/", views.parts, name="parts"),
    path("settings/words/", views.words, name="words"),
    path("settings/addresses/", views.addresses, name="addresses"),
    path("settings/addresses/remove/", views.remove_address, name="remove_address"),
    path("neighbours/", views.neighbours, name="neighbours"),
    path("neighbours/offer/", views.offer, name="offer"),
    path("neighbours/<str:public_id>/", views.share, name="share"),
]
