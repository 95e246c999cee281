"""Typed readers of environment variables, with errors that name the variable."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """True for 1, yes, true, on; False for 0, no, false, off and nothing."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "no", "false", "off"):
        return False
    if value in ("1", "yes", "true", "on"):
        return True
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    value = os.environ.get(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] or default


def web_address(name: str, default: str) -> str:
    """Where the installation is reached, without a slash at the end: links in messages begin with it."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name}={value!r}: write https://name, without a path")
    return value


def secret_key(name: str, var: Path) -> str:
    """The key from the environment, else one kept in a private file of this installation."""
    given = os.environ.get(name, "").strip()
    if given:
        return given
    kept = var / "secret_key"
    if not kept.exists():
        write_once(kept, secrets.token_urlsafe(50))
    key = kept.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{kept} is empty: remove it, or set {name}")
    return key


def write_once(path: Path, content: str) -> None:
    """A private file that appears whole; of several processes that start together the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def database(name: str, sqlite: Path) -> dict[str, Any]:
    """Django's settings of one database: a postgres:// or sqlite:// address, else SQLite in `sqlite`."""
    address = os.environ.get(name, "").strip()
    if not address:
        return sqlite_database(sqlite)
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite_database(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or not has_port(parts):
        raise ImproperlyConfigured(f"{name}: write postgres://user:password@host:5432/name or sqlite:///file")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def has_port(parts: SplitResult) -> bool:
    """False when the port is not a number; no port at all is fine."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def sqlite_database(path: Path) -> dict[str, Any]:
    """SQLite as a real server database: WAL, immediate write transactions, patience for locks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
