"""The parts of the platform that a network may use or leave out."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Part(models.TextChoices):
    """A part left out has no menu item, no section on the front page and no address (404)."""

    NEEDS = "needs", pgettext_lazy("part", "Needs and phenomena")
    GROUPS = "groups", pgettext_lazy("part", "Groups: proposing, asking, agreeing")
    PEOPLE = "people", pgettext_lazy("part", "People and their skills")
    PARTNERS = "partners", pgettext_lazy("part", "Register of partners")
    AGREEMENT = "agreement", pgettext_lazy("part", "Partnership agreement")
    TIMELINE = "timeline", pgettext_lazy("part", "Timeline of the network")
    TOLD = "told", pgettext_lazy("part", "Tell us a need")
    NEWS = "news", pgettext_lazy("part", "News")
    CAMPAIGNS = "campaigns", pgettext_lazy("part", "Campaigns")
    HAPPENINGS = "happenings", pgettext_lazy("part", "Happenings")
    COMMENTS = "comments", pgettext_lazy("part", "Comments on what is published")
    CONTACT = "contact", pgettext_lazy("part", "Contact form")
