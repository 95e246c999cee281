"""Messages in words: what they are about, where they stand, and what to do about those that did not leave."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.office.models.message import INTERRUPTED, Message
from voimala.office.openings import purpose_named

# State to the tone and glyph of its chip.
CHIPS = {"failed": ("err", "!"), "waiting": ("wait", "…"), "sending": ("note", "→"), "sent": ("ok", "✓")}


def look_of(state: str) -> dict[str, str]:
    """What the status chip needs beside its word."""
    tone, glyph = CHIPS[state]
    return {"tone": tone, "glyph": glyph, "fill": ""}


def purpose_in_words(message: Message) -> str:
    return purpose_named(message.purpose) or _("Another message")


def state_in_words(message: Message) -> str:
    return {
        Message.State.WAITING: pgettext("message", "waiting"),
        Message.State.SENDING: pgettext("message", "leaving"),
        Message.State.SENT: pgettext("message", "sent"),
        Message.State.FAILED: pgettext("message", "did not leave"),
    }[Message.State(message.state)]


def what_to_do(message: Message) -> str:
    """Why it has not left, and who does what next; "" when there is nothing to do."""
    if message.state == Message.State.WAITING and message.error:
        return _("The mail server did not take it yet. It is tried again by itself.")
    if message.state != Message.State.FAILED:
        return ""
    if message.error == INTERRUPTED:
        return _("Sending was cut off in the middle, so it may have arrived. Ask by phone, or ask again.")
    if not message.to:
        return _("The address was forgotten after 30 days. Ask again, if it is still needed.")
    return _("The mail server refused it. Check the address, then ask again: the text is not kept.")


def masked(address: str) -> str:
    """Enough to tell two messages apart, not enough to write to anybody."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…{at}{domain[:1]}…{domain.rpartition('.')[2]}" if at else ""


def outbox_title(counts: dict[str, int], *, demo: bool) -> str:
    """The answer of the page in a sentence: first what failed, then what waits."""
    failed, waiting = counts.get("failed", 0), counts.get("waiting", 0) + counts.get("sending", 0)
    if failed:
        told = ngettext("One message did not leave", "%(count)s messages did not leave", failed)
        return told % {"count": failed}
    if waiting and demo:
        told = ngettext("One message can be read here", "%(count)s messages can be read here", waiting)
        return told % {"count": waiting}
    if waiting:
        told = ngettext("One message waits to leave", "%(count)s messages wait to leave", waiting)
        return told % {"count": waiting}
    if counts:
        return _("All messages have left")
    return _("No message has been written yet")
