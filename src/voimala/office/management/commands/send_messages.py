"""`send_messages`: sends what waits in the outbox, once or in a loop. It decides nothing about messages."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from voimala.office.services import Round, send_waiting


class Command(BaseCommand):
    help = "Sends the messages that wait in the outbox; --loop goes on until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=int, default=20, metavar="SECONDS", help="pause of the loop (20)")
        parser.add_argument("--limit", type=int, default=100, metavar="N", help="at most N a round (100)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.send_round(options["limit"])
            while options["loop"]:
                time.sleep(options["every"])
                close_old_connections()
                self.send_round(options["limit"])
        except KeyboardInterrupt:
            self.stdout.write("stopped")

    def send_round(self, limit: int) -> None:
        done = send_waiting(now=timezone.now(), limit=limit)
        if done != Round():
            self.stdout.write(f"sent {done.sent}, postponed {done.postponed}, failed {done.failed}")
