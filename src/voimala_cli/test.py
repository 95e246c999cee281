"""The word `test`: all checks in the order of CI, cheap failures first; with arguments pytest alone.

The checks are data (`checks.py`); this module runs them and says what could not be run.
"""

import os
import subprocess
import time

from voimala_cli.checks import BROWSER_TESTS, Check, all_checks, pytest_command
from voimala_cli.machine import Machine, look_around
from voimala_cli.places import ROOT, VAR
from voimala_cli.refusal import Refused

KEPT = ("VOIMALA_REQUIRE", "VOIMALA_CHROMIUM")
USAGE = """usage: ./voimala test [PYTEST ARGUMENTS] [--screenshots]

Without arguments: all checks in the order of CI, app tests on SQLite and, where it answers, on PostgreSQL.
With arguments: pytest alone with them.

  --screenshots   rewrite the pictures of the documents (needs Chromium); otherwise they are left alone

DATABASE_URL names another PostgreSQL than 127.0.0.1:5432.
VOIMALA_REQUIRE=browser,postgres makes a missing Chromium or PostgreSQL a failure."""


def run(argv: list[str]) -> int:
    if argv in (["--help"], ["-h"]):
        print(USAGE)
        return 0
    (VAR / "test").mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    if [word for word in argv if word != "--screenshots"]:
        return run_pytest_alone(argv)
    return run_all(look_around(), screenshots="--screenshots" in argv)


def run_pytest_alone(argv: list[str]) -> int:
    """Replaces this program: what is printed, and the exit code, are pytest's own."""
    command = pytest_command(*argv)
    database = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    os.execve(command[0], command, environment_of({**BROWSER_TESTS, **database}))


def run_all(machine: Machine, *, screenshots: bool) -> int:
    missing = machine.missing()
    refuse_required(missing)
    begun = time.monotonic()
    checks = [check for check in all_checks(machine, screenshots=screenshots) if check.needs not in missing]
    for check in checks:
        if not passes(check):
            print(f"\nFAILED: {check.name}\nalone: {check.shown}", flush=True)
            return 1
    print(f"\n{len(checks)} checks passed in {time.monotonic() - begun:.0f} s", flush=True)
    if missing:
        print("NOT RUN: " + ", ".join(missing.values()), flush=True)
    return 0


def refuse_required(missing: dict[str, str]) -> None:
    """A typing error in VOIMALA_REQUIRE must not weaken CI."""
    required = os.environ.get("VOIMALA_REQUIRE", "").replace(",", " ").split()
    unknown = sorted(set(required) - {"browser", "postgres"})
    if unknown:
        raise Refused(f"VOIMALA_REQUIRE: {', '.join(unknown)} is not one of browser, postgres")
    lacking = [missing[word] for word in required if word in missing]
    if lacking:
        raise Refused("VOIMALA_REQUIRE asks for what is not here. NOT RUN: " + ", ".join(lacking))


def passes(check: Check) -> bool:
    print(f"\n— {check.name}", flush=True)
    begun = time.monotonic()
    environment = environment_of(check.environment)
    done = subprocess.run(check.command, env=environment, stdin=subprocess.DEVNULL, check=False)
    verdict = "ok" if done.returncode == 0 else "failed"
    print(f"{check.name}: {verdict} {time.monotonic() - begun:.1f} s", flush=True)
    return done.returncode == 0


def environment_of(wanted: dict[str, str]) -> dict[str, str]:
    """The caller's environment, less what would let a test touch an installation's own data."""
    unwanted = {"DATABASE_URL", "SECRET_KEY"}
    unwanted |= {name for name in os.environ if name.startswith("VOIMALA_") and name not in KEPT}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    usual = {"DJANGO_SETTINGS_MODULE": "voimala.config.settings", "VOIMALA_VAR": str(VAR / "test")}
    return {**kept, **usual, "PYTHONUNBUFFERED": "1", **wanted}
