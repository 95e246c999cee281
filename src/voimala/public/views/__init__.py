"""The public pages, what is published and how, and what other programs read of it."""

from voimala.public.views.addresses import front, network
from voimala.public.views.calendars import calendar, happening_calendar, news_feed
from voimala.public.views.comments import comment, report
from voimala.public.views.contact import contact, contact_messages
from voimala.public.views.moderation import moderation
from voimala.public.views.pages import accessibility, how, invented, privacy, sources
from voimala.public.views.pictures import picture
from voimala.public.views.published import campaign, happening, happenings, news, news_item
from voimala.public.views.publishing import publish_edit, publish_new, publishing, restore, withdraw
from voimala.public.views.timeline import timeline

__all__ = [
    "accessibility",
    "calendar",
    "campaign",
    "comment",
    "contact",
    "contact_messages",
    "front",
    "happening",
    "happening_calendar",
    "happenings",
    "how",
    "invented",
    "moderation",
    "network",
    "news",
    "news_feed",
    "news_item",
    "picture",
    "privacy",
    "publish_edit",
    "publish_new",
    "publishing",
    "report",
    "restore",
    "sources",
    "timeline",
    "withdraw",
]
