"""An agreement's text as a document to print, send and sign: who agrees, the wording, the signatures."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from voimala.core.localized import pick
from voimala.networks.models import Network
from voimala.office.documents import Document, Heading, Note, SignatureLine, Signatures, blocks_of
from voimala.partners.models import Agreement, AgreementText, Organisation, Party, Signature


def agreement_document(
    text: AgreementText, parties: Sequence[Party], signatures: Iterable[Signature], day: dt.date
) -> Document:
    """The text in the language of the page, else in the first it is written in; all of it in that language.

    Args:
        parties: those who sign it.
        day: of a text that is neither signed nor sent out: the day it was asked for.
    """
    wording = AgreementText.text.all_of(text)
    language = pick(wording).lang or (translation.get_language() or "fi")[:2]
    with translation.override(language):
        return _document(text, wording.get(language, ""), language, parties, signatures, day)


def _document(
    text: AgreementText,
    wording: str,
    language: str,
    parties: Sequence[Party],
    signatures: Iterable[Signature],
    day: dt.date,
) -> Document:
    agreement = text.agreement
    signed = {row.party_id: row for row in signatures}
    lines = tuple(_line(party, signed.get(party.pk), language) for party in parties)
    return Document(
        title=title_of(text),
        language=language,
        author=pick(Network.name.all_of(agreement.network), language),
        on=day_of(text, day),
        blocks=(
            *(blocks_of(wording) or (Note(_("The text has not been published.")),)),
            Heading(_("Signatures")),
            Signatures(lines),
        ),
        meta=tuple(_meta(agreement, text)),
        mark="" if text.state == text.State.SIGNED else str(text.get_state_display()).capitalize(),
        synthetic=text.synthetic,
    )


def title_of(text: AgreementText) -> str:
    """ "Partnership agreement", "Partnership agreement, amendment 2"."""
    if text.number == 0:
        return str(text.agreement.name)
    told = {"agreement": text.agreement.name, "number": text.number}
    return _("%(agreement)s, amendment %(number)s") % told


def day_of(text: AgreementText, day: dt.date) -> dt.date:
    if text.signed_on is not None:
        return text.signed_on.last
    return text.agreement.network.today(text.sent_at) if text.sent_at else day


def _meta(agreement: Agreement, text: AgreementText) -> list[tuple[str, str]]:
    since = text.since or (agreement.since if text.number == 0 else None)
    told = [
        (_("Network"), str(agreement.network.name)),
        (_("In force from"), str(since or "")),
        (_("Until"), str(agreement.until or "")),
        (_("Why it is amended"), text.reason),
    ]
    return [(label, words) for label, words in told if words]


def _line(party: Party, signature: Signature | None, language: str) -> SignatureLine:
    name = str(pick(Organisation.name.all_of(party.organisation), language))
    if signature is None:
        return SignatureLine(name)
    told = _("Signed %(day)s") % {"day": signature.signed_on}
    return SignatureLine(name, signature.signatory_post, told)
