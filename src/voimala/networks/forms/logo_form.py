"""The form that takes a logo."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voimala.core.pictures import CleanPicture, PictureRefused, clean_picture
from voimala.networks.services.logos import LONGEST_SIDE


class LogoForm(forms.Form):
    """The picture is read and made anew here: a service takes only clean ones."""

    # Not an ImageField: what is a picture is asked in one place, `core.pictures`.
    picture = forms.FileField(
        label=_("Picture file"),
        help_text=_("JPEG, PNG or WebP. A wide, low picture with a light or clear ground suits the header."),
        error_messages={"required": _("Choose a picture file.")},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_picture(self) -> CleanPicture:
        upload: Any = self.cleaned_data["picture"]
        try:
            return clean_picture(upload, longest=LONGEST_SIDE)
        except PictureRefused as refused:
            raise ValidationError(refused.message) from refused
