"""Writes of needs and briefs."""

from voimala.core.refusal import Refused
from voimala.phenomena.services.briefs import revise_brief, start_brief
from voimala.phenomena.services.needs import AlreadyFramed, frame_need, open_need, revise_need
from voimala.phenomena.services.stairs import add_published_stairs

__all__ = [
    "AlreadyFramed",
    "Refused",
    "add_published_stairs",
    "frame_need",
    "open_need",
    "revise_brief",
    "revise_need",
    "start_brief",
]
