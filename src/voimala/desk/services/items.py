"""What waits for a viewer, gathered from the slots of the other apps, in the order of the desk."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from voimala.core.slots import DeskItem, desk_items
from voimala.core.viewer import Viewer
from voimala.networks.parts import has_page

MOST_SHOWN = 7
WEEK = dt.timedelta(days=7)


def waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """All that waits: the late first, then by day, and what has no day last.

    Of two without a day the one further along comes first: upper apps follow lower ones in the work.
    What belongs to a part that the network does not use does not wait.
    """
    today = network.today(now)
    found = [item for items in reversed(desk_items.gather(viewer, network, now)) for item in items]
    items = [item for item in found if has_page(network, item.url)]
    return sorted(items, key=lambda item: (not is_late(item, today), item.due or dt.date.max))


def is_late(item: DeskItem, today: dt.date) -> bool:
    return item.late or (item.due is not None and item.due < today)


def when(item: DeskItem, today: dt.date) -> str:
    """ "Late", "Today", a weekday with its date within a week, else the date."""
    if is_late(item, today):
        return _("Late")
    if item.due is None:
        return _("When you have time")
    if item.due == today:
        return _("Today")
    if item.due - today < WEEK:
        return capfirst(date_format(item.due, pgettext("date format within a week", "D j M")))
    return date_format(item.due, pgettext("date format", "j M"))
