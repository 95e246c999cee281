"""Writes of partners: in which order their people are asked."""

import datetime as dt

from django.db import transaction

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.partners.models import Organisation


@transaction.atomic
def set_asking_order(
    *, by: Actor, organisation: Organisation, order: Organisation.AskingOrder, now: dt.datetime
) -> Organisation:
    """From now on the organisation's people are asked in this order; who has been asked already stays so.

    The last choice holds. Choosing what is chosen already is no deed.
    """
    access.require("partners.set_asking_order", by, organisation)
    if (
        not Organisation.objects.filter(pk=organisation.pk)
        .exclude(asking_order=order)
        .update(asking_order=order)
    ):
        return organisation
    organisation.asking_order = order
    events.record(
        by=by,
        deed="asking_order_set",
        subjects=[Reference("organisation", organisation.public_id)],
        now=now,
        network_id=organisation.network_id,
    )
    return organisation
