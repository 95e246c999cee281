"""One page for every row that a register keeps: correct it, add one, take it away. Knows no row itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from voimala.core.differences import VersionedForm, status_of, tried_saving
from voimala.core.refusal import Refused

TEMPLATE = "networks/registers/edit.html"
REMOVE = "remove"


@dataclass(frozen=True)
class Edited:
    """What the page of one row says, and where it leads.

    Args:
        back: where saving and leaving lead; `back_label` names it above the title.
        button: what the form does, where that is not saving.
        removal: what taking the row away means, "" where it cannot be; `after_removal` is where that leads.
    """

    title: str
    heading: str
    back: str
    back_label: str
    lead: str = ""
    note: str = ""
    removal: str = ""
    after_removal: str = ""
    synthetic: bool = False
    button: str = ""


def typed(request: HttpRequest) -> QueryDict | None:
    """What was written in the page's form; None when it is only looked at, or its row is taken away."""
    return request.POST if request.method == "POST" and request.POST.get("do") != REMOVE else None


def edit_page(
    request: HttpRequest,
    page: Edited,
    form: VersionedForm,
    *,
    save: Callable[[], Any],
    read: Callable[[], Any],
    remove: Callable[[], Any] | None = None,
) -> HttpResponse:
    """The page of a row: saves, takes away, or shows what stands in the way.

    Args:
        save: does the deed with the form's values.
        read: the row as it stands now, for the difference.
        remove: takes the row away.
    """
    context: dict[str, Any] = {"edited": page, "form": form}
    if request.method == "POST" and remove is not None and request.POST.get("do") == REMOVE:
        try:
            remove()
        except Refused as refused:
            return render(request, TEMPLATE, {**context, "problem": refused.message}, status=422)
        messages.success(request, _("Removed."))
        return redirect(page.after_removal or page.back)
    if form.is_bound and form.is_valid() and tried_saving(form, save, read, context):
        messages.success(request, _("Saved."))
        return redirect(page.back)
    return render(request, TEMPLATE, context, status=status_of(form, context))
