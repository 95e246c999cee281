"""What assembly puts on the pages of other apps: proposing, what waits, groups filling up."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly import services
from voimala.assembly.models import Group, Proposal, Run, Seat
from voimala.assembly.models.wording import figures, out_of, seats_title
from voimala.assembly.slots import agreeing, calling
from voimala.core import access, slots
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, Panel
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Network, Part
from voimala.networks.openings import part_addresses
from voimala.networks.words import word
from voimala.phenomena import openings
from voimala.phenomena.models import Brief, Phenomenon

MENU_ORDER = 30
DECIDE_MINUTES, ASK_MINUTES, PROPOSE_MINUTES = 5, 3, 3
MOST_ON_DESK = 7


def fill() -> None:
    """Called from AppConfig.ready()."""
    openings.propose.fill(address_of_proposal)
    openings.steps.fill(steps_of)
    slots.menu.fill(menu_items)
    part_addresses.fill(parts)
    slots.desk_items.fill(waiting)
    slots.panels.fill(need_panel)
    slots.panels.fill(filling_panel)
    register(ReferenceKind("proposal", visible_proposals, str, url_of_proposal))
    register(ReferenceKind("group", visible_groups, str, url_of_group))
    agreeing.fill()
    calling.fill()


def parts() -> dict[str, str]:
    return {"assembly:": Part.GROUPS}


def sees_proposals(viewer: Viewer, on: Any) -> bool:
    return access.allowed("assembly.read_groups", viewer, on)


def visible_proposals(viewer: Viewer) -> Any:
    return Proposal.objects.visible_to(viewer).select_related("network", "run__brief__phenomenon")


def visible_groups(viewer: Viewer) -> Any:
    return Group.objects.visible_to(viewer).select_related("network", "brief__phenomenon")


def url_of_proposal(proposal: Proposal) -> str:
    return reverse("assembly:proposal", args=[proposal.network.code, proposal.public_id])


def url_of_group(group: Group) -> str:
    return reverse("assembly:group", args=[group.network.code, group.public_id])


def url_of_run(run: Run) -> str:
    return reverse("assembly:run", args=[run.network.code, run.public_id])


def address_of_proposal(brief: Brief, actor: Actor, now: dt.datetime) -> str:
    """Propose, and say where to look: the proposal, the reasons why there is none, or the group.

    Raises:
        NotAllowed, BriefChanged, PeopleChanged, DamagedAnswer, ContradictoryBrief: nothing was kept.
    """
    try:
        return url_of_proposal(services.propose_group(by=actor, brief=brief, now=now))
    except services.NoGroupFound as nothing:
        return url_of_run(nothing.run)
    except services.AlreadyGrouped as refusal:
        return url_of_group(refusal.group)


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    if not sees_proposals(viewer, network):
        return []
    url = reverse("assembly:groups", args=[network.code])
    also = tuple(url.replace("/groups/", f"/{page}/") for page in ("proposals", "runs"))
    return [MenuItem(word(network, "groups"), url, MENU_ORDER, also)]


def steps_of(needs: Sequence[Any], viewer: Viewer) -> dict[int, list[openings.Step]]:
    """The newest proposal, or the group, of each need, in networks that use groups. Two queries."""
    keys = [need.pk for need in needs]
    found: dict[int, list[openings.Step]] = {}
    proposals = visible_proposals(viewer).filter(
        run__brief__phenomenon__in=keys, state__in=(Proposal.State.OPEN, Proposal.State.DECIDED)
    )
    for proposal in proposals.order_by("run__computed_at"):
        if not proposal.network.uses(Part.GROUPS):
            continue
        label, state = pgettext("step", "Proposal"), _("A group has been proposed")
        step = openings.Step(label, state, url_of_proposal(proposal), 10)
        found[proposal.run.brief.phenomenon_id] = [step]
    for group in visible_groups(viewer).filter(brief__phenomenon__in=keys).order_by("decided_at"):
        if not group.network.uses(Part.GROUPS):
            continue
        label, state = pgettext("step", "Group"), _("A group has been decided on")
        step = openings.Step(label, state, url_of_group(group), 20)
        found.setdefault(group.brief.phenomenon_id, []).append(step)
    return found


def waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """Proposals to decide, groups to ask, briefs without a proposal: for the coordinator."""
    if not access.allowed("assembly.decide", viewer, network):
        return []
    return [
        *_to_decide(viewer, network),
        *_to_ask(viewer, network),
        *_to_propose(viewer, network, network.today(now)),
    ]


def _to_decide(viewer: Viewer, network: Network) -> list[DeskItem]:
    proposals = visible_proposals(viewer).of(network).filter(state=Proposal.State.OPEN, way=1)
    return [
        DeskItem(
            title=_("A proposal is ready: %(figures)s") % {"figures": figures(proposal)},
            detail=str(proposal),
            minutes=DECIDE_MINUTES,
            button=_("Look at the proposal"),
            url=url_of_proposal(proposal),
        )
        for proposal in proposals.order_by("run__computed_at")[:MOST_ON_DESK]
    ]


def _to_ask(viewer: Viewer, network: Network) -> list[DeskItem]:
    """Groups that have been decided on, and nobody of them asked."""
    groups = visible_groups(viewer).of(network).exclude(seats__askings__isnull=False)
    return [
        DeskItem(
            title=_("A group has been decided on: ask its people"),
            detail=str(group),
            minutes=ASK_MINUTES,
            button=_("Look at the group"),
            url=url_of_group(group),
        )
        for group in groups.order_by("decided_at")[:MOST_ON_DESK]
    ]


def _to_propose(viewer: Viewer, network: Network, today: dt.date) -> list[DeskItem]:
    briefs = (
        Brief.objects.visible_to(viewer)
        .of(network)
        .filter(runs=None, period__ends__gt=today, phenomenon__deleted_at=None)
        .select_related("phenomenon")
    )
    return [
        DeskItem(
            title=_("A brief is ready for a proposal"),
            detail=str(brief.phenomenon),
            minutes=PROPOSE_MINUTES,
            button=_("Open the brief"),
            url=reverse("phenomena:brief", args=[network.code, brief.phenomenon.public_id]),
        )
        for brief in briefs.order_by("pk")[:MOST_ON_DESK]
    ]


def need_panel(thing: Any, viewer: Viewer) -> Panel | None:
    """On the page of a need: its group, its open proposal, or the button that makes one."""
    if not isinstance(thing, Phenomenon) or not sees_proposals(viewer, thing):
        return None
    if not thing.network.uses(Part.GROUPS):
        return None
    brief = thing.briefs.select_related("period").order_by("-period__starts").first()
    if brief is None:
        return None
    group = visible_groups(viewer).filter(brief=brief).prefetch_related("seats").first()
    runs = Run.objects.visible_to(viewer).filter(brief=brief).select_related("network")
    latest = runs.prefetch_related("ways__seats").first()
    proposal = latest.proposal if latest else None
    if proposal is not None and proposal.state != Proposal.State.OPEN:
        proposal = None
    shown = {
        "need": thing,
        "brief": brief,
        "group": group,
        "group_title": seats_title(list(group.seats.all())) if group else "",
        "group_url": url_of_group(group) if group else "",
        "proposal": proposal,
        "proposal_figures": figures(proposal) if proposal else "",
        "proposal_url": url_of_run(latest) if latest else "",
        "nothing_found": latest is not None and latest.proposal is None,
        "stale": latest is not None and latest.brief_version != brief.version,
        "may_propose": access.allowed("assembly.propose", viewer, thing),
        "code": thing.network.code,
    }
    return Panel("assembly/panels/need.html", shown, queries=6)


def filling_panel(thing: Any, viewer: Viewer) -> Panel | None:
    """On the desk: the groups of the network and how their seats fill."""
    if not isinstance(thing, Network) or not sees_proposals(viewer, thing) or not thing.uses(Part.GROUPS):
        return None
    groups = list(
        visible_groups(viewer)
        .of(thing)
        .select_related("brief__period")
        .prefetch_related("seats")[:MOST_ON_DESK]
    )
    if not groups:
        return None
    rows = [_filling(group) for group in groups]
    done, seats = sum(row["done"] for row in rows), sum(row["all"] for row in rows)
    told = ngettext("%(done)s seat of %(all)s confirmed.", "%(done)s seats of %(all)s confirmed.", done)
    note = told % {"done": done, "all": out_of(seats)} if done else _("No seat is confirmed yet.")
    shown = {"rows": rows, "note": note}
    return Panel("assembly/panels/filling.html", shown, queries=2)


def _filling(group: Group) -> dict[str, Any]:
    """Confirmed seats first, so that the row reads from full to empty."""
    order = [state.value for state in (Seat.State.CONFIRMED, Seat.State.SUPERVISOR, Seat.State.WILLING)]
    states = [seat.fill for seat in group.seats.all()]
    ranked = sorted(states, key=lambda s: order.index(s) if s in order else 9 + (s == Seat.State.PROPOSED))
    return {
        "title": str(group),
        "url": url_of_group(group),
        "fills": ranked,
        "done": states.count(Seat.State.CONFIRMED),
        "all": len(states),
    }
