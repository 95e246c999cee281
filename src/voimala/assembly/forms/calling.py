"""What the coordinator writes into an open call."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.assembly.services.calling import LONGEST_TEXT
from voimala.networks.models import Network

USUAL_DAYS = 10


class CallForm(forms.Form):
    """A greeting, which may be left out, and the last day."""

    text = forms.CharField(
        label=_("Greeting"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The call says what, when, where and how many hours. Add what makes it special."),
    )
    ends = forms.DateField(
        label=_("Last day to answer"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, data: Any, *, network: Network, now: dt.datetime) -> None:
        self.network = network
        usual = network.today(now) + dt.timedelta(days=USUAL_DAYS)
        super().__init__(data, initial={"ends": usual})

    def ends_at(self) -> dt.datetime:
        """The end of the chosen day, where the network is."""
        after = self.cleaned_data["ends"] + dt.timedelta(days=1)
        return dt.datetime.combine(after, dt.time(), ZoneInfo(self.network.timezone))
