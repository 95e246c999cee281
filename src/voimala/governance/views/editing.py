"""One way through every form: filled from a row or empty, refused in words, or met by a second writer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from voimala.core.differences import choose_kept, status_of, tried_saving
from voimala.core.refusal import Refused
from voimala.governance.forms.base import FilledForm
from voimala.networks.middleware import PageRequest


@dataclass(frozen=True)
class Answer:
    """A form after the request: `saved` is what the deed gave, None when there is something to tell."""

    form: Any
    saved: Any = None
    conflict: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return status_of(self.form, self.conflict)


def answer(
    request: PageRequest,
    make: Callable[[Any], FilledForm],
    save: Callable[[Any], Any],
    *,
    row: Any = None,
    again: Callable[[], Any] = lambda: None,
) -> Answer:
    """Fill, check and save.

    Args:
        make: the form of the typed values; of None as it is first shown.
        save: calls the one service with the valid form.
        row: what is edited; None for something new.
        again: the row as it stands now, for the differences.
    """
    form = make(None)
    if request.method != "POST":
        return Answer(form)
    form = make(choose_kept(request.POST, form.sent_values(row), form.parts) if row else request.POST)
    saved: list[Any] = []
    told: dict[str, Any] = {}
    if form.is_valid() and tried_saving(form, lambda: saved.append(save(form)), again, told):
        return Answer(form, saved=saved[0])
    return Answer(form, conflict=told)


def say_refused(request: PageRequest, deed: Callable[[], Any]) -> Any:
    """Do a deed of one button; what refuses it is told on the page that follows. None when refused."""
    try:
        return deed()
    except Refused as refused:
        for message in refused.problems.values():
            messages.error(request, message)
        return None


def say_saved(request: PageRequest, response: HttpResponse) -> HttpResponse:
    messages.success(request, _("Saved."))
    return response
