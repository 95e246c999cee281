"""Sample data of the page that shows the building blocks. No other page may load it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms, template
from django.utils.translation import gettext_lazy as _

from voimala.core.colour import TUNED_DARK

register = template.Library()


class SampleForm(forms.Form):
    """One field that is right and one that is missing."""

    change = forms.CharField(label=_("What do you hope will change?"), help_text=_("One sentence is enough."))
    hours = forms.IntegerField(
        label=_("Hours in all"),
        help_text=_("An estimate is enough, for example 24."),
        error_messages={"required": _("tell how many hours are needed")},
    )


@dataclass(frozen=True)
class SampleSeat:
    label: str
    sector: str
    state: str


@dataclass(frozen=True)
class SamplePair:
    a: int
    b: int
    kind: str


@register.simple_tag
def sample_form() -> SampleForm:
    return SampleForm({"change": _("Young people find a group to come back to"), "hours": ""})


@register.simple_tag
def sample_seats() -> list[SampleSeat]:
    return [
        SampleSeat(str(_("Music teacher")), "culture", "proposed"),
        SampleSeat(str(_("Social counsellor")), "social", "asked"),
        SampleSeat(str(_("Drama teacher")), "education", "confirmed"),
        SampleSeat(str(_("Youth worker")), "youth_third", "willing"),
        SampleSeat(str(_("Expert by experience")), "client", "association_names"),
        SampleSeat(str(_("The unit's own worker")), "health", "unit_names"),
    ]


@register.simple_tag
def sample_pairs() -> list[SamplePair]:
    known = {(0, 1): "new", (0, 2): "new", (0, 3): "new", (1, 2): "new", (2, 3): "new", (1, 3): "known"}
    return [SamplePair(a, b, known.get((a, b), "open")) for a in range(6) for b in range(a + 1, 6)]


@register.simple_tag
def sample_accents() -> list[tuple[str, str]]:
    """Classes and the two stored colours of the tested accents."""
    pairs = enumerate(TUNED_DARK.items(), start=1)
    return [(f"accent-{at}", f"#{light} · #{dark}") for at, (light, dark) in pairs]
