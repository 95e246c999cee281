"""A coordinator who drafts, sends out, signs, amends and ends without end, so that it can be killed.

Run as a program: `python -m tests.apps.partners.busy_signer NETWORK SEED`.
"""

import random
import sys
from typing import Any


def main(network_id: int, seed: int) -> None:
    import django

    django.setup()
    from voimala.networks.models import Network
    from voimala.partners.models import Organisation

    network = Network.objects.get(pk=network_id)
    parties = list(Organisation.objects.filter(network=network).order_by("pk"))
    chance = random.Random(seed)  # no secret: the same walk again
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        live_through(network, chance.sample(parties, 2))


def live_through(network: Any, parties: list[Any]) -> None:
    """One letter of intent, from its draft to its end."""
    from django.utils import timezone

    from tests.apps.partners.agreement_rows import BY, amend, date, send, sign, signed
    from voimala.partners.services import agreements

    agreement = signed(network, *parties, kind="intent", since="2018")
    amend(agreement)
    send(agreement, 1)
    for at in range(2):
        sign(agreement, at, number=1)
    agreements.end_agreement(
        by=BY,
        agreement=agreement,
        seen=agreement.version,
        until=date("2020"),
        reason="Tuli uusi",
        now=timezone.now(),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
