"""Where upper apps join what happens to people."""

import datetime as dt
from typing import Any

from voimala.core.slots import Slot
from voimala.core.viewer import Actor

withdrawals: Slot[[Any, Actor, dt.datetime], None] = Slot(
    "withdrawals",
    "Nothing: takes (person, by, now) in the transaction in which a person stops being suggested, and opens "
    "the seats that waited for the person.",
)
