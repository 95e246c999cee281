"""The minutes of a meeting: attendance, what was said, decisions, approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.core.fields import DayField
from voimala.governance.forms.base import FilledForm
from voimala.governance.forms.bodies import key_of
from voimala.governance.models import AgendaItem, Attendance, Decision, Meeting, Minutes, Seat
from voimala.governance.services import DecisionPlan, MinutesPlan

SEAT, NOTE = "seat-", "note-"


class MinutesForm(FilledForm):
    """Who was there, one choice a seat, and what was said, one field a matter."""

    text = forms.CharField(
        label=_("Opening, course and end"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        meeting: Meeting,
        seats: list[Seat],
        items: list[AgendaItem],
        row: Minutes | None = None,
    ) -> None:
        self.meeting, self.seats = meeting, seats
        super().__init__(data, row=row)
        for seat in seats:
            self.fields[f"{SEAT}{seat.public_id}"] = forms.ChoiceField(
                label=seat_label(seat),
                choices=Attendance.State.choices,
                widget=forms.RadioSelect,
                required=False,
            )
        for item in items:
            self.fields[f"{NOTE}{item.public_id}"] = forms.CharField(
                label=_("What was said: %(matter)s") % {"matter": item.title},
                required=False,
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def seat_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(SEAT)]

    @property
    def note_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(NOTE)]

    def values_of(self, row: Minutes) -> dict[str, Any]:
        attended = self.meeting.attendances.select_related("seat")
        states = {f"{SEAT}{each.seat.public_id}": each.state for each in attended}
        notes = {f"{NOTE}{item.public_id}": item.noted for item in self.meeting.items.all()}
        empty = {f"{SEAT}{seat.public_id}": "" for seat in self.seats}
        return {"text": row.text, **empty, **states, **notes}

    def plan(self) -> MinutesPlan:
        told = self.cleaned_data
        return MinutesPlan(
            text=told["text"],
            attendance={
                name.removeprefix(SEAT): told[name] for name in told if name.startswith(SEAT) and told[name]
            },
            notes={name.removeprefix(NOTE): told[name] for name in told if name.startswith(NOTE)},
        )


def seat_label(seat: Seat) -> str:
    """The seat as it is read out, with its organisation and whom it stands in for."""
    parts = [str(seat)]
    if seat.organisation and str(seat.organisation) != str(seat):
        parts.append(str(seat.organisation))
    if seat.deputy_of:
        parts.append(str(_("deputy of %(seat)s")) % {"seat": seat.deputy_of})
    return ", ".join(parts)


class DecisionForm(FilledForm):
    """What was decided; who does what by when, if anything is to be done."""

    text = forms.CharField(
        label=_("Decision"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what was decided.")},
    )
    duty = forms.CharField(label=_("What is to be done"), required=False, max_length=300)
    owner = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("Who does it"),
        required=False,
        empty_label=_("Nobody named"),
        to_field_name="public_id",
    )
    due_on = DayField(label=_("By"), required=False)

    def __init__(self, data: Any = None, *, seats: Any, row: Decision | None = None) -> None:
        super().__init__(data, row=row)
        field: Any = self.fields["owner"]
        field.queryset = seats

    def values_of(self, row: Decision) -> dict[str, Any]:
        duty = row.duties.select_related("seat").order_by("pk").first()
        values = {"text": row.text, "duty": "", "owner": "", "due_on": None}
        if duty is not None:
            values |= {"duty": duty.text, "owner": key_of(duty.seat), "due_on": duty.due_on}
        return values

    def own_values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": key_of(self.cleaned_data["owner"])}

    def plan(self) -> DecisionPlan:
        return DecisionPlan(**{name: self.cleaned_data[name] for name in ("text", "duty", "owner", "due_on")})


class ApprovalForm(forms.Form):
    """In which post the minutes are approved, and which version of them was read."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)
    approver_post = forms.CharField(
        label=_("Approved by (post)"),
        max_length=120,
        help_text=_("Such as chair of the steering board."),
        error_messages={"required": _("Write in which post the minutes are approved, such as chair.")},
    )
