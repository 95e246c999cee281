"""The network's model texts: shown, and written anew."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.differences import choose_kept
from voimala.core.localized import LANGUAGES
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.agreements import TemplateForm
from voimala.partners.models import Template
from voimala.partners.services import agreements as services
from voimala.partners.views.agreements.found import KEEP, saved, status_of


@require_safe
def agreement_templates(request: PageRequest, code: str) -> HttpResponse:
    access.require(KEEP, request.viewer, request.network)
    own = set(Template.objects.visible_to(request.viewer).of(request.network).values_list("kind", flat=True))
    rows = [(kind, kind.label, kind in own) for kind in Template.Kind]
    return render(request, "partners/agreements/templates.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_template(request: PageRequest, code: str, kind: str) -> HttpResponse:
    access.require(KEEP, request.viewer, request.network)
    if kind not in Template.Kind.values:
        raise Http404
    row = wording(request, kind)
    data = None
    if request.method == "POST":
        data = choose_kept(request.POST, TemplateForm.sent(row), TemplateForm.parts())
    form = TemplateForm(data, initial={**TemplateForm.values(row), "seen": row.version})
    context: dict[str, Any] = {"form": form, "kind": Template.Kind(kind), "own": row.version > 0}

    def change() -> None:
        services.change_template(
            by=acting(request.viewer),
            network=request.network,
            kind=kind,
            seen=form.cleaned_data["seen"] or 0,
            texts=form.texts(),
            now=timezone.now(),
        )

    def now_saved() -> Template:
        return wording(request, kind)

    if request.method == "POST" and form.is_valid() and saved(request, form, context, change, now_saved):
        return redirect("partners:agreement_templates", code)
    return render(request, "partners/agreements/template.html", context, status=status_of(form, context))


def wording(request: PageRequest, kind: str) -> Template:
    """The network's own, or an unsaved row with the shipped text and version 0."""
    version, texts = services.wording_of(request.network, kind)
    return Template(
        network=request.network,
        kind=kind,
        version=version,
        **{f"text_{code}": texts.get(code, "") for code in LANGUAGES},
    )
