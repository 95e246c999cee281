"""What upper apps may do on the pages of needs and briefs."""

import datetime as dt
from typing import TYPE_CHECKING

from voimala.core.slots import Slot

if TYPE_CHECKING:
    from voimala.core.viewer import Actor
    from voimala.phenomena.models import Brief

propose: "Slot[[Brief, Actor, dt.datetime], str]" = Slot(
    "phenomena.propose", "Computes a proposal for the brief and returns the address of its page."
)
