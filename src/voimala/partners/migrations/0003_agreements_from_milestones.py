"""What was written down of agreements as milestones becomes agreements, with their parties."""

from typing import Any

from django.db import migrations

KIND = "agreement"
INTENT_WORDS = ("intent", "aie", "avsikt")
IN_FORCE = "in_force"
GROUNDS = {"intent": "intent", "partnership": "agreement"}


def take_over(apps: Any, editor: object) -> None:
    milestones = apps.get_model("networks", "Milestone").objects.filter(kind=KIND)
    told = list(milestones.order_by("since", "order", "pk"))
    for row in told:
        if IN_FORCE not in row.code:
            add_parties(apps, make_agreement(apps, row))
    for row in told:
        if IN_FORCE in row.code:
            begin(apps, row)
    milestones.delete()


def make_agreement(apps: Any, row: Any) -> Any:
    """A milestone told when it was signed; that it is in force, its own milestone tells, or nobody."""
    named = f"{row.code} {row.title_fi} {row.title_sv}".lower()
    kind = "intent" if any(word in named for word in INTENT_WORDS) else "partnership"
    texts = {f"name_{code}": getattr(row, f"title_{code}") for code in ("fi", "sv", "en")}
    texts |= {f"detail_{code}": getattr(row, f"detail_{code}") for code in ("fi", "sv", "en")}
    agreement = apps.get_model("partners", "Agreement").objects.create(
        network_id=row.network_id,
        public_id=row.public_id,
        code=row.code,
        kind=kind,
        phase="ended" if row.until else "signed",
        signed_on=row.since,
        since=row.since,
        until=row.until,
        sources=row.sources,
        **texts,
    )
    if row.since:
        apps.get_model("partners", "AgreementText").objects.create(
            network_id=row.network_id,
            agreement=agreement,
            number=0,
            state="signed",
            signed_on=row.since,
            since=row.since,
        )
    return agreement


def add_parties(apps: Any, agreement: Any) -> None:
    """The organisations whose membership is on this ground; the first agreement of a kind has them."""
    party = apps.get_model("partners", "Party").objects
    if party.filter(network_id=agreement.network_id, agreement__kind=agreement.kind).exists():
        return
    members = apps.get_model("partners", "Membership").objects.filter(
        network_id=agreement.network_id, ground=GROUNDS[agreement.kind]
    )
    for member in members:
        party.create(
            network_id=agreement.network_id,
            agreement=agreement,
            organisation_id=member.organisation_id,
            since=member.since,
            until=member.until,
            sources=member.sources,
        )


def begin(apps: Any, row: Any) -> None:
    """The newest partnership agreement signed by then came into force; without any, it is told as one."""
    signed = apps.get_model("partners", "Agreement").objects.filter(
        network_id=row.network_id, kind="partnership", signed_on__lte=row.since
    )
    agreement = signed.order_by("signed_on").last() if row.since else None
    if agreement is None:
        add_parties(apps, make_agreement(apps, row))
        return
    agreement.since = row.since
    agreement.sources = [*agreement.sources, *(mark for mark in row.sources if mark not in agreement.sources)]
    agreement.save()
    apps.get_model("partners", "AgreementText").objects.filter(agreement=agreement).update(since=row.since)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0001_networks"),
        ("partners", "0002_agreements_and_ledger"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
