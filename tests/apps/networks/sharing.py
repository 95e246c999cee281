"""What tests of sharing between networks share: two networks, their coordinators, a person's own yes."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tests.apps.factories import know, make_network, make_organisation, make_person, make_unit, make_user
from voimala.accounts.models import User
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Share
from voimala.networks.services import answer_share, offer_share
from voimala.partners.models import Organisation
from voimala.people.models import KnownCompetence, Person
from voimala.people.services import answer_sharing


@dataclass(frozen=True)
class Border:
    """The home network offers, the neighbour takes."""

    home: Network
    neighbour: Network
    at_home: User
    over_there: User
    person: Person
    organisation: Organisation

    @property
    def herself(self) -> Actor:
        return Actor(kind="link", name="link:1", only=Reference("person", self.person.public_id))

    def offer(self, kind: str = "organisation", now: dt.datetime | None = None) -> Share:
        row = self.person if kind == "person" else self.organisation
        return offer_share(
            by=acting(self.at_home),
            network=self.home,
            neighbour=self.neighbour,
            reference=Reference(kind, row.public_id),
            now=now or timezone.now(),
        )

    def say(self, share: Share, *, yes: bool) -> Share:
        answer_sharing(by=self.herself, person=self.person, share=share, yes=yes, now=timezone.now())
        share.refresh_from_db()
        return share

    def accept(self, share: Share) -> Share:
        return answer_share(by=acting(self.over_there), share=share, accept=True, now=timezone.now())

    def share_person(self) -> Share:
        return self.accept(self.say(self.offer("person"), yes=True))

    def share_organisation(self) -> Share:
        return self.accept(self.offer())


def make_border() -> Border:
    home, neighbour = make_network("koti"), make_network("naapuri")
    organisation = make_organisation(home, name_fi="Jaettu laitos")
    make_unit(home, organisation, name_fi="Jaettu yksikkö")
    person = make_person(
        home,
        name="Musiikkipedagogi (malli 3)",
        work_role="Musiikkipedagogi",
        email="malli3@example.org",
        organisation=make_organisation(home, name_fi="Oma työnantaja"),
    )
    shown = know(person, "musiikki_ohjaus")
    know(person, "palveluohjaus")
    KnownCompetence.objects.filter(pk=shown.pk).update(circle=KnownCompetence.Circle.NETWORK)
    return Border(home, neighbour, make_user(home), make_user(neighbour), person, organisation)
