"""What the sections of a front page read: each sort of row once, as this viewer may see it."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from voimala.core.slots import menu
from voimala.core.viewer import Viewer, system
from voimala.networks.models import Network, Part, TargetGroup
from voimala.partners.models import Membership
from voimala.public.models import Campaign, Happening, News, Picture
from voimala.public.views.facts import Facts, current_members
from voimala.public.views.running import RunningNeed, running_needs

READER = system("front page", purpose="the network's own list of target groups")
MOST_NEWS, MOST_HAPPENINGS, MOST_PAST, MOST_CAMPAIGNS, MOST_PICTURES = 3, 4, 2, 3, 3


class FrontReading:
    """One network as one viewer sees it at one moment."""

    def __init__(self, network: Network, viewer: Viewer, now: dt.datetime) -> None:
        self.network = network
        self.viewer = viewer
        self.now = now
        self.today = network.today(now)
        self.facts = Facts(network, viewer)
        self.own = network.pk in viewer.network_ids

    def uses(self, part: Part) -> bool:
        return self.network.uses(part)

    def address(self, name: str, *ids: str) -> str:
        return reverse(name, args=[self.network.code, *ids])

    @property
    def desk_url(self) -> str:
        return self.address("desk:desk") if self.own else ""

    @property
    def tell_url(self) -> str:
        return self.address("phenomena:tell") if self.uses(Part.TOLD) else ""

    @property
    def contact_url(self) -> str:
        return self.address("public:contact") if self.uses(Part.CONTACT) else ""

    @property
    def timeline_url(self) -> str:
        has_rows = self.facts.milestones or self.facts.projects
        return self.address("public:timeline") if self.uses(Part.TIMELINE) and has_rows else ""

    @cached_property
    def offered(self) -> frozenset[str]:
        """Addresses of this viewer's menu: the front page links to no other page of the network's people."""
        return frozenset(item.url for items in menu.gather(self.viewer, self.network) for item in items)

    def page(self, name: str) -> str:
        """The address of a page of the network's people, "" for those who have no menu item for it."""
        url = self.address(name)
        return url if url in self.offered else ""

    @cached_property
    def members(self) -> list[Membership]:
        return current_members(self.facts.memberships, self.today)

    @cached_property
    def needs(self) -> tuple[list[RunningNeed], int]:
        """The newest published needs, and how many are published in all."""
        if not self.uses(Part.NEEDS):
            return [], 0
        return running_needs(self.network, self.viewer, seats=self.uses(Part.GROUPS))

    @cached_property
    def target_groups(self) -> list[TargetGroup]:
        return list(TargetGroup.objects.visible_to(READER).of(self.network))

    def _out(self, model: Any) -> Any:
        rows = model.objects.visible_to(self.viewer).of(self.network)
        return rows.out_at(self.now).select_related("picture")

    @cached_property
    def news(self) -> list[News]:
        return list(self._out(News)[:MOST_NEWS]) if self.uses(Part.NEWS) else []

    @cached_property
    def campaigns(self) -> list[Campaign]:
        """Those that go on and the newest: no date of a campaign is later than today's end of the list."""
        if not self.uses(Part.CAMPAIGNS):
            return []
        newest_first = F("since").desc(nulls_last=True)
        return list(self._out(Campaign).order_by(newest_first, "-pk")[:MOST_CAMPAIGNS])

    @cached_property
    def coming(self) -> list[Happening]:
        if not self.uses(Part.HAPPENINGS):
            return []
        rows = self._out(Happening).select_related("municipality")
        return list(rows.filter(Q(day__gte=self.today) | Q(last_day__gte=self.today))[:MOST_HAPPENINGS])

    @cached_property
    def past(self) -> list[Happening]:
        """The latest ones, asked for only when nothing is coming."""
        if self.coming or not self.uses(Part.HAPPENINGS):
            return []
        rows = self._out(Happening).select_related("municipality")
        ended = Coalesce("last_day", "day")
        return list(
            rows.annotate(ended=ended).filter(ended__lt=self.today).order_by("-day", "-pk")[:MOST_PAST]
        )

    @cached_property
    def pictures(self) -> list[Picture]:
        return list(Picture.objects.visible_to(self.viewer).of(self.network)[:MOST_PICTURES])
