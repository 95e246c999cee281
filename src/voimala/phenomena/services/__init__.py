"""Writes of needs and briefs."""

from voimala.phenomena.services.briefs import planning_period, revise_brief, start_brief
from voimala.phenomena.services.needs import AlreadyFramed, frame_need, open_need, revise_need
from voimala.phenomena.services.refusal import Refused

__all__ = [
    "AlreadyFramed",
    "Refused",
    "frame_need",
    "open_need",
    "planning_period",
    "revise_brief",
    "revise_need",
    "start_brief",
]
