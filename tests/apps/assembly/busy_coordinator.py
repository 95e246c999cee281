"""A coordinator who decides, undoes, asks, answers and takes back without end, so that it can be killed.

Run as a program: `python -m tests.apps.assembly.busy_coordinator USER SEED`.
"""

import random
import sys
from typing import Any


def main(user_id: int, seed: int) -> None:
    import django

    django.setup()
    from voimala.accounts.models import User
    from voimala.core.viewer import acting

    by = acting(User.objects.get(pk=user_id))
    chance = random.Random(seed)  # no secret: the same walk again
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        decide_something(by, chance)
        move_something(by, chance)


def decide_something(by: Any, chance: random.Random) -> None:
    """The next open proposal: decided and undone, then decided and asked."""
    from django.utils import timezone

    from voimala.assembly import services
    from voimala.assembly.models import Proposal

    proposal = Proposal.objects.filter(state=Proposal.State.OPEN).order_by("pk").first()
    if proposal is None:
        return
    group = services.decide_group(by=by, proposal=proposal, reason="Hyvä", now=timezone.now())
    proposal = services.undo_decision(by=by, group=group, now=timezone.now())
    services.decide_and_ask(by=by, proposal=proposal, reason="Hyvä", now=timezone.now())


def move_something(by: Any, chance: random.Random) -> None:
    """One step of every seat, as far as the hours suffice."""
    from voimala.assembly.models import Seat
    from voimala.core.errors import DomainError

    for seat in Seat.objects.select_related("network").order_by("pk"):
        try:
            move(by, seat, chance)
        except DomainError:
            continue


def move(by: Any, seat: Any, chance: random.Random) -> None:
    from django.utils import timezone

    from voimala.assembly import services
    from voimala.assembly.models import Asking
    from voimala.assembly.services.answering import terms_as_asked
    from voimala.assembly.services.seats import fresh

    now, found = timezone.now(), fresh(seat)
    standing = (Asking.State.WAITING, Asking.State.TALK)
    asking = Asking.objects.filter(seat=found, state__in=standing).order_by("-pk").first()
    if found.state == "proposed":
        services.ask_seat(by=by, seat=found, now=now)
    elif found.state in ("asked", "talk") and asking is not None:
        answer = chance.choice(["yes", "yes", "talk"])
        services.answer_asking(by=by, asking=asking, answer=answer, now=now)
    elif found.state == "supervisor" and asking is not None:
        services.answer_supervisor(by=by, asking=asking, terms=terms_as_asked(found), now=now)
    elif found.state in ("confirmed", "willing", "naming"):
        services.take_back_asking(by=by, seat=found, now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
