"""`search_index`: makes the index of the search anew. What is in it, each app says itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from voimala.office.services import rebuild_index


class Command(BaseCommand):
    help = "Makes the index of the search anew from everything that can be found."

    def handle(self, *args: Any, **options: Any) -> None:
        made = rebuild_index(now=timezone.now())
        self.stdout.write(", ".join(f"{kind} {count}" for kind, count in made.items()))
