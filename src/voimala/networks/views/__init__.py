"""Pages of a network itself: its style sheet, its blocks, its neighbours and settings."""

from voimala.networks.views.looks import blocks, theme

__all__ = ["blocks", "theme"]
