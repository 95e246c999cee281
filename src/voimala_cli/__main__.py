"""Finds the module of a word and runs it; nothing heavy is imported before the word is known."""

import subprocess
import sys
from importlib import import_module

from voimala_cli.places import ROOT
from voimala_cli.refusal import Refused

WORDS: dict[str, tuple[str, str]] = {
    "demo": ("voimala_cli.demo", "start the demonstration: own data, own sign-ins, on this machine only"),
    "serve": ("voimala_cli.serve", "serve an installation (DATABASE_URL, SECRET_KEY)"),
    "assemble": (
        "voimala_cli.assemble",
        "compute the groups of an instance file and write the solution file",
    ),
    "manage": ("voimala_cli.manage", "Django's command line: migrate, check, shell, messages and others"),
    "test": ("voimala_cli.test", "all checks in the order of CI; with arguments pytest alone"),
}


def overview() -> str:
    width = max(map(len, WORDS))
    words = "\n".join(f"  {word:<{width}}  {summary}" for word, (_, summary) in WORDS.items())
    usage = "./voimala WORD …"
    title = "Voimala: networks of culture and wellbeing"
    return "\n\n".join([title, usage, words, "./voimala WORD --help tells more."])


def main(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h", "help"):
        print(overview())
        return 0
    if words[0] not in WORDS:
        print(f"voimala: there is no word {words[0]!r}; ./voimala --help lists them", file=sys.stderr)
        return 2
    try:
        code: int = import_module(WORDS[words[0]][0]).run(words[1:])
    except Refused as refusal:
        print(f"voimala: {refusal}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as missing:
        deleted = deleted_file_of(missing.name or "")
        if not deleted:
            raise
        line = f"the clone is damaged: {deleted} is missing; try: git checkout -- {deleted}"
        print(f"voimala: {line}", file=sys.stderr)
        return 1
    return code


def deleted_file_of(module: str) -> str:
    """The file of the clone that the module was in, when it is gone: that is what the person can mend."""
    command = ["git", "ls-files", "--deleted"]
    listed = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    places = tuple(
        f"{folder}{module.replace('.', '/')}{end}" for folder in ("src/", "") for end in (".py", "/")
    )
    return next((name for name in listed if name.startswith(places)), "")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
