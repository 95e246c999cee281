from django.urls import path

from voimala.networks import views

app_name = "networks"
urlpatterns = [
    path("theme.css", views.theme, name="theme"),
    path("blocks/", views.blocks, name="blocks"),
]
