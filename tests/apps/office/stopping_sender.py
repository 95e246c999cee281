"""A sender that stops dead at one point of one message, so that it can be killed exactly there.

Run as a program: `python -m tests.apps.office.stopping_sender POINT POST`. Its mails go into the file POST.
"""

import sys
import time
from pathlib import Path
from typing import Any

POINTS = ("before the claim", "after the claim", "after the mail", "after the report")


def stand_still() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    time.sleep(3600)


def main(point: str, post: Path) -> None:
    import django

    django.setup()
    from django.core.mail import EmailMultiAlternatives
    from django.utils import timezone

    from voimala.office.services import outbox

    def stopping(name: str, deed: Any, *, before: str = "", after: str = "") -> Any:
        def stopped(*args: Any) -> Any:
            if point == before:
                stand_still()
            done = deed(*args)
            if point == after:
                stand_still()
            return done

        return stopped

    def deliver(mail: EmailMultiAlternatives) -> int:
        with post.open("a", encoding="utf-8") as file:
            file.write(f"{mail.to[0]}\n")
        return 1

    EmailMultiAlternatives.send = stopping("send", deliver, after=POINTS[2])  # type: ignore[method-assign]  # no mail server here
    outbox._claim = stopping("claim", outbox._claim, before=POINTS[0], after=POINTS[1])
    outbox._send = stopping("send", outbox._send, after=POINTS[3])
    outbox.send_waiting(now=timezone.now(), limit=10)
    sys.stdout.write("ready\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
