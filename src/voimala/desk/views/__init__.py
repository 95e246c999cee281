"""The desk's pages: what waits for me, and the weekly message that tells it."""

from voimala.desk.views.choosing import weekly
from voimala.desk.views.page import desk, home

__all__ = ["desk", "home", "weekly"]
