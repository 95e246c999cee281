"""The pages of agreements."""

from voimala.partners.views.agreements.drafting import (
    agreement_amend,
    agreement_new,
    agreement_text_edit,
    agreement_text_step,
)
from voimala.partners.views.agreements.ending import agreement_end, agreement_review
from voimala.partners.views.agreements.listing import agreements
from voimala.partners.views.agreements.page import agreement
from voimala.partners.views.agreements.parties import (
    agreement_join,
    agreement_leave,
    agreement_party,
    agreement_sign,
)
from voimala.partners.views.agreements.templates import agreement_template, agreement_templates
from voimala.partners.views.agreements.texts import agreement_file, agreement_text

__all__ = [
    "agreement",
    "agreement_amend",
    "agreement_end",
    "agreement_file",
    "agreement_join",
    "agreement_leave",
    "agreement_new",
    "agreement_party",
    "agreement_review",
    "agreement_sign",
    "agreement_template",
    "agreement_templates",
    "agreement_text",
    "agreement_text_edit",
    "agreement_text_step",
    "agreements",
]
