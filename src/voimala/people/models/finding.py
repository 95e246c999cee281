"""How the search finds people: by who and where they are, and by what they show to whoever looks."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Network
from voimala.office.openings import Card, Circle, Found, SearchSource
from voimala.partners.models.organisation import organisations_of
from voimala.people.models.competence import Competence, Knowledge, KnownCompetence
from voimala.people.models.person import Person

INDEXING = system("search_index", purpose="the whole index")
SHOWN = (KnownCompetence.Circle.NETWORK, KnownCompetence.Circle.PUBLIC)


def all_people() -> Any:
    joins = ("organisation", "unit__organisation", "municipality")
    people = Person.objects.visible_to(INDEXING).told().filter(deleted_at=None)
    return people.select_related(*joins).prefetch_related("competences__competence")


def person_found(row: Person) -> Found:
    """By name, work role and place for whoever sees the person; by skills for those to whom they are shown.

    The coordinators and auditors find by every competence known; the others of the network, who may be the
    employer, by professional skills that the person shows to it. Nobody finds by what is absent.
    """
    known = [told for told in row.competences.all() if told.knowledge == Knowledge.KNOWN]
    shown = [told for told in known if is_shown_to_employers(told)]
    places = (row.organisation, row.unit, row.municipality)
    return Found(
        network_id=row.network_id,
        public_id=row.public_id,
        title={"fi": row.name},
        terms=" ".join([row.work_role, *(in_all_languages(place, "name") for place in places)]),
        circle=Circle.OVERSEERS,
        also=keys_to(row),
        members_terms=" ".join(in_all_languages(told.competence, "name") for told in shown),
        overseers_terms=" ".join(in_all_languages(told.competence, "name") for told in known),
    )


def is_shown_to_employers(told: KnownCompetence) -> bool:
    return told.circle in SHOWN and told.competence.kind == Competence.Kind.PROFESSIONAL


def keys_to(row: Person) -> tuple[str, ...]:
    """Beside the overseers, the person is found by the contacts of her organisation and by herself."""
    found = [f"o{row.organisation_id}"] if row.organisation_id else []
    return (*found, f"u{row.user_id}") if row.user_id else tuple(found)


def keys_of(viewer: Viewer) -> Sequence[str]:
    if not viewer.pk:
        return ()
    return [f"u{viewer.pk}", *(f"o{organisation}" for organisation in organisations_of(viewer))]


def person_card(row: Person, viewer: Viewer, network: Network) -> Card:
    told = (
        (_("Work role"), row.work_role),
        (_("Organisation"), str(row.organisation or "")),
        (_("Unit"), str(row.unit or "")),
        (_("Municipality"), str(row.municipality or "")),
    )
    url = reverse("people:person", args=[network.code, row.public_id])
    return Card(row.name, url, tuple(line for line in told if line[1]), row.synthetic)


PEOPLE = SearchSource(
    kind="person",
    label=gettext_lazy("People"),
    order=10,
    rows=all_people,
    entry=person_found,
    card=person_card,
    joins=("organisation", "unit", "municipality"),
    keys_of=keys_of,
)
