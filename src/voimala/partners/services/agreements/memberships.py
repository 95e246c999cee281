"""A party's place in the network: its membership says what its agreements say, and nothing else does."""

from collections.abc import Iterable

from voimala.core.dates import PartialDate
from voimala.partners.models import Agreement, AgreementKind, Membership, Organisation, Party

GROUNDS = {
    AgreementKind.INTENT: Membership.Ground.INTENT,
    AgreementKind.PARTNERSHIP: Membership.Ground.AGREEMENT,
}
BINDING = (Agreement.Phase.SIGNED, Agreement.Phase.ENDED, Agreement.Phase.TERMINATED)


def follow(agreement: Agreement, organisations: Iterable[Organisation]) -> None:
    """Give each organisation the membership that its parts in signed agreements of this kind make."""
    ground = GROUNDS[AgreementKind(agreement.kind)]
    for organisation in organisations:
        parts = Party.objects.of(agreement.network).filter(
            organisation=organisation,
            agreement__kind=agreement.kind,
            agreement__phase__in=BINDING,
            agreement__signed_on__isnull=False,
        )
        rows = list(parts)
        if rows:
            _set(organisation, ground, earliest(rows), last_of(rows), agreement.sources)


def earliest(rows: Iterable[Party]) -> PartialDate | None:
    known = [row.since for row in rows]
    return None if None in known else min((date for date in known if date), key=lambda date: date.first)


def last_of(rows: Iterable[Party]) -> PartialDate | None:
    """None while any of them goes on."""
    known = [row.until for row in rows]
    return None if None in known else max((date for date in known if date), key=lambda date: date.last)


def _set(
    organisation: Organisation,
    ground: str,
    since: PartialDate | None,
    until: PartialDate | None,
    sources: list[str],
) -> None:
    found = Membership.objects.select_for_update().filter(organisation=organisation, ground=ground).first()
    if found is None:
        Membership.objects.create(
            network=organisation.network,
            organisation=organisation,
            ground=ground,
            since=since,
            until=until,
            sources=sources,
        )
    elif (found.since, found.until) != (since, until):
        found.since, found.until, found.version = since, until, found.version + 1
        found.save()
