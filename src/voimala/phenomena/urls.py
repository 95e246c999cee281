"""Addresses of needs and briefs, and of needs told by others."""

from django.urls import path

from voimala.phenomena import views

app_name = "phenomena"
urlpatterns = [
    path("needs/", views.needs, name="needs"),
    path("needs/new/", views.new_need, name="new"),
    path("needs/<str:public_id>/", views.need, name="need"),
    path("needs/<str:public_id>/edit/", views.edit_need, name="edit"),
    path("needs/<str:public_id>/brief/", views.brief, name="brief"),
    path("tell/", views.tell, name="tell"),
    path("told/", views.told_list, name="told"),
    path("told/<str:public_id>/", views.told, name="told_need"),
]
