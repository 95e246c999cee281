"""The checks of the repository as data, in the order of CI: cheap failures first."""

import os
import shlex
from dataclasses import dataclass, field

from voimala_cli.machine import Machine
from voimala_cli.places import BIN, ROOT

# Playwright's own event loop runs while Django's test server answers; only tests need this.
BROWSER_TESTS = {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
PYTHON = str(BIN / "python")


@dataclass(frozen=True)
class Check:
    """One step: its command, what it adds to the environment, what it `needs` of the machine ("" nothing)."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    needs: str = ""

    @property
    def shown(self) -> str:
        """How to run the step alone, from the clone's root."""
        words = [shlex.quote(word.replace(f"{ROOT}/", "")) for word in self.command]
        return " ".join([*(f"{name}={value}" for name, value in self.environment.items()), *words])


ON_POSTGRES = ("-m", "not what_pages_say")
"""The walks over words and links of pages are asked on SQLite only."""


def program(name: str, *words: str) -> list[str]:
    return [str(BIN / name), *words]


def manage(*words: str) -> list[str]:
    return [PYTHON, "-P", "-m", "voimala_cli", "manage", *words]


def pytest_command(*words: str) -> list[str]:
    return program("pytest", *words)


def on_all_cores(*words: str) -> list[str]:
    return pytest_command("-q", "-n", str(min(os.cpu_count() or 1, 4)), *words)


def app_tests(*words: str) -> list[str]:
    """Each module on one core: what is made once for a module is made once. In the order of `tests/apps`."""
    return on_all_cores("--dist", "loadscope", "--no-loadscope-reorder", "tests/apps", *words)


def all_checks(machine: Machine, *, screenshots: bool) -> list[Check]:
    # Tests kill processes, never the database: its server need not wait for the disk.
    postgres = {"DATABASE_URL": machine.postgres or "", "PGOPTIONS": "-csynchronous_commit=off"}
    journeys = {**BROWSER_TESTS, "VOIMALA_CHROMIUM": machine.browser or ""}
    pictures = ["--screenshots"] if screenshots else []
    return [
        Check("format", program("ruff", "format", "--check", "--quiet")),
        Check("lint", program("ruff", "check", "--quiet")),
        Check("import contracts", program("lint-imports", "--no-cache")),
        Check("types", program("mypy")),
        Check("migrations complete", manage("makemigrations", "--check", "--dry-run")),
        Check("translations complete", manage("messages", "--check")),
        Check("guards", on_all_cores("tests/guards")),
        Check("engine tests", on_all_cores("tests/engine")),
        Check("app tests on SQLite", app_tests()),
        Check("app tests on PostgreSQL", app_tests(*ON_POSTGRES), postgres, needs="postgres"),
        Check("journeys", on_all_cores("tests/journeys", *pictures), journeys, needs="browser"),
    ]
