"""Where an agreement stands today, in words: its title sentence, its chip, its line of phases."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.core.dates import PartialDate
from voimala.core.text import counted
from voimala.partners.models import Agreement, AgreementText, Party, Signature


@dataclass(frozen=True)
class Look:
    """A status chip, as `networks/blocks/status_chip.html` draws it."""

    tone: str
    glyph: str
    fill: str = ""


@dataclass(frozen=True)
class Stage:
    """One phase on the line: passed, the present one, or still to come; with its day when it is known."""

    label: str
    when: str
    done: bool
    now: bool


CHIPS = {
    "draft": Look("plain", "✎"),
    "out": Look("wait", "…"),
    "coming": Look("note", "○"),
    "in_force": Look("ok", "●"),
    "over": Look("plain", "–"),
    "given_up": Look("plain", "–"),
}


def standing_of(agreement: Agreement, today: dt.date) -> str:
    """draft, out, coming (signed, not in force yet), in_force, over, given_up (never signed)."""
    if agreement.phase in (Agreement.Phase.DRAFT, Agreement.Phase.OUT):
        return str(agreement.phase)
    if agreement.is_over and agreement.signed_on is None:
        return "given_up"
    if agreement.in_force(today):
        return "in_force"
    return "coming" if agreement.since and agreement.since.first > today else "over"


def standing_words(standing: str) -> str:
    return {
        "draft": pgettext("agreement", "draft"),
        "out": pgettext("agreement", "out for signature"),
        "coming": pgettext("agreement", "signed, not yet in force"),
        "in_force": pgettext("agreement", "in force"),
        "over": pgettext("agreement", "over"),
        "given_up": pgettext("agreement", "given up"),
    }[standing]


def title_of(agreement: Agreement, today: dt.date, parties: int, waited: int = 0) -> str:
    """The answer in a sentence: what it is, since when, among how many.

    Args:
        parties: those bound now. waited: signatures still waited for.
    """
    named = {
        "agreement": agreement.name,
        "since": agreement.since,
        "until": agreement.until,
        "count": parties,
        "waited": waited,
    }
    standing = standing_of(agreement, today)
    if standing == "in_force":
        return counted(_in_force(agreement, parties) % named)
    sentences = {
        "draft": _("%(agreement)s is a draft"),
        "out": ngettext(
            "%(agreement)s waits for one signature", "%(agreement)s waits for %(waited)s signatures", waited
        ),
        "coming": _("%(agreement)s is signed and comes into force on %(since)s"),
        "given_up": _("%(agreement)s was given up before it was signed"),
    }
    return counted((sentences.get(standing) or _over(agreement)) % named)


def _in_force(agreement: Agreement, parties: int) -> str:
    if agreement.until:
        return ngettext(
            "%(agreement)s is in force until %(until)s, one party",
            "%(agreement)s is in force until %(until)s, %(count)s parties",
            parties,
        )
    if agreement.since:
        return ngettext(
            "%(agreement)s is in force since %(since)s, one party",
            "%(agreement)s is in force since %(since)s, %(count)s parties",
            parties,
        )
    return ngettext(
        "%(agreement)s is in force, one party", "%(agreement)s is in force, %(count)s parties", parties
    )


def _over(agreement: Agreement) -> str:
    if agreement.until is None:
        return _("%(agreement)s is not in force any more")
    if agreement.phase == Agreement.Phase.TERMINATED:
        return _("%(agreement)s was terminated, its last day was %(until)s")
    return _("%(agreement)s ended: %(until)s")


def stages(agreement: Agreement, today: dt.date) -> list[Stage]:
    """Draft, out, signed, in force, and the end when there is one; given up, what was passed and the end."""
    standing = standing_of(agreement, today)
    order = ["draft", "out", "coming", "in_force", "over"]
    if standing == "given_up":
        return [
            Stage(pgettext("agreement", "draft"), "", done=True, now=False),
            Stage(pgettext("agreement", "given up"), "", done=False, now=True),
        ]
    here = order.index(standing)
    end = pgettext("agreement", "over") if standing == "over" else pgettext("agreement", "ends")
    labels = {
        "draft": (pgettext("agreement", "draft"), None),
        "out": (pgettext("agreement", "out for signature"), None),
        "coming": (pgettext("agreement", "signed"), agreement.signed_on),
        "in_force": (pgettext("agreement", "in force"), agreement.since),
        "over": (end, agreement.until),
    }
    shown = order if agreement.until or standing == "over" else order[:-1]
    return [_stage(*labels[code], at=at, here=here) for at, code in enumerate(shown)]


def _stage(label: str, when: PartialDate | None, *, at: int, here: int) -> Stage:
    return Stage(label, str(when or ""), done=at < here, now=at == here)


@dataclass(frozen=True)
class PartyLine:
    """One party with its signature on the text that is signed now, or was last. `waits`: it is waited for."""

    party: Party
    signature: Signature | None
    waits: bool
    may_tell: bool


def focus_of(texts: list[AgreementText]) -> AgreementText | None:
    """The text that matters now: the one on its way, else the newest signed; the first of a draft."""
    states = AgreementText.State
    for state in (states.OUT, states.DRAFT, states.SIGNED):
        found = [text for text in texts if text.state == state]
        if found:
            return found[-1]
    return texts[0] if texts else None
