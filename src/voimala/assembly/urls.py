from django.urls import path

from voimala.assembly import views

app_name = "assembly"
urlpatterns = [
    path("briefs/<str:public_id>/propose/", views.propose, name="propose"),
    path("runs/<str:public_id>/", views.run, name="run"),
    path("proposals/<str:public_id>/", views.proposal, name="proposal"),
    path("proposals/<str:public_id>/decide/", views.decide, name="decide"),
    path("proposals/<str:public_id>/leave/", views.leave, name="leave"),
    path("groups/", views.groups, name="groups"),
    path("groups/<str:public_id>/", views.group, name="group"),
]
