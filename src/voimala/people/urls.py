from django.urls import path

from voimala.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<str:public_id>/", views.person, name="person"),
]
