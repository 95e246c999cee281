"""The deeds on agreements, as rows of the table of deeds."""

import datetime as dt
from typing import Any

from tests.apps.factories import make_organisation
from tests.apps.partners.agreement_rows import (
    OTHER_WORDING,
    amend,
    date,
    draft,
    party_of,
    send,
    sign,
    signed,
    text_of,
)
from voimala.partners.models import Agreement, Signature
from voimala.partners.services import agreements


def a_draft(scene: Any) -> Agreement:
    return draft(scene.network)


def one_out(scene: Any) -> Agreement:
    agreement = draft(scene.network)
    send(agreement)
    return agreement


def one_signed(scene: Any) -> Agreement:
    return signed(scene.network)


def a_signature(scene: Any) -> Signature:
    agreement = one_out(scene)
    sign(agreement, 0)
    found: Signature = Signature.objects.select_related("party__organisation", "text__agreement").get()
    return found


def ending(agreement: Agreement) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "seen": agreement.version,
        "until": date("2030"),
        "reason": "Tuli uusi sopimus",
    }


def drafted(scene: Any) -> dict[str, Any]:
    parties = (make_organisation(scene.network), make_organisation(scene.network))
    return {"network": scene.network, "plan": agreements.DraftPlan("intent", parties)}


def signing(agreement: Agreement) -> dict[str, Any]:
    told = {"signed_on": date("6/2017"), "post": "johtaja"}
    return {"text": text_of(agreement), "party": party_of(agreement), **told}


def reviewing(agreement: Agreement) -> dict[str, Any]:
    told = {"held_on": dt.date(2020, 1, 1), "noticed": "Kaikki hyvin", "next_on": dt.date(2030, 1, 1)}
    return {"agreement": agreement, **told}


PARTY = agreements.PartyPlan(sponsor_post="sivistysjohtaja")
TEXT = agreements.TextPlan({"fi": OTHER_WORDING}, reason="Työ laajeni")
ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (agreements.draft_agreement, drafted, ("agreement_drafted",)),
    (
        agreements.change_draft,
        lambda scene: {"text": text_of(a_draft(scene)), "seen": 1, "plan": TEXT},
        ("agreement_text_changed",),
    ),
    (agreements.send_out, lambda scene: {"text": text_of(a_draft(scene))}, ("agreement_sent_out",)),
    (agreements.call_back, lambda scene: {"text": text_of(one_out(scene))}, ("agreement_called_back",)),
    (agreements.record_signature, lambda scene: signing(one_out(scene)), ("agreement_party_signed",)),
    (
        agreements.take_back_signature,
        lambda scene: {"signature": a_signature(scene)},
        ("agreement_signature_taken_back",),
    ),
    (
        agreements.add_party,
        lambda scene: {
            "agreement": one_signed(scene),
            "organisation": make_organisation(scene.network),
            "since": date("2020"),
        },
        ("agreement_party_joined",),
    ),
    (
        agreements.leave_party,
        lambda scene: {
            "party": party_of(one_signed(scene)),
            "until": date("2020"),
            "reason": "Toiminta loppui",
        },
        ("agreement_party_left",),
    ),
    (
        agreements.tell_party,
        lambda scene: {"party": party_of(one_signed(scene)), "seen": 1, "plan": PARTY},
        ("agreement_party_told",),
    ),
    (
        agreements.amend_agreement,
        lambda scene: {"agreement": one_signed(scene), "plan": TEXT},
        ("agreement_amendment_drafted",),
    ),
    (
        agreements.withdraw_amendment,
        lambda scene: {"text": amend(one_signed(scene))},
        ("agreement_amendment_withdrawn",),
    ),
    (agreements.end_agreement, lambda scene: ending(one_signed(scene)), ("agreement_ended",)),
    (agreements.terminate_agreement, lambda scene: ending(one_signed(scene)), ("agreement_terminated",)),
    (agreements.review_agreement, lambda scene: reviewing(one_signed(scene)), ("agreement_reviewed",)),
    (
        agreements.change_template,
        lambda scene: {"network": scene.network, "kind": "intent", "seen": 0, "texts": {"fi": "Malli"}},
        ("agreement_template_changed",),
    ),
)
