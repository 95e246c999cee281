"""Where each partner stands in a period: its balances, read in two queries however many rows there are."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from voimala.core.viewer import Viewer
from voimala.networks.models import Network, Period
from voimala.partners.models.balancing import Kept, Key, share_passed
from voimala.partners.models.ledger import Balance
from voimala.partners.models.organisation import Organisation


@dataclass(frozen=True)
class Standing:
    """One partner and its balances of the period."""

    organisation: Organisation
    kept: Kept


def standings(viewer: Viewer, network: Network, period: Period, today: dt.date) -> list[Standing]:
    """Every organisation of which something is written down for the period, by name."""
    rows = Balance.objects.visible_to(viewer).of(network).filter(period=period, amount__gt=0)
    amounts: dict[int, dict[Key, int]] = defaultdict(dict)
    for organisation, direction, measure, amount in rows.values_list(
        "organisation_id", "direction", "measure", "amount"
    ):
        amounts[organisation][direction, measure] = amount
    organisations = Organisation.objects.visible_to(viewer).of(network).filter(pk__in=amounts)
    passed = share_passed(period, today)
    return [Standing(row, Kept(amounts[row.pk], passed)) for row in organisations.order_by("sort_key", "pk")]


def standing_of(viewer: Viewer, organisation: Organisation, period: Period, today: dt.date) -> Kept:
    """One partner's balances, in one query."""
    rows = Balance.objects.visible_to(viewer).filter(organisation=organisation, period=period)
    told = rows.values_list("direction", "measure", "amount")
    return Kept({(way, measure): amount for way, measure, amount in told}, share_passed(period, today))
