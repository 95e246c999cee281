"""The word `manage`: Django's own command line with Voimala's settings."""

import os


def run(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimala.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["voimala manage", *argv])
    return 0
