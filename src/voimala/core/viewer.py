"""Who looks and who acts, without knowing any user model."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from voimala.core.references import Reference


@runtime_checkable
class Viewer(Protocol):
    """What `visible_to` may ask. Fulfilled by users, by the visitor and by Actor."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_authenticated(self) -> bool: ...
    @property
    def network_ids(self) -> frozenset[int]: ...
    def roles_in(self, network_id: int) -> frozenset[str]: ...


@dataclass(frozen=True)
class Visitor:
    """Somebody not signed in: sees what is published, nothing else."""

    pk: None = None
    is_authenticated: bool = False
    network_ids: frozenset[int] = frozenset()

    def roles_in(self, network_id: int) -> frozenset[str]:
        return frozenset()


ActorKind = Literal["user", "system", "import", "link", "visitor"]


@dataclass(frozen=True)
class Actor:
    """Who does a deed, in which capacity and for what; services take it as `by`.

    A system actor sees everything; a link sees the one object it names (`only`); a user's actor sees
    what the user sees (`viewer`); a visitor is nobody in particular and sees what is published.
    """

    kind: ActorKind
    name: str
    viewer: Viewer | None = None
    only: Reference | None = None
    purpose: str = ""
    at: dt.datetime | None = field(default=None, compare=False)

    @property
    def pk(self) -> Any:
        return self.viewer.pk if self.viewer else None

    @property
    def is_authenticated(self) -> bool:
        return self.viewer is not None and self.viewer.is_authenticated

    @property
    def sees_all(self) -> bool:
        return self.kind in ("system", "import") and self.viewer is None

    @property
    def network_ids(self) -> frozenset[int]:
        return self.viewer.network_ids if self.viewer else frozenset()

    def roles_in(self, network_id: int) -> frozenset[str]:
        return self.viewer.roles_in(network_id) if self.viewer else frozenset()


def system(name: str, *, purpose: str = "") -> Actor:
    """The platform itself: jobs, seeds and migrations."""
    return Actor(kind="system", name=name, purpose=purpose)


def acting(viewer: Viewer, *, purpose: str = "") -> Actor:
    """The signed-in user as an actor."""
    return Actor(kind="user", name=f"user:{viewer.pk}", viewer=viewer, purpose=purpose)


def visiting() -> Actor:
    """Whoever fills in an open form. Not asked who it is, so that the trail does not tell it either."""
    return Actor(kind="visitor", name="visitor", viewer=Visitor())


def sees_all(viewer: Viewer) -> bool:
    """True for the system's own actors only."""
    return isinstance(viewer, Actor) and viewer.sees_all
