"""Framing and revising needs and phenomena."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.localized import LANGUAGES
from voimala.core.references import Reference
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.phenomena.models import Phenomenon
from voimala.phenomena.models.plan import NeedPlan
from voimala.phenomena.services.briefs import start_brief

LONGEST_TITLE, LONGEST_CHANGE = 120, 600
TEXTS = ("title", "wished_change")
COLUMNS = tuple(f"{name}_{code}" for name in TEXTS for code in LANGUAGES)
PLACES = ("kind", "target_group", "setting", "municipality", "host_unit", "step", "published")


class AlreadyFramed(DomainError):
    """The same form made a need earlier, with other words: the writer came back to it. `need` is that row."""

    def __init__(self, message: str, *, need: Phenomenon) -> None:
        super().__init__(message)
        self.need = need


@transaction.atomic
def frame_need(
    *,
    by: Actor,
    network: Network,
    now: dt.datetime,
    plan: NeedPlan,
    synthetic: bool = False,
    form_key: str = "",
) -> Phenomenon:
    """Write down a need or a phenomenon. A form sent twice, told by its key, makes one.

    Raises:
        Refused: the title is missing or too long, or something belongs to another network.
        AlreadyFramed: a form with this key made a need that says something else.
    """
    access.require("phenomena.frame_need", by, network)
    values = _values(network, plan)
    made_now = {**values, "synthetic": synthetic, "created_at": now}
    if form_key:
        need, made = Phenomenon.objects.get_or_create(network=network, form_key=form_key, defaults=made_now)
    else:
        need, made = Phenomenon.objects.create(network=network, **made_now), True
    if made:
        _record(by, "need_framed", need, now)
    elif _state(need) != _state(Phenomenon(network=network, **values)):
        raise AlreadyFramed(_("This form already made a need. Choose what to keep."), need=need)
    return need


@transaction.atomic
def open_need(
    *,
    by: Actor,
    network: Network,
    now: dt.datetime,
    plan: NeedPlan,
    form_key: str = "",
) -> Phenomenon:
    """Frame a need and start its brief from the setting's template."""
    need = frame_need(by=by, network=network, now=now, plan=plan, form_key=form_key)
    start_brief(by=by, phenomenon=need, now=now)
    return need


@transaction.atomic
def revise_need(
    *,
    by: Actor,
    phenomenon: Phenomenon,
    seen: int,
    now: dt.datetime,
    plan: NeedPlan,
) -> Phenomenon:
    """Change a need, all of it in one deed. `seen` is the version that the writer looked at.

    Raises:
        Refused: as `frame_need`.
        ChangedByAnother: somebody saved the need in between.
    """
    access.require("phenomena.edit_need", by, phenomenon)
    values = _values(phenomenon.network, plan)
    # Locked, so that the second of a form sent twice at once meets what the first one saved.
    current: Phenomenon = Phenomenon.objects.select_for_update().get(pk=phenomenon.pk)
    before = _state(current)
    for name, value in values.items():
        setattr(current, name, value)
    if _state(current) == before:
        return current
    current.index()
    message = _("Somebody else saved this need while you were writing. Choose what to keep.")
    save_version(current, seen=seen, fields=(*COLUMNS, *PLACES, "search_text"), message=message)
    _record(by, "need_revised", current, now)
    return current


def _values(network: Network, plan: NeedPlan) -> dict[str, Any]:
    """The plan's columns, its texts tidied. Raises Refused when something in it cannot be."""
    texts = {name: {code: tidied(text) for code, text in getattr(plan, name).items()} for name in TEXTS}
    refuse_if(_problems(network, plan, **texts))
    written = {f"{name}_{code}": texts[name].get(code, "") for name in TEXTS for code in LANGUAGES}
    return {**written, **{name: getattr(plan, name) for name in PLACES}}


def _state(need: Phenomenon) -> tuple[object, ...]:
    return tuple(getattr(need, name) for name in (*COLUMNS, *PLACES))


def _problems(
    network: Network, plan: NeedPlan, title: dict[str, str], wished_change: dict[str, str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    if plan.kind not in Phenomenon.Kind.values:
        found["kind"] = _("Choose need or phenomenon.")
    if not any(title.values()):
        found["title"] = _("Write in a few words what this is about.")
    if any(len(text) > LONGEST_TITLE for text in title.values()):
        found["title"] = _("Shorten the title to %(most)s characters.") % {"most": LONGEST_TITLE}
    if any(len(text) > LONGEST_CHANGE for text in wished_change.values()):
        found["wished_change"] = _("Shorten the text to %(most)s characters.") % {"most": LONGEST_CHANGE}
    for name in ("target_group", "setting", "host_unit"):
        place = getattr(plan, name)
        if place is not None and place.network_id != network.pk:
            found[name] = _("Choose one of this network's own.")
    if plan.municipality.region_id != network.region_id:
        found["municipality"] = _("Choose one of this network's own.")
    return found


def _record(by: Actor, deed: str, need: Phenomenon, now: dt.datetime) -> None:
    subjects = [Reference("need", need.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=need.network_id)
