"""The word `serve`: an installation, with the settings of its environment (docs/howto/settings.md)."""

import argparse
import os

from voimala_cli.serving import (
    clear_lines_for_disk_and_database,
    collect_static,
    migrate,
    require_free_port,
    say,
    serve_until_stopped,
    start_django,
)


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="./voimala serve", description=__doc__.partition("\n")[0])
    words.add_argument("--port", type=int, default=8000, help="port (8000)")
    words.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    usual = 2 * (os.cpu_count() or 1) + 1
    words.add_argument(
        "--workers", type=int, default=usual, help="server processes (two for each core, and one)"
    )
    return words


def run(argv: list[str]) -> int:
    wanted = parser().parse_args(argv)
    require_free_port(wanted.host, wanted.port, "serve")
    host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    address = f"http://{host}:{wanted.port}"
    os.environ.setdefault("VOIMALA_ADDRESS", address)
    with clear_lines_for_disk_and_database():
        start_django()
        migrate("it was made by another version")
        collect_static()
        serve_until_stopped(wanted.host, wanted.port, wanted.workers, lambda: say(f"Voimala: {address}/"))
    return 0
