"""How the search finds news, campaigns and happenings."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.office.openings import Card, Circle, Found, SearchSource
from voimala.public.models.content import Campaign, Happening, Published
from voimala.public.models.finding import INDEXING
from voimala.public.models.kinds import kind_of, rows_of

PAGES = {"news": "public:news_item", "campaign": "public:campaign", "happening": "public:happening"}


def address_of(item: Published, network: Network | None = None) -> str:
    """The page of what is published."""
    code = (network or item.network).code
    return reverse(PAGES[kind_of(item)], args=[code, item.public_id])


def all_of(kind: str) -> Callable[[], Any]:
    def rows() -> Any:
        found = rows_of(kind).visible_to(INDEXING)
        return found.select_related("municipality") if kind == "happening" else found

    return rows


def found(item: Published) -> Found | None:
    """A draft is looked up for the coordinators only; whether something is out now, `visible_to` says."""
    if item.deleted_at is not None:
        return None
    terms = [in_all_languages(item, "lead", "body")]
    if isinstance(item, Happening):
        terms += [item.place, in_all_languages(item.municipality, "name")]
    if isinstance(item, Campaign):
        terms += [str(tag).lstrip("#") for tag in item.hashtags]
    circle = Circle.EVERYBODY if item.publish_at else Circle.OVERSEERS
    titles = type(item).title.all_of(item)
    return Found(item.network_id, item.public_id, titles, " ".join(part for part in terms if part), circle)


def card(item: Published, viewer: Viewer, network: Network) -> Card:
    lines = [("", str(item.lead))]
    if isinstance(item, Happening):
        lines += [(_("When"), date_format(item.day, "j.n.Y")), (_("Where"), item.place)]
    elif item.publish_at:
        lines += [(_("Published"), date_format(item.publish_at, "j.n.Y"))]
    return Card(
        str(item), address_of(item, network), tuple(line for line in lines if line[1]), item.synthetic
    )


def source(kind: str, label: Any, order: int) -> SearchSource:
    return SearchSource(kind=kind, label=label, order=order, rows=all_of(kind), entry=found, card=card)


SOURCES = (
    source("news", gettext_lazy("News"), 70),
    source("campaign", gettext_lazy("Campaigns"), 71),
    source("happening", gettext_lazy("Happenings"), 72),
)
