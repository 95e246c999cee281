"""A secretary who writes minutes, decides and approves without end, so that it can be killed.

Run as a program: `python -m tests.apps.governance.busy_secretary USER`.
"""

import sys
from typing import Any


def main(user_id: int) -> None:
    import django

    django.setup()
    from voimala.accounts.models import User
    from voimala.core.viewer import acting
    from voimala.governance.models import Body

    by, body = acting(User.objects.get(pk=user_id)), Body.objects.get()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        meet(by, body)


def meet(by: Any, body: Any) -> None:
    """One meeting from its plan to approved minutes."""
    from django.utils import timezone

    from voimala.governance import services
    from voimala.governance.models import Minutes

    now = timezone.now()
    meeting = services.plan_meeting(by=by, body=body, now=now, plan=services.MeetingPlan(now))
    item = services.add_item(by=by, meeting=meeting, now=now, plan=services.ItemPlan("Talous"))
    attendance = {seat.public_id: "present" for seat in body.seats.all()}
    plan = services.MinutesPlan("Avattiin.", attendance, {item.public_id: "Keskusteltiin."})
    services.write_minutes(by=by, meeting=meeting, seen=0, now=now, plan=plan)
    services.decide(by=by, item=item, now=now, plan=services.DecisionPlan("Hyväksyttiin.", "Kirje"))
    seen = Minutes.objects.get(meeting=meeting).version
    services.approve_minutes(by=by, meeting=meeting, seen=seen, now=now, approver_post="puheenjohtaja")


if __name__ == "__main__":
    main(int(sys.argv[1]))
