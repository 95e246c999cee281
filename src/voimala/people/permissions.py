"""What may be read of people beside the rows themselves: which parts a page has."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator
from voimala.people.models import Person

oversees = holds(RoleKind.COORDINATOR, RoleKind.AUDITOR)


@rules.predicate
def is_oneself(viewer: Viewer, on: Any) -> bool:
    return on.user_id is not None and on.user_id == viewer.pk


@rules.predicate
def has_a_part(viewer: Viewer, on: Any) -> bool:
    """A role in the network, or a link that somebody was sent. The deed that moves hours asks more."""
    by_link = isinstance(viewer, Actor) and viewer.only is not None
    return by_link or bool(viewer.roles_in(on.network_id))


@rules.predicate
def comes_by_some_link(viewer: Viewer, on: Any) -> bool:
    return isinstance(viewer, Actor) and viewer.only is not None and viewer.viewer is None


@rules.predicate
def takes_part(viewer: Viewer, on: Any) -> bool:
    return on.deleted_at is None and on.network_id in viewer.network_ids


@rules.predicate
def comes_by_own_link(viewer: Viewer, on: Any) -> bool:
    """A link that names the person acts for the person."""
    only = viewer.only if isinstance(viewer, Actor) and viewer.viewer is None else None
    return on.deleted_at is None and only == Reference("person", on.public_id)


@rules.predicate
def is_told(viewer: Viewer, on: Any) -> bool:
    """Nothing is done with somebody who does not know yet that she is in the register."""
    return on.told_at is not None


@rules.predicate
def knows_person(viewer: Viewer, on: Any) -> bool:
    return bool(Person.objects.visible_to(viewer).filter(pk=on.pk).exists())


tends_own = (is_oneself & takes_part) | comes_by_own_link


def add_to_table() -> None:
    access.add_rows(
        {
            # The register itself; the rows in it are those of Person.visible_to.
            "people.read_register": holds(
                RoleKind.COORDINATOR, RoleKind.AUDITOR, RoleKind.PARTNER_CONTACT, RoleKind.PROFESSIONAL
            ),
            # Employers never see strengths: the network is their controller.
            "people.read_strengths": oversees | is_oneself,
            "people.read_limits": is_coordinator | is_oneself,
            # The own profile, consents, limits and "do not suggest me": nobody else's to change.
            "people.tend_own": tends_own,
            "people.invite_to_profile": is_coordinator & is_told,
            # Others keep the work data of the register only; the profile stays the person's own.
            "people.keep_person": is_coordinator & ~is_oneself,
            "people.read_competences": oversees,
            "people.keep_competences": is_coordinator,
            # From a list; everybody on it is told before anything else happens.
            "people.add_people": is_coordinator,
            "people.tell_of_storing": is_coordinator,
            # About others only hints; the person alone sees them.
            "people.give_hint": (is_coordinator | (holds(RoleKind.PARTNER_CONTACT) & knows_person))
            & ~is_oneself
            & is_told,
            "people.move_hours": has_a_part,
            # Whom a neighbour shares is asked through her own coordinator.
            "people.ask_through_home": is_coordinator,
            # A unit may name one of its own for a seat by a link; that deed asks whose link it is.
            "people.enter_person": holds(RoleKind.COORDINATOR, RoleKind.PARTNER_CONTACT) | comes_by_some_link,
        }
    )
