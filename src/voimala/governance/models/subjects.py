"""What a matter or a decision may concern: objects of other apps, by reference."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from voimala.core import references
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Network

KINDS: dict[str, Promise] = {
    "need": pgettext_lazy("subjects", "Needs and phenomena"),
    "group": pgettext_lazy("subjects", "Groups"),
    "agreement": pgettext_lazy("subjects", "Agreements"),
    "goal": pgettext_lazy("subjects", "Goals"),
    "project": pgettext_lazy("subjects", "Projects"),
    "organisation": pgettext_lazy("subjects", "Partners"),
}
"""Those that a form suggests. A kind that no app has is not suggested."""
MOST_OF_A_KIND = 100


def suggested(network: Network, viewer: Viewer, now_chosen: Reference | None) -> list[tuple[str, list[Any]]]:
    """Choices of a form by kind, as the viewer sees the objects; what is chosen already is among them."""
    found = [(str(label), _of_kind(kind, network, viewer)) for kind, label in KINDS.items() if known(kind)]
    listed = {value for _label, rows in found for value, _name in rows}
    if now_chosen is not None and str(now_chosen) not in listed:
        told = references.describe(now_chosen, viewer) if known(now_chosen.kind) else None
        name = told[0] if told else str(now_chosen)
        found.append((str(KINDS.get(now_chosen.kind, "")), [(str(now_chosen), name)]))
    return [(label, rows) for label, rows in found if rows]


def _of_kind(kind: str, network: Network, viewer: Viewer) -> list[Any]:
    rows = references.visible(kind, viewer).filter(network=network).order_by("-pk")[:MOST_OF_A_KIND]
    return [(f"{kind}:{row.public_id}", str(row)) for row in rows]


def known(kind: str) -> bool:
    return kind in references.kinds()
