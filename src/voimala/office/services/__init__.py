"""Writes of the office: messages that leave, the links in them, work in the background."""

from voimala.office.services.indexing import rebuild_index
from voimala.office.services.jobs import (
    CannotStop,
    ask_to_stop,
    forget_jobs,
    routine,
    self_starting,
    start_due,
    start_job,
)
from voimala.office.services.jobs_running import label_of, reap
from voimala.office.services.links import make_link, withdraw_links
from voimala.office.services.outbox import (
    BACK_OFF,
    CLAIM,
    NoAddress,
    Round,
    queue_message,
    send_waiting,
)
from voimala.office.services.retention import forget_personal_data
from voimala.office.services.searching import Answers, Findings, find

__all__ = [
    "BACK_OFF",
    "CLAIM",
    "Answers",
    "CannotStop",
    "Findings",
    "NoAddress",
    "Round",
    "ask_to_stop",
    "find",
    "forget_jobs",
    "forget_personal_data",
    "label_of",
    "make_link",
    "queue_message",
    "reap",
    "rebuild_index",
    "routine",
    "self_starting",
    "send_waiting",
    "start_due",
    "start_job",
    "withdraw_links",
]
