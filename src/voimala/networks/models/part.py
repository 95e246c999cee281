"""The parts of the platform that a network may use or leave out."""

from collections.abc import Iterable

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Part(models.TextChoices):
    """A part left out has no menu item, no section on the front page and no address (404)."""

    NEEDS = "needs", pgettext_lazy("part", "Needs and phenomena")
    GROUPS = "groups", pgettext_lazy("part", "Groups: proposing, asking, agreeing")
    PEOPLE = "people", pgettext_lazy("part", "People and their skills")
    PARTNERS = "partners", pgettext_lazy("part", "Register of partners")
    AGREEMENT = "agreement", pgettext_lazy("part", "Partnership agreement")
    LEDGER = "ledger", pgettext_lazy("part", "Contributions: promised, given, received")
    BODIES = "bodies", pgettext_lazy("part", "Bodies and their meetings")
    TIMELINE = "timeline", pgettext_lazy("part", "Timeline of the network")
    TOLD = "told", pgettext_lazy("part", "Tell us a need")
    NEWS = "news", pgettext_lazy("part", "News")
    CAMPAIGNS = "campaigns", pgettext_lazy("part", "Campaigns")
    HAPPENINGS = "happenings", pgettext_lazy("part", "Happenings")
    COMMENTS = "comments", pgettext_lazy("part", "Comments on what is published")
    CONTACT = "contact", pgettext_lazy("part", "Contact form")


NEEDED: dict[str, tuple[Part, ...]] = {
    Part.GROUPS: (Part.NEEDS, Part.PEOPLE),
    Part.TOLD: (Part.NEEDS,),
    Part.AGREEMENT: (Part.PARTNERS,),
    Part.LEDGER: (Part.PARTNERS,),
}
"""What a part cannot do without: a group is found for a need and among people."""

NOTES: dict[str, Promise] = {
    Part.NEEDS: _("What should change, for whom and where. Practical work starts here."),
    Part.GROUPS: _("A group is proposed for a need, its people are asked, and they agree."),
    Part.PEOPLE: _("The register of those who may take part, and of what they can do."),
    Part.PARTNERS: _("Organisations, their units and how they take part."),
    Part.AGREEMENT: _(
        "Letters of intent and agreements, from draft to end. Leave it out if the network has none."
    ),
    Part.LEDGER: _("What each partner has promised, given and received, in euros, hours and in kind."),
    Part.BODIES: _("Steering board and working groups: meetings, minutes, decisions and who does what."),
    Part.TIMELINE: _("Phases, projects, funding and recognition as a picture and a table."),
    Part.TOLD: _("A page on which a unit lead or a resident tells a need without an account."),
    Part.NEWS: _("What the network tells, with dates, on its public pages."),
    Part.CAMPAIGNS: _("A subject that the network keeps up for a time, with its hashtags."),
    Part.HAPPENINGS: _("Where to come and when, also as a calendar file."),
    Part.COMMENTS: _("Anybody may comment. A coordinator reads each comment before it shows."),
    Part.CONTACT: _("Anybody may write to the network without seeing anybody's address."),
}
"""One sentence on each part, for who chooses."""


def lacking(parts: Iterable[str]) -> dict[str, list[Part]]:
    """For each chosen part that cannot do alone, what it still needs."""
    chosen = set(parts)
    found = {part: [need for need in NEEDED.get(part, ()) if need not in chosen] for part in chosen}
    return {part: needs for part, needs in found.items() if needs}
