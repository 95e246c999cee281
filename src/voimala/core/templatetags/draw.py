"""Template tags for the small drawings of `core.drawing` and for form fields.

They must not learn what a shape stands for: an app above core maps its words to shapes.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import Widget
from django.utils.safestring import SafeString

from voimala.core.drawing.ring import draw_pair_line
from voimala.core.drawing.shapes import draw_fill, draw_shape

register = template.Library()


@register.simple_tag
def shape(name: str, state: str = "filled", size: int = 24, css: str = "") -> SafeString:
    """`{% shape "circle" state="open" size=36 css="culture" %}`."""
    return draw_shape(name, state, size, css)


@register.simple_tag
def seat_fill(name: str, size: int = 18, css: str = "") -> SafeString:
    """`{% seat_fill "asked" %}`: proposed, asked, willing, supervisor or confirmed."""
    return draw_fill(name, size, css)


@register.simple_tag
def pair_line(kind: str) -> SafeString:
    """`{% pair_line "new" %}`: new, known or open."""
    return draw_pair_line(kind)


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: single (one tick), group (a fieldset of choices) or line."""
    widget: Widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "single" if isinstance(widget, CheckboxInput) else "line"


@register.simple_tag
def field_control(field: BoundField, css: str = "") -> SafeString:
    """The bare control of a field, tied to its hint and its error as `core/field.html` names them."""
    described = described_by(field)
    attributes: dict[str, str | bool] = {"class": css} if css else {}
    if described:
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def described_by(field: BoundField) -> str:
    """Identifiers of the field's hint and error, as `aria-describedby` wants them."""
    parts = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        parts.append(f"{field.auto_id}_problem")
    return " ".join(parts)


@register.filter
def first_id(field: BoundField) -> str:
    """The identifier of the first thing that can take focus: the first choice of a group."""
    if field_kind(field) == "group":
        first = next(iter(field.subwidgets), None)
        return str(first.id_for_label) if first is not None else str(field.auto_id)
    return str(field.id_for_label)


@register.filter
def problem_count(form: BaseForm) -> int:
    """How many messages the error summary lists."""
    return sum(len(messages) for messages in form.errors.values())


@register.filter
def summary_fields(form: BaseForm) -> list[BoundField]:
    """The fields with errors, visible ones first."""
    return [field for field in (*form.visible_fields(), *form.hidden_fields()) if field.errors]


@register.filter
def any_errors(fields: Iterable[BoundField]) -> bool:
    """Whether a fold must stand open."""
    return any(field.errors for field in fields)
