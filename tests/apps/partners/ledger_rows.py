"""Rows of the ledger, and what the database itself refuses of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.apps.factories import make_organisation
from tests.apps.partners.ledger import record
from voimala.networks.models import Network
from voimala.partners.models import Balance


def rows_with_constraints(network: Network, now: dt.datetime) -> dict[str, Any]:
    row = record(make_organisation(network), now, form_key="a-row")
    return {"contribution": row, "balance": Balance.objects.get(organisation=row.organisation_id)}


BREAKING: dict[str, Callable[..., None]] = {
    "entry_once_per_form": lambda rows, again, change: again(rows.contribution),
    "entry_is_something": lambda rows, again, change: again(rows.contribution, form_key="b", amount=0),
    "entry_negative_counters": lambda rows, again, change: again(rows.contribution, form_key="b", amount=-1),
    "entry_only_received": lambda rows, again, change: again(
        rows.contribution, form_key="b", measure="pilots"
    ),
    "balance_once": lambda rows, again, change: again(rows.balance),
    "balance_not_below_nothing": lambda rows, again, change: change(rows.balance, amount=-1),
}
