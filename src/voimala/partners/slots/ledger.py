"""What the ledger puts on other apps' pages: what waits on the desk, a block on an organisation's page."""

import datetime as dt
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.core import access
from voimala.core.references import Reference, ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, Panel, desk_items, panels
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Part, Period
from voimala.networks.openings import part_addresses, register_pages
from voimala.partners.models import Entry, Measure, Organisation
from voimala.partners.models.amounts import amount_words
from voimala.partners.models.balancing import COMPARED
from voimala.partners.models.ledger import OF_ORGANISATION
from voimala.partners.models.organisation import organisations_of
from voimala.partners.models.standing import standings
from voimala.partners.models.told import drift

LINK_ACTION = "confirm_hours"
NAMES = system("ledger")
"""Whoever reads an organisation's rows is told its name."""
DRIFT_MINUTES, CONFIRM_MINUTES = 5, 1
PANEL_ORDER, PAGE_ORDER = 40, 60


def fill() -> None:
    part_addresses.fill(ledger_parts)
    register_pages.fill(ledger_pages)
    desk_items.fill(contributions_behind)
    desk_items.fill(hours_to_confirm)
    panels.fill(ledger_panel)
    register(ReferenceKind(OF_ORGANISATION, visible_ledgers, ledger_label, address_of_ledger))
    register(ReferenceKind("entry", visible_entries, entry_label, address_of_entry))


def ledger_parts() -> dict[str, str]:
    return {f"partners:{page}": Part.LEDGER for page in ("contributions", "contribution", "ledger", "entry")}


def ledger_pages(viewer: Viewer, network: Any) -> list[MenuItem]:
    """Beside the registers, for who may read everybody's sums."""
    if not access.allowed("partners.read_contributions", viewer, network):
        return []
    return [MenuItem(_("Contributions"), reverse("partners:contributions", args=[network.code]), PAGE_ORDER)]


def visible_ledgers(viewer: Viewer) -> Any:
    """Organisations whose rows the viewer may read; a link finds the one that it names."""
    rows = Entry.objects.visible_to(viewer).values("organisation_id")
    return Organisation.objects.visible_to(NAMES).filter(pk__in=rows).select_related("network")


def ledger_label(organisation: Organisation) -> str:
    return _("Contributions: %(partner)s") % {"partner": organisation}


def address_of_ledger(organisation: Organisation) -> str:
    return reverse("partners:ledger", args=[organisation.network.code, organisation.public_id])


def visible_entries(viewer: Viewer) -> Any:
    return Entry.objects.visible_to(viewer).select_related("network", "organisation")


def entry_label(entry: Entry) -> str:
    told = {"partner": entry.organisation, "amount": amount_words(entry.measure, entry.amount)}
    return _("%(partner)s: %(amount)s") % told


def address_of_entry(entry: Entry) -> str:
    return reverse("partners:entry", args=[entry.network.code, entry.organisation.public_id, entry.public_id])


def contributions_behind(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """For the coordinator: some partner has given clearly less than its share of what it promised."""
    if not access.allowed("partners.record_for_all", viewer, network) or not network.uses(Part.LEDGER):
        return []
    today = network.today(now)
    period = Period.objects.visible_to(viewer).of(network).planned_on(today)
    if period is None or not period.contains(today):
        return []
    rows = standings(viewer, network, period, today)
    late = [row for row in rows if row.kept.is_behind]
    if not late:
        return []
    title = ngettext(
        "The contributions of %(count)s partner fall behind",
        "The contributions of %(count)s partners fall behind",
        len(late),
    )
    where = reverse("partners:contributions", args=[network.code])
    measure = next(each for each in COMPARED if any(row.kept.behind(each) for row in late))
    item = DeskItem(
        title=title % {"count": len(late)},
        detail=drift(late, measure),
        minutes=DRIFT_MINUTES,
        button=_("Look at the contributions"),
        url=f"{where}?show={measure.value}",
    )
    return [item]


def hours_to_confirm(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """For a partner's contact: hours that somebody else wrote down about its organisation."""
    if not viewer.pk or not network.uses(Part.LEDGER):
        return []
    rows = Entry.objects.visible_to(viewer).of(network).filter(organisation__in=organisations_of(viewer))
    sums = (
        rows.to_confirm()
        .order_by("organisation__sort_key")
        .values("organisation__public_id", "organisation_id")
    )
    found = list(sums.annotate(count=Count("pk"), minutes=Sum("amount")))
    names = Organisation.objects.visible_to(viewer).in_bulk([row["organisation_id"] for row in found])
    return [_to_confirm(network, names[row["organisation_id"]], row) for row in found]


def _to_confirm(network: Any, organisation: Organisation, row: dict[str, Any]) -> DeskItem:
    told = ngettext("%(count)s row, %(hours)s in all", "%(count)s rows, %(hours)s in all", row["count"])
    return DeskItem(
        title=_("Are these hours right? %(partner)s") % {"partner": organisation},
        detail=told % {"count": row["count"], "hours": amount_words(Measure.HOURS, row["minutes"])},
        minutes=CONFIRM_MINUTES,
        button=_("Confirm the hours"),
        url=reverse("partners:ledger", args=[network.code, organisation.public_id]),
        link_action=(LINK_ACTION, Reference(OF_ORGANISATION, organisation.public_id)),
    )


def ledger_panel(on: Any, viewer: Viewer) -> Panel | None:
    """The way to the organisation's rows, for who may read them."""
    if not isinstance(on, Organisation) or not on.network.uses(Part.LEDGER):
        return None
    if not access.allowed("partners.read_rows", viewer, on):
        return None
    return Panel("partners/panels/ledger.html", {"url": address_of_ledger(on)}, queries=1, order=PANEL_ORDER)
