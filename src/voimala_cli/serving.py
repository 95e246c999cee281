"""What `demo` and `serve` share: port, migrations, static files, gunicorn. It knows no app's content."""

import errno
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from voimala_cli.refusal import Refused

ENOUGH = "make room and start again; what is done stays"


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def progress(text: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    say(f"{text} {time.monotonic() - begun:.1f} s")


@contextmanager
def clear_lines_for_disk_and_database() -> Iterator[None]:
    """A full disk and a database that does not answer are told in one line each."""
    from django.db import DatabaseError

    try:
        yield
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(f"the disk is full; {ENOUGH}") from failure
        raise
    except DatabaseError as failure:
        if "disk is full" in str(failure) or "No space left" in str(failure):
            raise Refused(f"the disk is full; {ENOUGH}") from failure
        raise


def require_free_port(host: str, port: int, word: str) -> None:
    """Refuses before any work: nothing is migrated or seeded for a server that cannot start."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as failure:
            if failure.errno != errno.EADDRINUSE:
                raise Refused(f"{host} port {port}: {failure.strerror}") from failure
            other = f"./voimala {word} --port {port + 1}"
            raise Refused(f"port {port} is taken; stop what uses it, or: {other}") from failure


def start_django() -> None:
    """Settings are read here, after the word has set the environment they come from; files are private."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimala.config.settings")
    os.environ["VOIMALA_COLLECTED"] = "1"
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as failure:
        raise Refused(str(failure)) from failure
    except (PermissionError, FileNotFoundError, NotADirectoryError) as failure:
        raise Refused(f"{failure.filename}: {failure.strerror}") from failure


def migrate(advice: str) -> None:
    """Brings the database up to date; says nothing when it already is."""
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with progress("migrated the database"):
                call_command("migrate", interactive=False, verbosity=0)
    except InconsistentMigrationHistory as failure:
        raise Refused(f"the database does not fit this version ({failure}); {advice}") from failure
    except OperationalError as failure:
        if "connect" in str(failure):
            raise Refused("the database does not answer; check DATABASE_URL") from failure
        raise


def collect_static() -> None:
    """Collects and compresses the static files when one of them differs from the last time."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(root.name + ".stamp")
    wanted = static_digest()
    if stamp.is_file() and stamp.read_text() == wanted and root.is_dir():
        return
    with progress("collected the static files"):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(wanted)


def static_digest() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def start_worker() -> None:
    """Work in the background in a process of its own, which ends by itself when this one has ended."""
    command = [sys.executable, "-P", "-m", "voimala_cli", "manage", "work", "--beside", str(os.getpid())]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)


def serve_until_stopped(host: str, port: int, workers: int, when_ready: Callable[[], None]) -> None:
    """Serves in this process and its workers; returns only by leaving the program."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.urls import get_resolver
    from gunicorn.app.base import BaseApplication

    application = get_wsgi_application()
    get_resolver().check()  # all pages are imported once, before the workers part
    connections.close_all()

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn brings no types
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"],
                "workers": workers,
                "preload_app": True,
                "loglevel": "warning",
                "proc_name": "voimala",
                "when_ready": lambda _server: when_ready(),
                "control_socket_disable": True,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    sys.argv = ["voimala"]
    Server().run()
