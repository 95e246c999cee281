"""The forms of assembly, one module for each thing that is asked."""

from voimala.assembly.forms.reasons import DECIDING, LEAVING, LONGEST, OWN, ReasonForm
from voimala.assembly.forms.terms import TermsForm

__all__ = ["DECIDING", "LEAVING", "LONGEST", "OWN", "ReasonForm", "TermsForm"]
