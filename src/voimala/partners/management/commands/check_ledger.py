"""`./voimala manage check_ledger`: are the kept sums of the contributions the sums of their rows?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from voimala.partners.services.checking import rebuild_balances, uneven_balances


class Command(BaseCommand):
    help = "Compare the balances and promises with the rows of the ledger. Changes nothing without --rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="first make every balance anew from its rows"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{rebuild_balances()} balances made anew")
        lines = list(uneven_balances())
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} balances or promises are not the sums of their rows")
        self.stdout.write("all balances are the sums of their rows")
