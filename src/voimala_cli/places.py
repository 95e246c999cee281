"""Where the clone's own folders are. Only paths: no module here reads or writes them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
BIN = ROOT / ".venv" / "bin"
