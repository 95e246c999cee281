"""Starting a network: itself, its places from the shipped list, and its first coordinator."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from voimala.accounts.models import User
from voimala.accounts.services import give_role
from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor, system
from voimala.networks.models import Network, Region, RoleKind
from voimala.networks.places import REGIONS, municipalities_of
from voimala.networks.services import Place, PlaceRefused, end_of_season, start_network

LONGEST_CODE = 40
OWN = "own-"
"""Before the code of a region that the installation has and the shipped list has not."""


class TerritoryRefused(DomainError):
    """The regions cannot be one network's."""


class NameRefused(DomainError):
    """The same person has just begun a network of this name elsewhere."""


@dataclass(frozen=True)
class OwnRegion:
    """A region of the installation that is none of the shipped ones; `code` is how a form names it."""

    code: str
    name: str


@dataclass(frozen=True)
class Territory:
    """Where a network works: the names of its region and the municipalities that come along."""

    names: dict[str, str]
    places: tuple[Place, ...]

    @classmethod
    def of(cls, codes: Sequence[str], own: Iterable[OwnRegion]) -> "Territory":
        """One region that is here already, or one or several of the shipped list.

        Raises:
            TerritoryRefused: a region that is here already together with others.
        """
        here = [row for row in own if row.code in codes]
        if here and len(codes) > 1:
            message = _("Choose %(region)s alone: its municipalities are put together already.")
            raise TerritoryRefused(message % {"region": here[0].name}, where="regions")
        if here:
            return cls({"fi": here[0].name}, ())
        chosen = [row for row in REGIONS if row.code in codes]
        places = (Place(town.names) for row in chosen for town in municipalities_of(row.code))
        return cls(_together([row.names for row in chosen]), tuple(places))


def _together(names: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """“Etelä-Savo, Pohjois-Savo ja Kainuu” in each language."""
    return {language: _listed([each[language] for each in names], word) for language, word in _AND.items()}


_AND = {"fi": "ja", "sv": "och", "en": "and"}


def _listed(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]


def known_territories() -> list[OwnRegion]:
    """Regions that networks of this installation have and the shipped list has not."""
    shipped = {row.fi for row in REGIONS}
    rows = Region.objects.filter(municipalities__isnull=False).distinct()
    named = ((row.code, Region.name.all_of(row)["fi"]) for row in rows)
    return [OwnRegion(f"{OWN}{code}", name) for code, name in named if name not in shipped]


@transaction.atomic
def begin_network(
    *,
    by: Actor,
    now: dt.datetime,
    user: User,
    name: dict[str, str],
    short_name: str,
    code: str,
    territory: Territory,
) -> Network:
    """An unpublished network that is starting, with `user` as its coordinator and this season as its period.

    A form sent twice begins one: the network of the same name and region that the user is beginning.

    Raises:
        NameRefused: the user is beginning a network of this name in another region.
        CodeNotFree: see `start_network`.
        TerritoryRefused: some municipality is in another region of this installation; the region is named.
    """
    access.require("networks.start_network", by, Network())
    # Locked, so that the second of a form sent twice at once meets what the first one made.
    User.objects.select_for_update().get(pk=user.pk)
    begun = _begun_before(user, name, now)
    if begun is not None:
        _refuse_elsewhere(begun, territory)
        return begun
    starts = timezone.localdate(now)
    try:
        network = start_network(
            by=by,
            now=now,
            code=code,
            name=name,
            short_name=short_name,
            region=territory.names,
            starts=starts,
            ends=end_of_season(starts),
            opening=Network.Opening.BEGINNING,
            municipalities=territory.places,
        )
    except PlaceRefused as refused:
        message = _("%(place)s: %(why)s Choose that region instead, or leave this one out.")
        told = message % {"place": refused.where, "why": refused.message}
        raise TerritoryRefused(told, where="regions") from refused
    starter = system(by.name, purpose="the first coordinator of a new network")
    give_role(by=starter, now=now, user=user, network=network, kind=RoleKind.COORDINATOR)
    return network


def _begun_before(user: User, name: Mapping[str, str], now: dt.datetime) -> Network | None:
    """The unpublished network of this name that the user coordinates."""
    beginning = Network.objects.filter(
        name_fi=name["fi"],
        published=False,
        opening=Network.Opening.BEGINNING,
        pk__in=user.at(now).network_ids,
    )
    return next((one for one in beginning if RoleKind.COORDINATOR in user.roles_in(one.pk)), None)


def _refuse_elsewhere(begun: Network, territory: Territory) -> None:
    if Region.name.all_of(begun.region)["fi"] != territory.names["fi"]:
        message = _(
            "You are already starting a network of this name: go on at /v/%(code)s/, or choose another name."
        )
        raise NameRefused(message % {"code": begun.code}, where="name")


def suggested_code(*names: str) -> str:
    """From the first name that has letters for it, cut at a word and numbered where the code is taken."""
    stem = next((stem for stem in map(_stem, names) if stem), "")
    taken = set(Network.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken) if stem else ""


def _stem(name: str) -> str:
    """Room is left for a number."""
    code, most = slugify(name), LONGEST_CODE - 4
    return code if len(code) <= most else code[: most + 1].rpartition("-")[0] or code[:most]
