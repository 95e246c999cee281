"""Who may propose, decide, ask and answer, and who looks at groups."""

from typing import Any

import rules

from voimala.assembly.models import Asking
from voimala.core import access
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator


@rules.predicate
def comes_by_its_link(viewer: Viewer, on: Any) -> bool:
    """The link that was sent for exactly this asking, or this seat."""
    return isinstance(viewer, Actor) and viewer.viewer is None and viewer.only == on.reference


@rules.predicate
def is_the_asked_person(viewer: Viewer, on: Any) -> bool:
    """What is asked of the supervisor or the unit is not the person's to answer."""
    own = on.person is not None and on.person.user_id is not None and on.person.user_id == viewer.pk
    return own and on.part in Asking.OF_PERSON and on.network_id in viewer.network_ids


@rules.predicate
def is_the_asked_contact(viewer: Viewer, on: Any) -> bool:
    own = on.contact is not None and on.contact.user_id is not None and on.contact.user_id == viewer.pk
    return own and on.network_id in viewer.network_ids


is_asked = comes_by_its_link | is_the_asked_person | is_the_asked_contact


def add_to_table() -> None:
    access.add_rows(
        {
            "assembly.propose": is_coordinator,
            "assembly.choose": is_coordinator,
            "assembly.decide": is_coordinator,
            "assembly.leave": is_coordinator,
            # Askings: made, taken back and prolonged by the coordinator, who also writes down what was told.
            "assembly.ask": is_coordinator,
            "assembly.answer": is_coordinator | is_asked,
            "assembly.answer_own": is_asked,
            "assembly.call": is_coordinator,
            # An expert's own name is written by the link that her association passed on, and by no role.
            "assembly.own_name": comes_by_its_link,
            "assembly.remove_own_name": comes_by_its_link | is_coordinator,
            # The list itself: to others it would say that there are no groups.
            "assembly.read_groups": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR),
        }
    )
