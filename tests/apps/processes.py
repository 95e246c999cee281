"""Real processes on the database of a test, so that they can really be killed. Use `installed_database`."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, connections

from voimala_cli.places import ROOT

READY = "ready"
PATIENCE = 60
"""Seconds after which a process counts as stuck."""


def address_of_database() -> str:
    """DATABASE_URL of the database that this test's threads meet."""
    wanted = connections.settings["default"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(wanted['NAME']))}"
    name = connection.settings_dict["NAME"]
    user, password = quote(wanted["USER"]), quote(wanted["PASSWORD"])
    return f"postgres://{user}:{password}@{wanted['HOST']}:{wanted['PORT'] or 5432}/{name}"


def environment(folder: Path) -> dict[str, str]:
    """As an installation has it, with its private files in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VOIMALA_")}
    return {
        **kept,
        "DATABASE_URL": address_of_database(),
        "DJANGO_SETTINGS_MODULE": "voimala.config.settings",
        "PYTHONPATH": str(ROOT),
        "VOIMALA_VAR": str(folder),
    }


@contextmanager
def running(module: str, *words: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """`python -m module`, from when it has said that it is ready; killed at the end of the block."""
    command = [sys.executable, "-P", "-m", module, *words]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        assert said == READY, said + process.stdout.read()
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
