"""Invitations to a role: who may, the letter, the yes with and without an account, and their end."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_organisation, make_user
from voimala.accounts.models import Invitation, Role, User
from voimala.accounts.services import (
    InvitationRefused,
    LastCoordinator,
    Newcomer,
    RoleWish,
    end_role,
    forget_invitations,
)
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import ActionLink, Message
from voimala.partners.models import Contact
from voimala.partners.services.inviting import accept_invitation, invite, invite_again

ClientOf = Callable[[User | None], Client]
ADDRESS = "kutsuttu@example.org"
PASSWORD = "pitkä ja helppo lause"


def asked(
    network: Network, member: User, now: dt.datetime, kind: str = RoleKind.BOARD_MEMBER, **more: Any
) -> Invitation:
    wish = RoleWish(ADDRESS, kind, name="Kutsuttu (malli 1)", **more)
    return invite(by=acting(member), network=network, wish=wish, now=now)


def link_in(message: Message) -> str:
    found = re.search(r"https?://[^/]+(/\S*l/\S+/)", message.text)
    assert found, message.text
    return found[1]


def by_letter(invitation: Invitation) -> Actor:
    return Actor(kind="link", name="link:1", only=Reference("invitation", invitation.public_id))


def roles_of(user: User, network: Network) -> list[str]:
    return list(Role.objects.filter(user=user, network=network).values_list("kind", flat=True))


def test_somebody_without_an_account_takes_the_role(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    asked(network, member, now)
    link, client = link_in(Message.objects.get(to=ADDRESS)), client_of(None)
    page = client.get(link).content.decode()
    assert "Johtoryhmän jäsen" in page
    assert not User.objects.filter(email=ADDRESS).exists(), "looking does nothing"
    assert client.post(link, {"name": "Uusi (malli 1)", "password": "salasana"}).status_code == 422
    answer = client.post(link, {"name": "Uusi (malli 1)", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("home")
    user = User.objects.get(email=ADDRESS)
    assert (user.name, roles_of(user, network)) == ("Uusi (malli 1)", ["board_member"])
    assert client.get(reverse("desk:desk", args=[network.code])).status_code == 200
    assert client.post(link, {"name": "Toinen", "password": PASSWORD}).status_code == 302
    assert Role.objects.filter(user=user).count() == 1


def test_an_account_of_the_address_takes_the_role_and_nobody_is_signed_in_as_it(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    known = make_user(email=ADDRESS)
    asked(network, member, now)
    client = client_of(None)
    answer = client.post(link_in(Message.objects.get(to=ADDRESS)))
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert roles_of(known, network) == ["board_member"]
    assert "_auth_user_id" not in client.session


def test_whoever_is_signed_in_may_take_it_with_that_account(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    other = make_user(email="oma@example.org")
    asked(network, member, now)
    link = link_in(Message.objects.get(to=ADDRESS))
    assert client_of(other).post(link, {"do": "signed_in"}).status_code == 302
    assert roles_of(other, network) == ["board_member"]
    assert not User.objects.filter(email=ADDRESS).exists()


def test_the_page_of_inviting_tells_nothing_of_accounts(
    network: Network, member: User, client_of: ClientOf
) -> None:
    make_user(email="tuttu@example.org")
    place = reverse("partners:invite", args=[network.code])
    sent = {"kind": "auditor", "language": "fi"}
    answers = [
        client_of(member).post(place, {**sent, "email": email}, follow=True).content.decode()
        for email in ("tuttu@example.org", "vieras@example.org")
    ]
    assert "odottaa vastausta 14 päivää" in answers[0]
    assert answers[1].count("Lähetä uudelleen") == 2


def test_asked_twice_one_letter_leaves_and_a_new_one_closes_the_old_link(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    invitation = asked(network, member, now)
    assert asked(network, member, now + dt.timedelta(hours=1)) == invitation
    assert Message.objects.filter(to=ADDRESS).count() == 1
    with pytest.raises(InvitationRefused):
        invite_again(by=acting(member), invitation=invitation, now=now)
    later = now + dt.timedelta(days=3)
    invite_again(by=acting(member), invitation=invitation, now=later)
    old, new = (link_in(row) for row in Message.objects.filter(to=ADDRESS).order_by("pk"))
    client = client_of(None)
    assert (client.get(old).status_code, client.get(new).status_code) == (410, 200)
    invitation.refresh_from_db()
    assert invitation.expires_at == later + dt.timedelta(days=14)


def test_a_withdrawn_or_old_invitation_gives_nothing(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    invitation = asked(network, member, now)
    after = now + dt.timedelta(days=14)
    newcomer = Newcomer("Uusi (malli 1)", PASSWORD)
    with pytest.raises(InvitationRefused):
        accept_invitation(by=by_letter(invitation), invitation=invitation, newcomer=newcomer, now=after)
    place = reverse("partners:invitation", args=[network.code, invitation.public_id])
    assert client_of(member).post(place, {"do": "withdraw"}).status_code == 302
    assert client_of(None).get(link_in(Message.objects.get(to=ADDRESS))).status_code == 410
    assert not User.objects.filter(email=ADDRESS).exists()
    assert forget_invitations(now) == 0
    assert forget_invitations(now + dt.timedelta(days=45)) == 1


def test_a_partners_contact_is_the_contact_of_that_organisation(
    network: Network, other_network: Network, member: User, now: dt.datetime
) -> None:
    home = make_organisation(network)
    known = Contact.objects.create(network=network, organisation=home, name="Vanha", email=ADDRESS.upper())
    scope = Reference("organisation", home.public_id)
    invitation = asked(network, member, now, RoleKind.PARTNER_CONTACT, scope=scope)
    newcomer = Newcomer("Uusi (malli 1)", PASSWORD)
    user = accept_invitation(by=by_letter(invitation), invitation=invitation, newcomer=newcomer, now=now)
    known.refresh_from_db()
    assert (known.user, home.contacts.count()) == (user, 1)
    elsewhere = Reference("organisation", make_organisation(other_network).public_id)
    for wrong in (None, elsewhere):
        with pytest.raises(InvitationRefused) as refused:
            asked(network, member, now, RoleKind.PARTNER_CONTACT, scope=wrong)
        assert set(refused.value.problems) == {"organisation"}


def test_nobody_is_invited_to_keep_the_machines(network: Network, member: User, now: dt.datetime) -> None:
    with pytest.raises(InvitationRefused):
        asked(network, member, now, RoleKind.OPERATOR)
    assert not ActionLink.objects.exists()


def test_the_last_coordinator_stays(network: Network, member: User, now: dt.datetime) -> None:
    with pytest.raises(LastCoordinator):
        end_role(by=acting(member), now=now, role=member.roles.get())
    make_user(network, RoleKind.COORDINATOR)
    end_role(by=acting(member), now=now, role=member.roles.get())
    assert member.roles.get().until == network.today(now)
