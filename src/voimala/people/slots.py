"""What people put on other apps' pages: the menu item, and who works in an organisation."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.core import access
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, Panel, desk_items, menu, panels, personal_data, told
from voimala.core.viewer import Viewer
from voimala.networks.models import Part, RoleKind
from voimala.networks.openings import Shareable, part_addresses, register_pages, shareables, standard_words
from voimala.networks.words import word
from voimala.office.openings import (
    ImportTarget,
    JobKind,
    import_targets,
    jobs,
    purposes,
    search_sources,
    sent,
)
from voimala.partners.models import Organisation, Unit
from voimala.people.models import Competence, Person
from voimala.people.models.finding import PEOPLE
from voimala.people.models.sharing import told_to_neighbour
from voimala.people.services import (
    add_standard_competences,
    ask_to_share,
    forget_hints,
    forget_hours_and_limits,
    note_sent,
    sharing,
    telling,
)
from voimala.people.services.adding_letters import KIND as TELLING
from voimala.people.services.adding_letters import write_letters
from voimala.people.services.finding_again import find_again
from voimala.people.services.importing import (
    COLUMNS,
    import_people,
    known_to_themselves,
    look_over_people,
)
from voimala.people.services.linking import PURPOSE

MENU_ORDER = 50
READERS = frozenset({RoleKind.COORDINATOR, RoleKind.AUDITOR, RoleKind.PARTNER_CONTACT})


def fill() -> None:
    menu.fill(menu_items)
    part_addresses.fill(parts)
    panels.fill(organisation_panel)
    standard_words.fill(give_competences)
    personal_data.fill(forget_hours_and_limits)
    personal_data.fill(forget_hints)
    purposes.fill(people_purposes)
    sent.fill(note_sent)
    desk_items.fill(untold_people)
    shareables.fill(PEOPLE_SHARED)
    search_sources.fill(PEOPLE)
    register_pages.fill(registers)
    told.fill(find_again)
    import_targets.fill(PEOPLE_ROWS)
    jobs.fill(LETTERS)
    register(ReferenceKind("person", visible_people, str, address_of))
    register(ReferenceKind("competence", visible_competences, str, address_of_competence))


def people_purposes() -> Mapping[str, Any]:
    return {
        PURPOSE: gettext_lazy("a link to a person's own profile"),
        telling.PURPOSE: gettext_lazy("what is stored of a person"),
        sharing.PURPOSE: gettext_lazy("a question to a person: may a neighbouring network see you?"),
        sharing.HOME_PURPOSE: gettext_lazy("a neighbouring network asks about a shared person"),
    }


def give_competences(network: Any) -> None:
    add_standard_competences(network=network)


def parts() -> dict[str, str]:
    """The register. One's own profile and data are there as long as a network keeps them, part or no part."""
    pages = (
        "people",
        "person",
        "edit_person",
        "competences",
        "new_competence",
        "edit_competence",
        "hint",
        "invite",
        "ask_home",
        "add",
        "added",
    )
    return {f"people:{page}": Part.PEOPLE for page in pages}


def untold_people(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """Those whom no letter tells: the coordinator does. A letter that waits to leave is nobody's work."""
    if not access.allowed("people.tell_of_storing", viewer, network):
        return []
    people = Person.objects.visible_to(viewer).filter(network=network).to_be_told()
    left = telling.not_written_to(people).count()
    title = ngettext("%(count)s person is still to be told", "%(count)s people are still to be told", left)
    item = DeskItem(
        title=title % {"count": left},
        detail=_("Before somebody has been told, nobody finds, suggests or asks her."),
        minutes=left,
        button=_("Tell them"),
        url=reverse("people:added", args=[network.code]),
    )
    return [item] if left else []


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """The register for those who read it; a professional finds the own profile instead."""
    roles = viewer.roles_in(network.pk)
    if roles & READERS:
        return [MenuItem(word(network, "people"), reverse("people:people", args=[network.code]), MENU_ORDER)]
    if not roles:
        return []
    own = Person.objects.visible_to(viewer).of(network).filter(user_id=viewer.pk)
    if not own.exists():
        return []
    return [MenuItem(_("My profile"), reverse("people:profile", args=[network.code]), MENU_ORDER)]


def organisation_panel(on: Any, viewer: Viewer) -> Panel | None:
    """How many people of the organisation the viewer may see, with the way to them."""
    if not isinstance(on, Organisation) or not on.network.uses(Part.PEOPLE):
        return None
    count = Person.objects.visible_to(viewer).filter(organisation=on).count()
    if not count:
        return None
    url = reverse("people:people", args=[on.network.code])
    context = {"count": count, "url": f"{url}?organisation={on.public_id}"}
    return Panel("people/panels/organisation.html", context, queries=1)


def registers(viewer: Viewer, network: Any) -> list[MenuItem]:
    """Beside the registers of partners: people, and the words for what they can do."""

    def item(label: str, name: str, order: int) -> MenuItem:
        return MenuItem(label, reverse(f"people:{name}", args=[network.code]), order)

    found = []
    if viewer.roles_in(network.pk) & READERS:
        found.append(item(word(network, "people"), "people", 50))
    if access.allowed("people.read_competences", viewer, network):
        found.append(item(word(network, "skills"), "competences", 60))
    return found


def visible_competences(viewer: Viewer) -> Any:
    return Competence.objects.visible_to(viewer).select_related("network")


def address_of_competence(competence: Competence) -> str:
    return reverse("people:edit_competence", args=[competence.network.code, competence.public_id])


def visible_people(viewer: Viewer) -> Any:
    return Person.objects.visible_to(viewer).select_related("network")


def page_of(code: str, public_id: str) -> str:
    return reverse("people:person", args=[code, public_id])


def address_of(person: Person) -> str:
    return reverse("people:person", args=[person.network.code, person.public_id])


PEOPLE_SHARED = Shareable(kind="person", model=Person, ask=ask_to_share, told=told_to_neighbour, url=page_of)


def register_of(network: Any) -> str:
    return reverse("people:people", args=[network.code])


def tell_them(viewer: Viewer, network: Any) -> tuple[str, str, str] | None:
    """What follows after people came in: telling them."""
    untold = Person.objects.visible_to(viewer).of(network).to_be_told()
    if not untold.exists():
        return None
    why = _("Before somebody has been told, nobody finds, suggests or asks her.")
    return why, _("Tell them"), reverse("people:added", args=[network.code])


PEOPLE_ROWS = ImportTarget(
    target="people",
    label=gettext_lazy("People"),
    order=10,
    deed="people.add_people",
    part=Part.PEOPLE,
    columns=COLUMNS,
    look=look_over_people,
    make=import_people,
    models={"person": Person, "unit": Unit, "organisation": Organisation},
    url=register_of,
    touched=known_to_themselves,
    after=tell_them,
)
LETTERS = JobKind(
    kind=TELLING, label=gettext_lazy("Letters that tell people what is stored of them"), run=write_letters
)
