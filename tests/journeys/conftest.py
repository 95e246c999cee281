"""A real server with the demonstration's data, and a real browser. The journeys know nothing of Django."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.walker import Walker
from voimala_cli.machine import find_browser
from voimala_cli.places import ROOT

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 90


def program(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "voimala_cli", *words]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demonstration nobody has used yet; servers get a copy each."""
    folder = tmp_path_factory.mktemp("seeded")
    for words in (("migrate", "-v", "0"), ("seed_demo",)):
        subprocess.run(program("manage", *words), env=environment_of(folder), cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Iterator[str]:
    """The address of the server that the journeys share."""
    with serving(tmp_path_factory.mktemp("server"), seeded) as found:
        yield found


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a demonstration whose data are in `folder`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("VOIMALA_", "DATABASE_"))}
    return {
        **kept,
        "VOIMALA_DEMO": "1",
        "VOIMALA_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "voimala.config.settings",
    }


@contextmanager
def serving(folder: Path, seeded: Path) -> Iterator[str]:
    """A server with the demonstration data of `seeded`, copied to `folder`, until the block ends."""
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    port = free_port()
    log = (folder / "server.log").open("wb")
    command = program("serve", "--port", str(port), "--workers", "2")
    server = subprocess.Popen(command, env=environment_of(folder), cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(port, server, Path(log.name))
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except ConnectionError:
        return False
    finally:
        connection.close()


def wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        if answers(port):
            return
        time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.fail("the journeys need Chromium (install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def walker(browser: Browser, address: str) -> Iterator[Walker]:
    """Somebody with a desk-wide screen, in Finnish, who has not signed in, without JavaScript."""
    person = Walker(browser, address)
    yield person
    person.leave()
