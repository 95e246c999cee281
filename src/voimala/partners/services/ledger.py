"""Rows of the ledger: recorded, countered and confirmed, and the kept sums and promises that follow them.

Nothing else writes entries, balances, or what a commitment promises. Locks are taken in one order: the
organisation, its balance, its commitment; people's hours lock the commitment last, too.
"""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.ids import new_public_id
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Period
from voimala.partners.models import Balance, Commitment, Confirmation, Direction, Entry, Measure, Organisation
from voimala.partners.models.amounts import amount_words
from voimala.partners.models.ledger import OF_ORGANISATION, ONLY_RECEIVED
from voimala.partners.models.organisation import organisations_of

LONGEST_WORDS = 300
PROMISE_COLUMNS: dict[str, str] = {Measure.HOURS: "minutes", Measure.EUROS: "cents"}
"""What of the promised the assembling uses, and where a commitment keeps it."""
BY_TAP = (Direction.GIVEN, Direction.RECEIVED)


class ContributionRefused(Refused):
    """The row cannot be as it was told; nothing was written."""


@dataclass(frozen=True)
class Contribution:
    """One row to be. `amount` counts cents, minutes or pieces by its measure."""

    organisation: Organisation
    period: Period
    direction: str
    measure: str
    amount: int
    on_day: dt.date
    words: str = ""


@transaction.atomic
def record_contribution(*, by: Actor, plan: Contribution, now: dt.datetime, form_key: str = "") -> Entry:
    """Add a row. A form sent twice makes one row; what a partner's own contact writes is confirmed by that.

    Raises:
        ContributionRefused: keys are the fields of the plan.
    """
    access.require("partners.record_contribution", by, plan.organisation)
    _lock(plan.organisation)
    made: Entry | None = _made_by(plan.organisation, form_key)
    if made is not None:
        return made
    _check(plan, now)
    entry = _added(plan, form_key or new_public_id(), now)
    if entry.measure == Measure.HOURS and entry.direction in BY_TAP and _own(by, plan.organisation):
        Confirmation.objects.create(network_id=entry.network_id, entry=entry, confirmed_at=now)
    _record(by, "contribution_recorded", [entry], now)
    return entry


@transaction.atomic
def counter_entry(
    *, by: Actor, entry: Entry, reason: str, now: dt.datetime, right: int | None = None, form_key: str = ""
) -> Entry:
    """Undo a row by a counter-row that says why; with `right`, write the right amount beside it.

    A row is countered once, a counter-row never. A row of another part of the platform is corrected there.

    Returns:
        The counter-row.

    Raises:
        ContributionRefused: keys are "reason" and "right". A promise is not lowered below what groups have.
    """
    access.require("partners.record_contribution", by, entry.organisation)
    _lock(entry.organisation)
    found: Entry = Entry.objects.select_related("organisation", "period", "countered_by").get(pk=entry.pk)
    before: Entry | None = getattr(found, "countered_by", None)
    if before is not None and form_key and before.form_key == form_key:
        return before
    words = tidied(reason)[:LONGEST_WORDS]
    if problems := _problems_of_countering(found, before, words):
        raise ContributionRefused(problems)
    counter = _counter(found, words, form_key or new_public_id(), now)
    rows = [counter]
    if right is not None:
        plan = replace(_plan_of(found), amount=right)
        rows.append(_added(plan, f"{counter.form_key}+", now, field="right"))
    elif found.direction == Direction.PROMISED:
        _keep_promise(found, field="right")
    _record(by, "contribution_countered", [found, *rows], now)
    return counter


@transaction.atomic
def confirm_hours(
    *, by: Actor, organisation: Organisation, entries: Collection[str], now: dt.datetime
) -> int:
    """The partner says that these rows' hours are right; how many were not confirmed before.

    Rows that were countered meanwhile, or are not of the organisation, stay as they are.
    """
    access.require("partners.confirm_hours", by, organisation)
    _lock(organisation)
    rows = Entry.objects.filter(organisation=organisation).to_confirm().filter(public_id__in=entries)
    found = list(rows.order_by("pk"))
    if not found:
        return 0
    Confirmation.objects.bulk_create(
        Confirmation(network_id=row.network_id, entry=row, confirmed_at=now) for row in found
    )
    _record(by, "hours_confirmed", found, now)
    return len(found)


@transaction.atomic
def record_from_source(*, by: Actor, plan: Contribution, source: Reference, now: dt.datetime) -> Entry | None:
    """What another part of the platform counts: one standing row for its source, direction and measure.

    Told again with the same amount it changes nothing; with another, the row is countered and written anew;
    with an amount of 0 it is countered only. The source's own deed asks for the right to do it.
    """
    _lock(plan.organisation)
    rows = Entry.objects.filter(
        source_kind=source.kind,
        source_id=source.public_id,
        organisation=plan.organisation,
        direction=plan.direction,
        measure=plan.measure,
    )
    standing: Entry | None = rows.standing().select_related("organisation", "period").first()
    if standing is not None and _plan_of(standing) == plan:
        return standing
    key = hashlib.sha256(f"{source} {plan.organisation.pk} {plan.direction} {plan.measure}".encode())
    form_key = f"{key.hexdigest()[:24]}-{rows.count()}"
    changed = []
    if standing is not None:
        changed.append(_counter(standing, _("Corrected where it was recorded."), f"{form_key}-", now, source))
    entry = _added(plan, form_key, now, source=source) if plan.amount else None
    if entry is not None:
        changed.append(entry)
    elif standing is not None and standing.direction == Direction.PROMISED:
        _keep_promise(standing, field="amount")
    if changed:
        _record(by, "contribution_recorded", changed, now)
    return entry


def _lock(organisation: Organisation) -> None:
    """One writer of an organisation's rows at a time: keys of forms and promises are looked at under it."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _made_by(organisation: Organisation, form_key: str) -> Entry | None:
    rows = Entry.objects.filter(network_id=organisation.network_id, form_key=form_key)
    return rows.first() if form_key else None


def _own(by: Actor, organisation: Organisation) -> bool:
    return organisation.pk in organisations_of(by)


def _check(plan: Contribution, now: dt.datetime) -> None:
    problems = {}
    if plan.period.network_id != plan.organisation.network_id:
        problems["period"] = _("Choose one of this network's own periods.")
    if plan.direction not in Direction.values:
        problems["direction"] = _("Choose: promised, given or received.")
    if plan.measure not in Measure.values:
        problems["measure"] = _("Choose what is counted.")
    elif plan.measure in ONLY_RECEIVED and plan.direction != Direction.RECEIVED:
        problems["direction"] = _(
            "This is only received: choose “received”, or count hours, euros or in kind."
        )
    if plan.amount <= 0:
        problems["amount"] = _("Write an amount that is more than nothing.")
    if plan.measure == Measure.IN_KIND and not tidied(plan.words):
        problems["words"] = _("Say what it was: a hall for an evening, thirty concert tickets.")
    if day := _problem_of_day(plan, now):
        problems["on_day"] = day
    if problems:
        raise ContributionRefused(problems)


def _problem_of_day(plan: Contribution, now: dt.datetime) -> str:
    period = plan.period
    if not period.contains(plan.on_day):
        last = period.ends - dt.timedelta(days=1)
        days = {"first": date_format(period.starts, "j.n.Y"), "last": date_format(last, "j.n.Y")}
        return _("The day is not in the period: write one from %(first)s to %(last)s.") % days
    if plan.direction != Direction.PROMISED and plan.on_day > plan.organisation.network.today(now):
        return _("Nothing is given or received yet on a day to come: write the day on which it was.")
    return ""


def _problems_of_countering(entry: Entry, before: Entry | None, reason: str) -> dict[str, str]:
    if entry.counters_id is not None:
        return {"reason": _("A counter-row stays: write a new row instead.")}
    if before is not None:
        return {"reason": _("Somebody has corrected this row already. Look at the rows again.")}
    if entry.source_kind:
        return {"reason": _("This row is counted by another part of the platform: correct it there.")}
    return {} if reason else {"reason": _("Write why: the reason stays beside the row.")}


def _plan_of(entry: Entry) -> Contribution:
    return Contribution(
        organisation=entry.organisation,
        period=entry.period,
        direction=entry.direction,
        measure=entry.measure,
        amount=entry.amount,
        on_day=entry.on_day,
        words=entry.words,
    )


def _added(
    plan: Contribution,
    form_key: str,
    now: dt.datetime,
    *,
    source: Reference | None = None,
    field: str = "amount",
) -> Entry:
    """A row with its sum, and the promise that follows it. `field` is where a refusal is told."""
    entry = Entry(
        network_id=plan.organisation.network_id,
        organisation=plan.organisation,
        period=plan.period,
        direction=plan.direction,
        measure=plan.measure,
        amount=plan.amount,
        on_day=plan.on_day,
        words=tidied(plan.words)[:LONGEST_WORDS],
        form_key=form_key,
        made_at=now,
        synthetic=plan.organisation.synthetic,
        **_columns_of(source),
    )
    _save_with_sum(entry)
    if entry.direction == Direction.PROMISED:
        _keep_promise(entry, field=field)
    return entry


def _counter(
    entry: Entry, reason: str, form_key: str, now: dt.datetime, source: Reference | None = None
) -> Entry:
    """Takes the row's amount off its sum. What the promise becomes, the caller says when all is written."""
    counter = Entry(
        network_id=entry.network_id,
        organisation=entry.organisation,
        period=entry.period,
        direction=entry.direction,
        measure=entry.measure,
        amount=-entry.amount,
        on_day=entry.on_day,
        words=reason,
        counters=entry,
        form_key=form_key,
        made_at=now,
        synthetic=entry.synthetic,
        **_columns_of(source),
    )
    _save_with_sum(counter)
    return counter


def _columns_of(source: Reference | None) -> dict[str, str]:
    return {"source_kind": source.kind, "source_id": source.public_id} if source else {}


def _save_with_sum(entry: Entry) -> None:
    """The row and its balance, in one conditional update: a sum never falls below nothing."""
    entry.save()
    place: dict[str, Any] = {
        "organisation_id": entry.organisation_id,
        "period_id": entry.period_id,
        "direction": entry.direction,
        "measure": entry.measure,
    }
    balance, _made = Balance.objects.get_or_create(**place, defaults={"network_id": entry.network_id})
    kept = Balance.objects.filter(pk=balance.pk, amount__gte=-entry.amount)
    if not kept.update(amount=F("amount") + entry.amount, rows=F("rows") + 1):
        raise ContributionRefused({"amount": _("The sum would fall below nothing: look at the rows again.")})


def _keep_promise(entry: Entry, *, field: str) -> None:
    """The commitment that the assembling uses says what the standing rows promise; no row is "not agreed".

    Raises:
        ContributionRefused: groups hold or have booked more hours than would be left.
    """
    column = PROMISE_COLUMNS.get(entry.measure)
    if column is None:
        return
    place = {"organisation_id": entry.organisation_id, "period_id": entry.period_id}
    balance = Balance.objects.get(**place, direction=Direction.PROMISED, measure=entry.measure)
    promise, _made = Commitment.objects.get_or_create(
        **place, defaults={"network_id": entry.network_id, "synthetic": entry.synthetic}
    )
    rows = Commitment.objects.filter(pk=promise.pk)
    if column == "minutes" and balance.amount:
        rows = rows.alias(taken=F("held") + F("booked")).filter(taken__lte=balance.amount)
    if not rows.update(**{column: balance.amount or None}):
        promise.refresh_from_db()
        taken = amount_words(Measure.HOURS, promise.held + promise.booked)
        told = _("Groups already have %(taken)s of these hours: promise at least that, or free seats first.")
        raise ContributionRefused({field: told % {"taken": taken}})


def _record(by: Actor, deed: str, rows: list[Entry], now: dt.datetime) -> None:
    organisation = rows[0].organisation
    subjects = [Reference(OF_ORGANISATION, organisation.public_id), *(row.reference for row in rows)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=organisation.network_id)
