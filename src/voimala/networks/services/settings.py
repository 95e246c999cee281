"""What a network settles of itself: its names and texts, its look, the parts it uses, its own words."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.colour import LEAST_CONTRAST, UnreadableAccentError, derive_accent, read_hex, readable_shade
from voimala.core.localized import LANGUAGES
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network, Part
from voimala.networks.models.part import lacking
from voimala.networks.words import TERMS

LONGEST = {"name": 200, "headline": 160, "summary": 2000, "short_name": 60}
TEXTS = ("name", "headline", "summary")
COLUMNS = tuple(f"{name}_{code}" for name in TEXTS for code in LANGUAGES)
PLAIN = ("short_name", "opening", "hashtags", "accent", "published")
LONGEST_WORD = 40
"""A word stands in the menu."""
MOST_HASHTAGS, LONGEST_HASHTAG = 12, 40


@dataclass(frozen=True)
class SettingsPlan:
    """What the settings shall say. Texts by language; `hashtags` with or without their sign."""

    name: Mapping[str, str]
    short_name: str
    headline: Mapping[str, str]
    summary: Mapping[str, str]
    opening: str
    hashtags: Sequence[str]
    accent: str
    published: bool


@transaction.atomic
def change_settings(
    *, by: Actor, network: Network, seen: int, now: dt.datetime, plan: SettingsPlan
) -> Network:
    """Settle names, texts, opening, hashtags, colour and publication in one deed.

    Raises:
        Refused: a name is missing, a text too long, or the colour cannot be read.
        ChangedByAnother: somebody saved the network's settings after version `seen`.
    """
    access.require("networks.change_settings", by, network)
    values = _values(plan)
    values["updated_on"] = network.today(now)
    return _save(by, network, seen, now, values, "settings_changed")


@transaction.atomic
def choose_parts(
    *, by: Actor, network: Network, seen: int, now: dt.datetime, parts: Collection[str]
) -> Network:
    """Use these parts of the platform and leave the others out; what is stored stays.

    Raises:
        Refused: a part is unknown, or cannot do without one that is left out.
        ChangedByAnother: as `change_settings`.
    """
    access.require("networks.change_settings", by, network)
    if unknown := set(parts) - set(Part.values):
        raise Refused({"parts": _("There is no part called %(part)s.") % {"part": min(unknown)}})
    told = [_lacks(Part(part), needs) for part, needs in sorted(lacking(parts).items())]
    refuse_if({"parts": " ".join(told)} if told else {})
    in_order = [part for part in Part.values if part in set(parts)]
    return _save(by, network, seen, now, {"parts": in_order}, "parts_chosen")


def _lacks(part: Part, needs: Iterable[Part]) -> str:
    named = {"part": part.label, "needs": get_text_list([f"“{each.label}”" for each in needs], _("and"))}
    return _("“%(part)s” cannot do without %(needs)s: take that too, or leave both out.") % named


@transaction.atomic
def choose_words(
    *, by: Actor, network: Network, seen: int, now: dt.datetime, words: Mapping[str, Mapping[str, str]]
) -> Network:
    """Call terms by these words: {"groups": {"fi": "Kehittäjäryhmät"}}. Without any, the common one stays.

    Raises:
        Refused: a word is too long for the menu; keys are "groups_fi".
        ChangedByAnother: as `change_settings`.
    """
    access.require("networks.change_settings", by, network)
    own: dict[str, dict[str, str]] = {}
    problems: dict[str, str] = {}
    for term in (term for term in TERMS if term in words):
        written = {code: tidied(words[term].get(code, "")) for code in LANGUAGES}
        for code, text in written.items():
            if len(text) > LONGEST_WORD:
                problems[f"{term}_{code}"] = _too_long(LONGEST_WORD)
        if any(written.values()):
            own[term] = written
    refuse_if(problems)
    return _save(by, network, seen, now, {"words": own}, "words_chosen")


def _save(
    by: Actor, network: Network, seen: int, now: dt.datetime, values: Mapping[str, Any], deed: str
) -> Network:
    """Locked, so that the second of a form sent twice at once meets what the first one saved."""
    current: Network = Network.objects.select_for_update().get(pk=network.pk)
    said = {name: value for name, value in values.items() if name != "updated_on"}
    if all(getattr(current, name) == value for name, value in said.items()):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    message = _("Somebody else changed the settings while you were here. Choose what to keep.")
    save_version(current, seen=seen, fields=values, message=message)
    events.record(by=by, deed=deed, now=now, **about(current))
    return current


def about(network: Network) -> dict[str, Any]:
    """What an event says of a deed done to the network itself."""
    return {"subjects": [Reference("network", network.public_id)], "network_id": network.pk}


def _values(plan: SettingsPlan) -> dict[str, Any]:
    """The plan's columns, its texts tidied. Raises Refused when something in it cannot be."""
    texts = {name: {code: tidied(text) for code, text in getattr(plan, name).items()} for name in TEXTS}
    short_name, hashtags = tidied(plan.short_name), tidy_hashtags(plan.hashtags)
    problems = _text_problems(texts, short_name)
    if plan.opening not in Network.Opening.values:
        problems["opening"] = _("Choose what the front page opens on.")
    if problem := _hashtag_problem(hashtags):
        problems["hashtags"] = problem
    if problem := accent_problem(plan.accent):
        problems["accent"] = problem
    refuse_if(problems)
    written = {f"{name}_{code}": texts[name].get(code, "") for name in TEXTS for code in LANGUAGES}
    return {
        **written,
        "short_name": short_name,
        "opening": plan.opening,
        "hashtags": hashtags,
        "accent": read_hex(plan.accent),
        "published": plan.published,
    }


def _text_problems(texts: Mapping[str, Mapping[str, str]], short_name: str) -> dict[str, str]:
    found = {}
    if not texts["name"].get("fi"):
        found["name_fi"] = _("Write the network's name in Finnish: registers sort by it.")
    if not short_name:
        found["short_name"] = _("Write a short name: it stands in the header of every page.")
    if len(short_name) > LONGEST["short_name"]:
        found["short_name"] = _too_long(LONGEST["short_name"])
    for name in TEXTS:
        for code, text in texts[name].items():
            if len(text) > LONGEST[name]:
                found[f"{name}_{code}"] = _too_long(LONGEST[name])
    return found


def _too_long(most: int) -> str:
    return _("Shorten this to %(most)s characters.") % {"most": most}


def tidy_hashtags(written: Iterable[str]) -> list[str]:
    """Without their sign and without repeats, in the order written."""
    bare = (tidied(tag).lstrip("#") for tag in written)
    return list(dict.fromkeys(tag for tag in bare if tag))


def _hashtag_problem(hashtags: Sequence[str]) -> str:
    if len(hashtags) > MOST_HASHTAGS:
        return _("At most %(most)s hashtags: leave some out.") % {"most": MOST_HASHTAGS}
    for tag in hashtags:
        if not re.fullmatch(r"\w+", tag) or len(tag) > LONGEST_HASHTAG:
            told = _(
                "“%(tag)s” is not a hashtag: letters and digits only, at most %(most)s, no spaces inside."
            )
            return told % {"tag": tag, "most": LONGEST_HASHTAG}
    return ""


def accent_problem(colour: str) -> str:
    """Why the colour cannot be an accent and which shade of it could; "" when it can."""
    try:
        derive_accent(colour)
    except UnreadableAccentError as error:
        if error.ratio is None:
            return _("Write the colour as six digits 0–9 and A–F, for example 0B5C5A.")
        named = {
            # Cut, not rounded: 4.49 must not be told as 4.5.
            "ratio": number_format(int(error.ratio * 10) / 10, 1),
            "least": number_format(LEAST_CONTRAST, 1),
            "shade": readable_shade(colour),
        }
        return (
            _(
                "Text in this colour would be too faint: its contrast is %(ratio)s : 1, and %(least)s : 1 is "
                "needed. Choose a darker shade; %(shade)s is the nearest that can be read."
            )
            % named
        )
    return ""
