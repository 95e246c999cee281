"""The model texts that a draft starts from: those shipped, until the network writes its own."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.localized import LANGUAGES, columns
from voimala.core.references import Reference
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.versions import ChangedByAnother, save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Template
from voimala.partners.services.agreements.common import changed_message

WORDINGS = Path(__file__).parents[2] / "wordings"
LONGEST_TEXT = 100_000


@cache
def standard_wording(kind: str) -> dict[str, str]:
    """The text that the platform ships, by language. It is a model: a lawyer reads it before it is signed."""
    return {code: (WORDINGS / f"{kind}.{code}.md").read_text(encoding="utf-8").strip() for code in LANGUAGES}


def wording_of(network: Network, kind: str) -> tuple[int, dict[str, str]]:
    """The network's own template, else the shipped one: version (0: the network has none) and texts."""
    own = Template.objects.of(network).filter(kind=kind).first()
    return (own.version, Template.text.all_of(own)) if own else (0, standard_wording(kind))


@transaction.atomic
def change_template(
    *, by: Actor, network: Network, kind: str, seen: int, texts: Mapping[str, str], now: dt.datetime
) -> Template:
    """Write the network's own model text. The first change makes the network's own copy.

    Raises:
        Refused: keys are "text_fi", "text_sv", "text_en".
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_agreement", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    wanted = {f"text_{code}": tidied(texts.get(code, "")) for code in LANGUAGES}
    refuse_if(_problems(wanted))
    current: Template | None = Template.objects.of(network).filter(kind=kind).first()
    if current is None:
        if seen:
            raise ChangedByAnother(changed_message(), current=None)
        current = Template.objects.create(
            network=network,
            kind=kind,
            **columns("text", {code: wanted[f"text_{code}"] for code in LANGUAGES}),
        )
    else:
        for name, value in wanted.items():
            setattr(current, name, value)
        save_version(current, seen=seen, fields=wanted, message=changed_message())
    subjects = [Reference("network", network.public_id)]
    events.record(by=by, deed="agreement_template_changed", subjects=subjects, now=now, network_id=network.pk)
    return current


def _problems(wanted: Mapping[str, str]) -> dict[str, str]:
    problems = {
        name: _("The text is too long. Put tables and plans into attachments.")
        for name, text in wanted.items()
        if len(text) > LONGEST_TEXT
    }
    if not any(wanted.values()):
        problems["text_fi"] = _("Write the text in at least one language.")
    return problems
