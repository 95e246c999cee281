from django.urls import path

from voimala.office import views

app_name = "office"
urlpatterns = [
    path("l/<str:token>/", views.link, name="link"),
    path("v/<str:code>/messages/", views.messages, name="messages"),
    path("v/<str:code>/messages/<str:public_id>/", views.message, name="message"),
    path("v/<str:code>/jobs/", views.jobs, name="jobs"),
    path("v/<str:code>/jobs/<str:public_id>/", views.job, name="job"),
    path("v/<str:code>/jobs/<str:public_id>/stop/", views.stop, name="stop"),
]
