"""The page on which the register's work data of somebody is corrected."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.views.editing import Edited, edit_page, typed
from voimala.people.forms.register_form import PersonForm
from voimala.people.models import Person
from voimala.people.services import note_reading
from voimala.people.services.keeping import change_person

RELATED = ("network", "organisation", "unit", "municipality")


def found_person(request: PageRequest, public_id: str) -> Person:
    rows = Person.objects.visible_to(request.viewer).of(request.network).select_related(*RELATED)
    found: Person = get_object_or_404(rows, public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = found_person(request, public_id)
    access.require("people.keep_person", request.viewer, found)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    note_reading(by=by, network=request.network, people=[found], now=now)
    form = PersonForm(PersonForm.choose_kept(data, found) if data else None, row=found, viewer=request.viewer)
    page = Edited(
        title=found.name,
        heading=_("Work data"),
        back=reverse("people:person", args=[code, public_id]),
        back_label=found.name,
        note=_("Skills, hours and limits are the person's own to tell. She sees who has corrected this."),
        synthetic=found.synthetic,
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_person(
            by=by, person=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=lambda: found_person(request, public_id),
    )
