"""The files of one object: what there is, adding, removing and taking back, and the files themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.references import Reference, describe, resolve
from voimala.core.refusal import Refused
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.office.forms import AttachForm
from voimala.office.models import Attachment
from voimala.office.models.attachment import AttachmentQuerySet
from voimala.office.openings import Attachable, attachable_named
from voimala.office.services.attachments import (
    attach,
    may_open,
    note_opening,
    remove_attachment,
    restore_attachment,
)
from voimala.office.views.downloads import download


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: PageRequest, code: str, kind: str, public_id: str) -> HttpResponse:
    """All files of one object. Whoever may not open them does not learn that there are any."""
    subject = Reference(kind, public_id)
    thing, known = _found(request, subject)
    may_add = access.allowed(known.add, request.viewer, thing)
    form = AttachForm()
    if request.method == "POST":
        access.require(known.add, request.viewer, thing)
        form = AttachForm(request.POST, request.FILES)
        if _done(request, subject, form):
            return redirect("office:files", code, kind, public_id)
    rows = Attachment.objects.visible_to(request.viewer).of(request.network)
    removed = rows.removed_from(subject, timezone.now()) if may_add else ()
    context = {
        "rows": rows.about(subject),
        "removed": removed,
        "form": form if may_add else None,
        "subject": describe(subject, request.viewer),
    }
    return render(request, "office/files.html", context, status=422 if form.errors else 200)


def _found(request: PageRequest, subject: Reference) -> tuple[Any, Attachable]:
    """The object and what is known of its kind; 404 for whoever may not open its files here."""
    known = attachable_named(subject.kind)
    thing = resolve(subject, request.viewer) if known else None
    if known is None or thing is None or thing.network_id != request.network.pk:
        raise Http404
    if not may_open(request.viewer, thing, known):
        raise Http404
    return thing, known


def _done(request: PageRequest, subject: Reference, form: AttachForm) -> bool:
    """True when the form's deed is done; otherwise the form tells why not."""
    deed = request.POST.get("do", "add")
    try:
        if deed == "add":
            return _added(request, subject, form)
        rows: AttachmentQuerySet = Attachment.objects.visible_to(request.viewer).of(request.network)
        of_subject = rows.filter(subject_kind=subject.kind, subject_id=subject.public_id)
        found = get_object_or_404(of_subject, public_id=request.POST.get("file_id", ""))
        change = restore_attachment if deed == "take_back" else remove_attachment
        change(by=acting(request.viewer), attachment=found, now=timezone.now())
    except Refused as refused:
        form.errors.clear()
        form.add_error("file", refused.message)
        return False
    told = _("%(name)s is back.") if deed == "take_back" else _("%(name)s is removed. It can be taken back.")
    messages.success(request, told % {"name": found.name})
    return True


def _added(request: PageRequest, subject: Reference, form: AttachForm) -> bool:
    if not form.is_valid():
        return False
    upload = form.cleaned_data["file"]
    made = attach(by=acting(request.viewer), subject=subject, upload=upload, now=timezone.now())
    messages.success(request, _("%(name)s is added.") % {"name": made.name})
    return True


@require_safe
def file(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The file itself, to be kept; opening it is told in the trail."""
    rows = Attachment.objects.visible_to(request.viewer).of(request.network).filter(deleted_at=None)
    found = get_object_or_404(rows, public_id=public_id)
    _found(request, found.subject)
    storage = found.file.storage
    if not storage.exists(found.file.name):
        raise Http404
    with storage.open(found.file.name) as kept:
        content = kept.read()
    note_opening(by=acting(request.viewer), attachment=found, now=timezone.now())
    return download(content, found.name, found.content_type)
