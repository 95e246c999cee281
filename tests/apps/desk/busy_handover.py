"""Hands a network over to ever new coordinators, so that it can be killed.

Run as a program: `python -m tests.apps.desk.busy_handover NETWORK`. Day after day, as its own clock says.
"""

import datetime as dt
import sys


def main(network_id: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from voimala.accounts.models import Role, User
    from voimala.core.viewer import acting
    from voimala.desk.services.handing_over import HandoverPlan, hand_over
    from voimala.governance.models import Seat
    from voimala.networks.models import Network, RoleKind
    from voimala.partners.models import Organisation, Term

    network = Network.objects.get(pk=network_id)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        seat = Seat.objects.get(network=network, until=None)
        outgoing = seat.user
        if outgoing is None:
            raise RuntimeError("a seat without a person")
        now = timezone.now() + dt.timedelta(days=(seat.since - timezone.localdate()).days % 4000 + 1)
        incoming = User.objects.create(email=f"{now:%Y%m%d%H%M%S%f}@example.org", name="Seuraava (malli)")
        Role.objects.create(network=network, user=incoming, kind=RoleKind.PROFESSIONAL, since=seat.since)
        term = Term.objects.get(network=network, until=None)
        other = Organisation.objects.filter(network=network).exclude(pk=term.organisation_id)[0]
        role = Role.objects.get(network=network, user=outgoing, kind=RoleKind.COORDINATOR)
        day = max(network.today(now), seat.since + dt.timedelta(days=1))
        plan = HandoverPlan(role, incoming, day, day, {term.duty: other})
        hand_over(by=acting(outgoing.at(now)), plan=plan, now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]))
