"""The writes of networks: one that starts, its words, places and periods."""

from voimala.networks.services.starting import (
    CodeNotFree,
    NoPlaces,
    PeriodRefused,
    Place,
    PlaceRefused,
    add_municipalities,
    add_standard_settings,
    add_standard_target_groups,
    ensure_period,
    municipality_code,
    season,
    season_around,
    start_network,
)

__all__ = [
    "CodeNotFree",
    "NoPlaces",
    "PeriodRefused",
    "Place",
    "PlaceRefused",
    "add_municipalities",
    "add_standard_settings",
    "add_standard_target_groups",
    "ensure_period",
    "municipality_code",
    "season",
    "season_around",
    "start_network",
]
