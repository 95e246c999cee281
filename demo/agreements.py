"""What organisations have agreed on, as sources tell: parties and dates, no texts, no signatories."""

from random import Random

from demo.public_ids import public_id
from demo.reading import Entry, date, marks, text_columns
from voimala.networks.models import Network
from voimala.partners.models import Agreement, AgreementKind, AgreementText, Organisation, Party, Signature

KINDS = {"intent": AgreementKind.INTENT, "agreement": AgreementKind.PARTNERSHIP}
"""By the ground of the memberships that follow from them."""


def add_agreements(network: Network, told: Entry) -> None:
    found = {row.code: row for row in Organisation.objects.filter(network=network)}
    for entry in told.get("agreements", ()):
        agreement = make_agreement(network, entry)
        text = AgreementText.objects.create(
            network=network,
            agreement=agreement,
            number=0,
            state=AgreementText.State.SIGNED,
            signed_on=agreement.signed_on,
            since=agreement.since,
        )
        for rows in told.get("memberships", ()):
            if rows["ground"] == entry["ground"]:
                for code in rows["parties"]:
                    add_party(text, found[code], rows)


def make_agreement(network: Network, entry: Entry) -> Agreement:
    over = date(entry, "until") is not None
    return Agreement.objects.create(
        network=network,
        public_id=public_id(Random(f"{network.code} {entry['code']}")),
        code=entry["code"],
        kind=KINDS[entry["ground"]],
        phase=Agreement.Phase.ENDED if over else Agreement.Phase.SIGNED,
        signed_on=date(entry, "signed"),
        since=date(entry, "since"),
        until=date(entry, "until"),
        sources=marks(entry),
        **text_columns("name", entry),
        **text_columns("detail", entry["detail"]),
    )


def add_party(text: AgreementText, organisation: Organisation, told: Entry) -> None:
    """Those that were there from the first day have signed; of who joined later no source tells the day."""
    agreement = text.agreement
    party = Party.objects.create(
        network=agreement.network,
        agreement=agreement,
        organisation=organisation,
        since=date(told, "since"),
        until=date(told, "until"),
        sources=marks(told),
    )
    if party.since == agreement.since:
        Signature.objects.create(
            network=agreement.network,
            text=text,
            party=party,
            signed_on=agreement.signed_on,
            sources=marks(told),
        )
