from django.urls import path

from voimala.office import views

app_name = "office"
urlpatterns = [
    path("l/<str:token>/", views.link, name="link"),
    path("v/<str:code>/messages/", views.messages, name="messages"),
    path("v/<str:code>/messages/<str:public_id>/", views.message, name="message"),
    path("calendar/<str:token>.ics", views.calendar, name="calendar"),
    path("calendar/<str:token>/<str:kind>/<str:public_id>.ics", views.calendar_of, name="calendar_of"),
    path("v/<str:code>/calendar/", views.own_calendar, name="own_calendar"),
    path("v/<str:code>/files/<str:kind>/<str:public_id>/", views.files, name="files"),
    path("v/<str:code>/file/<str:public_id>/", views.file, name="file"),
    path("v/<str:code>/imports/", views.imports, name="imports"),
    path("v/<str:code>/imports/new/", views.new_import, name="new_import"),
    path("v/<str:code>/imports/<str:public_id>/", views.one_import, name="import"),
    path("v/<str:code>/imports/<str:public_id>/left-out.csv", views.left_out, name="left_out"),
    path("v/<str:code>/jobs/", views.jobs, name="jobs"),
    path("v/<str:code>/jobs/<str:public_id>/", views.job, name="job"),
    path("v/<str:code>/jobs/<str:public_id>/stop/", views.stop, name="stop"),
]
