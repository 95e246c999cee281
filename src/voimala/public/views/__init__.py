"""The public pages: front page, timeline, explaining pages. Reads only; nothing here needs sign-in."""

from voimala.public.views.addresses import front, network
from voimala.public.views.pages import accessibility, how, invented, privacy, sources
from voimala.public.views.timeline import timeline

__all__ = ["accessibility", "front", "how", "invented", "network", "privacy", "sources", "timeline"]
