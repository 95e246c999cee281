from django.urls import path

from voimala.public import views

app_name = "public"
urlpatterns = [
    path("", views.network, name="network"),
    path("timeline/", views.timeline, name="timeline"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/proposals/", views.how, name="how"),
    path("about/invented/", views.invented, name="invented"),
    path("about/sources/", views.sources, name="sources"),
    path("news/", views.news, name="news"),
    path("news.xml", views.news_feed, name="news_feed"),
    path("news/<str:public_id>/", views.news_item, name="news_item"),
    path("campaigns/<str:public_id>/", views.campaign, name="campaign"),
    path("happenings/", views.happenings, name="happenings"),
    path("happenings.ics", views.calendar, name="calendar"),
    path("happenings/<str:public_id>/", views.happening, name="happening"),
    path("happenings/<str:public_id>.ics", views.happening_calendar, name="happening_calendar"),
    path("pictures/<str:public_id>-<int:width>.webp", views.picture, name="picture"),
    path("contact/", views.contact, name="contact"),
    path("contact/messages/", views.contact_messages, name="contact_messages"),
    path("comments/report/<str:public_id>/", views.report, name="report"),
    path("comments/<str:kind>/<str:public_id>/", views.comment, name="comment"),
    path("moderation/", views.moderation, name="moderation"),
    path("publishing/", views.publishing, name="publishing"),
    path("publishing/new/<str:kind>/", views.publish_new, name="publish_new"),
    path("publishing/<str:kind>/<str:public_id>/", views.publish_edit, name="publish_edit"),
    path("publishing/<str:kind>/<str:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("publishing/<str:kind>/<str:public_id>/restore/", views.restore, name="restore"),
]
