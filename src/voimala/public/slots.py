"""What the public app puts into the slots of lower apps."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.core import access, slots
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, menu
from voimala.core.viewer import Viewer
from voimala.networks.models import Milestone, Network, Part
from voimala.networks.openings import part_addresses
from voimala.office.openings import JobKind, Moment, Progress, jobs, search_sources
from voimala.public.models import Comment, ContactMessage, Picture
from voimala.public.models.finding import MILESTONES, address_of_milestone
from voimala.public.models.finding_published import SOURCES, address_of
from voimala.public.models.kinds import MODELS, rows_of, used_kinds
from voimala.public.models.visitors import COMMENT, CONTACT_MESSAGE
from voimala.public.services.passing import forget_withdrawn, note_days_of_pages, remove_lost_files
from voimala.public.services.visitors_read import forget_commenters, forget_contact_messages


def public_menu(viewer: Viewer, network: Any) -> list[MenuItem]:
    """The way to the public pages, for those who have no desk here; for who publishes, to all of that."""
    if access.allowed("public.publish", viewer, network) and used_kinds(network):
        return [MenuItem(_("Publications"), reverse("public:publishing", args=[network.code]), 60)]
    if network.pk in viewer.network_ids:
        return []
    return [
        MenuItem(_("Network"), reverse("public:network", args=[network.code]), 5),
        MenuItem(_("Timeline"), reverse("public:timeline", args=[network.code]), 6),
        *told_menu(viewer, network),
    ]


def told_menu(viewer: Viewer, network: Any) -> list[MenuItem]:
    """What is published, once something is out; one query."""
    now = timezone.now()
    out = {
        f"has_{kind}": Exists(rows_of(kind).visible_to(viewer).of(network).out_at(now))
        for kind in used_kinds(network)
    }
    told: Any = Network.objects.visible_to(viewer).filter(pk=network.pk).values(**out).first() or {}
    found = {kind for kind in MODELS if told.get(f"has_{kind}")}
    items = []
    if found & {"news", "campaign"}:
        news, campaigns = reverse("public:news", args=[network.code]), f"/v/{network.code}/campaigns/"
        items.append(MenuItem(_("What is going on"), news, 7, also=(campaigns,)))
    if "happening" in found:
        items.append(MenuItem(_("Happenings"), reverse("public:happenings", args=[network.code]), 8))
    return items


def visible_of(kind: str) -> Callable[[Viewer], Any]:
    def visible(viewer: Viewer) -> Any:
        return rows_of(kind).visible_to(viewer).select_related("network")

    return visible


def visible_pictures(viewer: Viewer) -> Any:
    return Picture.objects.visible_to(viewer).select_related("network")


def address_of_picture(picture: Picture) -> str:
    return reverse("public:picture", args=[picture.network.code, picture.public_id, picture.width])


def parts_of_addresses() -> dict[str, str]:
    """The page of news is the campaigns' too: its view asks for either."""
    return {
        "public:timeline": Part.TIMELINE,
        "public:news_item": Part.NEWS,
        "public:news_feed": Part.NEWS,
        "public:campaign": Part.CAMPAIGNS,
        "public:happenings": Part.HAPPENINGS,
        "public:happening": Part.HAPPENINGS,
        "public:happening_calendar": Part.HAPPENINGS,
        "public:calendar": Part.HAPPENINGS,
    }


def note_days(progress: Progress) -> None:
    changed = note_days_of_pages(progress.now())
    progress.step(changed, changed)


def tidy_files(progress: Progress) -> None:
    removed = remove_lost_files(progress.now())
    progress.step(removed, removed)


PAGE_DAYS = JobKind(
    kind="public.page_days",
    label=gettext_lazy("The day on which public pages changed"),
    run=note_days,
    every=dt.timedelta(hours=1),
)
TIDY_FILES = JobKind(
    kind="public.tidy_files",
    label=gettext_lazy("Removing picture files that nothing shows"),
    run=tidy_files,
    moment=Moment(at=dt.time(4, 0)),
)
VISIBLE = {kind: visible_of(kind) for kind in MODELS}


def fill() -> None:
    fill_visitors()
    menu.fill(public_menu)
    part_addresses.fill(parts_of_addresses)
    for kind, source in zip(MODELS, SOURCES, strict=True):
        register(ReferenceKind(kind, VISIBLE[kind], str, address_of))
        search_sources.fill(source)
    register(ReferenceKind("picture", visible_pictures, str, address_of_picture))
    slots.personal_data.fill(forget_withdrawn)
    jobs.fill(PAGE_DAYS)
    jobs.fill(TIDY_FILES)
    search_sources.fill(MILESTONES)
    register(ReferenceKind("milestone", visible_milestones, str, address_of_milestone))


def visible_milestones(viewer: Viewer) -> Any:
    return Milestone.objects.visible_to(viewer).select_related("network")


def fill_visitors() -> None:
    """What visitors write: its pages, what waits for a coordinator, and when it is forgotten."""
    slots.desk_items.fill(waiting_comments)
    slots.desk_items.fill(waiting_messages)
    slots.personal_data.fill(forget_commenters)
    slots.personal_data.fill(forget_contact_messages)
    part_addresses.fill(visitors_addresses)
    register(ReferenceKind(COMMENT, visible_comments, str, url_of_comment))
    register(ReferenceKind(CONTACT_MESSAGE, visible_messages, str, url_of_message))


def visitors_addresses() -> dict[str, str]:
    comments = dict.fromkeys(("public:comment", "public:report", "public:moderation"), Part.COMMENTS.value)
    return comments | dict.fromkeys(("public:contact", "public:contact_messages"), Part.CONTACT.value)


def waiting_comments(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    if not access.allowed("public.moderate", viewer, network) or not network.uses(Part.COMMENTS):
        return []
    count = Comment.objects.visible_to(viewer).of(network).waiting().count()
    if not count:
        return []
    title = ngettext("One comment waits for you", "%(waiting)s comments wait for you", count)
    return [
        DeskItem(
            title=title % {"waiting": count},
            detail=_("Nobody else sees them before you show them."),
            minutes=max(1, count // 2),
            button=_("Read the comments"),
            url=reverse("public:moderation", args=[network.code]),
        )
    ]


def waiting_messages(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    if not access.allowed("public.read_contact", viewer, network) or not network.uses(Part.CONTACT):
        return []
    count = ContactMessage.objects.visible_to(viewer).of(network).filter(answered_at=None).count()
    if not count:
        return []
    title = ngettext("One message waits for an answer", "%(waiting)s messages wait for an answer", count)
    return [
        DeskItem(
            title=title % {"waiting": count},
            detail=_("Written on the contact form of the public page."),
            minutes=3 * count,
            button=_("Read the messages"),
            url=reverse("public:contact_messages", args=[network.code]),
        )
    ]


def visible_comments(viewer: Viewer) -> Any:
    return Comment.objects.visible_to(viewer).select_related("network")


def url_of_comment(comment: Comment) -> str:
    return reverse("public:comment", args=[comment.network.code, comment.kind, comment.subject_id])


def visible_messages(viewer: Viewer) -> Any:
    return ContactMessage.objects.visible_to(viewer).select_related("network")


def url_of_message(message: ContactMessage) -> str:
    return reverse("public:contact_messages", args=[message.network.code])
