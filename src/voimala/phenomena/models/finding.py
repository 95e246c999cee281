"""How the search finds needs and phenomena."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Network
from voimala.office.openings import Card, Circle, Found, SearchSource
from voimala.phenomena.models.need import Phenomenon

JOINS = ("target_group", "setting", "municipality", "host_unit")
INDEXING = system("search_index", purpose="the whole index")


def all_needs() -> Any:
    return Phenomenon.objects.visible_to(INDEXING).filter(deleted_at=None).select_related(*JOINS)


def need_found(row: Phenomenon) -> Found:
    places = (row.target_group, row.setting, row.municipality)
    terms = [in_all_languages(row, "wished_change"), *(in_all_languages(place, "name") for place in places)]
    return Found(
        network_id=row.network_id,
        public_id=row.public_id,
        title=Phenomenon.title.all_of(row),
        terms=" ".join(terms),
        circle=Circle.EVERYBODY if row.published else Circle.MEMBERS,
        members_terms=in_all_languages(row.host_unit, "name"),
    )


def need_card(row: Phenomenon, viewer: Viewer, network: Network) -> Card:
    """A visitor has no page of a need: the front page tells what of it is public."""
    inside = bool(viewer.roles_in(network.pk))
    code = network.code
    page, front = (
        reverse("phenomena:need", args=[code, row.public_id]),
        reverse("public:network", args=[code]),
    )
    lines = (
        (_("For whom"), str(row.target_group)),
        (_("Where"), str(row.setting)),
        (_("Municipality"), str(row.municipality)),
    )
    return Card(str(row), page if inside else front, lines, row.synthetic)


NEEDS = SearchSource(
    kind="need",
    label=gettext_lazy("Needs and phenomena"),
    order=40,
    rows=all_needs,
    entry=need_found,
    card=need_card,
    joins=JOINS,
)
