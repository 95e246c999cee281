"""What the office puts into slots: its periodic work, what goes on in the background, files on pages."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core import access, slots
from voimala.core.references import Reference, ReferenceKind, register
from voimala.core.slots import MenuItem, Panel
from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.networks.openings import register_pages
from voimala.office.models import Attachment, Import, Job, Message
from voimala.office.models.wording import look_of, outbox_title
from voimala.office.openings import JobKind, Moment, attachable_of, jobs, purposes
from voimala.office.services import forget_jobs, forget_personal_data, label_of
from voimala.office.services.attachments import forget_attachments, may_open
from voimala.office.services.imports import DEED as IMPORTING
from voimala.office.services.imports import forget_imports
from voimala.office.services.imports_waiting import KIND as IMPORT_KIND
from voimala.office.services.imports_waiting import bring_in_now
from voimala.office.services.indexing import follow_the_trail, rebuild_nightly
from voimala.office.services.links import forget_links
from voimala.office.services.outbox import forget_messages
from voimala.office.services.tries import forget_tries

FILES_SHOWN = 10
IMPORTS_ORDER = 90

RETENTION = JobKind(
    kind="retention",
    label=gettext_lazy("Deleting personal data that is past its time"),
    run=forget_personal_data,
    moment=Moment(at=dt.time(3, 0)),
)

SEARCH_INDEX = JobKind(
    kind="search_index",
    label=gettext_lazy("Making the search's index anew"),
    run=rebuild_nightly,
    moment=Moment(at=dt.time(3, 30)),
)

IMPORT = JobKind(kind=IMPORT_KIND, label=gettext_lazy("Bringing rows in from a file"), run=bring_in_now)


def fill() -> None:
    jobs.fill(RETENTION)
    slots.personal_data.fill(forget_jobs)
    slots.personal_data.fill(forget_imports)
    register_pages.fill(imports_page)
    slots.personal_data.fill(forget_links)
    slots.personal_data.fill(forget_messages)
    slots.personal_data.fill(forget_tries)
    slots.personal_data.fill(forget_attachments)
    slots.panels.fill(messages_panel)
    slots.panels.fill(files_panel)
    purposes.fill(own_purposes)
    slots.going_on.fill(running_jobs)
    slots.told.fill(follow_the_trail)
    jobs.fill(SEARCH_INDEX)
    jobs.fill(IMPORT)
    register(ReferenceKind("job", visible_jobs, label_of, url_of_job))
    register(ReferenceKind("import", visible_imports, str, url_of_import))
    register(ReferenceKind("attachment", visible_attachments, str, url_of_attachment))


def imports_page(viewer: Viewer, network: Any) -> list[MenuItem]:
    if not access.allowed(IMPORTING, viewer, network):
        return []
    return [MenuItem(_("Imports"), reverse("office:imports", args=[network.code]), IMPORTS_ORDER)]


def visible_imports(viewer: Viewer) -> Any:
    return Import.objects.visible_to(viewer).defer("sheet").select_related("network")


def url_of_import(row: Import) -> str:
    return reverse("office:import", args=[row.network.code, row.public_id])


def own_purposes() -> dict[str, Any]:
    """Letters of signing in belong to no network, but stand in the same outbox."""
    return {"password_reset_key": gettext_lazy("A new password")}


def messages_panel(thing: Any, viewer: Viewer) -> Panel | None:
    """On the desk: whether the network's messages have left."""
    if not isinstance(thing, Network) or not access.allowed("office.read_messages", viewer, thing):
        return None
    counts = Message.objects.visible_to(viewer).of(thing).counts()
    shown = {
        "told": outbox_title(counts, demo=settings.DEMO),
        "failed": look_of(Message.State.FAILED) if Message.State.FAILED in counts else None,
        "url": reverse("office:messages", args=[thing.code]),
    }
    return Panel("office/panels/messages.html", shown, queries=1, order=200)


def files_panel(thing: Any, viewer: Viewer) -> Panel | None:
    """The files of an object on its page; nothing where there are none and the viewer adds none."""
    known = attachable_of(thing)
    if known is None or not may_open(viewer, thing, known):
        return None
    subject = Reference(known.kind, thing.public_id)
    rows = list(Attachment.objects.visible_to(viewer).about(subject)[:FILES_SHOWN])
    may_add = access.allowed(known.add, viewer, thing)
    if not (rows or may_add):
        return None
    code = thing.network.code
    url = reverse("office:files", args=[code, subject.kind, subject.public_id])
    shown = {"rows": rows, "may_add": may_add, "url": url, "code": code}
    return Panel("office/panels/files.html", shown, queries=4, order=150)


def visible_attachments(viewer: Viewer) -> Any:
    return Attachment.objects.visible_to(viewer).select_related("network")


def url_of_attachment(attachment: Attachment) -> str:
    return reverse("office:file", args=[attachment.network.code, attachment.public_id])


def visible_jobs(viewer: Viewer) -> Any:
    return Job.objects.visible_to(viewer).select_related("network")


def url_of_job(job: Job) -> str:
    """A job of the installation stands on the pages of every network, and so has no address of its own."""
    return reverse("office:job", args=[job.network.code, job.public_id]) if job.network else ""


def running_jobs(viewer: Viewer, network: Any, now: dt.datetime) -> list[str]:
    if not access.allowed("office.read_jobs", viewer, network):
        return []
    open_jobs = Job.objects.visible_to(viewer).of(network).open().filter(stop_requested=False)
    return [_("In the background: %(what)s.") % {"what": label_of(job)} for job in open_jobs[:3]]
