"""Rows written at the same moment: sums stay the sums of the rows, and a form sent twice makes one."""

from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from tests.apps.factories import make_network, make_organisation
from tests.apps.partners.ledger import SYSTEM, record
from tests.apps.together import apart, at_once
from voimala.partners.models import Balance, Commitment, Entry, Organisation
from voimala.partners.services.checking import uneven_balances
from voimala.partners.services.ledger import ContributionRefused, counter_entry

pytestmark = pytest.mark.usefixtures("installed_database")


def make_partner() -> Organisation:
    return make_organisation(make_network("kisa"))


def write(partner: Organisation, number: int, **changes: Any) -> str:
    """The public id of the row; the refusal's field when it was refused."""
    return record(partner, timezone.now(), 60 + number, **changes).public_id


def counter(row: str, number: int) -> str:
    entry = Entry.objects.select_related("organisation").get(public_id=row)
    try:
        made = counter_entry(by=SYSTEM, entry=entry, reason=f"Oikaisu {number}", right=30, now=timezone.now())
    except ContributionRefused as refused:
        return next(iter(refused.problems))
    return made.public_id


def uneven() -> list[str]:
    return list(uneven_balances())


def test_rows_written_at_once_are_all_in_the_sum() -> None:
    partner = apart(make_partner)
    for number in range(4):
        pair = [partial(write, partner, 2 * number + side, direction="promised") for side in (0, 1)]
        at_once(pair)
    assert apart(uneven) == []
    assert apart(lambda: Balance.objects.get().rows) == 8
    assert apart(lambda: Commitment.objects.get().minutes) == sum(60 + number for number in range(8))


def test_a_form_sent_twice_at_once_makes_one_row() -> None:
    partner = apart(make_partner)
    first, second = at_once([partial(write, partner, 0, form_key="sama")] * 2)
    assert first == second
    assert apart(Entry.objects.count) == 1
    assert apart(uneven) == []


def test_a_row_countered_by_two_at_once_is_countered_once() -> None:
    partner = apart(make_partner)
    row = apart(partial(write, partner, 0))
    answers = at_once([partial(counter, row, number) for number in (1, 2)])
    assert answers.count("reason") == 1
    assert apart(Entry.objects.count) == 3
    assert apart(uneven) == []
