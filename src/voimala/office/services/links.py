"""Writes of one-action links: made for a message, withdrawn when their deed is no longer wanted."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from voimala.core.references import Reference
from voimala.networks.models import Network
from voimala.office.models.link import ActionLink, digest_of

TOKEN_BYTES = 32
# How long an ended link is known as ended; after that it is as unknown as any other.
REMEMBERED = dt.timedelta(days=365)


@transaction.atomic
def make_link(
    *,
    network: Network,
    action: str,
    subject: Reference,
    language: str,
    expires_at: dt.datetime,
    now: dt.datetime,
) -> str:
    """A new link's whole address, for the message and nowhere else: only its digest is kept.

    Args:
        action: the code of the `LinkAction` that an app above has filled in.
        subject: the one object that whoever holds the link sees and acts on.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ActionLink.objects.create(
        network=network,
        action=action,
        subject_kind=subject.kind,
        subject_id=subject.public_id,
        digest=digest_of(token),
        language=language,
        made_at=now,
        expires_at=expires_at,
    )
    with translation.override(language):
        return f"{settings.ADDRESS}{reverse('office:link', args=[token])}"


@transaction.atomic
def withdraw_links(*, subject: Reference, now: dt.datetime) -> int:
    """Close every open link to the subject at once; how many there were."""
    return ActionLink.objects.about(subject).filter(withdrawn_at=None).update(withdrawn_at=now)


def link_of(token: str) -> ActionLink | None:
    """The link with its network, open or not. Found by its digest: no answer tells how near a guess was."""
    found: ActionLink | None = ActionLink.objects.with_token(token).select_related("network__region").first()
    return found


def forget_links(now: dt.datetime) -> int:
    """Delete what ended long ago."""
    gone, _kinds = ActionLink.objects.filter(expires_at__lte=now - REMEMBERED).delete()
    return gone
