"""Who gets which role, how long, and what somebody who is invited tells."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from voimala.accounts.forms import PASSWORD_HINT
from voimala.accounts.models import User
from voimala.accounts.services import Newcomer, RoleWish
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, RoleKind
from voimala.partners.forms.registers import NOT_CHOSEN, organisation_choices
from voimala.partners.services.inviting import SCOPE

LANGUAGE_WORDS = {"fi": "suomeksi", "sv": "på svenska", "en": "in English"}
ONE_DAY = dt.timedelta(days=1)

# The operator keeps the machines: that role is given where they are kept.
OFFERED = tuple(choice for choice in RoleKind.choices if choice[0] != RoleKind.OPERATOR)
# Whose contact somebody is, only an invitation says.
GIVEN = tuple(choice for choice in OFFERED if choice[0] != RoleKind.PARTNER_CONTACT)


class DayInput(forms.DateInput):
    input_type = "date"


class InvitationForm(forms.Form):
    """To whom, to what, and in which language the letter is."""

    use_required_attribute = False

    email = forms.EmailField(label=_("E-mail"), error_messages={"required": _("Write the address.")})
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=OFFERED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )
    organisation = forms.ChoiceField(
        label=_("Organisation"), required=False, help_text=_("Only for a partner's contact.")
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(code, LANGUAGE_WORDS[code]) for code, _name in settings.LANGUAGES],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, network: Network, viewer: Viewer, **more: Any) -> None:
        super().__init__(data, initial={"language": "fi", **more})
        chosen: Any = self.fields["organisation"]
        chosen.choices = [*NOT_CHOSEN, *organisation_choices(viewer, network)]

    def wish(self) -> RoleWish:
        told = self.cleaned_data
        scope = Reference(SCOPE, told["organisation"]) if told["organisation"] else None
        rest = {name: told[name] for name in ("email", "kind", "name", "language")}
        return RoleWish(**rest, scope=scope)


class RoleForm(forms.Form):
    """A role for somebody who has had one in the network: from a day to another."""

    use_required_attribute = False

    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who"),
        empty_label=_("Choose"),
        to_field_name="public_id",
        error_messages={"required": _("Choose somebody.")},
    )
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=GIVEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )
    since = forms.DateField(
        label=_("First day"), required=False, widget=DayInput, help_text=_("Empty: today.")
    )
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput, help_text=_("Empty: for the time being.")
    )

    def __init__(self, data: Any = None, *, network: Network, viewer: Viewer) -> None:
        super().__init__(data)
        offered: Any = self.fields["user"]
        known = User.objects.visible_to(viewer).filter(roles__network=network, is_active=True)
        offered.queryset = known.distinct().order_by("name")

    @property
    def until(self) -> dt.date | None:
        """The first day without the role."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return last + ONE_DAY if last else None


class EndForm(forms.Form):
    """The last day of a role."""

    use_required_attribute = False

    last_day = forms.DateField(
        label=_("Last day"), widget=DayInput, error_messages={"required": _("Write the last day.")}
    )

    @property
    def until(self) -> dt.date:
        last: dt.date = self.cleaned_data["last_day"]
        return last + ONE_DAY


class AcceptForm(forms.Form):
    """What somebody without an account tells: a name and a password."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Your name"), max_length=120, error_messages={"required": _("Write your name.")}
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HINT,
        error_messages={"required": _("Choose a password.")},
    )

    def newcomer(self) -> Newcomer:
        return Newcomer(self.cleaned_data["name"], self.cleaned_data["password"])
