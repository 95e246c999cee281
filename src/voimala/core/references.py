"""References: how a lower app points at an object of an upper one without importing it.

Each kind registers once how its objects are found, labelled and reached; whoever holds a Reference
asks here and gets None for what the viewer may not see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from voimala.core.viewer import Viewer


@dataclass(frozen=True, order=True)
class Reference:
    """A kind ("person", "brief") and the object's public id."""

    kind: str
    public_id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"

    @classmethod
    def parse(cls, text: str) -> "Reference":
        kind, _, public_id = text.partition(":")
        if not (kind and public_id):
            raise ValueError(f"{text!r} is not a reference: write kind:id")
        return cls(kind, public_id)


@dataclass(frozen=True)
class ReferenceKind:
    """How one kind of object is found, called and reached."""

    kind: str
    visible: Callable[["Viewer"], "QuerySet[Any]"]
    label: Callable[[Any], str]
    url: Callable[[Any], str]


_KINDS: dict[str, ReferenceKind] = {}


def register(kind: ReferenceKind) -> None:
    """Called from AppConfig.ready(); registering a kind twice is a mistake in the code."""
    known = _KINDS.get(kind.kind)
    if known is not None and known != kind:
        raise ImproperlyConfigured(f"reference kind {kind.kind!r} is registered twice")
    _KINDS[kind.kind] = kind


def kinds() -> frozenset[str]:
    return frozenset(_KINDS)


def visible(kind: str, viewer: "Viewer") -> "QuerySet[Any]":
    """The objects of a kind that this viewer may see."""
    known = _KINDS.get(kind)
    if known is None:
        raise ImproperlyConfigured(f"nobody registered the reference kind {kind!r}")
    return known.visible(viewer)


def resolve(reference: Reference, viewer: "Viewer") -> Any | None:
    """The object, or None when there is none that this viewer may see."""
    kind = _KINDS.get(reference.kind)
    if kind is None:
        raise ImproperlyConfigured(f"nobody registered the reference kind {reference.kind!r}")
    return kind.visible(viewer).filter(public_id=reference.public_id).first()


def describe(reference: Reference, viewer: "Viewer") -> tuple[str, str] | None:
    """(label, url) of the object for this viewer, or None."""
    found = resolve(reference, viewer)
    if found is None:
        return None
    kind = _KINDS[reference.kind]
    return kind.label(found), kind.url(found)


def describe_all(wanted: Iterable[Reference], viewer: "Viewer") -> dict[Reference, tuple[str, str]]:
    """(label, url) of each object that this viewer may see: one query a kind; unknown kinds are left out."""
    by_kind: dict[str, set[str]] = {}
    for reference in wanted:
        by_kind.setdefault(reference.kind, set()).add(reference.public_id)
    found = {}
    for name, keys in by_kind.items():
        kind = _KINDS.get(name)
        if kind is None:
            continue
        for row in kind.visible(viewer).filter(public_id__in=keys):
            found[Reference(name, row.public_id)] = (kind.label(row), kind.url(row))
    return found
