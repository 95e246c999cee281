"""Filters that put a brief's numbers and language codes into words."""

from django import template
from django.utils.formats import localize

from voimala.networks.models import language_name as name_of
from voimala.phenomena.models.brief import hours_of

register = template.Library()


@register.filter
def hours(minutes: int) -> str:
    """1440 as 24, 90 as 1,5 or 1.5."""
    return str(localize(hours_of(minutes)))


@register.filter
def language_name(code: str) -> str:
    return name_of(code)


@register.filter
def language_names(codes: list[str]) -> str:
    return ", ".join(name_of(code) for code in codes)
