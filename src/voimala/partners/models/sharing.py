"""What of an organisation crosses to a neighbouring network, and what the neighbour is told beforehand."""

from collections.abc import Collection

from django.urls import reverse

from voimala.networks.openings import Shareable, Told
from voimala.partners.models.organisation import Organisation


def told_to_neighbour(public_ids: Collection[str]) -> dict[str, Told]:
    """Name and kind of these organisations."""
    found = Organisation.objects.filter(public_id__in=public_ids)
    return {row.public_id: Told(str(row), row.get_kind_display(), row.synthetic) for row in found}


def page_of(code: str, public_id: str) -> str:
    return reverse("partners:organisation", args=[code, public_id])


SHARED = Shareable(kind="organisation", model=Organisation, ask=None, told=told_to_neighbour, url=page_of)
