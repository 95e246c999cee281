"""`./voimala manage check_hours`: do the hours held and booked add up?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from voimala.people.services import uneven_hours


class Command(BaseCommand):
    help = "Compare the hours held and booked with the bookings they are made of. Changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = list(uneven_hours(timezone.now()))
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} rows of hours do not add up")
        self.stdout.write("all hours add up")
