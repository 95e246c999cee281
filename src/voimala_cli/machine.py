"""What this machine has for the tests: a Chromium, a PostgreSQL. Looks only, installs nothing."""

import getpass
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Machine:
    """Path of the browser and address of the PostgreSQL; None where there is none."""

    browser: str | None
    postgres: str | None

    def missing(self) -> dict[str, str]:
        """What cannot be run, by the word VOIMALA_REQUIRE knows it by."""
        lines = {}
        if self.postgres is None:
            lines["postgres"] = (
                "app tests on PostgreSQL (start PostgreSQL at 127.0.0.1:5432 or set DATABASE_URL)"
            )
        if self.browser is None:
            lines["browser"] = "journeys (install chromium)"
        return lines


def look_around() -> Machine:
    return Machine(find_browser(), find_postgres())


def find_browser() -> str | None:
    named = os.environ.get("VOIMALA_CHROMIUM", "")
    if named and Path(named).is_file():
        return named
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def postgres_address() -> str:
    given = os.environ.get("DATABASE_URL", "")
    if urlsplit(given).scheme in ("postgres", "postgresql"):
        return given
    return f"postgres://{user_name()}@127.0.0.1:5432/voimala"


def user_name() -> str:
    return os.environ.get("PGUSER", "") or getpass.getuser()


def find_postgres() -> str | None:
    """The address when the server answers: the tests make their own database beside the one it names."""
    import psycopg

    address = postgres_address()
    _, server, _, query, _ = urlsplit(address)
    maintenance = urlunsplit(("postgresql", server, "/postgres", query, ""))
    try:
        psycopg.connect(maintenance, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return address
