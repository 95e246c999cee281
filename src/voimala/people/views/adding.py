"""Adding people from a pasted list, and telling those who have not been told yet."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.office.models import Message
from voimala.people import services
from voimala.people.forms.adding_form import NAMES, PasteForm
from voimala.people.models import Person
from voimala.people.services import Checked, Verdict
from voimala.people.services.adding import newest_addition
from voimala.people.services.adding_letters import tell_by_letter, to_be_written_to
from voimala.people.services.telling import key_of

PER_PAGE = 50
LETTERS: dict[str, str] = {
    Message.State.WAITING: "waiting",
    Message.State.SENDING: "waiting",
    Message.State.FAILED: "failed",
}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, code: str) -> HttpResponse:
    """Paste, look over, add: nothing is stored before the last of them."""
    access.require("people.add_people", request.viewer, request.network)
    if request.method != "POST":
        return render(request, "people/add.html", {"form": PasteForm(initial={"language": get_language()})})
    form = PasteForm(request.POST)
    if not form.is_valid():
        return render(request, "people/add.html", {"form": form})
    if request.POST.get("do") != "add" or not form.is_as_shown:
        return show_look(request, form)
    added = services.add_people(
        by=acting(request.viewer),
        network=request.network,
        newcomers=form.newcomers(),
        language=form.cleaned_data["language"],
        now=timezone.now(),
    )
    say_added(request, len(added.people))
    return redirect("people:added", code)


def show_look(request: PageRequest, form: PasteForm) -> HttpResponse:
    """What would be added, what is known already and what must be corrected, row by row."""
    rows = services.look_over(network=request.network, newcomers=form.newcomers())
    counts = Counter(row.verdict for row in rows)
    context = {
        "form": form,
        "title": title_of(counts),
        "new": [row for row in rows if row.verdict == Verdict.ADD],
        "others": [row for row in rows if row.verdict != Verdict.ADD],
        "roles": form.role_fields(row.newcomer.work_role for row in rows if row.verdict == Verdict.ADD),
        "organisations": organisations_of(rows),
        "without_address": sum(row.verdict == Verdict.ADD and not row.newcomer.email for row in rows),
        "changed": request.POST.get("do") == "add",
    }
    return render(request, "people/add_look.html", context)


def title_of(counts: Counter[Verdict]) -> str:
    """What adding would do, in a sentence."""
    new, refused = counts[Verdict.ADD], counts[Verdict.REFUSED]
    known = counts[Verdict.KNOWN] + counts[Verdict.TWICE]
    if not new:
        return _("Nobody new in this list")
    told = ngettext("%(count)s new person", "%(count)s new people", new) % {"count": new}
    more = []
    if known:
        more.append(ngettext("%(count)s known already", "%(count)s known already", known) % {"count": known})
    if refused:
        more.append(
            ngettext("%(count)s row to correct", "%(count)s rows to correct", refused) % {"count": refused}
        )
    return ", ".join([told, *more])


def organisations_of(rows: list[Checked]) -> list[str]:
    """Employers that the register does not have yet: they come along with the people."""
    return list(dict.fromkeys(row.newcomer.organisation for row in rows if row.adds_organisation))


def say_added(request: PageRequest, number: int) -> None:
    if not number:
        messages.info(request, _("Everybody on the list was in the register already. Nothing was changed."))
        return
    told = ngettext("%(count)s person was added.", "%(count)s people were added.", number)
    messages.success(request, told % {"count": number})


@dataclass(frozen=True)
class Telling:
    """One person of the list with how far telling her is: unwritten, waiting, failed or no_address."""

    person: Person
    state: str


@require_http_methods(["GET", "HEAD", "POST"])
def added(request: PageRequest, code: str) -> HttpResponse:
    """Who has not been told yet, and whom the newest list brought."""
    access.require("people.add_people", request.viewer, request.network)
    people = Person.objects.visible_to(request.viewer).of(request.network)
    if request.method == "POST" and request.POST.get("do") == "letters":
        return write_to_all(request)
    if request.method == "POST":
        return say_told(request, get_object_or_404(people, public_id=request.POST.get("person", "")))
    joined = people.select_related("organisation")
    page = Paginator(joined.to_be_told(), PER_PAGE).get_page(request.GET.get("page"))
    told = joined.told().filter(public_id__in=newest_addition(request.network))
    told_count, letters = told.count(), to_be_written_to(request.network).count()
    context = {
        "page": page,
        "untold": tellings(request, list(page.object_list)),
        "told": told[:PER_PAGE],
        "told_count": told_count,
        "letters": letters,
        "languages": [(code, NAMES[code], code == get_language()) for code, _name in settings.LANGUAGES],
        "title": title_of_added(page.paginator.count, told_count),
    }
    return render(request, "people/added.html", context)


def write_to_all(request: PageRequest) -> HttpResponse:
    """Letters to everybody who has an address, in the background; the job tells how far it is."""
    wanted = request.POST.get("language", "")
    language = wanted if wanted in NAMES else settings.LANGUAGE_CODE
    job = tell_by_letter(
        by=acting(request.viewer), network=request.network, language=language, now=timezone.now()
    )
    return redirect("office:job", request.network.code, job.public_id)


def say_told(request: PageRequest, person: Person) -> HttpResponse:
    services.tell_of_storing(by=acting(request.viewer), person=person, now=timezone.now())
    told = _("%(name)s has been told. From now on %(name)s can be found, suggested and asked.")
    messages.success(request, told % {"name": person.name})
    return redirect("people:added", request.network.code)


def tellings(request: PageRequest, people: list[Person]) -> list[Telling]:
    """With the state of each one's notice in the outbox."""
    keys = {key_of(person): person for person in people}
    letters = Message.objects.visible_to(request.viewer).of(request.network).filter(key__in=keys)
    states: dict[str, str] = dict(letters.values_list("key", "state"))
    return [Telling(person, state_of(person, states.get(key, ""))) for key, person in keys.items()]


def state_of(person: Person, letter: str) -> str:
    """How far telling somebody is, by the state of her letter, "" for none."""
    return LETTERS.get(letter) or ("unwritten" if person.email else "no_address")


def title_of_added(untold: int, told: int) -> str:
    if untold:
        words = ngettext(
            "%(count)s person is still to be told", "%(count)s people are still to be told", untold
        )
        return words % {"count": untold}
    return _("Everybody has been told what is stored") if told else _("Nobody has been added from a list yet")
