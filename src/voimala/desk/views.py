"""What waits for me: one page, gathered from the slots of the other apps. It must not know any of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from voimala.accounts.models import home_network
from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.slots import DeskItem, desk_items
from voimala.core.viewer import Viewer
from voimala.desk.slots import only_own
from voimala.networks.middleware import PageRequest

MOST_SHOWN = 7
WEEK = dt.timedelta(days=7)

TITLES: tuple[str | Promise, ...] = (
    gettext_lazy("One thing waits for you"),
    gettext_lazy("Two things wait for you"),
    gettext_lazy("Three things wait for you"),
    gettext_lazy("Four things wait for you"),
    gettext_lazy("Five things wait for you"),
    gettext_lazy("Six things wait for you"),
    gettext_lazy("Seven things wait for you"),
)
LATE_TITLES: tuple[str | Promise, ...] = (
    gettext_lazy("one of them late"),
    gettext_lazy("two of them late"),
    gettext_lazy("three of them late"),
    gettext_lazy("four of them late"),
    gettext_lazy("five of them late"),
    gettext_lazy("six of them late"),
)


@dataclass(frozen=True)
class Row:
    """An item with its day in words; `late` colours it."""

    item: DeskItem
    when: str
    late: bool


@require_safe
def home(request: PageRequest) -> HttpResponse:
    """After sign-in: the desk of the user's network, or a page that says there is none yet."""
    network = home_network(request.viewer)
    if network is None:
        return render(request, "desk/no_network.html")
    return redirect("desk:desk", network.code)


@require_safe
def desk(request: PageRequest, code: str) -> HttpResponse:
    now, network, viewer = timezone.now(), request.network, request.viewer
    items = waiting(viewer, network, now)
    today = network.today(now)
    rows = [Row(item, when(item, today), is_late(item, today)) for item in items[:MOST_SHOWN]]
    may_frame = access.allowed("phenomena.frame_need", viewer, network)
    return render(
        request,
        "desk/desk.html",
        {
            "title": title_of(rows),
            "rows": rows,
            "minutes": sum(row.item.minutes for row in rows),
            "later": len(items) - len(rows),
            "panels": panels_on(network, request),
            "only_own": only_own(viewer, network),
            "new_need_url": reverse("phenomena:new", args=[network.code]) if may_frame else "",
        },
    )


def waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """All that waits: the late first, then by day, and what has no day last.

    Of two without a day the one further along comes first: upper apps follow lower ones in the work.
    """
    today = network.today(now)
    items = [item for found in reversed(desk_items.gather(viewer, network, now)) for item in found]
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


def title_of(rows: list[Row]) -> str:
    """The answer in a sentence: how much waits, and how much of it is late."""
    if not rows:
        return ""
    title = str(TITLES[len(rows) - 1])
    late = sum(row.late for row in rows)
    if not late:
        return title
    if len(rows) == 1:
        return _("One thing waits for you, and it is late")
    if late == len(rows):
        return _("%(title)s, all of them late") % {"title": title}
    return _("%(title)s, %(late)s") % {"title": title, "late": LATE_TITLES[late - 1]}
