"""Organisations added by name: from the shipped list, as written down, or as contacts tell."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.dates import PartialDate
from voimala.core.errors import DomainError
from voimala.core.localized import columns
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Membership, Organisation
from voimala.partners.models.organisation import finnish_key
from voimala.partners.words import name_key

LONGEST_NAME = 200
CODE_LENGTH = 60


class OrganisationRefused(DomainError):
    """An organisation needs a name that fits; `where` is the name as it was given."""


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to add: its names by language and what it is.

    Args:
        ground: on which it takes part in the network, since when; "" for none that is told.
        anyway: it is another one, though the register has the name.
    """

    names: Mapping[str, str]
    kind: Organisation.Kind
    business_id: str = ""
    ground: str = ""
    since: PartialDate | None = None
    anyway: bool = False

    @property
    def keys(self) -> set[str]:
        return {name_key(name) for name in self.names.values() if name}


def known_organisations(network: Network) -> dict[str, Organisation]:
    """The network's organisations by the keys of their names in every language."""
    found: dict[str, Organisation] = {}
    for row in Organisation.objects.filter(network=network).order_by("-pk"):
        for name in Organisation.name.all_of(row).values():
            if name:
                found[name_key(name)] = row
    return found


@transaction.atomic
def add_organisations(
    *,
    by: Actor,
    network: Network,
    organisations: Sequence[NewOrganisation],
    take_part: bool,
    now: dt.datetime,
) -> list[Organisation]:
    """Add those that the register does not have yet by any of their names; the rest stay as they are.

    Args:
        take_part: they take part in the network from today, without an agreement; so do those of them that
            are in the register already without any membership.

    Returns:
        The organisations that are new, in the order given.

    Raises:
        OrganisationRefused: a name is empty or too long; nothing was written.
    """
    access.require("partners.add_organisations", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    known = known_organisations(network)
    codes = set(Organisation.objects.filter(network=network).values_list("code", flat=True))
    added, meant = [], []
    memberships: list[Membership] = []
    for wanted in map(_checked, organisations):
        found = next((known[key] for key in sorted(wanted.keys) if key in known), None)
        if found is None or wanted.anyway:
            found = _new(network, wanted, codes)
            added.append(found)
            known |= dict.fromkeys(wanted.keys, found)
            if wanted.ground:
                memberships.append(_membership(found, wanted))
        meant.append(found)
    Organisation.objects.bulk_create(added, batch_size=500)
    Membership.objects.bulk_create(memberships, batch_size=500)
    members = _let_take_part(network, meant, now) if take_part else []
    _tell(by, network, {*added, *members}, now)
    return added


def _checked(wanted: NewOrganisation) -> NewOrganisation:
    names = {code: " ".join(tidied(name).split()) for code, name in wanted.names.items()}
    if not any(names.values()):
        raise OrganisationRefused(_("Write the organisation's name."))
    for name in names.values():
        if len(name) > LONGEST_NAME:
            message = _("A name has at most %(most)s characters.") % {"most": LONGEST_NAME}
            raise OrganisationRefused(message, where=name)
    return replace(wanted, names=names)


def _new(network: Network, wanted: NewOrganisation, codes: set[str]) -> Organisation:
    """The row, not written yet."""
    first = next(name for name in wanted.names.values() if name)
    code = _free_code(first, codes)
    codes.add(code)
    names = {"fi": first, **{language: name for language, name in wanted.names.items() if name}}
    row = Organisation(
        network=network,
        code=code,
        kind=wanted.kind,
        business_id=wanted.business_id,
        synthetic=network.synthetic,
        **columns("name", names),
    )
    row.sort_key = finnish_key(row)
    return row


def _membership(organisation: Organisation, wanted: NewOrganisation) -> Membership:
    return Membership(
        network_id=organisation.network_id,
        organisation=organisation,
        ground=wanted.ground,
        since=wanted.since,
    )


def _free_code(name: str, taken: set[str]) -> str:
    stem = slugify(name)[: CODE_LENGTH - 4] or "organisation"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


def _let_take_part(network: Network, meant: Iterable[Organisation], now: dt.datetime) -> list[Organisation]:
    rows = {row.pk: row for row in meant}
    members = set(Membership.objects.filter(organisation__in=rows).values_list("organisation_id", flat=True))
    since = PartialDate(network.today(now).isoformat())
    new = [row for key, row in rows.items() if key not in members]
    Membership.objects.bulk_create(
        Membership(network=network, organisation=row, ground=Membership.Ground.TAKES_PART, since=since)
        for row in new
    )
    return new


def _tell(by: Actor, network: Network, changed: Iterable[Organisation], now: dt.datetime) -> None:
    subjects = [Reference("organisation", row.public_id) for row in sorted(changed, key=lambda row: row.pk)]
    if subjects:
        events.record(by=by, deed="organisations_added", subjects=subjects, now=now, network_id=network.pk)
