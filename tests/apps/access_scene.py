"""The scene of the table of access: a network with all that an address may name, and all its viewers."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.assembly.makers import SEATS, make_brief, make_need, make_people
from tests.apps.factories import make_network, make_organisation, make_person, make_unit, make_user
from tests.apps.governance.rows import make_scene as make_bodies
from tests.apps.office.files import make_attachment
from tests.apps.office.importing import look
from tests.apps.partners.agreement_rows import add_agreement
from tests.apps.partners.ledger import record
from tests.apps.phenomena.told import tell
from tests.apps.public.published import make_campaign, make_happening, make_picture
from tests.apps.public.published import make_news as make_draft
from tests.apps.public.rows import add_facts
from tests.apps.public.visitors import make_comment, make_contact_message, make_news
from voimala.accounts.models import Invitation, Role, User
from voimala.accounts.services import RoleWish, make_invitation
from voimala.assembly.models import Asking, Group, Proposal, Question, Run
from voimala.assembly.services import NoGroupFound, ask_to_name, decide_group, propose_group
from voimala.core.viewer import Viewer, Visitor, acting
from voimala.networks.models import Network, RoleKind, Share
from voimala.office.models import Message
from voimala.office.services import start_job
from voimala.partners.models import Contact, Membership, Organisation, Term
from voimala.people.models import Competence, Person
from voimala.public.services.visitors_read import show_comment


@dataclass
class Scene:
    """A published network with everything an address may name, and one viewer of each sort."""

    network: Network
    viewers: dict[str, Viewer]
    clients: dict[str, Client]
    objects: dict[str, Any] = field(default_factory=dict)

    def names(self) -> set[str]:
        """Names of the network's people: in its register, at its partners, behind its sign-ins."""
        people = Person.objects.of(self.network).values_list("name", flat=True)
        contacts = Contact.objects.filter(network=self.network).values_list("name", flat=True)
        users = User.objects.filter(roles__network=self.network).values_list("name", flat=True)
        return {
            *people,
            *contacts,
            *users,
            "Asukas Salainen",
            "Kutsuttu Salainen",
            "Kysyjä Salainen",
            "kommentoija-salainen",
        }


COLUMNS = {
    RoleKind.COORDINATOR: "coord",
    RoleKind.PARTNER_CONTACT: "contact",
    RoleKind.BOARD_MEMBER: "board",
    RoleKind.PROFESSIONAL: "prof",
}


def build_scene(code: str = "voimala", other: str = "toinen") -> Scene:
    network = make_network(code)
    add_facts(network)
    users = {
        COLUMNS.get(role, role.value): make_user(network, role, name=f"Käyttäjä {role.value}", password=None)
        for role in RoleKind
    }
    outsiders = {
        "none": make_user(password=None),
        "other": make_user(make_network(other), password=None),
    }
    signed_in = {who: client_of(user) for who, user in {**users, **outsiders}.items()}
    viewers = {**users, **outsiders, "visitor": Visitor()}
    scene = Scene(network, viewers, {**signed_in, "visitor": Client()})
    add_people(scene, users)
    scene.objects["share"] = offer_from(outsiders["other"], network)
    add_agreement(scene)
    scene.objects |= make_bodies(scene.network)
    add_work(scene, users["coord"])
    add_what_visitors_wrote(scene)
    return scene


def offer_from(neighbour: User, network: Network) -> Share:
    """An organisation of the stranger's network, offered to this one."""
    home = neighbour.roles.get().network
    now, organisation = timezone.now(), make_organisation(home)
    share = Share(network=home, neighbour=network, kind="organisation", subject_id=organisation.public_id)
    share.offered_at = share.answered_at = now
    share.save()
    return share


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def add_people(scene: Scene, users: dict[str, User]) -> None:
    organisation = Organisation.objects.of(scene.network).first()
    contact = Contact.objects.create(
        network=scene.network, organisation=organisation, name="Yhteyshenkilö Salainen", user=users["contact"]
    )
    make_people(scene.network)
    employee = make_person(scene.network, name="Työntekijä Salainen", organisation=organisation)
    own = make_person(scene.network, name="Ammattilainen Salainen", user=users["prof"])
    scene.objects |= {
        "network": scene.network,
        "role": Role.objects.get(user=users["board"]),
        "organisation": organisation,
        "import": look(scene.network, users["coord"], timezone.now()),
        "attachment": make_attachment(organisation, name="salainen-liite.pdf"),
        "elsewhere": make_organisation(scene.network),
        "term": Term.objects.of(scene.network)[0],
        "entry": record(organisation, timezone.now(), words="Tunteja ryhmässä"),
        "person": employee,
        "own": own,
        "user": users["prof"],
        "contact": contact,
        "unit": make_unit(scene.network, organisation),
        "membership": Membership.objects.of(scene.network)[0],
        "competence": Competence.objects.of(scene.network)[0],
        "invitation": an_invitation(scene.network),
        "job": start_job(
            by=acting(users["coord"]), kind="retention", network=scene.network, now=timezone.now()
        ),
    }


def an_invitation(network: Network) -> Invitation:
    """Sent days ago, so that it may be sent again."""
    then = timezone.now() - dt.timedelta(days=3)
    wish = RoleWish("kutsuttu-salainen@example.org", RoleKind.BOARD_MEMBER, name="Kutsuttu Salainen")
    return make_invitation(network=network, wish=wish, user=None, now=then)


def add_work(scene: Scene, coordinator: User) -> None:
    """A need with an open proposal, one with a group, and one for which there is no group."""
    by, now, network = acting(coordinator), timezone.now(), scene.network
    brief = make_brief(network, make_need(network, published=True))
    proposal = propose_group(by=by, brief=brief, now=now)
    decided = propose_group(by=by, brief=make_brief(network, make_need(network, published=True)), now=now)
    group = decide_group(by=by, proposal=decided, reason="Kattaa tarpeet", now=now)
    impossible = make_brief(network, make_need(network), seats={**SEATS, "decision": ("search", 1)})
    with pytest.raises(NoGroupFound):
        propose_group(by=by, brief=impossible, now=now)
    second = Proposal.objects.create(
        network=network, run=proposal.run, way=2, people=0, needs_met=0, needs_total=0, needs_to_ask=0
    )
    scene.objects |= {
        "need": brief.phenomenon,
        "brief": brief,
        "proposal": proposal,
        "second": second,
        "decided": decided,
        "group": group,
        "seat": group.seats.get(position=1),
        "naming": ask_to_name(by=by, seat=group.seats.get(kind="unit"), now=now, letter=False),
        "question": a_question(proposal),
        "run": Run.objects.get(brief=impossible),
        "message": Message.objects.create(
            network=network, to="salainen@example.org", written_at=now, not_before=now
        ),
        "unpublished": impossible.phenomenon,
    }
    add_askings(scene, group, now)


def add_what_visitors_wrote(scene: Scene) -> None:
    """A told need, and a shown comment on a piece of news, with the contact data of their writers."""
    network, now = scene.network, timezone.now()
    news = make_news(network, now)
    comment = make_comment(news, now, email="kommentoija-salainen@example.org")
    show_comment(by=acting(scene.viewers["coord"]), comment=comment, now=now)
    scene.objects |= {
        "told": tell(network, now, name="Asukas Salainen"),
        "news": news,
        "draft": make_draft(network, "Luonnos", publish_at=None),
        "withdrawn": make_draft(network, "Poistettu", deleted_at=now),
        "campaign": make_campaign(network),
        "happening": make_happening(network),
        "picture": make_picture(network),
        "comment": comment,
        "contact_message": make_contact_message(network, now, name="Kysyjä Salainen"),
    }


def add_askings(scene: Scene, group: Group, now: dt.datetime) -> None:
    """The professional is asked for a seat of the group, and the contact for the professional's hours."""
    own, until = scene.objects["own"], now + dt.timedelta(days=14)
    seats = group.seats.filter(kind="person").order_by("position")
    seat = seats.filter(person=own).first() or seats[0]
    type(seat).objects.filter(pk=seat.pk).update(
        person=own, state="asked", order="person_first", waits_until=until
    )
    contact = Contact.objects.get(user=scene.viewers["contact"])
    told = {"network": scene.network, "seat": seat, "asked_at": now, "answer_by": until}
    scene.objects |= {
        "asked": Asking.objects.create(part="person", person=own, **told),
        "request": Asking.objects.create(part="supervisor", contact=contact, **told),
    }


def a_question(proposal: Proposal) -> Question:
    person = make_person(proposal.network, name="Kysyttävä Salainen")
    proposal.questions.all().delete()
    hours = Question.About.HOURS
    return Question.objects.create(
        network=proposal.network, proposal=proposal, person=person, order=1, about=hours, gain=1, loss=0
    )
