"""What agreements put on other apps' pages: their addresses, their place in the menu, what waits for whom."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.models import Event, EventSubject
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, desk_items
from voimala.core.viewer import Viewer
from voimala.networks.models import Part
from voimala.networks.openings import part_addresses, register_pages
from voimala.office.openings import Attachable, attachables
from voimala.partners.life import who_sign
from voimala.partners.models import Agreement, AgreementText, Party, Signature
from voimala.partners.models.organisation import organisations_of

ORDER = 30
KEEP, READ = "partners.keep_agreement", "partners.read_agreements"
EXPIRY_NOTICE = dt.timedelta(days=90)
REVIEW_NOTICE = dt.timedelta(days=14)
SIGNING_TIME = dt.timedelta(days=14)
REST = dt.timedelta(days=14)
"""A draft that nobody has touched for so long waits for somebody."""
MOST_ON_DESK = 5
MINUTES = 5
SIGN_MINUTES = 2
FILES = Attachable("agreement", Agreement, add=KEEP, read=READ)
PAGES = (
    "agreements",
    "agreement",
    *(
        f"agreement_{page}"
        for page in (
            "new", "templates", "template", "amend", "end", "review", "join", "party", "sign", "leave",
            "text", "text_edit", "text_step", "pdf", "word",
        )
    ),
)  # fmt: skip


def fill() -> None:
    part_addresses.fill(parts)
    register_pages.fill(pages)
    desk_items.fill(waiting_for_coordinator)
    desk_items.fill(waiting_signatures)
    attachables.fill(FILES)
    register(ReferenceKind("agreement", visible_agreements, str, address_of))


def parts() -> dict[str, str]:
    return {f"partners:{page}": Part.AGREEMENT for page in PAGES}


def pages(viewer: Viewer, network: Any) -> list[MenuItem]:
    if not viewer.roles_in(network.pk) or not network.uses(Part.AGREEMENT):
        return []
    return [MenuItem(_("Agreements"), reverse("partners:agreements", args=[network.code]), ORDER)]


def visible_agreements(viewer: Viewer) -> Any:
    return Agreement.objects.visible_to(viewer).select_related("network")


def address_of(agreement: Agreement) -> str:
    return reverse("partners:agreement", args=[agreement.network.code, agreement.public_id])


def waiting_for_coordinator(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """What ends soon, what is to be looked at, whose signature is missing, which draft rests."""
    if not network.uses(Part.AGREEMENT) or not access.allowed(KEEP, viewer, network):
        return []
    phases = Agreement.Phase
    rows = visible_agreements(viewer).of(network).filter(phase__in=(phases.DRAFT, phases.OUT, phases.SIGNED))
    live = {row.pk: row for row in rows}
    if not live:
        return []
    today = network.today(now)
    items = [item for row in live.values() if (item := expiring(row, today) or to_review(row, today))]
    items += unsigned(viewer, live, today)
    items += resting([row for row in live.values() if row.phase == phases.DRAFT], now)
    return items[:MOST_ON_DESK]


def expiring(agreement: Agreement, today: dt.date) -> DeskItem | None:
    until: PartialDate | None = agreement.until if agreement.phase == Agreement.Phase.SIGNED else None
    if until is None or until.last < today or until.first > today + EXPIRY_NOTICE:
        return None
    return DeskItem(
        title=_("%(agreement)s ends: %(until)s") % {"agreement": agreement.name, "until": until},
        detail=_("Go on with a new agreement, amend this one, or let it end."),
        minutes=MINUTES,
        button=_("See the agreement"),
        url=address_of(agreement),
        due=until.last,
    )


def to_review(agreement: Agreement, today: dt.date) -> DeskItem | None:
    due = agreement.review_on if agreement.phase == Agreement.Phase.SIGNED else None
    if due is None or due > today + REVIEW_NOTICE:
        return None
    return DeskItem(
        title=_("Look at the agreement together: %(agreement)s") % {"agreement": agreement.name},
        detail=_("Once a year: what works, what was promised and not done."),
        minutes=MINUTES,
        button=_("Write down the review"),
        url=reverse("partners:agreement_review", args=[agreement.network.code, agreement.public_id]),
        due=due,
        late=due < today,
    )


def unsigned(viewer: Viewer, live: dict[int, Agreement], today: dt.date) -> Iterable[DeskItem]:
    for text, waited in waited_for(viewer, live, today):
        agreement, sent = live[text.agreement_id], sent_on(text, live)
        if not waited or sent + SIGNING_TIME > today:
            continue
        told = ngettext(
            "%(agreement)s: a signature is missing",
            "%(agreement)s: %(count)s signatures are missing",
            len(waited),
        )
        yield DeskItem(
            title=told % {"agreement": agreement.name, "count": len(waited)},
            detail=", ".join(str(party.organisation.name) for party in waited),
            minutes=MINUTES,
            button=_("See who has signed"),
            url=address_of(agreement),
            due=sent + SIGNING_TIME,
            late=True,
        )


def sent_on(text: AgreementText, live: dict[int, Agreement]) -> dt.date:
    moment: Any = text.sent_at  # never None: only those that were sent are looked for
    day: dt.date = live[text.agreement_id].network.today(moment)
    return day


def waited_for(
    viewer: Viewer, live: dict[int, Agreement], today: dt.date
) -> list[tuple[AgreementText, list[Party]]]:
    """Each text that is out, with the parties whose signature is not there."""
    out = AgreementText.objects.visible_to(viewer).filter(
        agreement__in=live, state=AgreementText.State.OUT, sent_at__isnull=False
    )
    texts = list(out)
    if not texts:
        return []
    parties = list(
        Party.objects.visible_to(viewer)
        .filter(agreement__in=[text.agreement_id for text in texts])
        .select_related("organisation")
    )
    signed = set(Signature.objects.visible_to(viewer).filter(text__in=texts).values_list("text", "party"))
    return [
        (
            text,
            [
                row
                for row in who_sign(own_parties(parties, text), text.number, today)
                if (text.pk, row.pk) not in signed
            ],
        )
        for text in texts
    ]


def own_parties(parties: Iterable[Party], text: AgreementText) -> list[Party]:
    return [row for row in parties if row.agreement_id == text.agreement_id]


def resting(drafts: list[Agreement], now: dt.datetime) -> list[DeskItem]:
    """Drafts that nobody has touched for two weeks, as the trail tells."""
    touched = last_touched(drafts)
    return [
        DeskItem(
            title=_("A draft waits: %(agreement)s") % {"agreement": draft.name},
            detail=_("Nobody has touched it for two weeks. Send it out, or give it up."),
            minutes=MINUTES,
            button=_("See the draft"),
            url=address_of(draft),
        )
        for draft in drafts
        if touched.get(draft.public_id, now) + REST <= now
    ]


def last_touched(drafts: list[Agreement]) -> dict[str, dt.datetime]:
    if not drafts:
        return {}
    about = EventSubject.objects.filter(kind="agreement", subject_id__in=[row.public_id for row in drafts])
    newest = dict(about.order_by().values_list("subject_id").annotate(Max("event_id")))
    moments = dict(Event.objects.filter(pk__in=newest.values()).values_list("pk", "at"))
    return {public_id: moments[event] for public_id, event in newest.items()}


def waiting_signatures(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """For a partner's contact: the signature of its own organisation."""
    keeps = access.allowed(KEEP, viewer, network)
    if keeps or not network.uses(Part.AGREEMENT) or not access.allowed(READ, viewer, network):
        return []
    own = set(organisations_of(viewer))
    if not own:
        return []
    live = {row.pk: row for row in visible_agreements(viewer).of(network)}
    return [
        signature_item(live[text.agreement_id], party, sent_on(text, live), network.today(now))
        for text, waited in waited_for(viewer, live, network.today(now))
        for party in waited
        if party.organisation_id in own
    ]


def signature_item(agreement: Agreement, party: Party, sent: dt.date, today: dt.date) -> DeskItem:
    told = {"organisation": party.organisation.name, "agreement": agreement.name}
    due = sent + SIGNING_TIME
    return DeskItem(
        title=_("%(agreement)s waits for the signature of %(organisation)s") % told,
        detail=_("When it has been signed at your place, write down the day and the post."),
        minutes=SIGN_MINUTES,
        button=_("Record the signature"),
        url=reverse(
            "partners:agreement_sign", args=[agreement.network.code, agreement.public_id, party.public_id]
        ),
        due=due,
        late=due < today,
    )
