from django.urls import path

from voimala.partners import views

app_name = "partners"
urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/<str:public_id>/", views.organisation, name="organisation"),
]
