"""Forms of needs and briefs."""

from voimala.core.differences import Difference, choose_kept
from voimala.phenomena.forms.brief_form import BriefForm
from voimala.phenomena.forms.need_form import NeedForm
from voimala.phenomena.forms.template_form import TemplateForm

__all__ = ["BriefForm", "Difference", "NeedForm", "TemplateForm", "choose_kept"]
