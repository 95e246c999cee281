"""What a page does after a deed: leads on, or says why it was refused and keeps what was written."""

from collections.abc import Callable, Collection

from django import forms
from django.http import HttpResponse, HttpResponseRedirect

from voimala.core.errors import DomainError, NotAllowed


def done_or_refused(
    deed: Callable[[], object], url: str, *, form: forms.Form | None = None, fields: Collection[str] = ()
) -> HttpResponse | str:
    """Do it and lead to `url`; or the words of the refusal, "" when they stand at a field of the form."""
    try:
        deed()
    except NotAllowed:
        raise
    except DomainError as refusal:
        if form is None or refusal.where not in fields:
            return refusal.message
        form.add_error(refusal.where, refusal.message)
        return ""
    return HttpResponseRedirect(url)
