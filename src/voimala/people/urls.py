from django.urls import path

from voimala.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add, name="add"),
    path("people/added/", views.added, name="added"),
    path("people/competences/", views.competences, name="competences"),
    path("people/competences/add/", views.new_competence, name="new_competence"),
    path("people/competences/<str:public_id>/", views.edit_competence, name="edit_competence"),
    path("people/<str:public_id>/", views.person, name="person"),
    path("people/<str:public_id>/edit/", views.edit_person, name="edit_person"),
    path("people/<str:public_id>/hint/", views.hint, name="hint"),
    path("people/<str:public_id>/invite/", views.invite, name="invite"),
    path("people/<str:public_id>/ask-home/", views.ask_home, name="ask_home"),
    path("profile/", views.profile, name="profile"),
    path("profile/data/", views.own_data, name="own_data"),
]
