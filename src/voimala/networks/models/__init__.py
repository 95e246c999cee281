from voimala.networks.models.geography import Municipality, Region, travel_minutes
from voimala.networks.models.neighbours import RegionalNetwork, Share, ShareableQuerySet
from voimala.networks.models.network import Host, Network, NetworkQuerySet, Period
from voimala.networks.models.owned import Owned, OwnedQuerySet, PublicQuerySet
from voimala.networks.models.part import Part
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
    "Part",
    "Period",
    "PublicQuerySet",
    "Region",
    "RegionalNetwork",
    "RoleKind",
    "Sector",
    "Setting",
    "Share",
    "ShareableQuerySet",
    "Source",
    "TargetGroup",
    "language_name",
    "travel_minutes",
]
