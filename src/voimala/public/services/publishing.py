"""Publishing news, campaigns and happenings: writing, changing, taking away and bringing back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.public.models import Published
from voimala.public.models.plan import TEXTS, CampaignPlan, HappeningPlan, Plan

__all__ = ["AlreadyPublished", "Refused", "change_item", "publish_item", "restore_item", "withdraw_item"]

LONGEST = {"title": 200, "lead": 500, "body": 20_000}
LONGEST_PLACE, MOST_HASHTAGS, LONGEST_HASHTAG = 200, 10, 60
Item = TypeVar("Item", bound=Published)


class AlreadyPublished(DomainError):
    """The same form wrote something earlier, with other words: the writer came back to it. `item` is it."""

    def __init__(self, message: str, *, item: Published) -> None:
        super().__init__(message)
        self.item = item


@transaction.atomic
def publish_item(
    *,
    by: Actor,
    network: Network,
    plan: Plan,
    now: dt.datetime,
    form_key: str = "",
    sources: Sequence[str] = (),
    synthetic: bool = False,
) -> Any:
    """Write a piece of news, a campaign or a happening, as the plan's kind says: a draft, out or to come.

    A form sent twice, told by its key, writes one.

    Raises:
        Refused: the title is missing, a text is too long, times are in the wrong order, or something
            belongs to another network.
        AlreadyPublished: a form with this key wrote something that says otherwise.
    """
    access.require("public.publish", by, network)
    values = _values(network, plan)
    rows: Any = plan.model.objects
    made_now = {**values, "sources": list(sources), "synthetic": synthetic, "changed_at": now}
    if form_key:
        item, made = rows.get_or_create(network=network, form_key=form_key, defaults=made_now)
    else:
        item, made = rows.create(network=network, **made_now), True
    if made:
        _tell(by, "written", item, now)
    elif _state(item, values) != _state(plan.model(network=network, **values), values):
        raise AlreadyPublished(_("This form was sent before. Choose what to keep."), item=item)
    return item


@transaction.atomic
def change_item(*, by: Actor, item: Item, seen: int, plan: Plan, now: dt.datetime) -> Item:
    """Change everything in one deed. `seen` is the version that the writer looked at.

    Raises:
        Refused: as `publish_item`.
        ChangedByAnother: somebody saved it in between.
    """
    access.require("public.publish", by, item)
    values = _values(item.network, plan)
    # Locked, so that the second of a form sent twice at once meets what the first one saved.
    current = _locked(item)
    before = _state(current, values)
    for name, value in values.items():
        setattr(current, name, value)
    if _state(current, values) == before:
        return current
    current.changed_at = now
    message = _("Somebody else saved this while you were writing. Choose what to keep.")
    save_version(current, seen=seen, fields=(*values, "changed_at"), message=message)
    _tell(by, "changed", current, now)
    return current


@transaction.atomic
def withdraw_item(*, by: Actor, item: Item, now: dt.datetime) -> Item:
    """Take it away from every page; it can be brought back. Doing it twice changes nothing more."""
    access.require("public.publish", by, item)
    return _move(by, "withdrawn", item, now, deleted_at=now)


@transaction.atomic
def restore_item(*, by: Actor, item: Item, now: dt.datetime) -> Item:
    """Bring back what was taken away, as it was."""
    access.require("public.publish", by, item)
    return _move(by, "restored", item, now, deleted_at=None)


def _move(by: Actor, deed: str, item: Item, now: dt.datetime, *, deleted_at: dt.datetime | None) -> Item:
    current = _locked(item)
    if (current.deleted_at is None) != (deleted_at is None):
        current.deleted_at, current.changed_at = deleted_at, now
        current.version += 1
        current.save(update_fields=["deleted_at", "changed_at", "version"])
        _tell(by, deed, current, now)
    return current


def _locked(item: Item) -> Item:
    found: Item = type(item).objects.select_for_update().get(pk=item.pk)
    return found


def _values(network: Network, plan: Plan) -> dict[str, Any]:
    """The plan's columns, its texts tidied. Raises Refused when something in it cannot be."""
    values: dict[str, Any] = {
        name: tidied(value) if isinstance(value, str) else value for name, value in plan.columns().items()
    }
    if isinstance(plan, CampaignPlan):
        values["hashtags"] = [f"#{tag}" for tag in (one.strip().lstrip("#") for one in plan.hashtags) if tag]
    problems = _text_problems(values) | _time_problems(plan)
    if plan.picture is not None and plan.picture.network_id != network.pk:
        problems["picture"] = _("Choose one of this network's own.")
    if isinstance(plan, CampaignPlan):
        problems |= _campaign_problems(plan, values["hashtags"])
    if isinstance(plan, HappeningPlan):
        problems |= _happening_problems(plan)
    refuse_if(problems)
    return values


def _text_problems(values: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    written = {
        name: [text for column, text in values.items() if column.startswith(f"{name}_")] for name in TEXTS
    }
    if not any(written["title"]):
        found["title"] = _("Write a title.")
    for name, texts in written.items():
        if any(len(text) > LONGEST[name] for text in texts):
            found[name] = _("Shorten the text to %(most)s characters.") % {"most": LONGEST[name]}
    return found


def _time_problems(plan: Plan) -> dict[str, str]:
    if plan.hide_at is None or plan.publish_at is None or plan.publish_at < plan.hide_at:
        return {}
    return {"hide_at": _("Choose an end after the beginning.")}


def _campaign_problems(plan: CampaignPlan, hashtags: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if plan.since and plan.until and plan.until.last < plan.since.first:
        found["until"] = _("The campaign cannot end before it begins.")
    if len(hashtags) > MOST_HASHTAGS:
        found["hashtags"] = _("Write at most %(most)s hashtags.") % {"most": MOST_HASHTAGS}
    if any(len(tag) > LONGEST_HASHTAG or not tag[1:].replace("_", "").isalnum() for tag in hashtags):
        found["hashtags"] = _("A hashtag has only letters, digits and underscores, for example #varavoimaa.")
    return found


def _happening_problems(plan: HappeningPlan) -> dict[str, str]:
    found: dict[str, str] = {}
    last = plan.last_day or plan.day
    if last < plan.day:
        found["last_day"] = _("The last day cannot be before the first.")
    if plan.ends_at and plan.starts_at is None:
        found["starts_at"] = _("Write also when it starts.")
    elif plan.ends_at and plan.starts_at and last == plan.day and plan.ends_at <= plan.starts_at:
        found["ends_at"] = _("It cannot end before it starts.")
    if len(plan.place) > LONGEST_PLACE:
        found["place"] = _("Shorten the text to %(most)s characters.") % {"most": LONGEST_PLACE}
    if plan.address and not _is_web_address(plan.address):
        found["address"] = _("Write the whole web address, for example https://example.org/.")
    return found


def _is_web_address(address: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return len(address) <= 300


def _state(item: Published, values: dict[str, Any]) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in values)


def _tell(by: Actor, deed: str, item: Published, now: dt.datetime) -> None:
    """The event ("news_written"), and the day of the network's pages when the public can see the change."""
    kind = str(item._meta.model_name)
    events.record(
        by=by,
        deed=f"{kind}_{deed}",
        subjects=[Reference(kind, item.public_id)],
        now=now,
        network_id=item.network_id,
    )
    if item.is_out(now) or deed == "withdrawn":
        Network.objects.filter(pk=item.network_id).update(updated_on=item.network.today(now))
