from django.urls import path

from voimala.assembly import views

app_name = "assembly"
urlpatterns = [
    path("briefs/<str:public_id>/propose/", views.propose, name="propose"),
    path("runs/<str:public_id>/", views.run, name="run"),
    path("proposals/<str:public_id>/", views.proposal, name="proposal"),
    path("briefs/<str:public_id>/afresh/", views.propose_afresh, name="propose_afresh"),
    path("runs/<str:public_id>/ease/", views.ease, name="ease"),
    path("proposals/<str:public_id>/choose/", views.choose, name="choose"),
    path("proposals/<str:public_id>/undo/", views.undo_choice, name="undo_choice"),
    path("proposals/<str:public_id>/seats/<int:position>/", views.alternatives, name="alternatives"),
    path("proposals/<str:public_id>/beside/<str:other>/", views.beside, name="beside"),
    path("proposals/<str:public_id>/decide/", views.decide, name="decide"),
    path("proposals/<str:public_id>/leave/", views.leave, name="leave"),
    path("askings/<str:public_id>/", views.asking, name="asking"),
    path("askings/<str:public_id>/note/", views.note, name="note"),
    path("questions/<str:public_id>/ask/", views.ask_question, name="ask_question"),
    path("groups/", views.groups, name="groups"),
    path("groups/<str:public_id>/", views.group, name="group"),
    path("groups/<str:public_id>/ask/", views.ask, name="ask"),
    path("groups/<str:public_id>/undo/", views.undo, name="undo"),
    path("groups/<str:public_id>/seats/<int:position>/", views.seat, name="seat"),
    path("groups/<str:public_id>/seats/<int:position>/deed/", views.seat_deed, name="seat_deed"),
]
