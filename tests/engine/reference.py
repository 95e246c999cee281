"""The independent instance generator and verifier of benchmarks/reference, loaded by path for tests only."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]


@cache
def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / "reference" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _generated(size: str, seed: int, pilots: int, people: int) -> str:
    return json.dumps(_module("assembly_gen").generate(size, seed, P=pilots, N=people))


def generated(size: str, seed: int, *, pilots: int = 1, people: int = 300) -> dict[str, Any]:
    """A fresh copy of a generated instance document."""
    document: dict[str, Any] = json.loads(_generated(size, seed, pilots, people))
    return document


def verified(instance: dict[str, Any], solution: dict[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = _module("assembly_verify").verify(instance, solution)
    return report
