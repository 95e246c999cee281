"""What the accounts app puts into the general slots."""

from typing import Any

from django.db.models import QuerySet

from voimala.accounts.models import Invitation, User
from voimala.accounts.services import forget_invitations, forget_sign_ins
from voimala.core import references
from voimala.core.references import ReferenceKind
from voimala.core.slots import personal_data
from voimala.core.viewer import Viewer


def visible_users(viewer: Viewer) -> QuerySet[User]:
    return User.objects.visible_to(viewer)


def no_page(user: User) -> str:
    """A user is an account; the page about the human is in people."""
    return ""


def visible_invitations(viewer: Viewer) -> Any:
    return Invitation.objects.visible_to(viewer)


def no_page_of_its_own(invitation: Invitation) -> str:
    """Invitations are listed above, beside the roles."""
    return ""


INVITATION = ReferenceKind("invitation", visible_invitations, str, no_page_of_its_own)
USER = ReferenceKind("user", visible_users, str, no_page)


def fill() -> None:
    references.register(USER)
    references.register(INVITATION)
    personal_data.fill(forget_sign_ins)
    personal_data.fill(forget_invitations)
