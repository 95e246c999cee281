"""Two full networks, one of them full of marks that no page of the other may show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.apps.access_scene import Scene
from tests.apps.test_access_table import ADDRESSES, BEFORE, FURTHER, NAMED, rows_of, walk
from voimala.accounts.models import User
from voimala.networks.models import Network

Model = type[models.Model]

# Fields whose text is a code, a digest or a key of the platform's own, not what somebody has written.
CODES = {
    "accent", "action", "actor_kind", "actor_name", "code", "deed", "digest", "extra", "host", "key", "kind",
    "language", "name_key", "password", "public_id", "purpose", "role", "seat_id", "seat_kind", "sort_key",
    "state", "target", "subject_id", "subject_kind", "timezone", "origin",
}  # fmt: skip
SHORTEST = 12


def own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith("voimala.")]


@cache
def path_to_network(model: Model, depth: int = 4) -> str | None:
    """The keyword that narrows the model to one network's rows; None for what belongs to none."""
    if model is Network:
        return "pk"
    if model is User:
        return "roles__network"
    keys = [each for each in model._meta.fields if isinstance(each, models.ForeignKey)]
    keys.sort(key=lambda key: (key.related_model is not Network, key.null))
    for key in keys:
        further = path_to_network(key.related_model, depth - 1) if depth else None
        if further and key.related_model is not User:
            return key.name if further == "pk" else f"{key.name}__{further}"
    return None


def rows_named(model: Model, network: Network) -> Any:
    path = path_to_network(model)
    rows = model._base_manager
    return rows.filter(**{path: network.pk}).order_by("pk") if path else rows.none()


def texts_of(model: Model) -> Iterator[Any]:
    """The columns in which people write."""
    for each in model._meta.fields:
        wide = isinstance(each, models.TextField) or (each.max_length or 0) >= SHORTEST
        written = isinstance(each, models.CharField | models.TextField) and not isinstance(
            each, models.FileField
        )
        if written and wide and not each.choices and each.name not in CODES:
            yield each


@dataclass
class Marks:
    """Every mark that was planted, and where."""

    where: dict[str, str] = field(default_factory=dict)

    def plant(self, network: Network) -> None:
        for model in own_models():
            for row in rows_named(model, network).distinct():
                self.mark(model, row)

    def mark(self, model: Model, row: Any) -> None:
        values = {each.name: self.new(model, row, each) for each in texts_of(model)}
        if values:
            # Not its manager: the rows of the ledger are never changed.
            models.QuerySet(model).filter(pk=row.pk).update(**values)

    def new(self, model: Model, row: Any, column: Any) -> str:
        mark = f"Zq{len(self.where):05d}zq"
        self.where[mark] = f"{model.__name__}.{column.name} of {row.pk}"
        if column.name == "search_text":
            return mark.lower()
        return f"{mark}@example.org" if isinstance(column, models.EmailField) else mark

    def found_in(self, text: str) -> set[str]:
        """Where the marks stand that the text holds, in capitals or not."""
        low = text.lower()
        if "zq" not in low:
            return set()
        return {where for mark, where in self.where.items() if mark.lower() in low}


@dataclass(frozen=True)
class Address:
    name: str
    view: Any
    takes: frozenset[str]

    @property
    def for_members(self) -> bool:
        return bool(getattr(self.view, "login_required", True))

    def urls(self, code: str, scene: Scene, *more: str) -> list[str]:
        """The address with the objects of the scene that the table of access names for it, and with `more`.

        An address that the table does not know yet gets an id of each kind, one after the other.
        """
        ids = [*self.objects(scene), *more] if self.takes - {"code"} else [""]
        found = (self.url(code, each, scene) for each in ids)
        return list(dict.fromkeys(url for url in found if url))

    @property
    def takes_ids(self) -> bool:
        """A kind alone ("news") is no id: there is nothing of anybody's behind it."""
        return len(self.takes - {"code"}) > (self.name in BEFORE)

    def objects(self, scene: Scene) -> list[str]:
        others = [row.partition("/")[2] for row, _ in rows_of(ADDRESSES) if row.startswith(f"{self.name}/")]
        names = {name for name in (NAMED.get(self.name), *others) if name}
        known = [scene.objects[name].public_id for name in sorted(names)]
        return known or ids_of(scene.network)

    def url(self, code: str, public_id: str, scene: Scene) -> str | None:
        """None when the address takes nothing like this."""
        further = FURTHER.get(self.name)
        last = scene.objects[further].public_id if isinstance(further, str) else further
        places = len(self.takes - {"code"})
        before = [BEFORE[self.name]] if self.name in BEFORE else []
        given = [*before, public_id, *([last or public_id] * places)][:places]
        for values in (given, [1] * places):
            try:
                return reverse(self.name, args=[*([code] if "code" in self.takes else []), *values])
            except NoReverseMatch:
                continue
        return None


def addresses() -> list[Address]:
    """Every address of the installation that has a name."""
    found = walk(get_resolver().url_patterns)
    return [Address(name, view, takes) for name, view, takes in found if not name.endswith("None")]


@cache
def ids_of(network: Network) -> tuple[str, ...]:
    """The public ids of one row of each kind that the network owns."""
    found: list[str] = []
    for model in own_models():
        if any(each.name == "public_id" for each in model._meta.fields):
            found += rows_named(model, network).values_list("public_id", flat=True)[:1]
    return tuple(found)


def fingerprint(network: Network) -> dict[str, list[Any]]:
    """All that is stored of the network, to see that nothing of it was changed."""
    return {
        model.__name__: list(rows_named(model, network).distinct().values_list()) for model in own_models()
    }


def crossings(first: Network, second: Network) -> list[str]:
    """Rows of one network that point at rows of the other; only shares may."""
    found = []
    for model in own_models():
        path = path_to_network(model)
        if path is None or model.__name__ in ("Share", "User"):
            continue
        for key in (each for each in model._meta.fields if isinstance(each, models.ForeignKey)):
            further = path_to_network(key.related_model)
            if further is None or key.related_model is User:
                continue
            target = key.name if further == "pk" else f"{key.name}__{further}"
            for here, there in ((first, second), (second, first)):
                if model._base_manager.filter(**{path: here.pk}).filter(**{target: there.pk}).exists():
                    found.append(f"{model.__name__}.{key.name}: {here.code} > {there.code}")
    return found
