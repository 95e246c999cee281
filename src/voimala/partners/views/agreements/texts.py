"""One text of an agreement: what differs from the one before it, the whole wording, and files of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from voimala.core.localized import LocalizedText
from voimala.networks.middleware import PageRequest
from voimala.office.documents import as_pdf, as_word, blocks_of
from voimala.partners.differences import changes, compare
from voimala.partners.documents import agreement_document, title_of
from voimala.partners.life import who_sign
from voimala.partners.models import Agreement, AgreementText, Party, Signature
from voimala.partners.views.agreements.found import agreement_of, text_of

FILES = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_safe
def agreement_text(request: PageRequest, code: str, public_id: str, number: int) -> HttpResponse:
    agreement = agreement_of(request, public_id)
    text = text_of(request, agreement, number)
    before = compared(request, text)
    rows = compare(wording_in(before, text.text.lang), text.text) if before else []
    context: dict[str, Any] = {
        "agreement": agreement,
        "text": text,
        "title": title(text, changes(rows)) if before else title_of(text),
        "before": before,
        "rows": rows,
        "blocks": [(type(block).__name__.lower(), block) for block in blocks_of(text.text)],
    }
    return render(request, "partners/agreements/text.html", context)


def wording_in(text: AgreementText | None, language: str) -> str:
    """Two texts are compared in one language: that in which the later one is read."""
    if text is None:
        return ""
    return AgreementText.text.all_of(text).get(language, "") or str(text.text)


def title(text: AgreementText, number: int) -> str:
    if not number:
        return _("Amendment %(number)s changes nothing in the text") % {"number": text.number}
    told = ngettext(
        "Amendment %(number)s changes one paragraph",
        "Amendment %(number)s changes %(count)s paragraphs",
        number,
    )
    return told % {"number": text.number, "count": number}


def compared(request: PageRequest, text: AgreementText) -> AgreementText | None:
    """The wording that the text takes the place of: the newest signed before it. None for the first."""
    rows = AgreementText.objects.visible_to(request.viewer).filter(agreement=text.agreement)
    signed = rows.filter(number__lt=text.number, state=AgreementText.State.SIGNED)
    found: AgreementText | None = signed.order_by("number").last()
    return found if found is not None and isinstance(text.text, LocalizedText) else None


@require_safe
def agreement_file(request: PageRequest, code: str, public_id: str, number: int, kind: str) -> HttpResponse:
    """The text as a file of FILES, with the signatures that are there and lines for those that are not."""
    agreement = agreement_of(request, public_id)
    text = text_of(request, agreement, number)
    write, mime = FILES[kind]
    body = write(agreement_document(text, *signing_of(request, agreement, text)))
    name = f"{slugify(title_of(text))}.{kind}"
    return HttpResponse(
        body,
        content_type=mime,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def signing_of(request: PageRequest, agreement: Agreement, text: AgreementText) -> tuple[Any, Any, Any]:
    """Who has signed or will, the signatures, and today."""
    today = request.network.today(timezone.now())
    rows = Party.objects.visible_to(request.viewer).filter(agreement=agreement)
    parties = list(rows.select_related("organisation"))
    signatures = list(Signature.objects.visible_to(request.viewer).filter(text=text))
    signed = {row.party_id for row in signatures}
    waited = set() if text.signed_on else {row.pk for row in who_sign(parties, text.number, today)}
    return [row for row in parties if row.pk in signed | waited], signatures, today
