"""Minutes as a document: written out of the rows while they are open, kept whole once they are approved."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from voimala.core.text import unbroken
from voimala.core.viewer import system
from voimala.governance.models import AgendaItem, Attendance, Decision, Meeting, Minutes, Seat
from voimala.governance.models.quorum import Chair, Quorum, quorum_of
from voimala.governance.models.wording import day_in_words, quorum_in_words, time_in_words
from voimala.office.documents import (
    Block,
    Definitions,
    Document,
    Heading,
    Listing,
    Note,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
)

WRITING = system("minutes", purpose="the document of a meeting")


def seats_at(meeting: Meeting) -> list[Seat]:
    """The seats in force on the day of the meeting: principals first, each with its deputies after it."""
    found = (
        Seat.objects.visible_to(WRITING)
        .filter(body_id=meeting.body_id)
        .on(meeting.day)
        .select_related("organisation", "deputy_of", "user")
    )
    order = [task.value for task in Seat.Task]
    return sorted(
        found, key=lambda seat: (order.index(_main(seat).task), _main(seat).pk, seat.pk != _main(seat).pk)
    )


def _main(seat: Seat) -> Seat:
    return seat.deputy_of or seat


def quorum_at(meeting: Meeting) -> Quorum:
    """Whether the body could decide in the meeting, from the attendance that is written down."""
    chairs = [Chair(seat.pk, seat.votes, seat.deputy_of_id) for seat in seats_at(meeting)]
    states = dict(meeting.attendances.values_list("seat_id", "state"))
    return quorum_of(chairs, states, meeting.body.quorum)


def minutes_document(minutes: Minutes, language: str, *, on: dt.date, draft: bool) -> Document:
    """The minutes in one language: what was written stays as it was written, the headings follow.

    Args:
        on: the day of the document.
        draft: not approved yet: every page says so.
    """
    meeting = minutes.meeting
    with translation.override(language):
        return Document(
            title=_("Minutes: %(meeting)s") % {"meeting": title_of(meeting)},
            language=language,
            author=str(meeting.network.name),
            on=on,
            meta=tuple(_meta(meeting)),
            blocks=tuple(_blocks(minutes)),
            mark=pgettext("mark on a document", "DRAFT") if draft else "",
            synthetic=meeting.synthetic,
        )


def title_of(meeting: Meeting) -> str:
    return meeting.title or str(meeting.body)


def _meta(meeting: Meeting) -> Iterator[tuple[str, str]]:
    zone = meeting.network.timezone
    if meeting.title:
        yield _("Body"), str(meeting.body)
    yield (
        _("Time"),
        time_in_words(meeting.starts_at, meeting.ends_at, zone, time_known=meeting.time_known),
    )
    if meeting.place:
        yield _("Place"), meeting.place


def _blocks(minutes: Minutes) -> Iterator[Block]:
    meeting = minutes.meeting
    yield Heading(_("Who was there"))
    yield from _attendance(meeting)
    yield Paragraph(quorum_in_words(quorum_at(meeting)))
    if minutes.text:
        yield Heading(_("Course of the meeting"))
        yield from _paragraphs(minutes.text)
    decisions = list(Decision.objects.visible_to(WRITING).filter(meeting=meeting).order_by("number"))
    items = list(AgendaItem.objects.visible_to(WRITING).filter(meeting=meeting))
    for number, item in enumerate(items, start=1):
        yield Heading(f"{number}. {item.title}")
        yield from _item(item, [decision for decision in decisions if decision.item_id == item.pk])
    if minutes.approved_at is not None:
        day = day_in_words(meeting.network.today(minutes.approved_at))
        signed = _("Approved %(day)s") % {"day": day}
        yield Signatures((SignatureLine(str(meeting.body), minutes.approver_post, signed),))


def _attendance(meeting: Meeting) -> Iterator[Block]:
    states = {row.seat_id: row for row in Attendance.objects.visible_to(WRITING).filter(meeting=meeting)}
    rows = tuple(
        (_named(seat), unbroken(_task(seat)), _state(states.get(seat.pk))) for seat in seats_at(meeting)
    )
    if rows:
        head = (_("Seat"), _("Task"), _("Attendance"))
        yield Table(_("Seats of the body and their attendance"), head, rows)
    else:
        yield Paragraph(_("No seats have been written down."))


def _named(seat: Seat) -> str:
    """The holder or the post, and the organisation where that is not the seat's own name."""
    organisation = str(seat.organisation or "")
    name = str(seat)
    return unbroken(f"{name}, {organisation}" if organisation and organisation != name else name)


def _task(seat: Seat) -> str:
    if seat.deputy_of is not None:
        return _("deputy of %(seat)s") % {"seat": seat.deputy_of}
    return str(seat.get_task_display())


def _state(attendance: Attendance | None) -> str:
    return str(attendance.get_state_display()) if attendance else _("not written down")


def _item(item: AgendaItem, decisions: list[Decision]) -> Iterator[Block]:
    yield from _paragraphs(item.text)
    told = [(_("Proposal"), item.proposal), (_("What was said"), item.noted)]
    rows = tuple(row for row in told if row[1])
    if rows:
        yield Definitions(rows)
    for decision in decisions:
        yield Note(_("Decision %(number)s: %(text)s") % {"number": decision, "text": decision.text})
        duties = [_duty(duty) for duty in decision.duties.select_related("seat")]
        if duties:
            yield Listing.of(*duties)


def _duty(duty: Any) -> str:
    owner = str(duty.seat) if duty.seat else _("nobody named")
    by = f", {day_in_words(duty.due_on)}" if duty.due_on else ""
    return f"{duty.text} ({owner}{by})"


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield Paragraph(" ".join(part.split()))
