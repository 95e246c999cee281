"""What visitors send without an account: comments, reports of comments, messages to the network."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.ids import ALPHABET, LENGTH, new_public_id
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network, Part
from voimala.public.models import Comment, ContactMessage, Published
from voimala.public.models.kinds import kind_of


class CommentsClosed(DomainError):
    """Nothing can be written about this, or no more."""


class NothingSaid(DomainError):
    """A name or a text holds nothing that can be seen; `where` names the field."""


@transaction.atomic
def write_comment(
    *,
    by: Actor,
    subject: Published,
    name: str,
    text: str,
    language: str,
    now: dt.datetime,
    email: str = "",
    form_id: str = "",
    synthetic: bool = False,
) -> Comment:
    """Keep a comment for a coordinator to look at. A form sent twice, told by its id, makes one.

    Raises:
        CommentsClosed: the network takes no comments, or none on this, or it is not out.
        NothingSaid: the name or the text is empty.
    """
    access.require("public.comment", by, subject)
    if not takes_comments(subject, now):
        raise CommentsClosed(_("Comments are closed here."))
    about = Reference(kind_of(subject), subject.public_id)
    words = {"name": _said("name", name), "text": _said("text", text)}
    earlier = Comment.objects.of(subject.network).about(about).filter(public_id=form_id, **words).first()
    if earlier is not None:
        sent: Comment = earlier
        return sent
    comment: Comment = Comment.objects.create(
        network=subject.network,
        public_id=free_id(Comment, form_id),
        kind=about.kind,
        subject_id=about.public_id,
        email=email,
        language=language,
        written_at=now,
        synthetic=synthetic,
        **words,
    )
    _record(by, "comment_written", [comment.reference, about], subject.network_id, now)
    return comment


def takes_comments(subject: Published, now: dt.datetime) -> bool:
    """Whether a visitor may write about it now."""
    return subject.comments_open and subject.is_out(now) and subject.network.uses(Part.COMMENTS)


@transaction.atomic
def report_comment(*, by: Actor, comment: Comment, now: dt.datetime) -> Comment:
    """A reader asks for another look: it is hidden until a coordinator has looked again."""
    access.require("public.report_comment", by, comment)
    shown = Comment.objects.filter(pk=comment.pk, state=Comment.State.SHOWN)
    if shown.update(state=Comment.State.HELD):
        comment.state = Comment.State.HELD
        _record(by, "comment_reported", [comment.reference], comment.network_id, now)
    return comment


@transaction.atomic
def send_contact_message(
    *,
    by: Actor,
    network: Network,
    name: str,
    email: str,
    text: str,
    language: str,
    now: dt.datetime,
    form_id: str = "",
    synthetic: bool = False,
) -> ContactMessage:
    """Keep a message for the network's coordinators. A form sent twice, told by its id, makes one.

    Raises:
        NothingSaid: the name or the text is empty.
    """
    access.require("public.contact", by, network)
    words = {"name": _said("name", name), "text": _said("text", text), "email": email}
    earlier = ContactMessage.objects.of(network).filter(public_id=form_id, **words).first()
    if earlier is not None:
        sent: ContactMessage = earlier
        return sent
    message: ContactMessage = ContactMessage.objects.create(
        network=network,
        public_id=free_id(ContactMessage, form_id),
        language=language,
        received_at=now,
        synthetic=synthetic,
        **words,
    )
    _record(by, "contact_message_sent", [message.reference], network.pk, now)
    return message


def free_id(model: type[Comment] | type[ContactMessage], form_id: str) -> str:
    """The id that the form brought, when it is one and nobody has it; else a new one."""
    well_formed = len(form_id) == LENGTH and set(form_id) <= set(ALPHABET)
    taken = not well_formed or model._base_manager.filter(public_id=form_id).exists()
    return new_public_id() if taken else form_id


def _said(where: str, text: str) -> str:
    kept = tidied(text)
    if not kept:
        raise NothingSaid(_("Write something here."), where=where)
    return kept


def _record(by: Actor, deed: str, subjects: list[Reference], network_id: int, now: dt.datetime) -> None:
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=network_id)
