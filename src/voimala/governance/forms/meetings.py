"""A meeting, and the matters on its agenda."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.fields import ClockField, DayField
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.governance.forms.base import FilledForm
from voimala.governance.models import AgendaItem, Meeting
from voimala.governance.models.subjects import suggested
from voimala.governance.services import ItemPlan, MeetingPlan
from voimala.networks.models import Network

NOON = dt.time(12)


class MeetingForm(FilledForm):
    """When and where; the hours may be left for later."""

    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty: the name of the body.")
    )
    day = DayField(label=_("Day"))
    begins = ClockField(label=_("Begins"), required=False, help_text=_("Empty: only the day is known."))
    ends = ClockField(label=_("Ends"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = forms.URLField(
        label=_("Link to take part"),
        required=False,
        max_length=400,
        assume_scheme="https",
        error_messages={"invalid": _("Write the address as https://example.org/meeting.")},
    )

    def __init__(self, data: Any = None, *, network: Network, row: Meeting | None = None) -> None:
        self.zone = ZoneInfo(network.timezone)
        super().__init__(data, row=row)

    def values_of(self, row: Meeting) -> dict[str, Any]:
        starts = row.starts_at.astimezone(self.zone)
        ends = row.ends_at.astimezone(self.zone).time() if row.ends_at else None
        return {
            "title": row.title,
            "day": starts.date(),
            "begins": starts.time() if row.time_known else None,
            "ends": ends,
            "place": row.place,
            "link": row.link,
        }

    def plan(self) -> MeetingPlan:
        told = self.cleaned_data
        begins = told["begins"]
        ends = self._at(told["ends"]) if told["ends"] and begins else None
        return MeetingPlan(
            starts_at=self._at(begins or NOON),
            ends_at=ends,
            title=told["title"],
            time_known=begins is not None,
            place=told["place"],
            link=told["link"],
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("ends") and not told.get("begins"):
            self.add_error("begins", _("Write when it begins too, or leave both empty."))
        return told

    def _at(self, clock: dt.time) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["day"], clock, self.zone)


class ItemForm(FilledForm):
    """One matter: what it is about, what is proposed, and which object of the platform it concerns."""

    title = forms.CharField(
        label=_("Matter"), max_length=200, error_messages={"required": _("Name the matter.")}
    )
    text = forms.CharField(
        label=pgettext_lazy("matter", "What it is about"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    proposal = forms.CharField(
        label=_("Proposal"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    subject = forms.ChoiceField(
        label=_("Concerns"),
        required=False,
        help_text=_("The decision then shows on that page too."),
    )

    def __init__(
        self, data: Any = None, *, network: Network, viewer: Viewer, row: AgendaItem | None = None
    ) -> None:
        super().__init__(data, row=row)
        field: Any = self.fields["subject"]
        field.choices = [
            ("", _("Nothing in particular")),
            *suggested(network, viewer, row.subject if row else None),
        ]

    def values_of(self, row: AgendaItem) -> dict[str, Any]:
        subject = str(row.subject) if row.subject else ""
        return {"title": row.title, "text": row.text, "proposal": row.proposal, "subject": subject}

    def plan(self) -> ItemPlan:
        told = self.cleaned_data
        subject = Reference.parse(told["subject"]) if told["subject"] else None
        return ItemPlan(told["title"], told["text"], told["proposal"], subject)
