"""Writes of needs and briefs, and of needs told by others."""

from voimala.core.refusal import Refused
from voimala.phenomena.services.briefs import revise_brief, start_brief
from voimala.phenomena.services.needs import AlreadyFramed, frame_need, open_need, revise_need
from voimala.phenomena.services.stairs import add_published_stairs
from voimala.phenomena.services.told import (
    ToldWords,
    add_to_told_need,
    forget_senders,
    tell_need,
    withdraw_told_need,
)
from voimala.phenomena.services.told_answers import (
    answer_told_need,
    put_off_told_need,
    read_told_need,
    take_up_told_need,
)

__all__ = [
    "AlreadyFramed",
    "Refused",
    "ToldWords",
    "add_published_stairs",
    "add_to_told_need",
    "answer_told_need",
    "forget_senders",
    "frame_need",
    "open_need",
    "put_off_told_need",
    "read_told_need",
    "revise_brief",
    "revise_need",
    "start_brief",
    "take_up_told_need",
    "tell_need",
    "withdraw_told_need",
]
