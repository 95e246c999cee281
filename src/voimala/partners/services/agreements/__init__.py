"""The life of agreements, deed by deed."""

from voimala.partners.services.agreements.amending import amend_agreement, withdraw_amendment
from voimala.partners.services.agreements.drafting import DraftPlan, TextPlan, change_draft, draft_agreement
from voimala.partners.services.agreements.ending import end_agreement, terminate_agreement
from voimala.partners.services.agreements.parties import PartyPlan, add_party, leave_party, tell_party
from voimala.partners.services.agreements.reviewing import review_agreement
from voimala.partners.services.agreements.signing import (
    call_back,
    record_signature,
    send_out,
    take_back_signature,
)
from voimala.partners.services.agreements.templates import change_template, wording_of

__all__ = [
    "DraftPlan",
    "PartyPlan",
    "TextPlan",
    "add_party",
    "amend_agreement",
    "call_back",
    "change_draft",
    "change_template",
    "draft_agreement",
    "end_agreement",
    "leave_party",
    "record_signature",
    "review_agreement",
    "send_out",
    "take_back_signature",
    "tell_party",
    "terminate_agreement",
    "withdraw_amendment",
    "wording_of",
]
