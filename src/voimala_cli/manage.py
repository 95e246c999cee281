"""The word `manage`: Django's own command line with Voimala's settings."""

import os


def run(argv: list[str]) -> int:
    os.umask(0o077)  # what it makes is private, as what `serve` makes
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimala.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["voimala manage", *argv])
    return 0
