"""Filters that put a brief's language codes into words."""

from django import template

from voimala.networks.models import language_name as name_of

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    return name_of(code)


@register.filter
def language_names(codes: list[str]) -> str:
    return ", ".join(name_of(code) for code in codes)
