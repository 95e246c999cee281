"""What pages, forms and slots read of owned rows starts with `visible_to`: tenancy is asked first."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.guards.sources import ROOT, name_of, python_files

ASKING_LAYERS = ("/views", "/forms", "/slots", "/templatetags/", "/context_processors", "/bridge/")
# Reads nothing, or takes the viewer itself.
OTHER_STARTS = {"visible_to", "shared_into", "none", "oversees", "sees_of"}
EXEMPT = {
    ("src/voimala/assembly/views/showing.py", "Person.objects.suggestable"): "narrows a visible proposal",
}


def owned() -> set[str]:
    """Names of the models whose rows not everybody may see."""
    own = [model for model in apps.get_models() if model.__module__.startswith("voimala.")]
    return {model.__name__ for model in own if hasattr(model._default_manager, "visible_to")}


def starts(code: str) -> Iterator[str]:
    """Every `X.objects.method` of the code; X may be a name that holds a model."""
    for node in ast.walk(ast.parse(code)):
        of_objects = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if of_objects and node.value.attr == "objects":
            yield ast.unparse(node)


def unasked(code: str, models: set[str]) -> list[str]:
    return [start for start in starts(code) if is_unasked(*start.split(".objects."), models)]


def is_unasked(model: str, method: str, models: set[str]) -> bool:
    return method not in OTHER_STARTS and (model in models or not model[:1].isupper())


def test_reads_start_with_visible_to() -> None:
    asking = [path for path in python_files("src/voimala/") if any(x in name_of(path) for x in ASKING_LAYERS)]
    assert asking
    found = {(name_of(path), start) for path in asking for start in unasked(path.read_text("utf-8"), owned())}
    assert found - set(EXEMPT) == set()
    assert set(EXEMPT) - found == set(), "an exemption that nothing needs"


def test_the_guard_knows_the_owned_models() -> None:
    assert {"Person", "Brief", "Network", "User", "Milestone"} <= owned()
    assert not {"Municipality", "Source", "StairStep"} & owned()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Person.objects.filter(pk=1)", ["Person.objects.filter"]),
        ("Person.objects.of(network).visible_to(viewer)", ["Person.objects.of"]),
        ("model.objects.all()", ["model.objects.all"]),
        ("Person.objects.visible_to(viewer).filter(pk=1)", []),
        ("Municipality.objects.filter(region=1)", []),
    ],
)
def test_the_guard_sees_a_read_that_asks_nobody(code: str, found: list[str]) -> None:
    assert unasked(code, {"Person"}) == found


def test_the_asking_layers_are_there() -> None:
    names = [name_of(path) for path in (ROOT / "src").rglob("*.py")]
    assert [layer for layer in ASKING_LAYERS if not any(layer in name for name in names)] == []
