from voimala.networks.models.geography import Municipality, Region, travel_minutes
from voimala.networks.models.network import Host, Network, NetworkQuerySet, Period
from voimala.networks.models.owned import Owned, OwnedQuerySet, PublicQuerySet
from voimala.networks.models.record import Milestone, Source
from voimala.networks.models.vocabulary import (
    LANGUAGE_NAMES,
    RoleKind,
    Sector,
    Setting,
    TargetGroup,
    language_name,
)

__all__ = [
    "LANGUAGE_NAMES",
    "Host",
    "Milestone",
    "Municipality",
    "Network",
    "NetworkQuerySet",
    "Owned",
    "OwnedQuerySet",
    "Period",
    "PublicQuerySet",
    "Region",
    "RoleKind",
    "Sector",
    "Setting",
    "Source",
    "TargetGroup",
    "language_name",
    "travel_minutes",
]
