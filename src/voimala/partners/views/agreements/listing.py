"""All agreements of the network: what is in force, what is on its way, what was."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.networks.middleware import PageRequest
from voimala.partners.models import Agreement
from voimala.partners.views.agreements.found import KEEP, READ
from voimala.partners.views.agreements.standing import (
    CHIPS,
    Look,
    Stage,
    stages,
    standing_of,
    standing_words,
    title_of,
)

PAGE = 20
GROUPS = {"in_force": ("in_force", "coming"), "open": ("draft", "out"), "over": ("over", "given_up")}


@dataclass(frozen=True)
class Listed:
    """One agreement of the list; `parties` is None for who does not see them."""

    agreement: Agreement
    standing: str
    label: str
    look: Look
    stages: list[Stage]
    parties: int | None

    @property
    def kind(self) -> str:
        """Not said again of what is called by its kind."""
        label = str(self.agreement.get_kind_display())
        return "" if self.agreement.name.lower() == label.lower() else label


@require_safe
def agreements(request: PageRequest, code: str) -> HttpResponse:
    today = request.network.today(timezone.now())
    reads = access.allowed(READ, request.viewer, request.network)
    rows = [listed(agreement, today, reads=reads) for agreement in rows_of(request)]
    wanted = request.GET.get("show", "")
    shown = [row for row in rows if row.standing in GROUPS.get(wanted, (row.standing,))]
    context = {
        "title": title(rows, today),
        "rows": rows,
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "query": f"show={wanted}&" if wanted in GROUPS else "",
        "tabs": tabs(rows, wanted),
        "may_keep": access.allowed(KEEP, request.viewer, request.network),
    }
    return render(request, "partners/agreements/agreements.html", context)


def rows_of(request: PageRequest) -> Any:
    """The newest first: those in force before those that are over."""
    unended = Count("parties", filter=Q(parties__until=None), distinct=True)
    ever = Count("parties", distinct=True)
    rows = Agreement.objects.visible_to(request.viewer).of(request.network)
    return rows.annotate(going_on=unended, ever=ever).order_by("-since", "-pk")


def listed(agreement: Any, today: dt.date, *, reads: bool) -> Listed:
    standing = standing_of(agreement, today)
    parties = agreement.ever if agreement.is_over else agreement.going_on
    return Listed(
        agreement,
        standing,
        standing_words(standing),
        CHIPS[standing],
        stages(agreement, today),
        parties if reads else None,
    )


def title(rows: list[Listed], today: dt.date) -> str:
    """What is in force; without anything, what is on its way."""
    holding = [row for row in rows if row.standing == "in_force"]
    if len(holding) == 1 and holding[0].parties:
        return title_of(holding[0].agreement, today, holding[0].parties)
    if holding:
        number = len(holding)
        return ngettext("One agreement is in force", "%(count)s agreements are in force", number) % {
            "count": number
        }
    waiting = sum(row.standing in ("draft", "out", "coming") for row in rows)
    if waiting:
        return ngettext("One agreement is on its way", "%(count)s agreements are on their way", waiting) % {
            "count": waiting
        }
    return _("No agreement is in force")


def tabs(rows: list[Listed], wanted: str) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the present one; none while the list is short."""
    labels = {
        "": pgettext("agreements", "All"),
        "in_force": pgettext("agreements", "In force or signed"),
        "open": pgettext("agreements", "On their way"),
        "over": pgettext("agreements", "Over"),
    }
    if len({row.standing for row in rows}) < len(GROUPS) - 1:
        return []
    return [(label, f"?show={code}" if code else "?", code == wanted) for code, label in labels.items()]
