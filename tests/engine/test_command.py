"""`./voimala assemble` as a user meets it: a process, its exit code, its one line and its file."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine.reference import ROOT, generated, verified


def _command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "voimala_cli", "assemble", *map(str, words)]


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "VOIMALA_STARTED_AT"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def _run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(*words), capture_output=True, text=True, env=_environment(**more), check=False, timeout=120
    )


def _write(path: Path, document: object) -> Path:
    text = json.dumps(document).encode()
    path.write_bytes(gzip.compress(text) if path.name.endswith(".gz") else text)
    return path


@pytest.mark.parametrize(("name", "out"), [("a.json", "b.json"), ("a.json.gz", "b.json.gz")])
def test_a_single_brief_is_solved_to_proof(tmp_path: Path, name: str, out: str) -> None:
    document = generated("S", 2)
    done = _run(_write(tmp_path / name, document), "-o", tmp_path / out, "--seed", "5", "--time-limit", "30")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    assert "1 of 1 staffed, optimal" in done.stdout
    raw = (tmp_path / out).read_bytes()
    solution = json.loads(gzip.decompress(raw) if out.endswith(".gz") else raw)
    assert verified(document, solution)["errors"] == []
    assert solution["bound"] - solution["objective"] < 1e-4


def test_an_impossible_brief_is_written_with_its_proof(tmp_path: Path) -> None:
    document = generated("S", 1)
    done = _run(_write(tmp_path / "a.json", document), "-o", tmp_path / "b.json")
    assert done.returncode == 0
    solution = json.loads((tmp_path / "b.json").read_text())
    assert solution["teams"] == {}
    assert solution["unstaffed"]["0"]["reason"]
    assert solution["unstaffed"]["0"]["proof"]
    assert verified(document, solution)["errors"] == []


def test_a_refused_instance_names_the_field_and_writes_nothing(tmp_path: Path) -> None:
    document = generated("S", 2)
    document["people"][12]["comp"] = [[1, 9]]
    done = _run(_write(tmp_path / "a.json", document), "-o", tmp_path / "b.json")
    assert done.returncode == 2
    assert "people[12].comp[0][1]: must be between 1 and 5" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "b.json").exists()


def test_damaged_files_are_refused_in_one_line(tmp_path: Path) -> None:
    text = json.dumps(generated("S", 2)).encode()
    for raw in (gzip.compress(text)[:-50], text[:-50], b"", b"\x1f\x8b", b"null"):
        (tmp_path / "a.json.gz").write_bytes(raw)
        done = _run(tmp_path / "a.json.gz", "-o", tmp_path / "b.json")
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "b.json").exists()


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.json", generated("S", 2))
    for words in (
        (tmp_path / "none.json", "-o", tmp_path / "b.json"),
        (tmp_path, "-o", tmp_path / "b.json"),
        (path, "-o", tmp_path / "no" / "b.json"),
        (path, "-o", tmp_path),
    ):
        done = _run(*words)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [(), ("--time-limit", "0"), ("--time-limit", "nan"), ("--seed", "-1"), ("--seed", "x"), ("--what",)],
)
def test_wrong_arguments_are_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = _write(tmp_path / "a.json", generated("S", 2))
    output = ("-o", str(tmp_path / "b.json")) if words else ()
    done = _run(path, *output, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b.json").exists()


def test_help_names_every_argument_and_exit_code() -> None:
    done = _run("--help")
    assert done.returncode == 0
    for word in ("INSTANCE", "--output", "--time-limit", "--seed", "exit codes", "  0  ", "  1  ", "  2  "):
        assert word in done.stdout


def test_time_spent_before_the_process_counts(tmp_path: Path) -> None:
    document = generated("M", 1, pilots=6, people=300)
    path = _write(tmp_path / "a.json", document)
    started = repr(time.time() - 100)
    done = _run(path, "-o", tmp_path / "b.json", "--time-limit", "60", VOIMALA_STARTED_AT=started)
    assert done.returncode == 0
    solution = json.loads((tmp_path / "b.json").read_text())
    assert solution["seconds"] >= 100
    assert verified(document, solution)["errors"] == []


def _wait_until_it_catches_signals(pid: int) -> None:
    """Python itself catches the interrupt, but the termination only once the command has begun."""
    status, bit = Path(f"/proc/{pid}/status"), 1 << (signal.SIGTERM - 1)
    if not status.exists():
        pytest.skip("needs /proc to see when the command is ready")
    while not int(status.read_text().partition("SigCgt:")[2].split()[0], 16) & bit:
        time.sleep(0.05)
    time.sleep(1.0)


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_search_with_a_valid_file(tmp_path: Path, kind: signal.Signals) -> None:
    document = generated("M", 1, pilots=12, people=1500)
    path = _write(tmp_path / "a.json", document)
    words = (path, "-o", tmp_path / "b.json", "--time-limit", "600")
    with subprocess.Popen(
        _command(*words), env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        _wait_until_it_catches_signals(running.pid)
        running.send_signal(kind)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert "staffed" in out
    solution = json.loads((tmp_path / "b.json").read_text())
    assert verified(document, solution)["errors"] == []
    assert solution["seconds"] < 300


def test_an_old_solution_stays_when_the_instance_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("old")
    (tmp_path / "a.json").write_text("{")
    assert _run(tmp_path / "a.json", "-o", tmp_path / "b.json").returncode == 2
    assert (tmp_path / "b.json").read_text() == "old"


def test_nothing_is_left_beside_the_solution(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.json", generated("S", 2))
    assert _run(path, "-o", tmp_path / "b.json").returncode == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.json", "b.json"]
