"""Do the kept sums agree with the rows, and the promises with both? For whoever keeps an installation."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum

from voimala.partners.models import Balance, Commitment, Direction, Entry
from voimala.partners.services.ledger import PROMISE_COLUMNS

PLACE = ("network_id", "organisation_id", "period_id", "direction", "measure")
Place = tuple[Any, ...]


def summed_rows() -> dict[Place, tuple[int, int]]:
    """Amount and number of the rows of every organisation, period, direction and measure."""
    sums = Entry.objects.order_by().values_list(*PLACE).annotate(Sum("amount"), Count("pk"))
    return {row[:-2]: (row[-2], row[-1]) for row in sums}


def uneven_balances() -> Iterator[str]:
    """A line for each balance or promise that is not the sum of its rows; nothing is changed."""
    sums = summed_rows()
    kept = {row[:-2]: (row[-2], row[-1]) for row in Balance.objects.values_list(*PLACE, "amount", "rows")}
    for place in sorted(sums.keys() | kept.keys()):
        if sums.get(place, (0, 0)) != kept.get(place, (0, 0)):
            yield f"balance {place}: kept {kept.get(place)}, its rows say {sums.get(place)}"
    promised = {place: amount for place, (amount, _rows) in sums.items() if place[3] == Direction.PROMISED}
    for promise in Commitment.objects.order_by("pk"):
        for measure, column in PROMISE_COLUMNS.items():
            place = (
                promise.network_id,
                promise.organisation_id,
                promise.period_id,
                Direction.PROMISED.value,
                measure,
            )
            if (getattr(promise, column) or 0) != promised.get(place, 0):
                yield (
                    f"commitment {promise.pk}: {column} {getattr(promise, column)}, "
                    f"its rows say {promised.get(place)}"
                )


@transaction.atomic
def rebuild_balances() -> int:
    """Every balance made anew from the rows; how many there are. Promises follow at their next row."""
    Balance.objects.all().delete()
    made = Balance.objects.bulk_create(
        Balance(**dict(zip(PLACE, place, strict=True)), amount=amount, rows=rows)
        for place, (amount, rows) in sorted(summed_rows().items())
    )
    return len(made)
