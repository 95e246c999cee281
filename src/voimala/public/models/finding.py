"""How the search finds what a network tells the public: its practices and milestones."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Milestone, Network
from voimala.office.openings import Card, Circle, Found, SearchSource

INDEXING = system("search_index", purpose="the whole index")


def all_milestones() -> Any:
    return Milestone.objects.visible_to(INDEXING)


def milestone_found(row: Milestone) -> Found:
    title, terms = Milestone.title.all_of(row), in_all_languages(row, "detail")
    return Found(row.network_id, row.public_id, title, terms, circle=Circle.EVERYBODY)


def address_of_milestone(row: Milestone) -> str:
    """A milestone stands on the time line."""
    return reverse("public:timeline", args=[row.network.code])


def milestone_card(row: Milestone, viewer: Viewer, network: Network) -> Card:
    when = "–".join(str(date) for date in (row.since, row.until) if date)
    told = ((_("Kind"), str(row.get_kind_display())), (_("Time"), when), ("", str(row.detail)))
    url = reverse("public:timeline", args=[network.code])
    return Card(str(row), url, tuple(line for line in told if line[1]))


MILESTONES = SearchSource(
    kind="milestone",
    label=gettext_lazy("Practices and milestones"),
    order=60,
    rows=all_milestones,
    entry=milestone_found,
    card=milestone_card,
)
