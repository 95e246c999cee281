"""Regions and municipalities, shared by all networks, and the travel time between two of them."""

import math

from django.db import models
from django.utils.translation import gettext_lazy as _

from voimala.core.localized import Localized

EARTH_RADIUS_KM = 6371.0
ROAD_FACTOR = 1.25
SPEED_KM_H = 75.0
START_MINUTES = 5


class Region(models.Model):
    """A region that a network covers. Not one-to-one with Finnish maakunta: one may span three."""

    code = models.CharField(max_length=40, unique=True)
    name = Localized(models.CharField(_("name"), max_length=100))

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class Municipality(models.Model):
    """A municipality. Its approximate centre, where known, is for travel-time estimates only."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    code = models.CharField(max_length=60, unique=True)
    name = Localized(models.CharField(_("name"), max_length=100))
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    sort_key = models.CharField(max_length=200, editable=False)

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("municipality")

    def __str__(self) -> str:
        return str(self.name)


def travel_minutes(start: Municipality, end: Municipality) -> int | None:
    """Estimated minutes by road between two centres: straight line x 1.25 at 75 km/h, plus 5 minutes.

    Within one municipality 5 minutes; None when a centre is not known.
    """
    if start.pk == end.pk:
        return START_MINUTES
    if start.latitude is None or start.longitude is None or end.latitude is None or end.longitude is None:
        return None
    lat1, lat2 = math.radians(start.latitude), math.radians(end.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(end.longitude - start.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    kilometres = 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
    return round(kilometres * ROAD_FACTOR / SPEED_KM_H * 60) + START_MINUTES
