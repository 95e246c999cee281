"""Writes of memberships: on what ground an organisation takes part, from when to when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.dates import PartialDate
from voimala.core.refusal import Refused
from voimala.core.viewer import Actor
from voimala.partners.models import Membership, Organisation
from voimala.partners.services.agreements.memberships import follows_agreement
from voimala.partners.services.keeping import lock_organisation, record, save_changes

COLUMNS = ("ground", "since", "until")


class MembershipRefused(Refused):
    """The dates make no membership, or the organisation has one on the same ground already."""


@dataclass(frozen=True)
class MembershipPlan:
    """On what ground, from when to when. None is "not known" and "still"."""

    ground: str
    since: PartialDate | None
    until: PartialDate | None


@transaction.atomic
def add_membership(
    *, by: Actor, organisation: Organisation, now: dt.datetime, plan: MembershipPlan
) -> Membership:
    """Write down that an organisation takes part. The same one sent twice is one.

    Raises:
        MembershipRefused: keys are the fields "ground", "since" and "until".
    """
    access.require("partners.keep_register", by, organisation)
    home = lock_organisation(organisation)
    values = _values(plan)
    known: Membership | None = Membership.objects.filter(organisation=home, ground=plan.ground).first()
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return known
    membership = Membership(network_id=home.network_id, organisation=home, **values)
    _check(membership)
    membership.save()
    record(by, "membership_added", home, now)
    return membership


@transaction.atomic
def change_membership(
    *, by: Actor, membership: Membership, seen: int, now: dt.datetime, plan: MembershipPlan
) -> Membership:
    """Correct a membership, or end it by its last day. What the sources say stays beside it.

    Raises:
        MembershipRefused: as `add_membership`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_register", by, membership)
    home = lock_organisation(membership.organisation)
    current: Membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _refuse_followed(current)
    values = _values(plan)
    _check(Membership(pk=current.pk, network_id=current.network_id, organisation=home, **values))
    if save_changes(current, seen=seen, values=values):
        record(by, "membership_changed", home, now)
    return current


@transaction.atomic
def remove_membership(*, by: Actor, membership: Membership, now: dt.datetime) -> None:
    """Take away a membership that was a mistake; one that was and ended is ended by its last day."""
    access.require("partners.keep_register", by, membership)
    home = lock_organisation(membership.organisation)
    _refuse_followed(membership)
    membership.delete()
    record(by, "membership_removed", home, now)


def _refuse_followed(membership: Membership) -> None:
    if follows_agreement(membership):
        told = _("This membership follows an agreement: it changes with the agreement, on its own page.")
        raise MembershipRefused({"ground": told})


def _values(plan: MembershipPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in COLUMNS}


def _check(membership: Membership) -> None:
    problems = {}
    if membership.ground not in Membership.Ground.values:
        problems["ground"] = _("Choose a ground.")
    since, until = membership.since, membership.until
    if since and until and until.last < since.first:
        problems["until"] = _("A membership ends after it begins.")
    same = Membership.objects.filter(organisation=membership.organisation, ground=membership.ground)
    other = same.exclude(pk=membership.pk).first()
    if other is not None:
        told = _("The organisation has a membership on this ground already (%(time)s). Correct its dates.")
        problems["ground"] = told % {"time": other.in_words}
    if problems:
        raise MembershipRefused(problems)
