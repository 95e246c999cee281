"""Objects of the pages: found as the viewer may see them, else there is no such page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from voimala.governance.models import AgendaItem, Body, Decision, Duty, Meeting, Seat
from voimala.networks.middleware import PageRequest


def find_body(request: PageRequest, public_id: str) -> Body:
    rows = Body.objects.visible_to(request.viewer).of(request.network)
    return found_in(rows.select_related("network"), public_id)


def find_seat(request: PageRequest, public_id: str) -> Seat:
    rows = Seat.objects.visible_to(request.viewer).of(request.network)
    joins = ("network", "body__network", "organisation", "user", "deputy_of")
    return found_in(rows.select_related(*joins), public_id)


def find_meeting(request: PageRequest, public_id: str) -> Meeting:
    rows = Meeting.objects.visible_to(request.viewer).of(request.network)
    return found_in(rows.select_related("network", "body__network"), public_id)


def find_item(request: PageRequest, public_id: str) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.viewer).of(request.network)
    return found_in(rows.select_related("network", "meeting__network", "meeting__body"), public_id)


def find_decision(request: PageRequest, public_id: str) -> Decision:
    """One made in a meeting: those are the ones that have a page of their own."""
    rows = Decision.objects.visible_to(request.viewer).of(request.network).exclude(meeting=None)
    return found_in(rows.select_related("network", "meeting__network", "meeting__body", "body"), public_id)


def find_duty(request: PageRequest, public_id: str) -> Duty:
    rows = Duty.objects.visible_to(request.viewer).of(request.network)
    joins = ("network", "seat__user", "decision__meeting", "decision__body")
    return found_in(rows.select_related(*joins), public_id)


def found_in(rows: Any, public_id: str) -> Any:
    return get_object_or_404(rows, public_id=public_id)


def to_body(body: Body) -> HttpResponse:
    return redirect("governance:body", body.network.code, body.public_id)


def to_meeting(meeting: Meeting) -> HttpResponse:
    return redirect("governance:meeting", meeting.network.code, meeting.public_id)
