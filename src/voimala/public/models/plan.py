"""What somebody means to publish: plain values that a service makes a row of."""

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import ClassVar

from voimala.core.dates import PartialDate
from voimala.core.localized import LANGUAGES
from voimala.networks.models import Municipality
from voimala.public.models.content import Campaign, Happening, News, Published
from voimala.public.models.picture import Picture

TEXTS = ("title", "lead", "body")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Texts by language; `publish_at` None is a draft, and one to come waits for its time."""

    model: ClassVar[type[Published]]

    title: dict[str, str]
    lead: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    picture: Picture | None = None
    publish_at: dt.datetime | None = None
    hide_at: dt.datetime | None = None
    comments_open: bool = False

    def columns(self) -> dict[str, object]:
        """The values of the row's columns, empty texts too."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        texts = {name: values.pop(name) for name in TEXTS}
        return values | {
            f"{name}_{code}": text.get(code, "") for name, text in texts.items() for code in LANGUAGES
        }


@dataclass(frozen=True, kw_only=True)
class NewsPlan(Plan):
    model = News


@dataclass(frozen=True, kw_only=True)
class CampaignPlan(Plan):
    model = Campaign

    since: PartialDate | None = None
    until: PartialDate | None = None
    hashtags: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class HappeningPlan(Plan):
    model = Happening

    day: dt.date
    kind: str = Happening.Kind.OPEN
    starts_at: dt.time | None = None
    last_day: dt.date | None = None
    ends_at: dt.time | None = None
    place: str = ""
    municipality: Municipality | None = None
    address: str = ""
    cancelled: bool = False
