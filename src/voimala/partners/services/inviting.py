"""Inviting somebody to a role of the network: the letter with its link, and what a contact's role needs."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.accounts.models import Invitation, User
from voimala.accounts.services import (
    INVITED_DAYS,
    InvitationRefused,
    Newcomer,
    RoleWish,
    about,
    make_invitation,
    renew_invitation,
    take_role,
)
from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network, RoleKind
from voimala.office.services import make_link, queue_message, withdraw_links
from voimala.partners.models import Contact, Organisation
from voimala.partners.services.keeping import lock_organisation

LINK_ACTION = "invitation"
PURPOSE = "invitation"
SCOPE = "organisation"


@transaction.atomic
def invite(*, by: Actor, network: Network, wish: RoleWish, now: dt.datetime) -> Invitation:
    """Ask somebody by e-mail to take a role. Asked to the same again while it waits, nothing more is sent.

    The answer is the same whether the address has an account or not.

    Raises:
        InvitationRefused: keys are the fields "email", "kind", "name" and "organisation".
    """
    access.require("accounts.invite", by, network)
    _require_scope(network, wish)
    user = User.objects.filter(pk=by.pk).first() if by.pk else None
    invitation = make_invitation(network=network, wish=wish, user=user, now=now)
    if invitation.made_at == now:
        _write_letter(invitation, now)
        _record(by, "role_offered", invitation, now)
    return invitation


@transaction.atomic
def invite_again(*, by: Actor, invitation: Invitation, now: dt.datetime) -> Invitation:
    """A new letter with a new link, for another two weeks; the old link no longer opens. Once a day.

    Raises:
        InvitationRefused: it has been accepted or withdrawn, or a letter left today already.
    """
    access.require("accounts.invite", by, invitation)
    network = invitation.network
    if network.today(invitation.sent_at) == network.today(now):
        raise InvitationRefused({"email": _("A letter left today already. Send another one tomorrow.")})
    current = renew_invitation(invitation=invitation, now=now)
    withdraw_links(subject=Reference("invitation", current.public_id), now=now)
    _write_letter(current, now)
    _record(by, "role_offered_again", current, now)
    return current


@transaction.atomic
def accept_invitation(
    *,
    by: Actor,
    invitation: Invitation,
    now: dt.datetime,
    user: User | None = None,
    newcomer: Newcomer | None = None,
) -> User:
    """Whoever holds the link takes the role: with the account given, the one of the address, or a new one.

    A partner's contact is also the contact of that organisation in the register. Accepted already, it
    changes nothing and is not told again.

    Raises:
        InvitationRefused: it is over, or name or password will not do: keys "email", "name", "password".
    """
    access.require("accounts.accept_invitation", by, invitation)
    accepted_before = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=False).exists()
    taker = take_role(invitation=invitation, user=user, newcomer=newcomer, now=now)
    if accepted_before:
        return taker
    more = [_contact_of(invitation, taker)] if invitation.scope_kind == SCOPE else []
    subjects = [about(taker), *(Reference("contact", each.public_id) for each in more if each)]
    _record(by, "role_taken", invitation, now, *subjects)
    return taker


def organisation_of(invitation: Invitation) -> Organisation | None:
    """The organisation whose contact is asked for; None for the other roles."""
    if invitation.scope_kind != SCOPE:
        return None
    found: Organisation | None = Organisation.objects.filter(
        network=invitation.network_id, public_id=invitation.scope_id
    ).first()
    return found


def _require_scope(network: Network, wish: RoleWish) -> None:
    """A partner's contact is one of an organisation; no other role has any."""
    if wish.kind != RoleKind.PARTNER_CONTACT:
        if wish.scope is not None:
            raise InvitationRefused({"organisation": _("Only a partner's contact has an organisation.")})
        return
    known = Organisation.objects.filter(network=network)
    if wish.scope is None or not known.filter(public_id=wish.scope.public_id).exists():
        raise InvitationRefused({"organisation": _("Choose whose contact this is.")})


def _contact_of(invitation: Invitation, user: User) -> Contact | None:
    """The organisation's contact of the same address becomes the user's; without one a new row is made."""
    organisation = organisation_of(invitation)
    if organisation is None:
        return None
    home = lock_organisation(organisation)
    contacts = Contact.objects.filter(organisation=home)
    known: Contact | None = contacts.filter(user=user).first()
    known = known or contacts.filter(email__iexact=invitation.email, user=None).order_by("pk").first()
    if known is None:
        return Contact.objects.create(
            network_id=home.network_id,
            organisation=home,
            name=user.name,
            email=invitation.email,
            user=user,
            synthetic=home.synthetic,
        )
    if known.user_id is None:
        known.user = user
        known.save(update_fields=["user"])
    return known


def _write_letter(invitation: Invitation, now: dt.datetime) -> None:
    url = make_link(
        network=invitation.network,
        action=LINK_ACTION,
        subject=Reference("invitation", invitation.public_id),
        language=invitation.language,
        expires_at=invitation.expires_at,
        now=now,
    )
    queue_message(
        to=invitation.email,
        template="partners/mail/invitation",
        language=invitation.language,
        context={
            "invitation": invitation,
            "organisation": organisation_of(invitation),
            "url": url,
            "days": INVITED_DAYS,
        },
        purpose=PURPOSE,
        now=now,
        network=invitation.network,
        key=f"{PURPOSE}-{invitation.public_id}-{now.isoformat()}"[:100],
    )


def _record(by: Actor, deed: str, invitation: Invitation, now: dt.datetime, *more: Reference) -> None:
    subjects = [Reference("invitation", invitation.public_id), *more]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=invitation.network_id)
