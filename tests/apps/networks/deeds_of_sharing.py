"""Rows of the table of deeds: what crosses between networks, as (service, arguments of a scene, told)."""

from typing import Any

from tests.apps.factories import make_network, make_organisation, make_person, make_user
from tests.apps.people.deeds_of_people import own
from voimala.core.references import Reference
from voimala.networks.models import Network, Share
from voimala.networks.services import answer_share, end_share, offer_share
from voimala.people.models import Person
from voimala.people.services import answer_sharing, ask_through_home, withdraw_sharing


def share_between(
    scene: Any, home: Network, neighbour: Network, reference: Reference, **fields: Any
) -> Share:
    values = {"state": Share.State.OFFERED, "offered_at": scene.now, "answered_at": scene.now, **fields}
    return Share.objects.create(
        network=home, neighbour=neighbour, kind=reference.kind, subject_id=reference.public_id, **values
    )


def offered(scene: Any) -> Share:
    """A neighbour's organisation, offered to the network of the scene."""
    home = make_network("koti")
    reference = Reference("organisation", make_organisation(home).public_id)
    return share_between(scene, home, scene.network, reference)


def about_oneself(scene: Any, **fields: Any) -> dict[str, Any]:
    person = own(scene)
    reference = Reference("person", person.public_id)
    share = share_between(scene, scene.network, make_network("naapuri"), reference, **fields)
    return {"person": person, "share": share}


def shared_person(scene: Any) -> Person:
    home = make_network("koti")
    make_user(home)
    person = make_person(home)
    reference = Reference("person", person.public_id)
    share_between(scene, home, scene.network, reference, state=Share.State.ACCEPTED)
    return person


ROWS: tuple[Any, ...] = (
    (
        offer_share,
        lambda scene: {
            "network": scene.network,
            "neighbour": make_network("naapuri"),
            "reference": Reference("organisation", make_organisation(scene.network).public_id),
        },
        ("share_offered",),
    ),
    (answer_share, lambda scene: {"share": offered(scene), "accept": True}, ("share_accepted",)),
    (end_share, lambda scene: {"share": offered(scene)}, ("share_ended",)),
    (
        answer_sharing,
        lambda scene: {**about_oneself(scene, answered_at=None), "yes": True},
        ("sharing_allowed",),
    ),
    (withdraw_sharing, about_oneself, ("sharing_withdrawn",)),
    (
        ask_through_home,
        lambda scene: {"person": shared_person(scene), "network": scene.network, "why": "Kuorotunti"},
        ("asked_through_home",),
    ),
)
