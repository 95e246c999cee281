"""Template filters for sourced facts: text in another language than the page, and marks of sources."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def told(text: str) -> str | SafeString:
    """The text; when it had to fall back to another language, marked with that language."""
    language = getattr(text, "lang", "")
    return format_html('<span lang="{}">{}</span>', language, text) if language else text
