"""Pages of a network itself: its style sheet, its blocks, its neighbours and settings."""

from voimala.networks.views.hosts import addresses, remove_address
from voimala.networks.views.looks import blocks, logo, theme
from voimala.networks.views.neighbours import neighbours, offer, share
from voimala.networks.views.settings import change_logo, parts, settings, take_logo_away, tones, words

__all__ = [
    "addresses",
    "blocks",
    "change_logo",
    "logo",
    "neighbours",
    "offer",
    "parts",
    "remove_address",
    "settings",
    "share",
    "take_logo_away",
    "theme",
    "tones",
    "words",
]
