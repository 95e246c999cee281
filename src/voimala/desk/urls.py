from django.urls import path

from voimala.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("find/", views.finding, name="find"),
    path("desk/weekly/", views.weekly, name="weekly"),
    path("settings/handover/", views.handover, name="handover"),
]
