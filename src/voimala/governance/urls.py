"""Addresses of bodies and meetings, below /v/<code>/."""

from django.urls import path

from voimala.governance import views

app_name = "governance"
urlpatterns = [
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/add/", views.add_body, name="add_body"),
    path("bodies/decisions/", views.decisions, name="decisions"),
    path("bodies/decisions/<str:public_id>/", views.decision, name="decision"),
    path("bodies/duties/<str:public_id>/", views.duty, name="duty"),
    path("bodies/seats/<str:public_id>/", views.seat, name="seat"),
    path("bodies/<str:public_id>/", views.body, name="body"),
    path("bodies/<str:public_id>/edit/", views.edit_body, name="edit_body"),
    path("bodies/<str:public_id>/seats/", views.add_seat, name="add_seat"),
    path("bodies/<str:public_id>/meetings/", views.plan_meeting, name="plan_meeting"),
    path("meetings/<str:public_id>/", views.meeting, name="meeting"),
    path("meetings/<str:public_id>/edit/", views.edit_meeting, name="edit_meeting"),
    path("meetings/<str:public_id>/agenda/", views.add_item, name="add_item"),
    path("meetings/<str:public_id>/call/", views.call_meeting, name="call_meeting"),
    path("meetings/<str:public_id>/cancel/", views.cancel_meeting, name="cancel_meeting"),
    path("meetings/<str:public_id>/calendar/", views.meeting_calendar, name="meeting_calendar"),
    path("meetings/<str:public_id>/minutes/", views.minutes, name="minutes"),
    path("meetings/<str:public_id>/approve/", views.approve, name="approve"),
    path("meetings/<str:public_id>/minutes.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("meetings/items/<str:public_id>/", views.item, name="item"),
    path("meetings/items/<str:public_id>/move/", views.move_item, name="move_item"),
    path("meetings/items/<str:public_id>/remove/", views.remove_item, name="remove_item"),
    path("meetings/items/<str:public_id>/decide/", views.decide, name="decide"),
]
