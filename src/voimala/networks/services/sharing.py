"""Writes of what crosses between networks: offered by the home, answered by the neighbour, ended by either.

What a row is, and whether somebody must be asked first, the apps above say in the slot `shareables`.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voimala.core import access, events, references
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network, Share
from voimala.networks.models.neighbours import ShareQuerySet
from voimala.networks.openings import Shareable, shareables

KEPT = dt.timedelta(days=90)


class NotShareable(DomainError):
    """This is not something that the network can offer to that neighbour."""


class NotNow(DomainError):
    """It is the network's own, and its subject has said that it is not to be shared."""


class AlreadyShared(DomainError):
    """The neighbour has it, or has been offered it."""


class ShareOver(DomainError):
    """The offer was ended or answered otherwise before this answer came."""


@transaction.atomic
def offer_share(
    *, by: Actor, network: Network, neighbour: Network, reference: Reference, now: dt.datetime
) -> Share:
    """Offer one of the network's own rows to a neighbour. Whoever must be asked is asked first.

    Raises:
        NotShareable: it is not the network's own, or the neighbour is the network itself.
        NotNow: the person has asked not to be suggested.
        AlreadyShared: an offer to that neighbour is open or in force.
    """
    access.require("networks.offer_share", by, network)
    kind = shareable(reference.kind)
    subject = references.resolve(reference, by) if kind else None
    if kind is None or subject is None or subject.network_id != network.pk or neighbour.pk == network.pk:
        raise NotShareable(
            _("Only the network's own people and organisations can be offered to a neighbour.")
        )
    if not kind.told([reference.public_id]):
        raise NotNow(_("This cannot be shared now: the person has asked not to be suggested."))
    share = _new(network, neighbour, reference, now, answered=kind.ask is None)
    if kind.ask is not None:
        kind.ask(share, now)
    _tell(by, "share_offered", share, network, now)
    return share


@transaction.atomic
def answer_share(*, by: Actor, share: Share, accept: bool, now: dt.datetime) -> Share:
    """The neighbour takes the offer or leaves it. The same answer again changes nothing and is not told.

    Raises:
        ShareOver: it was ended or answered otherwise meanwhile.
    """
    access.require("networks.answer_share", by, share)
    state = Share.State.ACCEPTED if accept else Share.State.DECLINED
    if not Share.objects.waiting().filter(pk=share.pk).update(state=state, answered_at=now):
        share.refresh_from_db()
        if share.state != state:
            raise ShareOver(_("This offer was ended or answered already."))
        return share
    share.state, share.answered_at = state, now
    _tell(by, "share_accepted" if accept else "share_declined", share, share.neighbour, now)
    return share


@transaction.atomic
def end_share(*, by: Actor, share: Share, now: dt.datetime) -> bool:
    """End it at once, whichever side wants so; False when it was over already."""
    access.require("networks.end_share", by, share)
    if not _end(Share.objects.filter(pk=share.pk), now):
        return False
    share.state, share.ended_at = Share.State.ENDED, now
    at_home = share.network_id in by.network_ids
    _tell(by, "share_ended", share, share.network if at_home else share.neighbour, now)
    return True


def note_own_answer(*, share: Share, yes: bool, now: dt.datetime) -> bool:
    """The subject's own answer to the offer, in the transaction of the deed that asked who it is.

    A yes lets the neighbour know of the offer; a no ends it, and the neighbour never learns of it. False
    when the offer waited for no such answer any more.
    """
    asked = Share.objects.asked_of_subject().filter(pk=share.pk)
    return bool(asked.update(answered_at=now)) if yes else bool(_end(asked, now))


def end_shares_of(*, subject: Reference, now: dt.datetime, only: Share | None = None) -> int:
    """End all that is shared or offered of the subject, or one of them, in the caller's transaction."""
    shares = Share.objects.about(subject)
    return _end(shares.filter(pk=only.pk) if only else shares, now)


def forget_shares(now: dt.datetime) -> int:
    """Fills the slot `personal_data`: what was declined or ended 90 days ago is deleted."""
    over = Q(ended_at__lt=now - KEPT) | Q(state=Share.State.DECLINED, answered_at__lt=now - KEPT)
    gone, _kinds = Share.objects.filter(over, state__in=[Share.State.DECLINED, Share.State.ENDED]).delete()
    return gone


def shareable(kind: str) -> Shareable | None:
    return next((one for one in shareables.gather() if one.kind == kind), None)


def _new(
    network: Network, neighbour: Network, reference: Reference, now: dt.datetime, *, answered: bool
) -> Share:
    try:
        with transaction.atomic():
            return Share.objects.create(
                network=network,
                neighbour=neighbour,
                kind=reference.kind,
                subject_id=reference.public_id,
                offered_at=now,
                answered_at=now if answered else None,
            )
    except IntegrityError as error:
        message = _("%(neighbour)s has been offered this already.") % {"neighbour": neighbour}
        raise AlreadyShared(message, where="neighbour") from error


def _end(shares: ShareQuerySet, now: dt.datetime) -> int:
    return shares.open().update(state=Share.State.ENDED, ended_at=now)


def _tell(by: Actor, deed: str, share: Share, network: Network, now: dt.datetime) -> None:
    subjects = [share.subject, Reference("share", share.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=network.pk)
