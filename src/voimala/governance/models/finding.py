"""How the search finds bodies, and their decisions for those who may read them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.localized import in_all_languages
from voimala.core.viewer import Viewer, system
from voimala.governance.models.body import Body, bodies_of
from voimala.governance.models.decision import Decision
from voimala.governance.models.wording import day_in_words
from voimala.networks.models import Network, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.office.openings import Card, Circle, Found, SearchSource

INDEXING = system("search_index", purpose="the whole index")
TITLE_LENGTH = 100


def body_found(row: Body) -> Found:
    terms = in_all_languages(row, "task")
    return Found(row.network_id, row.public_id, Body.name.all_of(row), terms, circle=Circle.EVERYBODY)


def address_of_body(row: Body) -> str:
    return reverse("governance:body", args=[row.network.code, row.public_id])


def body_card(row: Body, viewer: Viewer, network: Network) -> Card:
    url = reverse("governance:body", args=[network.code, row.public_id])
    return Card(str(row), url, ((_("Kind"), str(row.get_kind_display())),), row.synthetic)


def decision_found(row: Decision) -> Found:
    """Its body's seats and the board find it beside the overseers: each holds the key of what it may read."""
    title = decision_title(row)
    keys = (f"body{row.body_id}", f"board{row.network_id}")
    return Found(row.network_id, row.public_id, {"fi": title}, row.text, also=keys)


def decision_title(row: Decision) -> str:
    return f"{row} {' '.join(row.text.split())[:TITLE_LENGTH]}"


def decision_keys(viewer: Viewer) -> Sequence[str]:
    bodies = bodies_of(viewer).values_list("body_id", flat=True)
    boards = networks_with(viewer, RoleKind.BOARD_MEMBER)
    return [*(f"body{key}" for key in sorted(set(bodies))), *(f"board{key}" for key in boards)]


def decision_card(row: Decision, viewer: Viewer, network: Network) -> Card:
    lines = ((_("Body"), str(row.body)), (_("Decided"), day_in_words(row.decided_on)))
    return Card(decision_title(row), address_of_decision(row), lines, row.synthetic)


def address_of_decision(row: Decision) -> str:
    """A decision stands in its meeting, or on the page of its body when it was made in none."""
    code = row.network.code
    if row.meeting is None:
        return reverse("governance:body", args=[code, row.body.public_id])
    return f"{reverse('governance:meeting', args=[code, row.meeting.public_id])}#decision-{row.public_id}"


def all_bodies() -> Any:
    return Body.objects.visible_to(INDEXING)


def all_decisions() -> Any:
    return Decision.objects.visible_to(INDEXING)


BODIES = SearchSource(
    kind="body",
    label=gettext_lazy("Bodies"),
    order=60,
    rows=all_bodies,
    entry=body_found,
    card=body_card,
)
DECISIONS = SearchSource(
    kind="decision",
    label=gettext_lazy("Decisions"),
    order=70,
    rows=all_decisions,
    entry=decision_found,
    card=decision_card,
    joins=("body", "meeting", "network"),
    keys_of=decision_keys,
)
