"""Retention: what is known about people is deleted when its time is over. What, each app says itself."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import events
from voimala.core.errors import DomainError
from voimala.core.slots import personal_data
from voimala.office.openings import Progress

log = logging.getLogger(__name__)


class NotForgotten(DomainError):
    """An app could not delete what it had to; the others have."""


def forget_personal_data(progress: Progress) -> None:
    """Let every app delete what is past its time, each in a transaction of its own, and note how many rows.

    Raises:
        NotForgotten: one of them failed. The rest is done, and the next night tries again.
    """
    rows, failed = 0, 0
    fillings = list(personal_data)
    for number, forget in enumerate(fillings):
        progress.step(number, len(fillings))
        try:
            with transaction.atomic():
                rows += forget(progress.now())
        except Exception:
            log.exception("retention: %s failed", getattr(forget, "__module__", forget))
            failed += 1
    progress.step(len(fillings), len(fillings))
    events.record(
        by=progress.by,
        deed="personal_data_forgotten",
        subjects=[],
        now=progress.now(),
        purpose=f"{rows} rows",
    )
    if failed:
        raise NotForgotten(
            _("Some of what is past its time could not be deleted; the server's log tells why.")
        )
