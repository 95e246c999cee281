"""The kinds of what is published, by the code of their references, and the part each belongs to."""

from typing import Any

from voimala.networks.models import Network
from voimala.networks.models.part import Part
from voimala.public.models.content import Campaign, Happening, News, Published

MODELS: dict[str, type[Published]] = {"news": News, "campaign": Campaign, "happening": Happening}
PARTS: dict[str, str] = {"news": Part.NEWS, "campaign": Part.CAMPAIGNS, "happening": Part.HAPPENINGS}


def kind_of(item: Published) -> str:
    """ "news", "campaign" or "happening"."""
    return str(item._meta.model_name)


def used_kinds(network: Network) -> list[str]:
    """The kinds that the network publishes."""
    return [kind for kind, part in PARTS.items() if network.uses(part)]


def rows_of(kind: str) -> Any:
    """The query set of a kind."""
    return MODELS[kind].objects
