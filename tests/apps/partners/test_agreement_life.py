"""What may happen to an agreement when: the table of states, dates, and the services behind them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.factories import make_organisation
from tests.apps.partners.agreement_rows import (
    BY,
    amend,
    date,
    draft,
    party_of,
    send,
    sign,
    signed,
    text_of,
)
from tests.apps.together import apart, at_once
from voimala.core.dates import PartialDate
from voimala.core.refusal import Refused
from voimala.networks.models import Network
from voimala.partners.life import (
    AGREEMENT,
    TEXT,
    Deed,
    certainly_together,
    phase_after,
    signing_problem,
    state_after,
)
from voimala.partners.models import Agreement, AgreementText, Membership, Party, Signature
from voimala.partners.services import agreements

Phase, State = Agreement.Phase, AgreementText.State
OVER = {Phase.ENDED, Phase.TERMINATED}


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_whatever_is_tried_nothing_comes_back_from_its_end(deeds: list[Deed]) -> None:
    """Any walk: what is over stays over, nothing is signed before it was out, every no is told in words."""
    phase, been = Phase.DRAFT, {Phase.DRAFT}
    for deed in deeds:
        if (phase, deed) not in AGREEMENT:
            with pytest.raises(Refused, match=r"\w+ \w+.*\. .+\.$"):
                phase_after(phase, deed)
            continue
        after = phase_after(phase, deed)
        assert phase not in OVER or after == phase
        assert after != Phase.SIGNED or Phase.OUT in been
        phase = after
        been.add(phase)


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_a_signed_or_withdrawn_text_stays_so(deeds: list[Deed]) -> None:
    state = State.DRAFT
    for deed in deeds:
        try:
            after = state_after(state, deed)
        except Refused:
            continue
        assert state not in (State.SIGNED, State.WITHDRAWN)
        assert after != State.SIGNED or state == State.OUT
        state = after


def test_every_deed_of_a_text_is_one_of_its_agreement() -> None:
    assert {deed for _state, deed in TEXT} <= {deed for _phase, deed in AGREEMENT}


@pytest.mark.parametrize(
    ("signed_on", "sent_on", "says"),
    [
        ("6/2017", dt.date(2017, 6, 20), ""),
        ("2017", None, ""),
        ("5/2017", dt.date(2017, 6, 1), "lähetettiin"),
        ("2018", dt.date(2017, 6, 1), "vasta edessä"),
        ("21.9.2017", dt.date(2017, 6, 1), "vasta edessä"),
        ("20.9.2017", dt.date(2017, 6, 1), ""),
    ],
)
def test_the_day_of_a_signature(signed_on: str, sent_on: dt.date | None, says: str) -> None:
    told = signing_problem(date(signed_on), sent_on, dt.date(2017, 9, 20))
    assert (says in told) if says else not told


some_date = st.dates(dt.date(2000, 1, 1), dt.date(2009, 12, 31)).map(lambda day: PartialDate(day.isoformat()))
dates = st.one_of(st.none(), st.integers(2000, 2009).map(lambda year: PartialDate(str(year))), some_date)
spans = st.tuples(dates, dates)


@given(spans, spans)
def test_two_agreements_overlap_mutually_and_only_for_certain(
    one: tuple[PartialDate | None, PartialDate | None], other: tuple[PartialDate | None, PartialDate | None]
) -> None:
    assert certainly_together(one, other) == certainly_together(other, one)
    if one[1] is not None and other[0] is not None and one[1].first <= other[0].last:
        assert not certainly_together(one, other)


def refused(deed: Callable[[], object], *keys: str) -> str:
    with pytest.raises(Refused) as told:
        deed()
    assert set(told.value.problems) == set(keys or ("__all__",))
    return " ".join(told.value.problems.values())


def test_signed_by_all_it_is_in_force_and_its_parties_are_members(network: Network) -> None:
    agreement = draft(network, since=date("1.1.2018"))
    assert "luonnos" in refused(lambda: sign(agreement, 0))
    send(agreement)
    sign(agreement, 0, on="5/2017")
    agreement.refresh_from_db()
    assert agreement.phase == Phase.OUT
    assert not Membership.objects.exists()
    sign(agreement, 1, on="12.6.2017")
    agreement.refresh_from_db()
    assert (agreement.phase, str(agreement.signed_on)) == (Phase.SIGNED, "12.6.2017")
    assert not agreement.in_force(dt.date(2017, 12, 31))
    assert agreement.in_force(dt.date(2018, 1, 1))
    members = Membership.objects.filter(ground="agreement", since=date("1.1.2018"), until=None)
    assert members.count() == agreement.parties.count() == 2


def test_a_signature_told_twice_is_one_and_another_day_is_refused(network: Network) -> None:
    agreement = draft(network)
    send(agreement)
    sign(agreement, 0)
    sign(agreement, 0)
    assert Signature.objects.count() == 1
    refused(lambda: sign(agreement, 0, on="7/2017"), "signed_on")
    refused(lambda: agreements.call_back(by=BY, text=text_of(agreement), now=timezone.now()))
    agreements.take_back_signature(by=BY, signature=Signature.objects.get(), now=timezone.now())
    assert agreements.call_back(by=BY, text=text_of(agreement), now=timezone.now()).state == State.DRAFT


def test_what_is_not_ready_does_not_go_out(network: Network) -> None:
    alone = draft(network, make_organisation(network))
    assert "kaksi" in refused(lambda: send(alone))
    empty = draft(network)
    agreements.change_draft(
        by=BY, text=text_of(empty), seen=1, plan=agreements.TextPlan(), now=timezone.now()
    )
    refused(lambda: send(empty))
    later = timezone.localdate() + dt.timedelta(days=2)
    refused(lambda: send(draft(network), sent_on=later), "sent_on")


def test_one_partnership_agreement_at_a_time(network: Network) -> None:
    first = signed(network)
    second = draft(network, since=date("2020"))
    assert "Kumppanuussopimus" in refused(lambda: send(second))
    letter = signed(network, kind="intent")
    assert letter.phase == Phase.SIGNED
    end(first, "31.12.2019")
    assert send(second).state == State.OUT


def end(agreement: Agreement, until: str, reason: str = "Tuli uusi") -> None:
    agreements.end_agreement(
        by=BY,
        agreement=agreement,
        seen=agreement.version,
        until=date(until) if until else None,
        reason=reason,
        now=timezone.now(),
    )


def test_an_end_has_its_day_and_reason_and_ends_the_memberships(network: Network) -> None:
    agreement = signed(network)
    amend(agreement)
    refused(lambda: end(agreement, "", ""), "until", "end_reason")
    refused(lambda: end(agreement, "2017"), "until")
    end(agreement, "31.12.2030")
    agreement.refresh_from_db()
    assert agreement.in_force(dt.date(2030, 12, 31))
    assert not agreement.in_force(dt.date(2031, 1, 1))
    assert text_of(agreement, 1).state == State.WITHDRAWN
    assert {str(row.until) for row in Membership.objects.all()} == {"31.12.2030"}
    assert "päättynyt" in refused(lambda: amend(agreement))
    end(agreement, "2029", "Päivä korjattiin")
    assert {str(row.until) for row in Membership.objects.all()} == {"2029"}


def test_a_draft_that_is_given_up_never_was_in_force(network: Network) -> None:
    agreement = draft(network, since=date("2018"))
    end(agreement, "")
    agreement.refresh_from_db()
    assert agreement.phase == Phase.ENDED
    assert not agreement.in_force(dt.date(2019, 1, 1))
    assert not Membership.objects.exists()


def test_an_amendment_is_signed_by_those_bound_and_the_original_stays(network: Network) -> None:
    agreement = signed(network)
    refused(lambda: amend(agreement, reason=""), "reason")
    amend(agreement, since=date("2020"))
    assert amend(agreement, since=date("2020")).number == 1
    refused(lambda: amend(agreement, "Toinen teksti"))
    send(agreement, 1)
    sign(agreement, 0, number=1)
    leave(party_of(agreement, 1))
    text = text_of(agreement, 1)
    assert text.state == State.OUT, "one party alone cannot agree"
    newcomer = make_organisation(network)
    agreements.add_party(
        by=BY, agreement=agreement, organisation=newcomer, since=date("2019"), now=timezone.now()
    )
    sign(agreement, 2, number=1)
    assert text_of(agreement, 1).state == State.SIGNED
    assert text_of(agreement, 0).state == State.SIGNED
    assert amend(agreement, "Kolmas").number == 2


def leave(party: Party) -> None:
    agreements.leave_party(
        by=BY, party=party, until=date("2019"), reason="Toiminta loppui", now=timezone.now()
    )


def test_joining_and_leaving_move_the_membership_too(network: Network) -> None:
    agreement = signed(network)
    party, newcomer = party_of(agreement), make_organisation(network)
    refused(lambda: join(agreement, newcomer, ""), "since")
    refused(lambda: join(agreement, newcomer, "2016"), "since")
    assert join(agreement, newcomer, "2020") == join(agreement, newcomer, "2021")
    assert str(Membership.objects.get(organisation=newcomer).since) == "2020"
    leave(party)
    assert str(Membership.objects.get(organisation=party.organisation).until) == "2019"
    again = join(agreement, party.organisation, "2022")
    assert again != party
    assert Membership.objects.get(organisation=party.organisation).until is None


def join(agreement: Agreement, organisation: object, since: str) -> Party:
    return agreements.add_party(
        by=BY,
        agreement=agreement,
        organisation=organisation,  # type: ignore[arg-type]  # an organisation
        since=date(since) if since else None,
        now=timezone.now(),
    )


def test_what_is_signed_never_changes(network: Network) -> None:
    agreement = signed(network)
    text = text_of(agreement)
    text.text_fi = "Jotain muuta"
    with pytest.raises(TypeError):
        text.save()
    with pytest.raises(TypeError):
        Signature.objects.all()[0].save()
    plan = agreements.TextPlan({"fi": "Jotain muuta"})
    assert (
        "ei enää muutu"
        in refused(
            lambda: agreements.change_draft(by=BY, text=text, seen=1, plan=plan, now=timezone.now())
        ).lower()
    )
    refused(
        lambda: agreements.take_back_signature(
            by=BY, signature=Signature.objects.all()[0], now=timezone.now()
        )
    )


@pytest.mark.usefixtures("installed_database")
def test_the_last_two_signatures_at_once_are_both_kept_and_sign_once() -> None:
    from tests.apps.factories import make_network

    agreement = apart(lambda: out_for_signature(make_network("kilpa")))
    at_once([lambda: sign(agreement, 0), lambda: sign(agreement, 1)])
    found = apart(lambda: (Agreement.objects.get(), Signature.objects.count(), Membership.objects.count()))
    assert (found[0].phase, *found[1:]) == (Phase.SIGNED, 2, 2)


def out_for_signature(network: Network) -> Agreement:
    agreement = draft(network)
    send(agreement)
    return agreement
