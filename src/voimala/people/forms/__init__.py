"""Forms of people."""

from voimala.people.forms.ask_home_form import AskHomeForm
from voimala.people.forms.hint_form import HintForm
from voimala.people.forms.limit_form import LimitForm
from voimala.people.forms.profile_form import ProfileForm

__all__ = ["AskHomeForm", "HintForm", "LimitForm", "ProfileForm"]
