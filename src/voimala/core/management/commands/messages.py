"""`messages`: brings the catalogues up to date with the texts in the sources, or checks that they are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from voimala.core.messages import SOURCE, app_folders, find_problems, update_catalogues


class Command(BaseCommand):
    help = "Updates the fi and sv catalogues of all apps, or of those named; --check changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", metavar="APP", help="only these apps")
        parser.add_argument(
            "--check", action="store_true", help="fail, naming every text that is not complete"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folders = [
            folder for folder in app_folders() if not options["apps"] or folder.name in options["apps"]
        ]
        unknown = set(options["apps"]) - {folder.name for folder in folders}
        if unknown:
            raise CommandError(f"there is no app {', '.join(sorted(unknown))}")
        if not options["check"]:
            for path in update_catalogues(folders):
                self.stdout.write(str(path.relative_to(SOURCE)))
        problems = find_problems(folders)
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} texts are not complete in fi and sv")
