"""Framing and revising needs and phenomena."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.localized import LANGUAGES, columns
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network, Setting, TargetGroup
from voimala.partners.models import Unit
from voimala.phenomena.models import Phenomenon, StairStep
from voimala.phenomena.services.briefs import start_brief
from voimala.phenomena.services.refusal import refuse_if

LONGEST_TITLE, LONGEST_CHANGE = 120, 600
COLUMNS = tuple(f"{name}_{code}" for name in ("title", "wished_change") for code in LANGUAGES)
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
    kind: str,
    title: dict[str, str],
    wished_change: dict[str, str],
    target_group: TargetGroup,
    setting: Setting,
    municipality: Municipality,
    host_unit: Unit | None = None,
    step: StairStep | None = None,
    published: bool = False,
    synthetic: bool = False,
    form_key: str = "",
) -> Phenomenon:
    """Write down a need or a phenomenon. A form sent twice, told by its key, makes one.

    Raises:
        Refused: the title is missing or too long, or something belongs to another network.
        AlreadyFramed: a form with this key made a need that says something else.
    """
    access.require("phenomena.frame_need", by, network)
    title, wished_change = _tidied(title), _tidied(wished_change)
    refuse_if(_problems(network, kind, title, wished_change, (target_group, setting, host_unit)))
    values = {
        **columns("title", title),
        **columns("wished_change", wished_change),
        "kind": kind,
        "target_group": target_group,
        "setting": setting,
        "municipality": municipality,
        "host_unit": host_unit,
        "step": step,
        "published": published,
        "synthetic": synthetic,
        "created_at": now,
    }
    if form_key:
        need, made = Phenomenon.objects.get_or_create(network=network, form_key=form_key, defaults=values)
    else:
        need, made = Phenomenon.objects.create(network=network, **values), True
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
    kind: str,
    title: dict[str, str],
    wished_change: dict[str, str],
    target_group: TargetGroup,
    setting: Setting,
    municipality: Municipality,
    host_unit: Unit | None = None,
    step: StairStep | None = None,
    published: bool = False,
    form_key: str = "",
) -> Phenomenon:
    """Frame a need and start its brief from the setting's template."""
    need = frame_need(
        by=by,
        network=network,
        now=now,
        kind=kind,
        title=title,
        wished_change=wished_change,
        target_group=target_group,
        setting=setting,
        municipality=municipality,
        host_unit=host_unit,
        step=step,
        published=published,
        form_key=form_key,
    )
    start_brief(by=by, phenomenon=need, now=now)
    return need


@transaction.atomic
def revise_need(
    *,
    by: Actor,
    phenomenon: Phenomenon,
    seen: int,
    now: dt.datetime,
    kind: str,
    title: dict[str, str],
    wished_change: dict[str, str],
    target_group: TargetGroup,
    setting: Setting,
    municipality: Municipality,
    host_unit: Unit | None = None,
    step: StairStep | None = None,
    published: bool = False,
) -> Phenomenon:
    """Change a need, all of it in one deed. `seen` is the version that the writer looked at.

    Raises:
        Refused: as `frame_need`.
        ChangedByAnother: somebody saved the need in between.
    """
    access.require("phenomena.edit_need", by, phenomenon)
    title, wished_change = _tidied(title), _tidied(wished_change)
    places = (target_group, setting, host_unit)
    refuse_if(_problems(phenomenon.network, kind, title, wished_change, places))
    # Locked, so that the second of a form sent twice at once meets what the first one saved.
    current: Phenomenon = Phenomenon.objects.select_for_update().get(pk=phenomenon.pk)
    before = _state(current)
    current.title = title
    current.wished_change = wished_change
    for name, value in zip(
        PLACES, (kind, target_group, setting, municipality, host_unit, step, published), strict=True
    ):
        setattr(current, name, value)
    if _state(current) == before:
        return current
    current.index()
    message = _("Somebody else saved this need while you were writing. Choose what to keep.")
    save_version(current, seen=seen, fields=(*COLUMNS, *PLACES, "search_text"), message=message)
    _record(by, "need_revised", current, now)
    return current


def _tidied(texts: dict[str, str]) -> dict[str, str]:
    return {code: tidied(text) for code, text in texts.items()}


def _state(need: Phenomenon) -> tuple[object, ...]:
    return tuple(getattr(need, name) for name in (*COLUMNS, *PLACES))


def _problems(
    network: Network,
    kind: str,
    title: dict[str, str],
    wished_change: dict[str, str],
    places: tuple[TargetGroup, Setting, Unit | None],
) -> dict[str, str]:
    found: dict[str, str] = {}
    if kind not in Phenomenon.Kind.values:
        found["kind"] = _("Choose need or phenomenon.")
    if not any(title.values()):
        found["title"] = _("Write in a few words what this is about.")
    if any(len(text) > LONGEST_TITLE for text in title.values()):
        found["title"] = _("Shorten the title to %(most)s characters.") % {"most": LONGEST_TITLE}
    if any(len(text) > LONGEST_CHANGE for text in wished_change.values()):
        found["wished_change"] = _("Shorten the text to %(most)s characters.") % {"most": LONGEST_CHANGE}
    for name, place in zip(("target_group", "setting", "host_unit"), places, strict=True):
        if place is not None and place.network_id != network.pk:
            found[name] = _("Choose one of this network's own.")
    return found


def _record(by: Actor, deed: str, need: Phenomenon, now: dt.datetime) -> None:
    subjects = [Reference("need", need.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=need.network_id)
