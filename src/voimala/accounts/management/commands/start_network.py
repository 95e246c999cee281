"""`start_network`: the first network of an installation, or one more, its places and its coordinator.

The only way in for the first user: there is no sign-up. Everything else is done on pages.
"""

import datetime as dt
import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from voimala.accounts.management.municipality_file import FileRefused, read_municipalities
from voimala.accounts.models import User
from voimala.accounts.services import create_user, give_role
from voimala.core.errors import DomainError
from voimala.core.viewer import system
from voimala.networks.models import Municipality, Network, RoleKind
from voimala.networks.places import municipalities_of, region_named
from voimala.networks.services import NoPlaces, Place, end_of_season, start_network


class Command(BaseCommand):
    help = "Starts a network: its standard words, municipalities, first period and coordinator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the network in addresses: small letters a-z, digits, hyphens")
        parser.add_argument("--name", required=True, help="its name in Finnish")
        parser.add_argument("--name-sv", default="", help="its name in Swedish")
        parser.add_argument("--name-en", default="", help="its name in English")
        parser.add_argument("--short-name", required=True, help="the name in the corner of every page")
        parser.add_argument(
            "--region",
            required=True,
            help="the region's name in Finnish; a region of Finland brings its municipalities",
        )
        parser.add_argument(
            "--municipalities",
            type=Path,
            metavar="FILE.csv",
            help="columns name_fi, name_sv (may be left out), latitude, longitude; "
            "needed unless the region has municipalities already or is one of Finland's",
        )
        parser.add_argument(
            "--coordinator", required=True, metavar="EMAIL", help="whom the network begins with"
        )
        parser.add_argument(
            "--coordinator-name", default="", help="needed when the address has no account yet"
        )
        parser.add_argument("--password-stdin", action="store_true", help="read the password from the input")
        parser.add_argument("--published", action="store_true", help="visitors may see its front page")
        parser.add_argument("--starts", type=dt.date.fromisoformat, help="first day of the period (today)")
        parser.add_argument(
            "--ends", type=dt.date.fromisoformat, help="the day after its last (1 August or 1 January)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["coordinator"].strip().lower()
        known = User.objects.filter(email=address).first()
        if known is None and not options["coordinator_name"]:
            raise CommandError(f"{address} has no account yet: give --coordinator-name too")
        if Network.objects.filter(code=options["code"]).exists():
            raise CommandError(
                f"{options['code']}: there is already a network with this code: choose another"
            )
        try:
            file = options["municipalities"]
            places = read_municipalities(file) if file else listed_places(options["region"])
        except FileRefused as refusal:
            raise CommandError(f"{options['municipalities']}: {refusal}") from refusal
        password = None if known else self.ask_password(from_input=options["password_stdin"])
        try:
            with translation.override("en"):
                network = self.start(options, places, known, password)
        except NoPlaces as refusal:
            raise CommandError(f"{refusal} (--municipalities FILE.csv)") from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{network.name} is at /v/{network.code}/; {address} coordinates it.")
        if not network.published:
            self.stdout.write(
                "Only its own people see it: visitors find it when it is started with --published."
            )

    def ask_password(self, *, from_input: bool) -> str:
        if from_input:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise CommandError("there is nobody to ask for a password: use --password-stdin")
        first = getpass.getpass("Password: ")
        if getpass.getpass("Password again: ") != first:
            raise CommandError("the passwords differ; nothing was made")
        return first

    @transaction.atomic
    def start(
        self, options: dict[str, Any], places: list[Place], known: User | None, password: str | None
    ) -> Network:
        now, by = timezone.now(), system("start_network")
        starts = options["starts"] or timezone.localdate(now)
        network = start_network(
            by=by,
            now=now,
            code=options["code"],
            name={"fi": options["name"], "sv": options["name_sv"], "en": options["name_en"]},
            short_name=options["short_name"],
            region=names_of_region(options["region"]),
            starts=starts,
            ends=options["ends"] or end_of_season(starts),
            published=options["published"],
            municipalities=places,
        )
        user = known or create_user(
            by=by,
            now=now,
            email=options["coordinator"],
            name=options["coordinator_name"],
            network=network,
            password=password,
        )
        give_role(by=by, now=now, user=user, network=network, kind=RoleKind.COORDINATOR)
        return network


def listed_places(region: str) -> list[Place]:
    """The municipalities of one of Finland's regions by their names; none for another region.

    A region that the installation has keeps the municipalities it has.
    """
    known = region_named(region)
    if known is None or Municipality.objects.filter(region__name_fi=known.fi).exists():
        return []
    return [Place(row.names) for row in municipalities_of(known.code)]


def names_of_region(region: str) -> dict[str, str]:
    known = region_named(region)
    return known.names if known else {"fi": region}
