"""What partners take from files: organisations, and their units."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from voimala.networks.models import Part
from voimala.office.openings import ImportTarget, import_targets
from voimala.partners.models import Membership, Organisation, Unit
from voimala.partners.services.importing import (
    ORGANISATION_COLUMNS,
    import_organisations,
    look_over_organisations,
)
from voimala.partners.services.importing_units import UNIT_COLUMNS, import_units, look_over_units


def register_of(network: Any) -> str:
    return reverse("partners:partners", args=[network.code])


ORGANISATION_ROWS = ImportTarget(
    target="organisations",
    label=gettext_lazy("Organisations"),
    order=20,
    deed="partners.add_organisations",
    part=Part.PARTNERS,
    columns=ORGANISATION_COLUMNS,
    look=look_over_organisations,
    make=import_organisations,
    models={"membership": Membership, "organisation": Organisation},
    url=register_of,
)
UNIT_ROWS = ImportTarget(
    target="units",
    label=gettext_lazy("Units"),
    order=30,
    deed="partners.add_organisations",
    part=Part.PARTNERS,
    columns=UNIT_COLUMNS,
    look=look_over_units,
    make=import_units,
    models={"unit": Unit, "organisation": Organisation},
    url=register_of,
)


def fill() -> None:
    import_targets.fill(ORGANISATION_ROWS)
    import_targets.fill(UNIT_ROWS)
