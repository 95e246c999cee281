"""The Monday message: what waits for each user of a network, one button each. Nothing waits, nothing is sent.

It must not become a second desk: it says what and why, and the page or the link does the rest.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from voimala.accounts.models import User
from voimala.accounts.services import about
from voimala.core.slots import DeskItem
from voimala.desk.services.items import MOST_SHOWN, is_late, waiting, when
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.office.openings import Moment, Progress
from voimala.office.services import make_link, queue_message

MONDAY = Moment(at=dt.time(7, 0), weekday=0)
LINKS_WORK = dt.timedelta(days=14)
PURPOSE = "weekly"


@dataclass(frozen=True)
class Line:
    """One thing that waits, as the message tells it; `personal` when the link acts for its receiver."""

    item: DeskItem
    when: str
    late: bool
    url: str
    personal: bool


def next_monday(network: Network, now: dt.datetime) -> dt.datetime:
    """When the network's next message leaves."""
    return MONDAY.next(now, network.timezone)


def send_monday_mail(progress: Progress) -> None:
    """Write this week's message to everybody of the network for whom something waits, each once.

    Cut off in the middle, it goes on after the user it was at: message and step are kept together.
    """
    network: Network = progress.network
    users = list(receivers(network, progress.now()))
    for number, user in enumerate(users):
        with transaction.atomic():
            progress.step(number + 1, len(users))
            write_to(user.at(progress.now()), network, progress.now())


def receivers(network: Network, now: dt.datetime) -> list[User]:
    """Who has a role in the network now and has not left the message."""
    wanting = User.objects.filter(is_active=True, weekly_mail=True, roles__network=network).exclude(email="")
    users = [user.at(now) for user in wanting.distinct().order_by("pk")]
    return [user for user in users if network.pk in user.network_ids]


def write_to(user: User, network: Network, now: dt.datetime) -> Message | None:
    """The week's message to one user; None when there is one already or nothing waits.

    One for each of the user's networks: each has its own things to do.
    """
    year, week, _day = network.today(now).isocalendar()
    key = f"monday:{network.code}:{user.public_id}:{year}-{week:02}"
    if Message.objects.filter(key=key).exists():
        return None
    with translation.override(user.language):
        items = waiting(user, network, now)
        if not items:
            return None
        context = {
            "lines": [_line(item, user, network, now) for item in items[:MOST_SHOWN]],
            "later": len(items) - len(items[:MOST_SHOWN]),
            "count": len(items),
            "desk_url": f"{settings.ADDRESS}{reverse('desk:desk', args=[network.code])}",
            "leave_url": make_link(
                network=network,
                action="no_weekly",
                subject=about(user),
                language=user.language,
                expires_at=now + dt.timedelta(days=90),
                now=now,
            ),
        }
    return queue_message(
        to=user.email,
        template="desk/mail/monday",
        language=user.language,
        context=context,
        purpose=PURPOSE,
        now=now,
        network=network,
        key=key,
    )


def _line(item: DeskItem, user: User, network: Network, now: dt.datetime) -> Line:
    """With a link that does it where that is safe, else to the page, which asks to sign in."""
    url = f"{settings.ADDRESS}{item.url}"
    if item.link_action is not None:
        action, subject = item.link_action
        url = make_link(
            network=network,
            action=action,
            subject=subject,
            language=user.language,
            expires_at=now + LINKS_WORK,
            now=now,
        )
    today = network.today(now)
    return Line(item, when(item, today), is_late(item, today), url, personal=item.link_action is not None)
