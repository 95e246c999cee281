"""`work`: a worker. Starts what is due, does what waits, sends the outbox, puts back what dead workers left.

It decides nothing about any of them; how long it runs and when it pauses is all it knows.
"""

import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from voimala.office.services import reap, send_waiting, start_due
from voimala.office.services.jobs_running import ending

MOST_JOBS, MOST_MESSAGES = 10, 100


class Command(BaseCommand):
    help = "Does the work in the background: jobs, the outbox, and what starts by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round: what waits now, then end")
        parser.add_argument("--every", type=float, default=3, metavar="SECONDS", help="pause of the loop (3)")
        told = "end when process PID, which started this one, has ended"
        parser.add_argument("--beside", type=int, default=0, metavar="PID", help=told)

    def handle(self, *args: Any, **options: Any) -> None:
        self.name = get_random_string(16)
        self.worker = new_worker(self.name)
        self.parent: int = options["beside"]
        before = {number: signal.signal(number, self.end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self.round()
            while not options["once"] and not ending.wait(options["every"]) and not self.is_orphan():
                close_old_connections()
                self.round()
        finally:
            ending.clear()
            for number, handler in before.items():
                signal.signal(number, handler)

    def end(self, *_signal: object) -> None:
        """A running job is put back at its next step, and nothing new is begun."""
        self.worker.running = False
        ending.set()

    def is_orphan(self) -> bool:
        return bool(self.parent) and os.getppid() != self.parent

    def round(self) -> None:
        """A database that does not answer for a moment ends the round, not the worker."""
        try:
            reap(now=timezone.now())
            start_due(now=timezone.now())
            self.do_waiting()
            # In a demonstration nothing leaves: its messages stay to be read.
            if not settings.DEMO and not ending.is_set():
                send_waiting(now=timezone.now(), limit=MOST_MESSAGES)
        except (DatabaseError, InterfaceError) as failure:
            self.stderr.write(f"the database does not answer: {failure}")
            close_old_connections()

    def do_waiting(self) -> None:
        self.worker = new_worker(self.name)
        if not ending.is_set():
            self.worker.run()


def new_worker(name: str) -> Worker:
    """The task library's own worker, told to come back when nothing waits."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=MOST_JOBS,
        worker_id=name,
        excluded_queue_names=[],
    )
