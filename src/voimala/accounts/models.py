"""Users and their dated roles. A role knows user, network, from, until: narrower scope belongs above."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Viewer, sees_all
from voimala.networks.models import Network, Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with

OVERSEERS = (RoleKind.COORDINATOR, RoleKind.AUDITOR)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: Viewer) -> "UserQuerySet":
        """Oneself, and whoever has or has had a role in a network one coordinates or audits."""
        if sees_all(viewer):
            return self
        overseen = Role.objects.filter(network_id__in=networks_with(viewer, *OVERSEERS))
        return self.filter(Q(pk=viewer.pk) | Q(pk__in=overseen.values("user_id")))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who signs in with an e-mail address; without a password only by a link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, Identified, MayBeSynthetic):
    """Somebody who signs in. What the person is and can do stands in `people`, not here."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="fi")
    weekly_mail = models.BooleanField(_("weekly message"), default=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def at(self, now: dt.datetime) -> "User":
        """Read the roles as they stand at `now`; called once per request or job."""
        self.__dict__["_roles"] = self._roles_at(now)
        return self

    def _roles_at(self, now: dt.datetime) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        for role in self.roles.select_related("network"):
            if role.in_force(role.network.today(now)):
                found.setdefault(role.network_id, set()).add(role.kind)
        return {network_id: frozenset(kinds) for network_id, kinds in found.items()}

    @cached_property
    def _roles(self) -> dict[int, frozenset[str]]:
        return self._roles_at(timezone.now())

    @property
    def network_ids(self) -> frozenset[int]:
        return frozenset(self._roles)

    def roles_in(self, network_id: int) -> frozenset[str]:
        return self._roles.get(network_id, frozenset())

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permission words are not used here: deeds stand in core.access."""
        return False


class RoleQuerySet(OwnedQuerySet):
    def in_force_on(self, day: dt.date) -> "RoleQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def seen_by(self, viewer: Viewer) -> Q:
        """One's own roles, and all of a network for its coordinators and auditors."""
        overseen = networks_with(viewer, *OVERSEERS)
        return Q(user_id=viewer.pk) | Q(network_id__in=overseen)


class Role(Owned, Identified):
    """What a user is in a network from `since` until (not including) `until`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "network", "kind", "since"], name="role_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="role_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"

    @property
    def last_day(self) -> dt.date | None:
        """The last day with the role; None for the time being."""
        return self.until - dt.timedelta(days=1) if self.until else None

    def in_force(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class InvitationQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Coordinators and auditors: it names an address of somebody who has not come yet."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS))

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(Owned, Identified):
    """Somebody is asked by e-mail to take a role. The link in the letter is the key; it ends on a day.

    `scope` names what narrows the role for an app above: the organisation whose contact somebody becomes.
    """

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind)
    scope_kind = models.CharField(max_length=30, blank=True, default="")
    scope_id = models.CharField(max_length=12, blank=True, default="")
    language = models.CharField(_("language"), max_length=2, default="fi")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: Any = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "email", "kind", "scope_kind", "scope_id"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_one_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def scope(self) -> Reference | None:
        return Reference(self.scope_kind, self.scope_id) if self.scope_kind else None

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    def waits_at(self, now: dt.datetime) -> bool:
        return self.is_open and now < self.expires_at


def home_network(viewer: Viewer) -> Network | None:
    """The network to open after signing in: the only one, or the first by code."""
    return Network.objects.filter(pk__in=viewer.network_ids).order_by("code").first()
