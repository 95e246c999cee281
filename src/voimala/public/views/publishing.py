"""What coordinators publish: the list of all of it, writing, changing, taking away and bringing back."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voimala.core import access
from voimala.core.differences import choose_kept
from voimala.core.pictures import PictureRefused
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.public import services
from voimala.public.forms.publishing import ItemForm
from voimala.public.forms.values import sent_values
from voimala.public.models import Campaign, Happening, Published
from voimala.public.models.finding_published import address_of
from voimala.public.models.kinds import MODELS, kind_of, rows_of, used_kinds
from voimala.public.views.finding import find_item, find_withdrawn, require_part, visible
from voimala.public.views.published import page_of

PAGE = 50
UNDO = dt.timedelta(days=30)
STATES = ("draft", "coming", "out", "past")
STATE_WORDS = {
    "draft": pgettext_lazy("published", "Drafts"),
    "coming": pgettext_lazy("published", "Waiting for their day"),
    "out": pgettext_lazy("published", "Out now"),
    "past": pgettext_lazy("published", "Past"),
}


@require_safe
def publishing(request: PageRequest, code: str) -> HttpResponse:
    """Everything the network publishes: drafts first, then what waits, what is out, and the past."""
    access.require("public.publish", request.viewer, request.network)
    now, kinds = timezone.now(), used_kinds(request.network)
    today = request.network.today(now)
    rows = [row for kind in kinds for row in visible(request, kind).defer(*heavy_columns())]
    listed = sorted(({"item": row, "state": state_of(row, now, today)} for row in rows), key=by_state)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    sections = [
        (STATE_WORDS[state], [in_list(row, now) for row in page if row["state"] == state]) for state in STATES
    ]
    context = {
        "kinds": kinds,
        "page": page,
        "sections": [(words, found) for words, found in sections if found],
        "out": sum(row["state"] == "out" for row in listed),
        "drafts": sum(row["state"] == "draft" for row in listed),
        "withdrawn": withdrawn(request, kinds, now),
        "synthetic": any(row.synthetic for row in rows),
    }
    return render(request, "public/publishing.html", context)


def withdrawn(request: PageRequest, kinds: list[str], now: dt.datetime) -> list[dict[str, Any]]:
    """What can be brought back, the latest first."""
    rows = [
        row
        for kind in kinds
        for row in rows_of(kind)
        .withdrawn_to(request.viewer)
        .of(request.network)
        .filter(deleted_at__gt=now - UNDO)
        .defer(*heavy_columns())
    ]
    latest = sorted(rows, key=lambda row: (row.deleted_at, row.pk), reverse=True)
    return [{"item": row, "kind": kind_of(row)} for row in latest]


def heavy_columns() -> list[str]:
    return [f"{name}_{code}" for name in ("lead", "body") for code in ("fi", "sv", "en")]


def state_of(item: Published, now: dt.datetime, today: dt.date) -> str:
    """One of STATES. What has happened is past, though its page is still there."""
    if item.publish_at is None:
        return "draft"
    if item.hide_at is not None and item.hide_at <= now:
        return "past"
    if item.publish_at > now:
        return "coming"
    over = (isinstance(item, Happening) and item.ends < today) or (
        isinstance(item, Campaign) and item.until is not None and item.until.last < today
    )
    return "past" if over else "out"


def by_state(row: dict[str, Any]) -> tuple[int, float, int]:
    item = row["item"]
    newest = item.publish_at or item.changed_at
    return STATES.index(row["state"]), -newest.timestamp() if newest else 0.0, -item.pk


def in_list(row: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    item = row["item"]
    return {**row, "kind": kind_of(item), "is_out": item.is_out(now)}


@require_http_methods(["GET", "HEAD", "POST"])
def publish_new(request: PageRequest, code: str, kind: str) -> HttpResponse:
    require_part(request, kind)
    access.require("public.publish", request.viewer, request.network)
    now = timezone.now()
    form = new_form(request, kind)
    context: dict[str, Any] = {"kind": kind}
    if request.method == "POST" and is_ready(request, form, context, now):
        try:
            item = services.publish_item(
                by=acting(request.viewer),
                network=request.network,
                plan=form.plan(now),
                now=now,
                form_key=form.cleaned_data["form_key"],
            )
        except services.Refused as refused:
            form.show_problems(refused.problems)
        except services.AlreadyPublished as already:
            form.look_at(already.item.version)
            differences = form.differences(already.item)
            context |= {"item": already.item, "conflict": already.message, "differences": differences}
        else:
            return saved(request, item, now)
    return render(request, "public/publishing_form.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def publish_edit(request: PageRequest, code: str, kind: str, public_id: str) -> HttpResponse:
    item = find_item(request, kind, public_id)
    access.require("public.publish", request.viewer, item)
    now = timezone.now()
    form = form_of(request, item)
    context: dict[str, Any] = {"kind": kind, "item": item}
    if request.method == "POST" and is_ready(request, form, context, now):
        try:
            item = services.change_item(
                by=acting(request.viewer),
                item=item,
                seen=form.cleaned_data["seen"] or 0,
                plan=form.plan(now),
                now=now,
            )
        except services.Refused as refused:
            form.show_problems(refused.problems)
        except ChangedByAnother as changed:
            current = find_item(request, kind, public_id)
            form.look_at(current.version)
            context |= {"conflict": changed.message, "differences": form.differences(current)}
        else:
            return saved(request, item, now)
    return render(request, "public/publishing_form.html", {**context, "form": form})


def new_form(request: PageRequest, kind: str) -> ItemForm:
    options: Any = {"kind": kind, "network": request.network, "viewer": request.viewer}
    return ItemForm(request.POST, request.FILES, **options) if request.POST else ItemForm(**options)


def form_of(request: PageRequest, item: Published) -> ItemForm:
    """The form of the item; when two people wrote differently, with what this one chose to keep."""
    options: Any = {
        "kind": kind_of(item), "network": request.network, "viewer": request.viewer, "item": item,
    }  # fmt: skip
    if request.method != "POST":
        return ItemForm(**options)
    parts = ItemForm(**options).parts
    kept = choose_kept(request.POST, sent_values(item, request.network), parts)
    return ItemForm(kept, request.FILES, **options)


def is_ready(request: PageRequest, form: ItemForm, context: dict[str, Any], now: dt.datetime) -> bool:
    """The form is right and is to be saved. A picture is kept also from a form that is not, as no browser
    sends the file again by itself; a form to be looked at is shown in `context` and not saved."""
    valid = form.is_valid()
    if form.has_upload():
        keep_picture(request, form, now)
        valid = form.is_valid()
    if not valid or request.POST.get("do") != "preview":
        return valid
    plan = form.plan(now)
    shown = MODELS[form.kind](network=request.network, **plan.columns())
    context["preview"] = page_of(shown, request)
    return False


def keep_picture(request: PageRequest, form: ItemForm, now: dt.datetime) -> None:
    """Keep the file that came along and choose it in the form, or say beside it why not."""
    upload: Any = form.files["upload"]
    try:
        picture = services.add_picture(
            by=acting(request.viewer),
            network=request.network,
            upload=upload,
            alt={form.main: form.cleaned_data["alt"]},
            credit=form.cleaned_data["credit"],
            now=now,
        )
    except services.Refused as refused:
        form.show_problems(refused.problems)
    except PictureRefused as refused:
        form.add_error("upload", refused.message)
    else:
        form.use_picture(picture)


def saved(request: PageRequest, item: Published, now: dt.datetime) -> HttpResponseRedirect:
    """To the page as it is seen, with what became of it."""
    if item.is_out(now):
        messages.success(request, _("It is out: everybody can see this page."))
    elif item.publish_at is None:
        messages.success(request, _("The draft is saved. Only coordinators see it."))
    else:
        messages.success(request, _("Saved. It goes out at its time."))
    return redirect(address_of(item))


@require_POST
def withdraw(request: PageRequest, code: str, kind: str, public_id: str) -> HttpResponse:
    """Taken away; the list offers to bring it back."""
    item = find_item(request, kind, public_id)
    services.withdraw_item(by=acting(request.viewer), item=item, now=timezone.now())
    messages.success(request, _("It is taken away. You can bring it back at the end of this page."))
    return redirect(reverse("public:publishing", args=[code]) + "#withdrawn")


@require_POST
def restore(request: PageRequest, code: str, kind: str, public_id: str) -> HttpResponse:
    item = find_withdrawn(request, kind, public_id)
    item = services.restore_item(by=acting(request.viewer), item=item, now=timezone.now())
    messages.success(request, _("It is back as it was."))
    return redirect(address_of(item))
