"""Writes of the network's competences."""

from django.db import transaction

from voimala.networks.models import Network
from voimala.people.models import Competence
from voimala.people.models.standard import PROFESSIONAL, STRENGTHS


@transaction.atomic
def add_standard_competences(*, network: Network) -> None:
    """Give a network its own copy of the standard competences; those it already has stay as they are."""
    listed = [(Competence.Kind.PROFESSIONAL, word) for word in PROFESSIONAL]
    listed += [(Competence.Kind.STRENGTH, word) for word in STRENGTHS]
    Competence.objects.bulk_create(
        (
            Competence(
                network=network,
                code=word.code,
                kind=kind,
                name_fi=word.fi,
                name_sv=word.sv,
                name_en=word.en,
                order=order,
            )
            for order, (kind, word) in enumerate(listed)
        ),
        ignore_conflicts=True,
    )
