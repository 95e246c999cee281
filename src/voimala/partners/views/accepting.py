"""The page behind the link of an invitation: what it is for, and the yes that begins the role."""

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from voimala.accounts.models import Invitation, User
from voimala.accounts.services import InvitationRefused
from voimala.core.viewer import system
from voimala.office.openings import LinkAction, link_actions
from voimala.partners.forms.inviting import AcceptForm
from voimala.partners.services.inviting import LINK_ACTION, accept_invitation, organisation_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIGNED_IN = "signed_in"


def show(request: HttpRequest, link: Any) -> HttpResponse:
    found = linked(link)
    if found.accepted_at is None and not found.waits_at(timezone.now()):
        return render(request, "office/link_ended.html", {"expired_on": None}, status=410)
    return page(request, found, AcceptForm(initial={"name": found.name}))


def do(request: HttpRequest, link: Any) -> HttpResponse:
    """Yes: with the account that is signed in, the one of the address, or a new one."""
    found = linked(link)
    own = request.user if request.POST.get("do") == SIGNED_IN and request.user.is_authenticated else None
    form = AcceptForm(request.POST)
    asked = own is None and found.accepted_at is None and account_of(found) is None
    if asked and not form.is_valid():
        return page(request, found, form)
    try:
        user = accept_invitation(
            by=link.actor,
            invitation=found,
            now=timezone.now(),
            user=own,
            newcomer=form.newcomer() if asked else None,
        )
    except InvitationRefused as refused:
        for where, message in refused.problems.items():
            form.add_error(where if where in form.fields else None, message)
        return page(request, found, form)
    if asked:
        login(request, user, backend=BACKEND)
    return after(request, user)


def after(request: HttpRequest, user: User) -> HttpResponse:
    """Whoever is signed in as the taker goes on; others sign in first."""
    home = reverse("home")
    if request.user.is_authenticated and request.user.pk == user.pk:
        return redirect(home)
    return redirect(f"{reverse('account_login')}?next={home}")


def page(request: HttpRequest, found: Invitation, form: AcceptForm) -> HttpResponse:
    signed_in = request.user if request.user.is_authenticated else None
    context = {
        "invitation": found,
        "organisation": organisation_of(found),
        "form": form,
        "has_account": account_of(found) is not None,
        "signed_in": signed_in,
        "ends_on": found.network.today(found.expires_at),
    }
    return render(request, "partners/invitation.html", context, status=422 if form.errors else 200)


def linked(link: Any) -> Invitation:
    found: Invitation | None = Invitation.objects.visible_to(link.actor).select_related("network").first()
    if found is None:
        raise Http404
    return found


def account_of(invitation: Invitation) -> User | None:
    """The account of the invited address: told to nobody but whoever holds the letter sent there."""
    accounts = User.objects.visible_to(system("invitation", purpose="accepting"))
    return accounts.filter(email=invitation.email, is_active=True).first()


def fill() -> None:
    """Called when the app is ready: a link's pages are views, which the app's slots cannot reach."""
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
