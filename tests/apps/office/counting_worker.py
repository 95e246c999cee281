"""The worker of the kill tests: the platform's own command, with one more kind of job that counts aloud.

Run as a program: `python -m tests.apps.office.counting_worker WORDS OF work`.
"""

import sys
import time
from typing import Any

PORTIONS = 40
PAUSE = 0.008
"""Seconds that a portion takes, so that a kill meets one in the middle."""


def count(progress: Any) -> None:
    """Each portion leaves an event that nothing keeps from being written twice, but the job's own care."""
    from django.db import transaction

    from voimala.core import events
    from voimala.core.references import Reference

    for number in range(progress.done, PORTIONS):
        with transaction.atomic():
            progress.step(number + 1, PORTIONS)
            subject = Reference("counted", progress.arguments["name"])
            events.record(
                by=progress.by, deed="counted", subjects=[subject], now=progress.now(), role=str(number)
            )
            time.sleep(PAUSE)


def main(words: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from voimala.office.openings import JobKind, jobs

    jobs.fill(JobKind("count", "Laskee", count))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    call_command("work", *words)


if __name__ == "__main__":
    main(sys.argv[1:])
