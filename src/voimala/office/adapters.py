"""Lends the outbox to the sign-in library below: its mails wait with all others. No domain rules here."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from voimala.office.services import queue_message


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your password now."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes."),
        "rate_limited": _("Too many attempts. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody makes an account alone."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the language of the page that was left."""
        return reverse("front")

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Into the outbox, in the recipient's language. The request stays out of the text."""
        user = context.get("user")
        queue_message(
            to=email,
            template=template_prefix,
            language=user.language if user is not None else get_language() or "fi",
            context={name: value for name, value in context.items() if name != "request"},
            purpose=template_prefix.rpartition("/")[2],
            now=timezone.now(),
        )
