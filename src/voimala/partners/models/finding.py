"""How the search finds organisations, their units and the network's projects."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Network
from voimala.office.openings import Card, Circle, Found, SearchSource
from voimala.partners.models.direction import Project
from voimala.partners.models.organisation import Organisation, Unit

INDEXING = system("search_index", purpose="the whole index")


def address_of(organisation: Organisation) -> str:
    return reverse("partners:organisation", args=[organisation.network.code, organisation.public_id])


def address_of_unit(unit: Unit) -> str:
    """A unit stands on its organisation's page."""
    return f"{address_of(unit.organisation)}#unit-{unit.public_id}"


def address_of_project(project: Project) -> str:
    """A project stands on the time line."""
    return reverse("public:timeline", args=[project.network.code])


def organisation_found(row: Organisation) -> Found:
    name = Organisation.name.all_of(row)
    return Found(row.network_id, row.public_id, name, "", circle=Circle.EVERYBODY)


def organisation_card(row: Organisation, viewer: Viewer, network: Network) -> Card:
    """Visitors read of the partners on the front page: the organisation's own page is the network's."""
    url = reverse("public:network", args=[network.code]) + "#partners"
    if viewer.roles_in(network.pk):
        url = reverse("partners:organisation", args=[network.code, row.public_id])
    return Card(str(row), url, ((_("Kind"), str(row.get_kind_display())),), row.synthetic)


def unit_found(row: Unit) -> Found:
    terms = f"{in_all_languages(row.organisation, 'name')} {in_all_languages(row.municipality, 'name')}"
    return Found(row.network_id, row.public_id, Unit.name.all_of(row), terms, circle=Circle.MEMBERS)


def unit_card(row: Unit, viewer: Viewer, network: Network) -> Card:
    lines = [(_("Organisation"), str(row.organisation)), (_("Sector"), str(row.get_sector_display()))]
    if row.municipality:
        lines.append((_("Municipality"), str(row.municipality)))
    return Card(str(row), address_of_unit(row), tuple(lines), row.synthetic)


def project_found(row: Project) -> Found:
    name, terms = Project.name.all_of(row), f"{in_all_languages(row, 'detail')} {row.funder}"
    return Found(row.network_id, row.public_id, name, terms, circle=Circle.EVERYBODY)


def project_card(row: Project, viewer: Viewer, network: Network) -> Card:
    when = "–".join(str(date) for date in (row.since, row.until) if date)
    told = ((_("Time"), when), (_("Funder"), row.funder))
    return Card(str(row), address_of_project(row), tuple(line for line in told if line[1]))


def _all_units() -> Any:
    return Unit.objects.visible_to(INDEXING).select_related("organisation", "municipality")


ORGANISATIONS = SearchSource(
    kind="organisation",
    label=gettext_lazy("Partners"),
    order=30,
    rows=lambda: Organisation.objects.visible_to(INDEXING),
    entry=organisation_found,
    card=organisation_card,
)
UNITS = SearchSource(
    kind="unit",
    label=gettext_lazy("Units"),
    order=20,
    rows=_all_units,
    entry=unit_found,
    card=unit_card,
    joins=("organisation__network", "municipality"),
)
PROJECTS = SearchSource(
    kind="project",
    label=gettext_lazy("Projects"),
    order=50,
    rows=lambda: Project.objects.visible_to(INDEXING),
    entry=project_found,
    card=project_card,
)
