"""The sign-in library's forms in our words: labels instead of placeholders, hints without markup."""

from typing import Any

from allauth.account import forms as library
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters. A sentence is easy to remember; a common password is refused.")


def reword(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Our label and hint; a placeholder would vanish while typing."""
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)


class SignInForm(library.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["login"], _("E-mail"))
        reword(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(library.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["email"], _("E-mail"), _("The address you sign in with."))


class NewPasswordForm(library.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password1"], _("New password"), PASSWORD_HINT)
        reword(self.fields["password2"], _("New password again"))


class ChangePasswordForm(library.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], _("Password now"))
        reword(self.fields["password1"], _("New password"), PASSWORD_HINT)
        reword(self.fields["password2"], _("New password again"))
