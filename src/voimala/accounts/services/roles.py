"""Writes of users and their dated roles."""

import datetime as dt

from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voimala.accounts.models import Role, User
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network, RoleKind

WRONG_PASSWORDS_KEPT = dt.timedelta(days=1)


class UserRefused(DomainError):
    """The e-mail address or the password will not do."""


class RoleRefused(DomainError):
    """The role is held already, or its days do not make a time."""


class LastCoordinator(RoleRefused):
    """The network would be without a coordinator: another one is needed first."""


@transaction.atomic
def create_user(
    *,
    by: Actor,
    now: dt.datetime,
    email: str,
    name: str,
    network: Network,
    language: str = "fi",
    password: str | None = None,
    synthetic: bool = False,
) -> User:
    """A user of a network, who without a password can sign in only after asking for one by mail.

    Raises:
        UserRefused: the address is not one or has an account already, or the password is too weak.
    """
    access.require("accounts.create_user", by, network)
    address = email.strip().lower()
    user = User(email=address, name=name.strip(), language=language, synthetic=synthetic, joined_at=now)
    _require_address(address)
    if password is not None:
        require_strength(password, user)
    user.set_password(password)
    user.save()
    events.record(by=by, deed="user_created", subjects=[about(user)], now=now, network_id=network.pk)
    return user


def _require_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise UserRefused(" ".join(error.messages), where=address) from error
    if User.objects.filter(email=address).exists():
        raise UserRefused(_("This address already has an account."), where=address)


def require_strength(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserRefused(" ".join(error.messages), where=_("password")) from error


@transaction.atomic
def give_role(
    *,
    by: Actor,
    now: dt.datetime,
    user: User,
    network: Network,
    kind: RoleKind,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Role:
    """A role from `since` (today unless given) until, not including, `until` (for the time being).

    Raises:
        RoleRefused: the user holds the role on some of those days already, or there are no days.
    """
    access.require("accounts.give_role", by, network)
    first = since or network.today(now)
    if until is not None and until <= first:
        raise RoleRefused(_("The last day is before the first one."), where=until.isoformat())
    held = Role.objects.filter(user=user, network=network, kind=kind)
    if held.filter(_meets(first, until)).exists():
        raise RoleRefused(_("This person already has the role at that time."), where=user.name)
    role = Role.objects.create(user=user, network=network, kind=kind, since=first, until=until)
    events.record(by=by, deed="role_given", subjects=[about(user)], now=now, network_id=network.pk)
    return role


def _meets(first: dt.date, until: dt.date | None) -> Q:
    """Roles that share a day with the half-open range."""
    goes_on = Q(until=None) | Q(until__gt=first)
    return goes_on if until is None else goes_on & Q(since__lt=until)


@transaction.atomic
def end_role(*, by: Actor, now: dt.datetime, role: Role, until: dt.date | None = None) -> None:
    """End a role so that `until` (today unless given) is the first day without it.

    A role that would end before it began is taken away; the trail remembers that it was given.

    Raises:
        RoleRefused: it has ended already.
        LastCoordinator: nobody would coordinate the network on that day.
    """
    access.require("accounts.give_role", by, role)
    end = until or role.network.today(now)
    Network.objects.select_for_update().get(pk=role.network_id)
    _require_another_coordinator(role, end)
    if role.until is not None and role.until <= end:
        raise RoleRefused(_("The role has ended already."), where=role.until.isoformat())
    if end <= role.since:
        role.delete()
    else:
        role.until = end
        role.save(update_fields=["until"])
    events.record(by=by, deed="role_ended", subjects=[about(role.user)], now=now, network_id=role.network_id)


def _require_another_coordinator(role: Role, end: dt.date) -> None:
    """Somebody else must hold the role on the first day without this one."""
    if role.kind != RoleKind.COORDINATOR:
        return
    others = Role.objects.filter(network=role.network, kind=role.kind, user__is_active=True)
    if not others.exclude(user=role.user).in_force_on(end).exists():
        message = _("The network would have no coordinator then. Give the role to somebody else first.")
        raise LastCoordinator(message, where=role.user.name)


@transaction.atomic
def choose_weekly_mail(*, by: Actor, now: dt.datetime, user: User, network: Network, wanted: bool) -> User:
    """Take the weekly message or leave it, in all of the user's networks; `network` is where it was chosen.

    The same choice again changes nothing and is not told.
    """
    access.require("accounts.choose_mail", by, user)
    if User.objects.filter(pk=user.pk).exclude(weekly_mail=wanted).update(weekly_mail=wanted):
        deed = "weekly_mail_wanted" if wanted else "weekly_mail_left"
        events.record(by=by, deed=deed, subjects=[about(user)], now=now, network_id=network.pk)
    user.weekly_mail = wanted
    return user


def forget_sign_ins(now: dt.datetime) -> int:
    """Delete sessions that have ended, and wrong passwords older than a day: they name an address."""
    sessions = Session.objects.filter(expire_date__lt=now)
    attempts = AccessAttempt.objects.filter(attempt_time__lt=now - WRONG_PASSWORDS_KEPT)
    return int(sessions.delete()[0]) + int(attempts.delete()[0])


def about(user: User) -> Reference:
    return Reference("user", user.public_id)
