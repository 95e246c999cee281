"""The word `demo`: five networks with synthetic people, ready to be tried, on this machine only.

What the demonstration holds is the business of `demo/` in the clone's root.
"""

import argparse
import io
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path

from voimala_cli.places import ROOT, VAR
from voimala_cli.refusal import Refused
from voimala_cli.serving import (
    clear_lines_for_disk_and_database,
    collect_static,
    migrate,
    progress,
    require_free_port,
    say,
    serve_until_stopped,
    start_django,
    start_worker,
)

HOST = "127.0.0.1"
FOLDER = VAR / "demo"
WORKERS = 2


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="./voimala demo", description=__doc__.partition("\n")[0])
    words.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    words.add_argument(
        "--reset", action="store_true", help="throw the demonstration's data away and start anew"
    )
    return words


def run(argv: list[str]) -> int:
    wanted = parser().parse_args(argv)
    require_free_port(HOST, wanted.port, "demo")
    set_environment(wanted.port, FOLDER)
    if wanted.reset:
        shutil.rmtree(FOLDER, ignore_errors=True)
    with clear_lines_for_disk_and_database():
        FOLDER.mkdir(parents=True, exist_ok=True)
        start_django()
        migrate("start anew: ./voimala demo --reset")
        seed_when_empty()
        collect_static()
        text = welcome(wanted.port, FOLDER)
        serve_until_stopped(HOST, wanted.port, WORKERS, lambda: when_ready(text))
    return 0


def when_ready(text: str) -> None:
    start_worker()
    say(text)


def set_environment(port: int, folder: Path) -> None:
    """The demonstration never touches the installation's own database or files."""
    for name in ("DATABASE_URL", "VOIMALA_HTTPS", "VOIMALA_HOSTS", "VOIMALA_BEHIND_PROXY", "SECRET_KEY"):
        os.environ.pop(name, None)
    os.environ["VOIMALA_DEMO"] = "1"
    os.environ["VOIMALA_ADDRESS"] = f"http://{HOST}:{port}"
    os.environ["VOIMALA_VAR"] = str(folder)
    sys.path.insert(0, str(ROOT))


def seed_when_empty() -> None:
    """Seeds in one transaction: an interrupted seeding leaves an empty database, and the next start seeds."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import transaction

    if apps.get_model("networks", "Network")._default_manager.exists():
        return
    with progress("seeded the demonstration"), transaction.atomic():
        call_command("seed_demo", stdout=io.StringIO())


def welcome(port: int, folder: Path) -> str:
    try:
        told: dict[str, tuple[tuple[str, str, str], ...]] = import_module("demo.accounts").SIGN_INS_OF
    except ModuleNotFoundError as missing:
        raise Refused("the clone is damaged: demo/ is missing; try: git checkout -- demo") from missing
    sign_ins = [sign_in for of_network in told.values() for sign_in in of_network]
    wide = max(len(address) for address, _, _ in sign_ins)
    lines = [
        f"\nVoimala's demonstration, five networks: http://{HOST}:{port}/",
        "",
        f"Sign in with the password {sign_ins[0][1]} as:",
    ]
    for code, of_network in told.items():
        lines.append(f"  http://{HOST}:{port}/v/{code}/")
        lines += [f"    {address:<{wide}}  {who}" for address, _, who in of_network]
    kept = folder.relative_to(ROOT)
    return "\n".join([*lines, "", f"Ctrl+C stops it; the data stays in {kept} (--reset starts anew)."])
