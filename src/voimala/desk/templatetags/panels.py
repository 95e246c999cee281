"""Shows a panel that another app has put on the page: its template sees the page's names and its own."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from voimala.core.slots import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context: Context, panel: Panel) -> SafeString:
    """`{% show_panel panel %}`: the panel's names stand at the top level and, all together, as `panel`."""
    with context.push(**{"panel": panel.context, **panel.context}):
        return template.Engine.get_default().get_template(panel.template).render(context)
