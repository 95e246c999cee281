"""Writes of a network's own words."""

from django.db import transaction

from voimala.networks.models import Network, Setting
from voimala.networks.models.standard import STANDARD_SETTINGS


@transaction.atomic
def add_standard_settings(*, network: Network) -> None:
    """Give a network its own copy of the standard settings; those it already has stay as they are."""
    Setting.objects.bulk_create(
        (
            Setting(
                network=network,
                code=word.code,
                name_fi=word.fi,
                name_sv=word.sv,
                name_en=word.en,
                sources=list(word.sources),
                order=order,
            )
            for order, word in enumerate(STANDARD_SETTINGS)
        ),
        ignore_conflicts=True,
    )
