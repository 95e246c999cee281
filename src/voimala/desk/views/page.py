"""What waits for me: one page, gathered from the slots of the other apps. It must not know any of them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from voimala.accounts.models import home_network
from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.slots import DeskItem, going_on
from voimala.core.viewer import Viewer
from voimala.desk.services import MOST_SHOWN, is_late, waiting, when
from voimala.desk.slots import only_own
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network, Part
from voimala.people.models import Person

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
    sees_jobs = access.allowed("office.read_jobs", viewer, network)
    may_frame = network.uses(Part.NEEDS) and access.allowed("phenomena.frame_need", viewer, network)
    return render(
        request,
        "desk/desk.html",
        {
            "title": title_of(rows),
            "rows": rows,
            "minutes": sum(row.item.minutes for row in rows),
            "later": len(items) - len(rows),
            "panels": panels_on(network, request),
            "going_on": [line for lines in going_on.gather(viewer, network, now) for line in lines],
            "jobs_url": reverse("office:jobs", args=[network.code]) if sees_jobs else "",
            "only_own": only_own(viewer, network),
            "profile_url": "" if rows else own_profile_url(viewer, network),
            "start_url": reverse("start")
            if access.allowed("networks.start_network", viewer, network)
            else "",
            "new_need_url": reverse("phenomena:new", args=[network.code]) if may_frame else "",
        },
    )


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


def own_profile_url(viewer: Viewer, network: Network) -> str:
    """Where the viewer tells what she can do; "" when she is not one of the network's people."""
    if not only_own(viewer, network):
        return ""
    own = Person.objects.visible_to(viewer).of(network).filter(user_id=viewer.pk)
    return reverse("people:profile", args=[network.code]) if own.exists() else ""
