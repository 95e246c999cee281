"""A party's place in the network: its membership says what its agreements say, and nothing else does."""

from collections.abc import Iterable

from django.db.models import QuerySet

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
        rows = list(binding_parts(organisation, agreement.kind))
        if rows:
            _set(organisation, ground, earliest(rows), last_of(rows), agreement.sources)


def binding_parts(organisation: Organisation, kind: str) -> QuerySet[Party]:
    """The organisation's parts in signed agreements of one kind, ended ones too."""
    found: QuerySet[Party] = Party.objects.filter(
        organisation=organisation,
        agreement__kind=kind,
        agreement__phase__in=BINDING,
        agreement__signed_on__isnull=False,
    )
    return found


def follows_agreement(membership: Membership) -> bool:
    """Does the membership say what agreements say? Then nobody corrects it by itself."""
    kinds = [kind for kind, ground in GROUNDS.items() if ground == membership.ground]
    return any(binding_parts(membership.organisation, kind).exists() for kind in kinds)


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
