"""Fills an empty database with the demonstration. What it holds is the business of `demo/`, not of an app."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from voimala.core.errors import DomainError


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration: five networks, their facts and invented people."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = demonstration().seed(now=timezone.now())
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("The demonstration is seeded." if made else "The demonstration is there already.")


def demonstration() -> Any:
    """The module `demo.seed`, from the clone's root.

    Raises:
        CommandError: this installation has no demonstration.
    """
    root = str(settings.ROOT)
    if find_spec("demo") is None and (settings.ROOT / "demo" / "seed.py").is_file():
        sys.path.insert(0, root)
    if find_spec("demo") is None:
        raise CommandError(f"there is no demonstration here: {root} has no folder demo/")
    return import_module("demo.seed")
