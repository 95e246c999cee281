"""What the invented organisations have promised, given and received, by the platform's own services.

Only they have amounts: what real organisations give has not been published. Every row is synthetic.
"""

import datetime as dt
from collections.abc import Iterator

from demo.reading import Entry, invented
from demo.workplaces import Workplaces
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Period
from voimala.partners.models import Direction, Measure, Organisation
from voimala.partners.models.balancing import share_passed
from voimala.partners.models.ledger import OF_ORGANISATION
from voimala.partners.services.ledger import Contribution, confirm_hours, record_contribution

HOUR, EURO = 60, 100
UNCONFIRMED = "malli-keskussairaala"
"""The organisation whose contact signs in here: its newest hours wait for a yes."""

Row = tuple[Direction, Measure, int, str]


def record_promises(workplaces: Workplaces, period: Period, *, by: Actor, now: dt.datetime) -> None:
    """The hours and euros of the file, from the first day of the period; null promises nothing."""
    for entry in invented("workplaces"):
        organisation = workplaces.organisations[entry["code"]]
        for measure, unit in ((Measure.HOURS, HOUR), (Measure.EUROS, EURO)):
            if entry[measure.value] is not None:
                amount = entry[measure.value] * unit
                plan = Contribution(organisation, period, Direction.PROMISED, measure, amount, period.starts)
                key = f"{entry['code']}-{measure.value}"
                record_contribution(by=by, plan=plan, now=now, form_key=key)


def record_what_was_given(workplaces: Workplaces, period: Period, *, by: Actor, now: dt.datetime) -> None:
    """Rows from the first day of the period to today; a partner's contact has confirmed most of the hours."""
    for entry in invented("workplaces"):
        organisation = workplaces.organisations[entry["code"]]
        today = organisation.network.today(now)
        rows = list(given_rows(entry, share_passed(period, today)))
        for number, (way, measure, amount, words) in enumerate(rows):
            day = period.starts + (today - period.starts) * number // max(len(rows) - 1, 1)
            plan = Contribution(organisation, period, way, measure, amount, day, words)
            record_contribution(by=by, plan=plan, now=now, form_key=f"{entry['code']}-{number}")
        if entry["code"] != UNCONFIRMED:
            confirm_all(organisation, now)


def given_rows(entry: Entry, passed: float) -> Iterator[Row]:
    """Hours in three rows, euros in one, and what was received; nothing where the file tells nothing."""
    hours, received = entry["hours"], entry.get("received", {})
    given = round((hours or 0) * entry.get("pace", 0) * passed) or entry.get("unpromised", 0)
    for part in split(given):
        yield Direction.GIVEN, Measure.HOURS, part * HOUR, "Työtunteja ryhmissä"
    if entry["euros"] and (euros := round(entry["euros"] * min(entry.get("pace", 0), 1) * passed)):
        yield Direction.GIVEN, Measure.EUROS, euros * EURO, ""
    if "in_kind" in entry:
        yield Direction.GIVEN, Measure.IN_KIND, 1, entry["in_kind"]
    for measure, amount in received.items():
        hours_words = "Muiden työtunteja omissa yksiköissä" if measure == "hours" else ""
        yield Direction.RECEIVED, Measure(measure), amount * (HOUR if measure == "hours" else 1), hours_words


def split(hours: int) -> list[int]:
    """In three rows, as hours are told month by month."""
    third = hours // 3
    return [part for part in (third, third, hours - 2 * third) if part]


def confirm_all(organisation: Organisation, now: dt.datetime) -> None:
    """By the link that the organisation's contact gets in the Monday message."""
    named = Reference(OF_ORGANISATION, organisation.public_id)
    by = Actor(kind="link", name="link:demonstration", only=named)
    entries = organisation.entries.to_confirm().values_list("public_id", flat=True)
    confirm_hours(by=by, organisation=organisation, entries=list(entries), now=now)
