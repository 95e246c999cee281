"""The map of apps: what import-linter cannot see."""

import re
import subprocess
import sys
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Field, ForeignObject, Model

from tests.guards.sources import ROOT, app_names, contract


def heights() -> dict[str, int]:
    """App to its layer, the lowest 0; apps that stand side by side share one."""
    layers = [re.findall(r"\w+", layer) for layer in reversed(contract("apps")["layers"])]
    return {app: height for height, layer in enumerate(layers) for app in layer}


def upward(keys: Iterable[tuple[str, str, str]], height: dict[str, int]) -> list[str]:
    """Foreign keys (name, app, target app) to a higher app or to another app of the same layer."""
    return [
        f"{name} points from {app} up to {target}"
        for name, app, target in keys
        if app != target and app in height and target in height and height[target] >= height[app]
    ]


def foreign_keys() -> list[tuple[str, str, str]]:
    own = [model for model in apps.get_models(include_auto_created=True) if is_own(model)]
    keys = [(model, field) for model in own for field in model._meta.get_fields() if is_key(field)]
    return [
        (f"{model.__name__}.{field.name}", model._meta.app_label, target_app(field)) for model, field in keys
    ]


def is_own(model: type[Model]) -> bool:
    return model.__module__.startswith("voimala.")


def is_key(field: object) -> bool:
    return isinstance(field, Field) and field.is_relation


def target_app(field: Field) -> str:
    related = field.related_model
    assert isinstance(related, type), f"{field} points to a model that does not exist"
    return related._meta.app_label


def test_no_foreign_key_points_up() -> None:
    keys = foreign_keys()
    assert keys, "no foreign key was found: this guard looks at nothing"
    assert upward(keys, heights()) == []


def test_the_guard_sees_an_upward_key() -> None:
    height = heights()
    assert upward([("Person.pilot", "people", "assembly")], height)
    assert upward([("Page.desk", "public", "desk")], height)
    assert not upward([("Group.person", "assembly", "people")], height)


def test_foreign_keys_are_found_at_all() -> None:
    assert any(
        isinstance(field, ForeignObject) for model in apps.get_models() for field in model._meta.fields
    )


def test_every_app_has_its_inner_contract() -> None:
    containers = {name.removeprefix("voimala.") for name in contract("inside-apps")["containers"]}
    assert containers == set(app_names()) - {"core", "config"}


def test_every_app_is_installed() -> None:
    installed = {config.name.removeprefix("voimala.") for config in apps.get_app_configs()}
    assert set(app_names()) - {"config"} <= installed


def test_django_finds_nothing_to_complain_about() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import voimala_cli.__main__", ["django", "numpy", "highspy", "babel"]),
        ("import voimala_engine.assembly", ["django", "highspy"]),
        ("import voimala_cli.assemble", ["django"]),
        ("import django; django.setup(); import voimala.config.urls", ["highspy", "numpy", "babel"]),
    ],
)
def test_heavy_libraries_are_imported_where_they_are_used(code: str, absent: list[str]) -> None:
    command = f"{code}\nimport sys\nprint(sorted(set({absent!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
