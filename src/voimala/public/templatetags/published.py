"""Texts and times of what is published, as its pages show them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from voimala.public.rendering import as_html

register = template.Library()


@register.filter
def told_at_length(text: str) -> SafeString:
    """A text in Markdown as HTML; when it had to fall back to another language, marked with it."""
    made = as_html(text)
    language = getattr(text, "lang", "")
    return format_html('<div lang="{}">{}</div>', language, made) if language else made
