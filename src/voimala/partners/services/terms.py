"""Who answers for the network, and when: administrator, motor, coordinating organisation."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.dates import PartialDate
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Term

COLUMNS = ("organisation", "duty", "since", "until")


class TermRefused(Refused):
    """The dates do not make a term, or another organisation certainly has the duty then."""


@dataclass(frozen=True)
class TermPlan:
    """Which organisation, for what, from when to when. None is "not known" and "still"."""

    organisation: Organisation
    duty: str
    since: PartialDate | None
    until: PartialDate | None


@transaction.atomic
def add_term(*, by: Actor, network: Network, now: dt.datetime, plan: TermPlan, form_key: str = "") -> Term:
    """Write down that an organisation has a duty for a time. A form sent twice makes one row.

    Raises:
        TermRefused: keys are the fields "organisation", "duty", "since" and "until".
    """
    access.require("partners.keep_terms", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    made: Term | None = Term.objects.of(network).filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    term = Term(network=network, form_key=form_key, **_values(plan))
    _check(network, term)
    term.save()
    _record(by, "duty_given", term, now)
    return term


@transaction.atomic
def change_term(*, by: Actor, term: Term, seen: int, now: dt.datetime, plan: TermPlan) -> Term:
    """Correct a term or end it. What the sources say stays beside it.

    Raises:
        TermRefused: as `add_term`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_terms", by, term)
    Network.objects.select_for_update().get(pk=term.network_id)
    current: Term = Term.objects.select_for_update().get(pk=term.pk)
    values = _values(plan)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    _check(term.network, current)
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(current, seen=seen, fields=COLUMNS, message=message)
    _record(by, "duty_changed", current, now)
    return current


def _values(plan: TermPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in COLUMNS}


def _check(network: Network, term: Term) -> None:
    problems = {}
    if term.duty not in Term.Duty.values:
        problems["duty"] = _("Choose a duty.")
    if term.organisation.network_id != network.pk:
        problems["organisation"] = _("Choose one of this network's own organisations.")
    if term.since and term.until and term.until.last < term.since.first:
        problems["until"] = _("A duty ends after it begins.")
    if not problems and (other := _overlapping(network, term)):
        named = {"organisation": other.organisation, "time": other.in_words}
        problems["since"] = (
            _("%(organisation)s has the same duty then (%(time)s). End that first, or correct the dates.")
            % named
        )
    if problems:
        raise TermRefused(problems)


def _overlapping(network: Network, term: Term) -> Term | None:
    others = (
        Term.objects.of(network).filter(duty=term.duty).exclude(pk=term.pk).select_related("organisation")
    )
    return next((other for other in others if term.overlaps(other)), None)


def _record(by: Actor, deed: str, term: Term, now: dt.datetime) -> None:
    subjects = [Reference("organisation", term.organisation.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=term.network_id)
