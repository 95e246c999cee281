"""What a network has of its own, on a page: its words over the common terms, the parts it uses.

They must not fetch data: everything stands on the network's row.
"""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from voimala.core.localized import LocalizedText
from voimala.networks.words import word as word_of

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Any, term: str) -> SafeString:
    """`{% word "groups" %}`: the network's own word, its language marked when it is not the page's."""
    return marked(word_of(context.get("network"), term))


@register.simple_tag(takes_context=True)
def plain_word(context: Any, term: str) -> str:
    """The same for titles and attributes, where no mark can stand."""
    return str.__str__(word_of(context.get("network"), term))


@register.filter
def marked(text: str) -> SafeString:
    """A text that knows its language, marked with it when that is not the page's."""
    if isinstance(text, LocalizedText) and text.lang:
        return format_html('<span lang="{}">{}</span>', text.lang, str.__str__(text))
    return SafeString(conditional_escape(text))


@register.filter
def uses(network: Any, part: str) -> bool:
    """`{% if network|uses:"needs" %}`: outside a network everything is there."""
    return network is None or bool(network.uses(part))
