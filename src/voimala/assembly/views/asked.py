"""The pages of those who are asked: by the link in a letter without an account, or signed in at /askings/.

Both show the same page of the asking's part; `PAGES` is the one list of parts. Showing changes nothing.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from voimala.accounts.models import Role, User
from voimala.assembly.models import Asking, Seat
from voimala.assembly.services.answering import is_in_force
from voimala.assembly.services.askings import STANDING
from voimala.assembly.services.telling import LETTERS
from voimala.core import access
from voimala.core.viewer import Actor, acting, system
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network, RoleKind
from voimala.office.openings import LinkAction, link_actions
from voimala.people.models import Person

RELATED = (
    "network",
    "call",
    "question__competence",
    "question__proposal__run__brief__phenomenon",
    "person__organisation",
    "person__unit",
    "person__user",
    "person__municipality",
    "contact__organisation",
    "seat__organisation",
    "seat__person__organisation",
    "seat__person__unit",
    "seat__group__brief__period",
    "seat__group__brief__municipality",
    "seat__group__brief__phenomenon__host_unit",
)


@dataclass(frozen=True)
class Asked:
    """One asking before whoever answers it: who acts, how the answer came, where the page is."""

    asking: Asking
    by: Actor
    told: str
    url: str

    @property
    def seat(self) -> Seat:
        """Of an asking that is about a seat."""
        if self.asking.seat is None:
            raise Http404
        return self.asking.seat

    @property
    def seat_shown(self) -> Seat:
        """The seat as whoever was asked may see it: never who, or whose terms, came after her answer."""
        seat, asking = copy.copy(self.seat), self.asking
        if self._stands and asking.person_id in (None, seat.person_id):
            return seat
        seat.person = asking.person if asking.part == Asking.Part.PERSON else None
        seat.minutes = seat.starts = seat.ends = None
        if asking.contact is not None and asking.part == Asking.Part.ASSOCIATION:
            seat.organisation = asking.contact.organisation
            seat.fee_cents = seat.travel_cents = None
        return seat

    @property
    def _stands(self) -> bool:
        """The answer is waited for, or the seat stands on it."""
        if self.asking.part in (Asking.Part.SUPERVISOR, Asking.Part.UNIT) and not self.is_in_force:
            return False
        return self.asking.state in (*STANDING, Asking.State.YES)

    @property
    def is_in_force(self) -> bool:
        """Of an employer's answer: not when somebody else has come into the seat after it."""
        return is_in_force(self.seat, self.asking)

    @property
    def person(self) -> Person:
        """Of an asking that is of a person."""
        if self.asking.person is None:
            raise Http404
        return self.asking.person


Page = Callable[[HttpRequest, Asked], HttpResponse]


@dataclass(frozen=True)
class PartPages:
    """What a part of asking shows, and what an answer to it does."""

    show: Page
    do: Page


PAGES: dict[str, PartPages] = {}


def add_pages(part: Asking.Part, show: Page, do: Page) -> None:
    """Called when the app is ready: the pages of a part, at its link and at /askings/."""
    PAGES[part] = PartPages(show, do)
    link_actions.fill(LinkAction(LETTERS[part].action, by_link(show), by_link(do)))


def by_link(page: Page) -> Callable[[HttpRequest, Any], HttpResponse]:
    def linked(request: HttpRequest, link: Any) -> HttpResponse:
        askings = Asking.objects.visible_to(link.actor).select_related(*RELATED)
        asking = askings.first()
        if asking is None:
            raise Http404
        return page(request, Asked(asking, link.actor, Asking.Told.LINK, request.path))

    return linked


@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The same page for who is signed in; the coordinator is led to the seat."""
    found = get_object_or_404(
        Asking.objects.visible_to(request.viewer).of(request.network).select_related(*RELATED),
        public_id=public_id,
    )
    if not access.allowed("assembly.answer_own", request.viewer, found):
        if found.seat is None:
            where = reverse("assembly:proposal", args=[code, found.question.proposal.public_id])
        else:
            where = reverse("assembly:seat", args=[code, found.seat.group.public_id, found.seat.position])
        return HttpResponseRedirect(where)
    pages = PAGES[found.part]
    asked = Asked(found, acting(request.viewer), Asking.Told.PAGE, request.path)
    return pages.do(request, asked) if request.method == "POST" else pages.show(request, asked)


def over(request: HttpRequest, asked: Asked, message: str = "") -> HttpResponse:
    """The asking has ended: said kindly, with what to do."""
    shown = {
        "asked": asked,
        "asking": asked.asking,
        "refusal": message,
        "asker": asker_of(asked.asking.network),
    }
    return render(request, "assembly/asking/over.html", shown, status=410)


def is_over(asking: Asking) -> bool:
    return asking.state in (Asking.State.CLOSED, Asking.State.ENDED)


def asker_of(network: Network) -> User | None:
    """The coordinator whom an invited person may write to: the one longest in the role."""
    roles = Role.objects.visible_to(system("asker")).of(network).filter(kind=RoleKind.COORDINATOR, until=None)
    role = roles.filter(user__is_active=True).select_related("user").order_by("since", "pk").first()
    return role.user if role else None
