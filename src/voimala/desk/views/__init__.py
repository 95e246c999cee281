"""The desk's pages: what waits for me, the weekly message that tells it, the search, and the handover."""

from voimala.desk.views.choosing import weekly
from voimala.desk.views.finding import finding
from voimala.desk.views.handing_over import handover
from voimala.desk.views.page import desk, home
from voimala.desk.views.starting import start

__all__ = ["desk", "finding", "handover", "home", "start", "weekly"]
