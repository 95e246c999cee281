"""Who may do what: the list of roles, giving and ending one, and the invitations that wait."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voimala.accounts.models import Invitation, Role
from voimala.accounts.services import (
    INVITED_DAYS,
    InvitationRefused,
    RoleRefused,
    end_role,
    give_role,
    withdraw_invitation,
)
from voimala.core import access
from voimala.core.listing import Column, Filter, Listing, holds_words
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import RoleKind
from voimala.networks.views.editing import TEMPLATE, Edited
from voimala.office.spreadsheets import Field, Table
from voimala.office.views.exporting import as_file, asked_format
from voimala.partners.forms.inviting import EndForm, InvitationForm, RoleForm
from voimala.partners.models import Organisation
from voimala.partners.services.inviting import invite, invite_again
from voimala.partners.services.reading import note_users_read
from voimala.partners.views.organisations import sample_word

NOW, COMING, ENDED = "now", "coming", "ended"
COLUMNS = (
    Column("name", gettext_lazy("Who"), ("user__name",)),
    Column("kind", gettext_lazy("Role"), ("kind", "user__name")),
    Column("since", gettext_lazy("From"), ("since", "user__name")),
    Column("until", gettext_lazy("Until")),
)
FILTERS = (
    Filter("kind", gettext_lazy("Role"), RoleKind.choices),
    Filter(
        "when",
        gettext_lazy("When"),
        (
            (NOW, gettext_lazy("in force")),
            (COMING, gettext_lazy("coming")),
            (ENDED, gettext_lazy("ended")),
        ),
    ),
)


@require_safe
def roles(request: PageRequest, code: str) -> HttpResponse:
    """Roles with their days, for coordinators and auditors; below them the invitations that wait."""
    if not access.allowed("accounts.read_roles", request.viewer, request.network):
        raise Http404
    listing = Listing(request.GET, COLUMNS, FILTERS)
    rows = narrowed(request, listing)
    noted: dict[str, Any] = {"by": acting(request.viewer), "network": request.network, "now": timezone.now()}
    if form := asked_format(request):
        told = list(listing.ordered(rows))
        note_users_read(users=[row.user for row in told], purpose="export", **noted)
        return as_file(table_of(), told, form, _("roles"))
    page = listing.page(rows)
    note_users_read(users=[row.user for row in page], purpose="roles", **noted)
    context = {
        "listing": listing,
        "page": page,
        "invitations": waiting_invitations(request),
        "now": timezone.now(),
        "today": request.network.today(timezone.now()),
        "all_url": reverse("partners:roles", args=[code]),
        "may_give": access.allowed("accounts.give_role", request.viewer, request.network),
    }
    return render(request, "partners/registers/roles.html", context)


def narrowed(request: PageRequest, listing: Listing) -> Any:
    today = request.network.today(timezone.now())
    rows = Role.objects.visible_to(request.viewer).of(request.network).select_related("user")
    rows = rows.filter(holds_words(listing.words, "user__name", "user__email"))
    if kind := listing["kind"]:
        rows = rows.filter(kind=kind)
    times = {
        NOW: Q(since__lte=today) & (Q(until=None) | Q(until__gt=today)),
        COMING: Q(since__gt=today),
        ENDED: Q(until__lte=today),
    }
    return rows.filter(times.get(listing["when"], Q()))


def waiting_invitations(request: PageRequest) -> list[tuple[Invitation, Organisation | None]]:
    """Those that wait or grew too old, each with the organisation whose contact is asked for."""
    rows = list(Invitation.objects.visible_to(request.viewer).of(request.network).open())
    scopes = {row.scope_id for row in rows if row.scope_id}
    known = Organisation.objects.visible_to(request.viewer).of(request.network).filter(public_id__in=scopes)
    by_id = {each.public_id: each for each in known}
    return [(row, by_id.get(row.scope_id)) for row in rows]


def table_of() -> Table:
    fields = (
        Field(_("Name"), lambda row: row.user.name),
        Field(_("E-mail"), lambda row: row.user.email),
        Field(_("Role"), lambda row: str(row.get_kind_display())),
        Field(_("First day"), lambda row: row.since),
        Field(_("Last day"), lambda row: row.last_day),
        Field(_("Sample"), lambda row: sample_word(row.user)),
    )
    return Table(_("Roles"), fields)


def role_page(request: PageRequest, title: str, heading: str, note: str, lead: str = "") -> Edited:
    back = reverse("partners:roles", args=[request.network.code])
    return Edited(title=title, heading=heading, back=back, back_label=_("Roles"), note=note, lead=lead)


def shown(request: PageRequest, page: Edited, form: forms.Form) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, TEMPLATE, {"edited": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_role(request: PageRequest, code: str) -> HttpResponse:
    """A role for somebody who has an account; others are invited."""
    access.require("accounts.give_role", request.viewer, request.network)
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, network=request.network, viewer=request.viewer)
    note = _("Somebody who has no account yet is invited by e-mail instead.")
    page = role_page(request, _("Give a role"), _("Role"), note)
    if not (form.is_bound and form.is_valid()):
        return shown(request, page, form)
    try:
        give_role(
            by=acting(request.viewer),
            now=timezone.now(),
            user=form.cleaned_data["user"],
            network=request.network,
            kind=RoleKind(form.cleaned_data["kind"]),
            since=form.cleaned_data["since"],
            until=form.until,
        )
    except RoleRefused as refused:
        form.add_error(None, refused.message)
        return shown(request, page, form)
    messages.success(request, _("Saved."))
    return redirect(page.back)


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One role: ended on a day. Access ends on that day by itself."""
    rows = Role.objects.visible_to(request.viewer).of(request.network).select_related("user", "network")
    found = get_object_or_404(rows, public_id=public_id)
    access.require("accounts.give_role", request.viewer, found)
    today = request.network.today(timezone.now())
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": today})
    note = _("The role holds to the end of its last day. What was done in it stays in the trail.")
    title = f"{found.user}: {found.get_kind_display()}"
    page = role_page(request, title, _("End the role"), note)
    if not (form.is_bound and form.is_valid()):
        return shown(request, page, form)
    try:
        end_role(by=acting(request.viewer), now=timezone.now(), role=found, until=form.until)
    except RoleRefused as refused:
        form.add_error("last_day", refused.message)
        return shown(request, page, form)
    messages.success(request, _("The role ends on its last day."))
    return redirect(page.back)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: PageRequest, code: str) -> HttpResponse:
    """Somebody is asked by e-mail to take a role."""
    access.require("accounts.invite", request.viewer, request.network)
    data = request.POST if request.method == "POST" else None
    wanted = request.GET.get("organisation", "")
    more = {"organisation": wanted, "kind": RoleKind.PARTNER_CONTACT} if wanted else {}
    form = InvitationForm(data, network=request.network, viewer=request.viewer, **more)
    note = _("The letter has a link that works for two weeks. The role begins when the person says yes.")
    page = role_page(request, _("Invite somebody to a role"), _("Invitation"), note)
    page = replace(page, button=_("Send the invitation"))
    if not (form.is_bound and form.is_valid()):
        return shown(request, page, form)
    try:
        invite(by=acting(request.viewer), network=request.network, wish=form.wish(), now=timezone.now())
    except InvitationRefused as refused:
        for where, message in refused.problems.items():
            form.add_error(where, message)
        return shown(request, page, form)
    messages.success(
        request, _("The invitation waits for an answer for %(days)s days.") % {"days": INVITED_DAYS}
    )
    return redirect(page.back)


@require_POST
def invitation(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """An invitation that waits is sent again or withdrawn."""
    rows = Invitation.objects.visible_to(request.viewer).of(request.network).select_related("network")
    found = get_object_or_404(rows, public_id=public_id)
    access.require("accounts.invite", request.viewer, found)
    by, now = acting(request.viewer), timezone.now()
    try:
        if request.POST.get("do") == "withdraw":
            withdraw_invitation(by=by, invitation=found, now=now)
            messages.success(request, _("The invitation no longer holds."))
        else:
            invite_again(by=by, invitation=found, now=now)
            messages.success(request, _("A new letter is on its way. The old link no longer opens."))
    except InvitationRefused as refused:
        messages.error(request, refused.message)
    return redirect("partners:roles", code)
