"""An agreement is drafted from the network's template, and its draft is worked on."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.localized import LANGUAGES, columns, pick
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.life import Deed, order_problem, phase_after, state_after
from voimala.partners.models import Agreement, AgreementKind, AgreementText, Organisation, Party, Template
from voimala.partners.services.agreements.common import changed_message, locked, record
from voimala.partners.services.agreements.templates import wording_of

LONGEST_TEXT = 100_000
OPEN_DATE = "____"


@dataclass(frozen=True)
class DraftPlan:
    """What is to be agreed on and by whom. Without a name it is called by its kind.

    `with_annex` adds the annex on personal data that are kept together.
    """

    kind: str
    parties: Sequence[Organisation]
    name: str = ""
    with_annex: bool = False
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True)
class TextPlan:
    """The wording by language and from when it holds; `until` of the agreement, `reason` of an amendment."""

    texts: Mapping[str, str] = field(default_factory=dict)
    since: PartialDate | None = None
    until: PartialDate | None = None
    reason: str = ""


@transaction.atomic
def draft_agreement(
    *, by: Actor, network: Network, plan: DraftPlan, now: dt.datetime, form_key: str = ""
) -> Agreement:
    """A draft with its first text and its parties. A form sent twice makes one.

    Raises:
        Refused: keys are "kind", "parties", "until".
    """
    access.require("partners.keep_agreement", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    made: Agreement | None = (
        Agreement.objects.of(network).filter(form_key=form_key).first() if form_key else None
    )
    if made is not None:
        return made
    refuse_if(_problems(network, plan))
    agreement = Agreement.objects.create(
        network=network,
        code=_free_code(network, plan.kind),
        kind=plan.kind,
        since=plan.since,
        until=plan.until,
        synthetic=network.synthetic,
        form_key=form_key,
        **columns("name", names_of(plan)),
    )
    AgreementText.objects.create(
        network=network,
        agreement=agreement,
        number=0,
        since=plan.since,
        synthetic=network.synthetic,
        **columns("text", filled(network, plan)),
    )
    for organisation in plan.parties:
        Party.objects.create(
            network=network,
            agreement=agreement,
            organisation=organisation,
            synthetic=organisation.synthetic,
        )
    record(by, "agreement_drafted", agreement, now, plan.parties)
    return agreement


def _problems(network: Network, plan: DraftPlan) -> dict[str, str]:
    problems = {}
    if plan.kind not in AgreementKind.values:
        problems["kind"] = _("Choose what is drafted.")
    if any(organisation.network_id != network.pk for organisation in plan.parties):
        problems["parties"] = _("Choose the network's own organisations.")
    if told := order_problem(plan.since, plan.until):
        problems["until"] = told
    return problems


def names_of(plan: DraftPlan) -> dict[str, str]:
    given = " ".join(tidied(plan.name).split())
    return {"fi": given} if given else in_languages(lambda: _capital(AgreementKind(plan.kind).label))


def in_languages(words: Callable[[], str]) -> dict[str, str]:
    """What the function says in each language of the platform."""
    said = {}
    for code in LANGUAGES:
        with translation.override(code):
            said[code] = words()
    return said


def _capital(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]


def filled(network: Network, plan: DraftPlan) -> dict[str, str]:
    """The template with the network, the parties and the day in place of its marks, in each language."""
    kinds = [plan.kind, Template.Kind.JOINT_CONTROLLERS] if plan.with_annex else [plan.kind]
    wordings = [wording_of(network, kind)[1] for kind in kinds]
    texts = {code: "\n\n".join(filter(None, (texts[code] for texts in wordings))) for code in LANGUAGES}
    return {code: _fill(text, code, network, plan) for code, text in texts.items() if text}


def _fill(text: str, code: str, network: Network, plan: DraftPlan) -> str:
    """By plain replacement: braces that are no mark stay as they were written."""
    parties = [pick(Organisation.name.all_of(row), code) for row in plan.parties]
    marks = {
        "{network}": str(pick(Network.name.all_of(network), code)),
        "{parties}": "\n".join(f"- {name}" for name in parties),
        "{date}": str(plan.since) if plan.since else OPEN_DATE,
    }
    for mark, words in marks.items():
        text = text.replace(mark, words)
    return text


def _free_code(network: Network, kind: str) -> str:
    taken = set(Agreement.objects.of(network).values_list("code", flat=True))
    numbered = (f"{kind}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


@transaction.atomic
def change_draft(
    *, by: Actor, text: AgreementText, seen: int, plan: TextPlan, now: dt.datetime
) -> AgreementText:
    """Write the wording of a draft anew.

    Raises:
        Refused: keys are "text_fi", "reason", "since"; it is no draft any more.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_agreement", by, text)
    agreement = locked(text.agreement)
    phase_after(agreement.phase, Deed.EDIT)
    current: AgreementText = AgreementText.objects.select_for_update().get(pk=text.pk)
    state_after(current.state, Deed.EDIT)
    first = current.number == 0
    until = plan.until if first else agreement.until
    refuse_if(text_problems(plan, amends=not first, ends=until))
    values = text_values(plan)
    if until == agreement.until and all(getattr(current, name) == value for name, value in values.items()):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    save_version(current, seen=seen, fields=values, message=changed_message())
    if first:
        Agreement.objects.filter(pk=agreement.pk).update(since=plan.since, until=until)
    record(by, "agreement_text_changed", agreement, now)
    return current


def text_values(plan: TextPlan) -> dict[str, object]:
    texts = {f"text_{code}": _tidy(plan.texts.get(code, "")) for code in LANGUAGES}
    return {**texts, "since": plan.since, "reason": " ".join(tidied(plan.reason).split())}


def _tidy(text: str) -> str:
    return tidied(text.replace("\r\n", "\n"))


def text_problems(plan: TextPlan, *, amends: bool, ends: PartialDate | None) -> dict[str, str]:
    problems = {}
    for code in LANGUAGES:
        if len(plan.texts.get(code, "")) > LONGEST_TEXT:
            problems[f"text_{code}"] = _("The text is too long. Put tables and plans into attachments.")
    if amends and not tidied(plan.reason):
        problems["reason"] = _("Write in a sentence why the agreement is amended.")
    if told := order_problem(plan.since, ends):
        problems["since"] = told
    return problems
