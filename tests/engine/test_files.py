"""Files are read as written, and what is damaged or contradictory is refused with the path of the field."""

import gzip
import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference import generated
from tests.engine.tiny import tiny_instance
from voimala_engine.assembly import (
    InstanceRefused,
    read_instance,
    read_solution,
    solve,
    write_instance,
    write_solution,
)
from voimala_engine.assembly.files import instance_document, instance_from_document


def _at(document: Any, path: str, value: object) -> None:
    """Sets ``people[3].comp[0][1]`` and the like."""
    steps = path.replace("[", ".").replace("]", "").split(".")
    for step in steps[:-1]:
        document = document[int(step)] if step.isdigit() else document[step]
    last = steps[-1]
    document[int(last) if last.isdigit() else last] = value


WRONG: list[tuple[str, object, str]] = [
    ("format", "portfolio-assembly/2", "format"),
    ("name", 3, "name"),
    ("tau", math.nan, "tau"),
    ("tau", 1.5, "tau"),
    ("tau", -0.1, "tau"),
    ("weights.staff", math.inf, "weights.staff"),
    ("weights.fair", -1, "weights.fair"),
    ("weights.pair_cap", 2.5, "weights.pair_cap"),
    ("n_regions", 0, "n_regions"),
    ("travel[0][1]", 999, "travel[1][0]"),
    ("travel[2]", [5], "travel[2]"),
    ("travel[1][1]", -5, "travel[1][1]"),
    ("municipalities[0].region", 4, "municipalities[0].region"),
    ("municipalities[0].x", "east", "municipalities[0].x"),
    ("competences[7].kind", "talent", "competences[7].kind"),
    ("orgs[2].committed", 0, "orgs[2].committed"),
    ("orgs[2].committed", -8, "orgs[2].committed"),
    ("orgs[2].committed", None, "orgs[2].committed"),
    ("orgs[2].uses", [999], "orgs[2].uses[0]"),
    ("people[12].hours", 4.5, "people[12].hours"),
    ("people[12].hours", True, "people[12].hours"),
    ("people[12].hours", 10**400, "people[12].hours"),
    ("people[12].org", 14, "people[12].org"),
    ("people[12].org", -1, "people[12].org"),
    ("people[12].sector", 7, "people[12].sector"),
    ("people[12].langs", [0, 0], "people[12].langs[1]"),
    ("people[12].comp", [[1, 6]], "people[12].comp[0][1]"),
    ("people[12].comp", [[300, 1]], "people[12].comp[0][0]"),
    ("people[12].comp", [[1, 2], [1, 3]], "people[12].comp[1][0]"),
    ("people[12].comp", [[1]], "people[12].comp[0]"),
    ("people[12].comp", {"1": 2}, "people[12].comp"),
    ("people[12]", None, "people[12]"),
    ("ties[0]", [3, 3], "ties[0]"),
    ("ties[0]", [5, 3], "ties[0]"),
    ("ties[0]", [3, 300], "ties[0][1]"),
    ("exclusions", [[1, 2], [1, 2]], "exclusions[1]"),
    ("pilots[0].size", [5, 4], "pilots[0].size"),
    ("pilots[0].size", [-1, 4], "pilots[0].size[0]"),
    ("pilots[0].size", [4], "pilots[0].size"),
    ("pilots[0].lang", 5, "pilots[0].lang"),
    ("pilots[0].lang_any", [9], "pilots[0].lang_any[0]"),
    ("pilots[0].muni", 4, "pilots[0].muni"),
    ("pilots[0].hours", "16", "pilots[0].hours"),
    ("pilots[0].max_travel", -1, "pilots[0].max_travel"),
    ("pilots[0].barred", [300], "pilots[0].barred[0]"),
    ("pilots[0].pinned", [1, 1], "pilots[0].pinned[1]"),
    ("pilots[0].roles[0].min", -1, "pilots[0].roles[0].min"),
    ("pilots[0].roles[0].sectors", [7], "pilots[0].roles[0].sectors[0]"),
    ("pilots[0].req[0].level", 0, "pilots[0].req[0].level"),
    ("pilots[0].req[0].w", math.nan, "pilots[0].req[0].w"),
    ("pilots[0].req[0].w", -5, "pilots[0].req[0].w"),
    ("pilots[0].req[0].mandatory", 1, "pilots[0].req[0].mandatory"),
    ("pilots[0].learner", {"req": 99, "hard": False}, "pilots[0].learner.req"),
    ("pilots[0].learner", {"req": 0}, "pilots[0].learner.hard"),
]


@pytest.mark.parametrize(("place", "value", "path"), WRONG)
def test_a_faulty_field_is_named(place: str, value: object, path: str) -> None:
    document = generated("S", 2)
    _at(document, place, value)
    with pytest.raises(InstanceRefused) as refusal:
        instance_from_document(document)
    assert refusal.value.path == path
    assert refusal.value.message


@pytest.mark.parametrize("place", ["people", "pilots", "weights", "tau", "travel", "name"])
def test_a_missing_field_is_named(place: str) -> None:
    document = generated("S", 2)
    del document[place]
    with pytest.raises(InstanceRefused) as refusal:
        instance_from_document(document)
    assert (refusal.value.path, refusal.value.message) == (place, "is missing")


def test_pinned_and_barred_at_once_is_refused() -> None:
    document = generated("S", 2)
    document["pilots"][0] |= {"pinned": [3, 9], "barred": [9]}
    with pytest.raises(
        InstanceRefused, match=r"pilots\[0\]\.pinned\[1\]: person 9 is both pinned and barred"
    ):
        instance_from_document(document)


def test_a_person_barred_twice_is_fine() -> None:
    document = generated("S", 2)
    document["pilots"][0]["barred"] = [9, 9]
    assert instance_from_document(document).briefs[0].barred == {9}


@given(seed=st.integers(1, 10**6), name=st.text(max_size=20))
def test_what_is_written_is_read_back(seed: int, name: str) -> None:
    instance = replace(tiny_instance(seed, unknown=False, briefs=2), name=name)
    document = json.loads(json.dumps(instance_document(instance)))
    assert instance_from_document(document) == instance


@pytest.mark.parametrize("name", ["instance.json", "instance.json.gz"])
def test_generated_files_survive_a_round_trip(tmp_path: Path, name: str) -> None:
    document = generated("S", 3)
    instance = instance_from_document(document)
    write_instance(instance, tmp_path / name)
    assert read_instance(tmp_path / name) == instance
    raw = (tmp_path / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    again = json.loads(text)
    assert again["people"] == document["people"]
    assert again["pilots"] == document["pilots"]
    assert again.keys() == document.keys()


def _cut_gzip(raw: bytes) -> bytes:
    return gzip.compress(raw)[:-300]


def _broken_gzip(raw: bytes) -> bytes:
    packed = bytearray(gzip.compress(raw))
    packed[len(packed) // 2] ^= 0xFF
    return bytes(packed)


@pytest.mark.parametrize(
    "damage",
    [
        _cut_gzip,
        _broken_gzip,
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: b"[1, 2]",
        lambda raw: b"\xff\xfe" + raw,
        lambda raw: b"[" * 100_000,
        lambda raw: b'{"format": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "instance.json.gz"
    path.write_bytes(damage(json.dumps(generated("S", 2)).encode()))
    with pytest.raises(InstanceRefused):
        read_instance(path)


@given(data=st.data())
def test_any_replaced_value_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever stands in a field: an instance or a refusal with a path, never another error."""
    document = instance_document(tiny_instance(11, unknown=False))
    odd = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.just([]), st.just({})
    )
    node: Any = document
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            node[key] = data.draw(odd)
            break
        node = node[key]
    try:
        instance_from_document(document)
    except InstanceRefused as refusal:
        found = refusal.path
    else:
        found = "sound"
    assert found


def test_a_solution_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    solution = solve(instance_from_document(generated("S", 2)))
    path = tmp_path / "solution.json"
    write_solution(solution, path)
    document = read_solution(path)
    assert document["teams"] == {"0": list(solution.teams[0].members)}
    assert document["objective"] == solution.objective
    before = path.read_bytes()
    path.chmod(0o444)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_solution(solution, tmp_path / "folder")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".tmp")] == []
