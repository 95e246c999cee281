"""One partner's rows of the ledger: its balances, its rows from the newest on, a row added or countered."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.drawing.bars import draw_bars
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period
from voimala.office.spreadsheets import Cell, Field, Table
from voimala.office.views.exporting import as_file, asked_format
from voimala.partners.forms.ledger import ContributionForm, CounterForm
from voimala.partners.models import Commitment, Direction, Entry, Measure, Organisation
from voimala.partners.models.amounts import amount_words, typed_amount
from voimala.partners.models.balancing import COMPARED, Kept
from voimala.partners.models.organisation import organisations_of
from voimala.partners.models.standing import standing_of
from voimala.partners.models.told import state_words, title_of_partner, worth
from voimala.partners.services.ledger import (
    ContributionRefused,
    confirm_hours,
    counter_entry,
    record_contribution,
)
from voimala.partners.views.contributions import LOOKS, UNITS, Look, chosen_period

ON_A_PAGE = 50
MOST_CONFIRMED = 50
"""Rows that one tap confirms: as many as one reads through."""


@dataclass(frozen=True)
class Kind:
    """One measure in the table of balances."""

    measure: Measure
    kept: Kept

    @property
    def amounts(self) -> list[tuple[str, str]]:
        """Promised, given and received in words, by their label; "–" for nothing."""
        return [(str(each.label), self._told(self.kept.of(each, self.measure))) for each in Direction]

    def _told(self, amount: int) -> str:
        return amount_words(self.measure, amount) if amount else "–"

    @property
    def bars(self) -> SafeString | str:
        if self.measure not in COMPARED:
            return ""
        promised, given, received = (self.kept.of(each, self.measure) for each in Direction)
        return draw_bars(promised, given, received, max(promised, given, received))

    @property
    def state(self) -> str:
        return state_words(self.kept, self.measure) if self.measure in COMPARED else ""

    @property
    def look(self) -> Look:
        return Look(*LOOKS[self.kept.state(self.measure)])


@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: PageRequest, code: str, public_id: str) -> HttpResponseBase:
    """The partner's page; its one form confirms the hours that stand on it."""
    partner = readable(request, public_id)
    if request.method == "POST":
        count = confirm_hours(
            by=acting(request.viewer),
            organisation=partner,
            entries=request.POST.getlist("entry"),
            now=timezone.now(),
        )
        say_confirmed(request, count)
        return redirect("partners:ledger", code, public_id)
    today = request.network.today(timezone.now())
    periods = list(Period.objects.visible_to(request.viewer).of(request.network).order_by("-starts"))
    period = chosen_period(periods, request.GET.get("period", ""), today)
    if period is None:
        raise Http404
    rows = rows_of(request, partner, period)
    form = asked_format(request)
    if form:
        name = _("contributions %(period)s") % {"period": f"{partner} {period}"}
        return as_file(table_of_rows(period), rows.iterator(), form, name)
    context = page_context(request, partner, period, rows, today)
    return render(request, "partners/ledger.html", {**context, "periods": periods})


def readable(request: PageRequest, public_id: str) -> Organisation:
    """The partner, when the viewer may read its rows; else there is no such page."""
    organisations = Organisation.objects.visible_to(request.viewer).of(request.network)
    found: Organisation = get_object_or_404(organisations.select_related("network"), public_id=public_id)
    if not access.allowed("partners.read_rows", request.viewer, found):
        raise Http404
    return found


def rows_of(request: PageRequest, partner: Organisation, period: Period) -> Any:
    """The partner's rows of the period, the newest first, narrowed as the address says."""
    rows = Entry.objects.visible_to(request.viewer).of(request.network)
    rows = rows.filter(organisation=partner, period=period)
    if (way := request.GET.get("direction")) in Direction.values:
        rows = rows.filter(direction=way)
    if (measure := request.GET.get("measure")) in Measure.values:
        rows = rows.filter(measure=measure)
    return rows.select_related("counters", "countered_by", "confirmation").order_by("-on_day", "-pk")


def page_context(
    request: PageRequest, partner: Organisation, period: Period, rows: Any, today: dt.date
) -> dict[str, Any]:
    kept = standing_of(request.viewer, partner, period, today)
    listed, more = one_page(rows, request.GET.get("before", ""))
    waiting = list(Entry.objects.visible_to(request.viewer).filter(organisation=partner).to_confirm())
    unconfirmed = sorted(waiting, key=lambda row: (row.on_day, row.pk))[:MOST_CONFIRMED]
    return {
        "partner": partner,
        "period": period,
        "title": title_of_partner(str(partner), kept),
        "kinds": [Kind(each, kept) for each in Measure if any(kept.of(way, each) for way in Direction)],
        "listed": [Told(row) for row in listed],
        "last": listed[-1] if more else None,
        "turned": bool(request.GET.get("before")),
        "unconfirmed": [Told(row) for row in unconfirmed],
        "may_confirm": access.allowed("partners.confirm_hours", request.viewer, partner),
        "may_record": access.allowed("partners.record_contribution", request.viewer, partner),
        "booked": booked_not_given(request, partner, period, kept),
        "directions": Direction.choices,
        "measures": Measure.choices,
        "wanted": {name: request.GET.get(name, "") for name in ("direction", "measure")},
    }


def one_page(rows: Any, before: str) -> tuple[list[Entry], bool]:
    """The rows after the one last seen, and whether more follow: found by the index, never counted."""
    last = rows.filter(public_id=before).first() if before else None
    if last is not None:
        rows = rows.filter(Q(on_day__lt=last.on_day) | Q(on_day=last.on_day, pk__lt=last.pk))
    found = list(rows[: ON_A_PAGE + 1])
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


@dataclass(frozen=True)
class Told:
    """One row as the page tells it."""

    entry: Entry

    @property
    def amount(self) -> str:
        return worth(self.entry.measure, self.entry.amount)

    @property
    def countered_by(self) -> Entry | None:
        return getattr(self.entry, "countered_by", None)

    @property
    def confirmed(self) -> bool:
        return getattr(self.entry, "confirmation", None) is not None

    @property
    def may_counter(self) -> bool:
        """By hand: a row of another part of the platform is corrected there."""
        return not (self.entry.counters_id or self.countered_by or self.entry.source_kind)


def booked_not_given(
    request: PageRequest, partner: Organisation, period: Period, kept: Kept
) -> dict[str, Any]:
    """Hours booked for groups that nobody has written down as given, and the form that would; {} for none."""
    promise = (
        Commitment.objects.visible_to(request.viewer).filter(organisation=partner, period=period).first()
    )
    left = (promise.booked if promise else 0) - kept.of(Direction.GIVEN, Measure.HOURS)
    if left <= 0:
        return {}
    where = reverse("partners:contribution", args=[request.network.code])
    amount = typed_amount(Measure.HOURS, left)
    words = (
        f"organisation={partner.public_id}&direction=given&measure=hours&amount={amount.replace(' ', '+')}"
    )
    return {"amount": worth(Measure.HOURS, left), "url": f"{where}?{words}"}


def table_of_rows(period: Period) -> Table:
    def amount(row: Entry) -> Cell:
        unit = UNITS.get(row.measure, 1)
        return row.amount // unit if row.amount % unit == 0 else row.amount / unit

    return Table(
        str(period),
        [
            Field(_("Day"), lambda row: row.on_day),
            Field(_("Direction"), lambda row: row.get_direction_display()),
            Field(_("What is counted"), lambda row: row.get_measure_display()),
            Field(_("Amount"), amount),
            Field(_("What it was"), lambda row: row.words),
            Field(_("State"), lambda row: state_of(Told(row))),
            Field(_("Note"), lambda row: _("Sample") if row.synthetic else ""),
        ],
    )


def state_of(row: Told) -> str:
    if row.entry.counters_id:
        return _("counter-row")
    if row.countered_by:
        return _("countered")
    return _("confirmed by the partner") if row.confirmed else ""


def say_confirmed(request: PageRequest, count: int) -> None:
    if count:
        told = ngettext("%(count)s row is confirmed.", "%(count)s rows are confirmed.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("Nothing was left to confirm."))


@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: PageRequest, code: str) -> HttpResponse:
    """A row is written down, by the coordinator for anybody, by a partner's contact for its own."""
    access.require("partners.record_somewhere", request.viewer, request.network)
    today = request.network.today(timezone.now())
    periods = Period.objects.visible_to(request.viewer).of(request.network).order_by("-starts")
    chosen = chosen_period(list(periods), "", today)
    organisations = recordable(request)
    if chosen is None or not organisations.exists():
        return render(request, "partners/contribution.html", {"form": None, "period": chosen})
    form = ContributionForm(
        request.POST if request.method == "POST" else None,
        organisations=organisations,
        periods=periods,
        chosen=chosen,
        today=today,
        wanted=request.GET.dict(),
    )
    if request.method == "POST" and form.is_valid() and (entry := recorded(request, form)):
        return redirect("partners:ledger", code, entry.organisation.public_id)
    context = {"form": form, "period": chosen}
    return render(request, "partners/contribution.html", context, status=422 if form.errors else 200)


def recordable(request: PageRequest) -> Any:
    """The organisations for which this viewer may write: a coordinator's all, a contact's own."""
    rows = Organisation.objects.visible_to(request.viewer).of(request.network)
    rows = rows.select_related("network").order_by("sort_key", "pk")
    if access.allowed("partners.record_for_all", request.viewer, request.network):
        return rows
    return rows.filter(pk__in=organisations_of(request.viewer))


def recorded(request: PageRequest, form: ContributionForm) -> Entry | None:
    key = form.cleaned_data["form_key"]
    try:
        entry = record_contribution(
            by=acting(request.viewer), plan=form.plan(), now=timezone.now(), form_key=key
        )
    except ContributionRefused as refused:
        form.show_problems(refused.problems)
        return None
    messages.success(request, _("Written down: %(what)s.") % {"what": worth(entry.measure, entry.amount)})
    return entry


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: PageRequest, code: str, public_id: str, row: str) -> HttpResponse:
    """One row: what it says, and the counter-row that undoes it."""
    partner = readable(request, public_id)
    rows = Entry.objects.visible_to(request.viewer).filter(organisation=partner)
    related = ("organisation__network", "period", "counters", "countered_by", "confirmation")
    found = get_object_or_404(rows.select_related(*related), public_id=row)
    may_record = access.allowed("partners.record_contribution", request.viewer, partner)
    form = CounterForm(request.POST if request.method == "POST" else None, entry=found)
    if request.method == "POST":
        access.require("partners.record_contribution", request.viewer, partner)
        if form.is_valid() and countered(request, form, found):
            return redirect("partners:ledger", code, public_id)
    context = {"partner": partner, "told": Told(found), "form": form, "may_record": may_record}
    return render(request, "partners/entry.html", context, status=422 if form.errors else 200)


def countered(request: PageRequest, form: CounterForm, found: Entry) -> bool:
    told = form.cleaned_data
    try:
        counter_entry(
            by=acting(request.viewer),
            entry=found,
            reason=told["reason"],
            right=told["right"],
            now=timezone.now(),
            form_key=told["form_key"],
        )
    except ContributionRefused as refused:
        form.show_problems(refused.problems)
        return False
    messages.success(request, _("The row is countered. Both stay in sight."))
    return True
