"""Forms that visitors fill in without an account: a comment, a message to the network."""

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.core.ids import new_public_id
from voimala.office.forms import OpenForm

LONGEST_NAME, LONGEST_COMMENT, LONGEST_MESSAGE = 80, 2000, 4000
CHECK_EMAIL = {"invalid": _("Check the e-mail address, for example name@example.org.")}


class CommentForm(OpenForm):
    """`form_id` becomes the id of the comment, so that a form sent twice makes one."""

    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your comment.")},
    )
    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=_("Name or pen name"),
        help_text=_("Shown with the comment."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Write a name or a pen name.")},
    )
    email = forms.EmailField(
        required=False,
        label=_("E-mail"),
        help_text=_("Your e-mail address is not published. It is deleted 30 days after the decision."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=CHECK_EMAIL,
    )
    form_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12, initial=new_public_id)


class ContactForm(OpenForm):
    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The answer is sent here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address for the answer."), **CHECK_EMAIL},
    )
    text = forms.CharField(
        max_length=LONGEST_MESSAGE,
        label=_("Message"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your message.")},
    )
    form_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12, initial=new_public_id)
