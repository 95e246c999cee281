"""A picture on a page: in as many widths as there are files, with its words and its maker."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from voimala.public.models import Picture

register = template.Library()


@register.inclusion_tag("public/parts/picture.html", takes_context=True)
def picture(
    context: dict[str, Any],
    shown: Picture,
    sizes: str = "(min-width: 1024px) 880px, 100vw",
    bare: bool = False,
) -> dict[str, Any]:
    """`{% picture item.picture %}`. `sizes` as in HTML; `bare` leaves the maker out, for small pictures."""
    code = context["network"].code
    return {
        "picture": shown,
        "address": picture_address(code, shown, shown.widths[-1]),
        "srcset": ", ".join(f"{picture_address(code, shown, width)} {width}w" for width in shown.widths),
        "sizes": sizes,
        "bare": bare,
    }


def picture_address(code: str, shown: Picture, width: int) -> str:
    """One address in every language, so that browsers keep one copy."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("public:picture", args=[code, shown.public_id, width])
