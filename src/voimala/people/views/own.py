"""A person's own pages: the profile and what is known, for the signed-in and for whoever has the own link."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from voimala.core.errors import DomainError
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import Actor, acting, system
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period
from voimala.people import services
from voimala.people.forms import LimitForm, ProfileForm
from voimala.people.forms.profile_form import Known, look_up
from voimala.people.models import Consent, Limit, Person
from voimala.people.models.sharing import shares_of
from voimala.people.views.knowing import facts_of, looks_at

LISTS = system("own profile")
RELATED = ("network", "organisation", "unit__organisation", "municipality")


@dataclass(frozen=True)
class Own:
    """Whose pages they are, who acts, and where the two pages are."""

    person: Person
    by: Actor
    profile_url: str
    data_url: str

    def period(self, now: dt.datetime) -> Period | None:
        periods = Period.objects.visible_to(LISTS).of(self.person.network)
        found: Period | None = periods.planned_on(self.person.network.today(now))
        return found

    def known(self, now: dt.datetime) -> Known:
        return look_up(self.person, self.by, self.period(now))


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PageRequest, code: str) -> HttpResponse:
    own = signed_in(request)
    return answer(request, own, own.profile_url) if request.method == "POST" else show_profile(request, own)


@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: PageRequest, code: str) -> HttpResponse:
    own = signed_in(request)
    return answer(request, own, own.data_url) if request.method == "POST" else show_data(request, own)


def signed_in(request: PageRequest) -> Own:
    people = Person.objects.visible_to(request.viewer).of(request.network).select_related(*RELATED)
    found = people.filter(user_id=request.viewer.pk).first()
    if found is None:
        raise Http404
    urls = [reverse(f"people:{page}", args=[request.network.code]) for page in ("profile", "own_data")]
    return Own(found, acting(request.viewer), *urls)


def show_profile(
    request: PageRequest, own: Own, form: ProfileForm | None = None, **more: Any
) -> HttpResponse:
    asked = form or ProfileForm(known=own.known(timezone.now()))
    context = {"own": own, "person": own.person, "form": asked, "known": asked.known, **more}
    return render(request, "people/profile.html", context)


def show_data(request: PageRequest, own: Own, limit_form: LimitForm | None = None) -> HttpResponse:
    period = own.period(timezone.now())
    consents = Consent.objects.visible_to(own.by).filter(person=own.person)
    limits = Limit.objects.visible_to(own.by).filter(person=own.person, period=period)
    facts = facts_of(own.person, own.by, period)
    page, looks = looks_at(own.person, request.GET.get("page"))
    context = {
        "own": own,
        "person": own.person,
        "period": period,
        "facts": facts,
        "title": title_of(sum(fact.known for fact in facts), page.paginator.count),
        "page": page,
        "looks": looks,
        "page_query": own.data_url.partition("?")[2] and "view=data&",
        "consents": consents,
        "limits": limits.select_related("other", "unit"),
        "shares": shares_of(own.person),
        "limit_form": limit_form or LimitForm(person=own.person),
    }
    return render(request, "people/own_data.html", context)


def title_of(things: int, times: int) -> str:
    """What the page answers, in one sentence."""
    if not times:
        alone = ngettext(
            "%(number)s thing is known of you, and nobody has looked at it",
            "%(number)s things are known of you, and nobody has looked at them",
            things,
        )
        return alone % {"number": things}
    known = ngettext("%(number)s thing is known of you", "%(number)s things are known of you", things)
    looked = ngettext(
        "your data has been looked at %(number)s time", "your data has been looked at %(number)s times", times
    )
    parts = {"known": known % {"number": things}, "looked": looked % {"number": times}}
    return _("%(known)s, and %(looked)s") % parts


def answer(request: PageRequest, own: Own, back: str) -> HttpResponse:
    """One deed of the person's, by the name of the button."""
    done = DEEDS.get(request.POST.get("do", "save"))
    if done is None:
        return redirect(back)
    return done(request, own) or redirect(back)


def save(request: PageRequest, own: Own) -> HttpResponse | None:
    now = timezone.now()
    form = ProfileForm(request.POST, known=own.known(now))
    if not form.is_valid():
        return show_profile(request, own, form)
    try:
        services.save_own_profile(
            by=own.by, person=own.person, seen=form.cleaned_data["seen"], profile=form.profile(), now=now
        )
    except ChangedByAnother as changed:
        return show_conflict(request, own, form, changed.message)
    except DomainError as refused:
        form.show_problem(refused.where, refused.message)
        return show_profile(request, own, form)
    messages.success(request, _("Saved. Thank you! You can come back and change anything."))
    return None


def show_conflict(request: PageRequest, own: Own, form: ProfileForm, message: str) -> HttpResponse:
    """Both versions in words. Saving again keeps the person's own."""
    own.person.refresh_from_db()
    current = own.known(timezone.now())
    differences = form.differences(current)
    form.look_at(own.person.version)
    return show_profile(request, own, form, conflict=message, differences=differences)


def stop(request: PageRequest, own: Own) -> None:
    services.stop_suggesting(by=own.by, person=own.person, now=timezone.now())
    messages.success(request, _("You are no longer suggested for groups. You can change your mind here."))


def allow(request: PageRequest, own: Own) -> None:
    services.allow_suggesting(by=own.by, person=own.person, now=timezone.now())
    messages.success(request, _("You may be suggested for groups again."))


def withdraw(request: PageRequest, own: Own) -> None:
    kind = request.POST.get("kind", "")
    if kind not in Consent.Kind.values:
        raise Http404
    number = services.withdraw_consent(by=own.by, person=own.person, kind=kind, now=timezone.now())
    told = ngettext(
        "The consent is withdrawn, and %(number)s thing kept on it is deleted.",
        "The consent is withdrawn, and %(number)s things kept on it are deleted.",
        number,
    )
    messages.success(request, told % {"number": number})


def limit(request: PageRequest, own: Own) -> HttpResponse | None:
    now = timezone.now()
    period, form = own.period(now), LimitForm(request.POST, person=own.person)
    if period is None:
        raise Http404
    if not form.is_valid():
        return show_data(request, own, form)
    chosen = {name: form.cleaned_data[name] for name in ("unit", "other")}
    services.set_limit(by=own.by, person=own.person, period=period, now=now, **chosen)
    messages.success(request, _("The limit holds until the end of the period."))
    return None


def lift(request: PageRequest, own: Own) -> None:
    named = request.POST.get("limit", "")
    limits = (
        Limit.objects.visible_to(own.by).filter(person=own.person).select_related("person", "other", "unit")
    )
    for found in limits:
        if named == (found.unit or found.other).public_id:
            services.lift_limit(by=own.by, limit=found, now=timezone.now())
    messages.success(request, _("The limit is removed."))


def remove(request: PageRequest, own: Own) -> HttpResponse:
    """The page after it names nobody: there is nobody left to name."""
    try:
        services.remove_own_data(by=own.by, person=own.person, now=timezone.now())
    except services.HoursStillPromised as refused:
        messages.error(request, refused.message)
        return redirect(own.data_url)
    return render(request, "people/removed.html")


def download(_request: PageRequest, own: Own) -> HttpResponse:
    told = services.export_own_data(by=own.by, person=own.person, now=timezone.now())
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="voimala.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def answer_of_sharing(request: PageRequest, own: Own) -> None:
    """Her yes or no to a neighbour that asks to see her, or an end to what it sees: by the button."""
    share = shares_of(own.person).filter(public_id=request.POST.get("share", "")).first()
    wanted, now = request.POST.get("do"), timezone.now()
    named = {"neighbour": share.neighbour if share else ""}
    if share is None:
        messages.info(request, _("That was answered or ended already."))
    elif wanted == "withdraw_sharing":
        services.withdraw_sharing(by=own.by, person=own.person, share=share, now=now)
        messages.success(request, _("%(neighbour)s sees nothing of you any more.") % named)
    elif wanted in ("allow_sharing", "refuse_sharing"):
        yes = wanted == "allow_sharing"
        services.answer_sharing(by=own.by, person=own.person, share=share, yes=yes, now=now)
        told = (
            _("Thank you. %(neighbour)s sees you when its coordinator accepts. You can end it at any time.")
            if yes
            else _("All right: %(neighbour)s sees nothing of you, and never learns that this was asked.")
        )
        messages.success(request, told % named)


DEEDS: dict[str, Callable[[PageRequest, Own], HttpResponse | None]] = {
    "save": save,
    "stop": stop,
    "allow": allow,
    "withdraw": withdraw,
    "limit": limit,
    "lift": lift,
    "download": download,
    "remove": remove,
    "allow_sharing": answer_of_sharing,
    "refuse_sharing": answer_of_sharing,
    "withdraw_sharing": answer_of_sharing,
}
