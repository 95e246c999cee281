"""Invitations to a role: made, sent again, withdrawn, taken. The letter is written above."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from voimala.accounts.models import Invitation, Role, User
from voimala.accounts.services.roles import UserRefused, require_strength
from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network, RoleKind

INVITED_DAYS = 14
KEPT = dt.timedelta(days=30)
"""How long an invitation that has ended keeps its address."""
LONGEST_NAME = 120


class InvitationRefused(Refused):
    """The address or the role will not do, or the invitation is over."""


@dataclass(frozen=True)
class RoleWish:
    """Who is asked to what. `scope` narrows the role for an app above, such as an organisation's contact."""

    email: str
    kind: str
    name: str = ""
    language: str = "fi"
    scope: Reference | None = None


@dataclass(frozen=True)
class Newcomer:
    """What somebody without an account tells on accepting."""

    name: str
    password: str


def make_invitation(*, network: Network, wish: RoleWish, user: User | None, now: dt.datetime) -> Invitation:
    """The row of an invitation; the one that waits already when somebody is asked to the same again.

    Whether the address has an account is neither asked nor told here.

    Raises:
        InvitationRefused: keys are the fields "email", "kind" and "name".
    """
    Network.objects.select_for_update().get(pk=network.pk)
    email, name = wish.email.strip().lower(), " ".join(tidied(wish.name).split())
    _check(email, name, wish.kind)
    scope = wish.scope or Reference("", "")
    same = Invitation.objects.filter(
        network=network, email=email, kind=wish.kind, scope_kind=scope.kind, scope_id=scope.public_id
    )
    waiting: Invitation | None = same.open().first()
    if waiting is not None:
        return waiting
    made: Invitation = Invitation.objects.create(
        network=network,
        email=email,
        name=name,
        kind=wish.kind,
        scope_kind=scope.kind,
        scope_id=scope.public_id,
        language=wish.language,
        invited_by=user,
        made_at=now,
        sent_at=now,
        expires_at=now + dt.timedelta(days=INVITED_DAYS),
    )
    return made


def renew_invitation(*, invitation: Invitation, now: dt.datetime) -> Invitation:
    """It waits for another two weeks from now.

    Raises:
        InvitationRefused: it has been accepted or withdrawn.
    """
    current = _locked(invitation)
    if not current.is_open:
        raise InvitationRefused({"email": _("This invitation is over: it was accepted or withdrawn.")})
    current.sent_at, current.expires_at = now, now + dt.timedelta(days=INVITED_DAYS)
    current.save(update_fields=["sent_at", "expires_at"])
    return current


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation, now: dt.datetime) -> None:
    """The invitation no longer holds. One that is over already stays as it is."""
    access.require("accounts.invite", by, invitation)
    current = _locked(invitation)
    if not current.is_open:
        return
    current.withdrawn_at = now
    current.save(update_fields=["withdrawn_at"])
    subjects = [Reference("invitation", current.public_id)]
    events.record(
        by=by, deed="invitation_withdrawn", subjects=subjects, now=now, network_id=current.network_id
    )


def take_role(
    *, invitation: Invitation, user: User | None, newcomer: Newcomer | None, now: dt.datetime
) -> User:
    """The role begins today: for the account given, the one of the address, or a new one.

    Taken twice, it gives the same user and no second role.

    Raises:
        InvitationRefused: it is withdrawn or too old, or name or password will not do.
    """
    current = _locked(invitation)
    if current.accepted_at is not None and current.user is not None:
        return current.user
    if not current.waits_at(now):
        raise InvitationRefused({"email": _("This invitation is over. Ask for a new one.")})
    taker = user or User.objects.filter(email=current.email, is_active=True).first()
    taker = taker or _new_user(current, newcomer, now)
    today = current.network.today(now)
    held = Role.objects.filter(user=taker, network=current.network, kind=current.kind)
    if not held.in_force_on(today).exists():
        Role.objects.create(user=taker, network=current.network, kind=current.kind, since=today)
    current.user, current.accepted_at = taker, now
    current.save(update_fields=["user", "accepted_at"])
    return taker


def _new_user(invitation: Invitation, newcomer: Newcomer | None, now: dt.datetime) -> User:
    name = " ".join(tidied(newcomer.name).split()) if newcomer else ""
    if newcomer is None or not name or len(name) > LONGEST_NAME:
        raise InvitationRefused({"name": _("Write your name.")})
    user = User(
        email=invitation.email,
        name=name,
        language=invitation.language,
        joined_at=now,
        synthetic=invitation.network.synthetic,
    )
    try:
        require_strength(newcomer.password, user)
    except UserRefused as refused:
        raise InvitationRefused({"password": refused.message}) from refused
    user.set_password(newcomer.password)
    user.save()
    return user


def forget_invitations(now: dt.datetime) -> int:
    """Delete the invitations that ended long ago: each names an address."""
    old = now - KEPT
    gone = 0
    for ended in ({"accepted_at__lt": old}, {"withdrawn_at__lt": old}, {"expires_at__lt": old}):
        gone += int(Invitation.objects.filter(**ended).delete()[0])
    return gone


def _locked(invitation: Invitation) -> Invitation:
    Network.objects.select_for_update().get(pk=invitation.network_id)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("network", "user")
    found: Invitation = rows.get(pk=invitation.pk)
    return found


def _check(email: str, name: str, kind: str) -> None:
    problems = {}
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = _("This is not an e-mail address.")
    if kind not in RoleKind.values or kind == RoleKind.OPERATOR:
        problems["kind"] = _("Choose a role.")
    if len(name) > LONGEST_NAME:
        problems["name"] = _("At most %(most)s characters.") % {"most": LONGEST_NAME}
    if problems:
        raise InvitationRefused(problems)
