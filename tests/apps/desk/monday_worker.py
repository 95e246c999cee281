"""The worker of the Monday message's kill test: the platform's own command, and something that waits for all.

Run as a program: `python -m tests.apps.desk.monday_worker WORDS OF work`.
"""

import sys
import time
from typing import Any

PAUSE = 0.02
"""Seconds that finding out what waits takes, so that a kill meets somebody's message in the middle."""


def always_one(viewer: Any, network: Any, now: Any) -> list[Any]:
    from voimala.core.slots import DeskItem

    time.sleep(PAUSE)
    return [DeskItem(title="Asia", detail="", minutes=1, button="Katso", url="/v/voimala/")]


def main(words: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from voimala.core.slots import desk_items

    desk_items.fill(always_one)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    call_command("work", *words)


if __name__ == "__main__":
    main(sys.argv[1:])
