"""What a person says of being shown to a neighbouring network, and how the neighbour reaches her."""

import datetime as dt

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from voimala.accounts.models import Role
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor
from voimala.networks.models import Network, RoleKind, Share
from voimala.networks.services import end_shares_of, note_own_answer
from voimala.office.services import make_link, queue_message
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, language_of
from voimala.people.models.sharing import reference_of
from voimala.people.services.own import tell

LINK_DAYS = 30
LINK_ACTION = "sharing"
PURPOSE = "sharing"
HOME_PURPOSE = "neighbour_asks"


class NotShared(DomainError):
    """The person is not shared with this network, or no longer."""


class NobodyAtHome(DomainError):
    """The home network has no coordinator who could be written to."""


def ask_to_share(share: Share, now: dt.datetime) -> None:
    """Write to the person: may this neighbour see these things of you? In the transaction of the offer.

    Raises:
        NoAddress: nothing is known to write to.
    """
    people = Person.objects.select_related("network", "contact", "user")
    person = people.get(public_id=share.subject_id, network_id=share.network_id)
    url = make_link(
        network=person.network,
        action=LINK_ACTION,
        subject=share.subject,
        language=language_of(person),
        expires_at=now + dt.timedelta(days=LINK_DAYS),
        now=now,
    )
    queue_message(
        to=address_of(person),
        template="people/mail/sharing",
        language=language_of(person),
        context={"person": person, "neighbour": share.neighbour, "url": url, "days": LINK_DAYS},
        purpose=PURPOSE,
        now=now,
        network=person.network,
        key=f"{PURPOSE}-{share.public_id}",
    )


@transaction.atomic
def answer_sharing(*, by: Actor, person: Person, share: Share, yes: bool, now: dt.datetime) -> bool:
    """The person's own answer: a yes lets the neighbour know of the offer, a no ends it, without a trace.

    False when the offer waits for no answer any more.
    """
    access.require("people.tend_own", by, person)
    if share.subject != reference_of(person) or not note_own_answer(share=share, yes=yes, now=now):
        return False
    tell(by, "sharing_allowed" if yes else "sharing_refused", person, now)
    return True


@transaction.atomic
def withdraw_sharing(*, by: Actor, person: Person, share: Share, now: dt.datetime) -> bool:
    """From now on that neighbour sees nothing of the person; False when it was over already."""
    access.require("people.tend_own", by, person)
    if not end_shares_of(subject=reference_of(person), only=share, now=now):
        return False
    tell(by, "sharing_withdrawn", person, now)
    return True


@transaction.atomic
def ask_through_home(*, by: Actor, person: Person, network: Network, why: str, now: dt.datetime) -> int:
    """Write to the coordinators of the shared person's home network; to how many.

    They answer the asker by mail. The same question of the same day is written once.

    Raises:
        NotShared: no neighbour shares the person with the network.
        NobodyAtHome: there is no coordinator to write to.
    """
    access.require("people.ask_through_home", by, network)
    if not Person.objects.shared_into(network, by).filter(pk=person.pk).exists():
        raise NotShared(_("This person is no longer shared with your network."))
    coordinators = coordinators_of(person.network, now)
    if not coordinators:
        raise NobodyAtHome(_("The home network has no coordinator to write to now. Try again later."))
    named = f"{person.public_id} {by.pk} {network.pk} {network.today(now)} {why}"
    digest = salted_hmac("voimala.people.sharing", named, algorithm="sha256").hexdigest()[:40]
    context = {"person": person, "asking": network, "asker": by.viewer, "why": why}
    for role in coordinators:
        queue_message(
            to=role.user.email,
            template="people/mail/neighbour",
            language=role.user.language,
            context=context,
            purpose=HOME_PURPOSE,
            now=now,
            network=person.network,
            key=f"{HOME_PURPOSE}-{digest}-{role.user_id}",
        )
    events.record(
        by=by, deed="asked_through_home", subjects=[reference_of(person)], now=now, network_id=network.pk
    )
    return len(coordinators)


def coordinators_of(network: Network, now: dt.datetime) -> list[Role]:
    """Those who coordinate the network now and can be written to, each once."""
    kept = Role.objects.filter(network=network, kind=RoleKind.COORDINATOR, user__is_active=True)
    today = network.today(now)
    in_force = [role for role in kept.select_related("user").order_by("pk") if role.in_force(today)]
    return list({role.user_id: role for role in in_force if role.user.email}.values())
