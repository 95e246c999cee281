"""Telling a need without an account, and following it: what its sender does."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Unit
from voimala.phenomena.models import Addition, ToldNeed
from voimala.phenomena.models.told import (
    CONTACT,
    LONGEST_ADDITION,
    LONGEST_EMAIL,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_WHAT,
    WORDS,
)
from voimala.phenomena.services.told_letters import follow_link, thank_sender


@dataclass(frozen=True, kw_only=True)
class ToldWords:
    """What the form asks; only `what` must be there. `teller` is one of `ToldNeed.Teller`."""

    what: str
    for_whom: str = ""
    place: str = ""
    teller: str = ToldNeed.Teller.RESIDENT.value
    unit: Unit | None = None
    name: str = ""
    email: str = ""
    phone: str = ""


TYPED = (*WORDS, *CONTACT, "teller")
LONGEST = {
    "what": LONGEST_WHAT,
    "for_whom": LONGEST_LINE,
    "place": LONGEST_LINE,
    "name": LONGEST_NAME,
    "email": LONGEST_EMAIL,
    "phone": LONGEST_PHONE,
}


@transaction.atomic
def tell_need(
    *,
    by: Actor,
    network: Network,
    now: dt.datetime,
    words: ToldWords,
    language: str,
    form_key: str = "",
    synthetic: bool = False,
) -> tuple[ToldNeed, str]:
    """Keep what was told, and the address at which its sender follows it; she gets it by e-mail too.

    A form sent twice, told by its key, makes one row. Sent again with other words, before anybody has
    looked, it is a correction; later it changes nothing.

    Raises:
        Refused: nothing is said, or the unit is another network's.
    """
    access.require("phenomena.tell_need", by, network)
    typed = {name: tidied(getattr(words, name)) for name in TYPED}
    refuse_if(_problems(network, words, typed))
    values: dict[str, object] = {**typed, "unit": words.unit}
    made_now = {**values, "language": language, "told_at": now, "synthetic": synthetic}
    if form_key:
        told, made = ToldNeed.objects.get_or_create(network=network, form_key=form_key, defaults=made_now)
    else:
        told, made = ToldNeed.objects.create(network=network, **made_now), True
    if made:
        thank_sender(told, now)
        _record(by, "need_told", told, now)
    else:
        told = _correct(by, told, values, now)
    return told, follow_link(told, now)


def _correct(by: Actor, sent: ToldNeed, values: dict[str, object], now: dt.datetime) -> ToldNeed:
    told: ToldNeed = ToldNeed.objects.select_for_update().get(pk=sent.pk)
    changed = [name for name, value in values.items() if getattr(told, name) != value]
    if not changed or told.state != ToldNeed.State.RECEIVED:
        return told
    for name in changed:
        setattr(told, name, values[name])
    told.save(update_fields=changed)
    _record(by, "told_need_corrected", told, now)
    return told


@transaction.atomic
def add_to_told_need(
    *, by: Actor, told: ToldNeed, text: str, now: dt.datetime, form_key: str = ""
) -> Addition | None:
    """One more sentence from the sender; it waits for a coordinator. None when she has withdrawn the need.

    Raises:
        Refused: nothing is said, or too much.
    """
    access.require("phenomena.follow_told_need", by, told)
    kept = tidied(text)
    if not kept:
        refuse_if({"text": _("Write what you would like to add.")})
    if len(kept) > LONGEST_ADDITION:
        refuse_if({"text": _("Shorten the text to %(most)s characters.") % {"most": LONGEST_ADDITION}})
    current: ToldNeed = ToldNeed.objects.select_for_update().get(pk=told.pk)
    if current.was_withdrawn:
        return None
    fresh = {"network_id": current.network_id, "text": kept, "added_at": now}
    if form_key:
        addition, made = Addition.objects.get_or_create(told=current, form_key=form_key, defaults=fresh)
    else:
        addition, made = Addition.objects.create(told=current, **fresh), True
    if made:
        ToldNeed.objects.filter(pk=current.pk).update(waits=True)
        _record(by, "told_need_added_to", current, now)
    found: Addition = addition
    return found


@transaction.atomic
def withdraw_told_need(*, by: Actor, told: ToldNeed, now: dt.datetime) -> ToldNeed:
    """The sender takes it back: her words and how to reach her are deleted at once.

    A need that the network has already written down from it stays; it names nobody.
    """
    access.require("phenomena.follow_told_need", by, told)
    current: ToldNeed = ToldNeed.objects.select_for_update().get(pk=told.pk)
    if current.was_withdrawn:
        return current
    current.additions.all().delete()
    emptied = (*WORDS, *CONTACT, "answer")
    for name in emptied:
        setattr(current, name, "")
    current.unit = None
    current.state, current.waits, current.ended_at = ToldNeed.State.WITHDRAWN, False, now
    current.save(update_fields=[*emptied, "unit", "state", "waits", "ended_at"])
    _record(by, "told_need_withdrawn", current, now)
    return current


def forget_senders(now: dt.datetime) -> int:
    """Delete how to reach those whose matter ended a year ago, or has waited for two."""
    return ToldNeed.objects.past_their_time(now).update(name="", email="", phone="")


def _problems(network: Network, words: ToldWords, typed: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if not typed["what"]:
        found["what"] = _("Write what is needed. One sentence is enough.")
    for name, longest in LONGEST.items():
        if len(typed[name]) > longest:
            found[name] = _("Shorten the text to %(most)s characters.") % {"most": longest}
    if typed["teller"] not in ToldNeed.Teller.values:
        found["teller"] = _("Choose one of these.")
    if words.unit is not None and words.unit.network_id != network.pk:
        found["unit"] = _("Choose one of this network's own.")
    return found


def _record(by: Actor, deed: str, told: ToldNeed, now: dt.datetime) -> None:
    events.record(by=by, deed=deed, subjects=[told.reference], now=now, network_id=told.network_id)
