"""How an agreement and its texts live, from draft to end: one pure table of states, and what dates allow.

It must not grow who may do a deed, whom it tells or whose membership follows: that is services.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.dates import PartialDate
from voimala.core.refusal import Refused
from voimala.partners.models import Agreement, AgreementText, Party

Phase = Agreement.Phase
State = AgreementText.State
WHOLE = "__all__"
"""The key of a refusal that no single field is the reason of."""
LEAST_PARTIES = 2


class Deed(StrEnum):
    """What may happen to an agreement or to one of its texts.

    `COMPLETE` is the last signature that was waited for. `END` is the last day that was agreed on, or giving
    up before anybody was bound; `TERMINATE` is one side ending what goes on.
    """

    EDIT = "edit"
    SEND = "send"
    CALL_BACK = "call_back"
    SIGN = "sign"
    COMPLETE = "complete"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    JOIN = "join"
    LEAVE = "leave"
    REVIEW = "review"
    END = "end"
    TERMINATE = "terminate"


AGREEMENT: dict[tuple[Phase, Deed], Phase] = {
    (Phase.DRAFT, Deed.EDIT): Phase.DRAFT,
    (Phase.DRAFT, Deed.JOIN): Phase.DRAFT,
    (Phase.DRAFT, Deed.LEAVE): Phase.DRAFT,
    (Phase.DRAFT, Deed.SEND): Phase.OUT,
    (Phase.DRAFT, Deed.END): Phase.ENDED,
    (Phase.OUT, Deed.CALL_BACK): Phase.DRAFT,
    (Phase.OUT, Deed.SIGN): Phase.OUT,
    (Phase.OUT, Deed.COMPLETE): Phase.SIGNED,
    (Phase.OUT, Deed.LEAVE): Phase.OUT,
    (Phase.OUT, Deed.END): Phase.ENDED,
    (Phase.SIGNED, Deed.AMEND): Phase.SIGNED,
    (Phase.SIGNED, Deed.EDIT): Phase.SIGNED,
    (Phase.SIGNED, Deed.SEND): Phase.SIGNED,
    (Phase.SIGNED, Deed.CALL_BACK): Phase.SIGNED,
    (Phase.SIGNED, Deed.SIGN): Phase.SIGNED,
    (Phase.SIGNED, Deed.COMPLETE): Phase.SIGNED,
    (Phase.SIGNED, Deed.WITHDRAW): Phase.SIGNED,
    (Phase.SIGNED, Deed.JOIN): Phase.SIGNED,
    (Phase.SIGNED, Deed.LEAVE): Phase.SIGNED,
    (Phase.SIGNED, Deed.REVIEW): Phase.SIGNED,
    (Phase.SIGNED, Deed.END): Phase.ENDED,
    (Phase.SIGNED, Deed.TERMINATE): Phase.TERMINATED,
    (Phase.ENDED, Deed.END): Phase.ENDED,
    (Phase.TERMINATED, Deed.TERMINATE): Phase.TERMINATED,
}
"""From where, by what, to where. In a signed agreement the deeds on a text are those on an amendment.

What is over may be ended once more in the same way: its day or its reason is corrected.
"""

TEXT: dict[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.EDIT): State.DRAFT,
    (State.DRAFT, Deed.SEND): State.OUT,
    (State.DRAFT, Deed.WITHDRAW): State.WITHDRAWN,
    (State.OUT, Deed.CALL_BACK): State.DRAFT,
    (State.OUT, Deed.SIGN): State.OUT,
    (State.OUT, Deed.COMPLETE): State.SIGNED,
    (State.OUT, Deed.WITHDRAW): State.WITHDRAWN,
}

_PHASE_SAID = {
    Phase.DRAFT: gettext_lazy("The agreement is a draft."),
    Phase.OUT: gettext_lazy("The agreement is out for signature."),
    Phase.SIGNED: gettext_lazy("The agreement is signed."),
    Phase.ENDED: gettext_lazy("The agreement has ended."),
    Phase.TERMINATED: gettext_lazy("The agreement was terminated."),
}
_STATE_SAID = {
    State.DRAFT: gettext_lazy("The text is a draft."),
    State.OUT: gettext_lazy("The text is out for signature."),
    State.SIGNED: gettext_lazy("The text is signed."),
    State.WITHDRAWN: gettext_lazy("The text was withdrawn."),
}
_SEND_FIRST = gettext_lazy("Send it out first; signatures are recorded after that.")
_BACK_FIRST = gettext_lazy("Take it back to a draft first.")
_SIGN_FIRST = gettext_lazy("This can be done once every party has signed.")
_AMEND_IT = gettext_lazy("Its wording stays as it is: amend the agreement.")
_NEW_ONE = gettext_lazy("Draft a new agreement.")
_REMEDIES = {
    (Phase.DRAFT, Deed.SIGN): _SEND_FIRST,
    (State.DRAFT, Deed.SIGN): _SEND_FIRST,
    (Phase.OUT, Deed.EDIT): _BACK_FIRST,
    (State.OUT, Deed.EDIT): _BACK_FIRST,
    (Phase.OUT, Deed.JOIN): _BACK_FIRST,
    (State.SIGNED, Deed.EDIT): _AMEND_IT,
    (State.SIGNED, Deed.WITHDRAW): _AMEND_IT,
}
_OTHERWISE = {
    Phase.DRAFT: _SIGN_FIRST,
    Phase.OUT: _SIGN_FIRST,
    Phase.ENDED: _NEW_ONE,
    Phase.TERMINATED: _NEW_ONE,
}


def phase_after(phase: str, deed: Deed) -> Phase:
    """Raises Refused, in words that say where the agreement is and what to do instead."""
    here = Phase(phase)
    if (here, deed) not in AGREEMENT:
        remedy = _REMEDIES.get((here, deed)) or _OTHERWISE.get(here) or _("Nothing was changed.")
        raise Refused({WHOLE: f"{_PHASE_SAID[here]} {remedy}"})
    return AGREEMENT[here, deed]


def state_after(state: str, deed: Deed) -> State:
    """As `phase_after`, of one text."""
    here = State(state)
    if (here, deed) not in TEXT:
        remedy = _REMEDIES.get((here, deed)) or _("Nothing was changed.")
        raise Refused({WHOLE: f"{_STATE_SAID[here]} {remedy}"})
    return TEXT[here, deed]


def can(phase: str, deed: Deed) -> bool:
    return (Phase(phase), deed) in AGREEMENT


def signing_problem(signed_on: PartialDate, sent_on: dt.date | None, today: dt.date) -> str:
    """What is wrong with the day of a signature; "" for nothing. A rough date may mean its best day."""
    if signed_on.first > today:
        return _("This day is still to come. Write the day on which it was signed.")
    if sent_on is not None and signed_on.last < sent_on:
        told = _(
            "The text was sent out on %(sent)s: it cannot have been signed before that. Correct the date, or "
            "take the text back and send it out with its real day."
        )
        return told % {"sent": PartialDate(sent_on.isoformat())}
    return ""


def order_problem(since: PartialDate | None, until: PartialDate | None) -> str:
    """An end that certainly comes before the beginning, in words; "" for nothing."""
    if since is not None and until is not None and until.last < since.first:
        return _("The end comes before the beginning (%(since)s). Correct one of them.") % {"since": since}
    return ""


def certainly_together(
    one: tuple[PartialDate | None, PartialDate | None], other: tuple[PartialDate | None, PartialDate | None]
) -> bool:
    """Are both certainly in force on some day? "2017" may mean its last day; no end means still."""
    days = [
        (since.last, until.first if until else dt.date.max)
        for since, until in (one, other)
        if since is not None
    ]
    if len(days) < len((one, other)):
        return False
    return max(first for first, _last in days) < min(last for _first, last in days)


def who_sign(parties: Iterable[Party], number: int, today: dt.date) -> list[Party]:
    """Whose signature a text needs: of the agreement all parties', of an amendment those bound now."""
    return [party for party in parties if (party.in_force(today) if number else party.until is None)]


def latest(dates: list[PartialDate]) -> PartialDate:
    """The one that may mean the latest day; of equals the more exact."""
    return max(dates, key=lambda date: (date.last, date.first))


def begins_before_signed(since: PartialDate | None, signed: list[PartialDate]) -> bool:
    """Worth telling, not wrong: it is in force from a day on which somebody had certainly not signed yet."""
    return since is not None and any(date.first > since.last for date in signed)
