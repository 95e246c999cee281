from django.urls import path

from voimala.partners import views

app_name = "partners"
urlpatterns = [
    path("settings/duties/", views.duties, name="duties"),
    path("settings/duties/<str:public_id>/", views.duty, name="duty"),
    path("partners/", views.partners, name="partners"),
    path("partners/add/", views.add, name="add"),
    path("partners/<str:public_id>/", views.organisation, name="organisation"),
]
