"""Who answers for the network: terms are added, ended, corrected, and never overlap where dates tell."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.factories import make_organisation
from voimala.accounts.models import User
from voimala.core.dates import PartialDate
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Term
from voimala.partners.services.terms import TermPlan, TermRefused, add_term

ClientOf = Callable[[User | None], Client]
MOTOR = Term.Duty.MOTOR.value


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def plan(organisation: Organisation, since: str = "", until: str = "", duty: str = MOTOR) -> TermPlan:
    return TermPlan(organisation=organisation, duty=duty, since=date(since), until=date(until))


def url(network: Network, term: Term | None = None) -> str:
    if term is not None:
        return reverse("partners:duty", args=[network.code, term.public_id])
    return reverse("partners:duties", args=[network.code])


def typed(organisation: Organisation, since: str = "", until: str = "", **more: str) -> dict[str, str]:
    told = {"organisation": organisation.public_id, "duty": MOTOR, "since": since, "until": until}
    return {**told, **more}


# The first, the second, and whether they certainly hold at once.
PAIRS = [
    (("2015", "2020"), ("2018", ""), True),
    (("2015", ""), ("2018", "2019"), True),
    (("2015", "2020"), ("2020", ""), False),
    (("2015", "31.7.2021"), ("31.7.2021", ""), False),
    (("2015", "31.7.2021"), ("30.7.2021", ""), True),
    (("2015", "2016"), ("2018", ""), False),
    (("", "2020"), ("2018", ""), False),
    (("", ""), ("2018", ""), False),
    (("2015", "2015"), ("2015", "2015"), False),
]


@pytest.mark.parametrize(("first", "second", "refused"), PAIRS)
def test_the_same_duty_is_not_given_twice_at_once(
    network: Network,
    member: User,
    now: dt.datetime,
    first: tuple[str, str],
    second: tuple[str, str],
    refused: bool,
) -> None:
    by, has = acting(member), make_organisation(network, name_fi="Nykyinen")
    add_term(by=by, network=network, now=now, plan=plan(has, *first))
    wanted = plan(make_organisation(network), *second)
    if refused:
        with pytest.raises(TermRefused, match="Nykyinen"):
            add_term(by=by, network=network, now=now, plan=wanted)
    else:
        add_term(by=by, network=network, now=now, plan=wanted)
    other = plan(wanted.organisation, *second, duty=Term.Duty.ADMINISTRATOR.value)
    add_term(by=by, network=network, now=now, plan=other)


dates = st.one_of(
    st.none(),
    st.integers(2000, 2010).map(lambda year: PartialDate(f"{year}")),
    st.dates(dt.date(2000, 1, 1), dt.date(2010, 12, 31)).map(lambda day: PartialDate(day.isoformat())),
)


@given(dates, dates, dates, dates)
def test_overlapping_is_mutual_and_never_claimed_of_terms_that_may_follow(
    since: PartialDate | None,
    until: PartialDate | None,
    other_since: PartialDate | None,
    other_until: PartialDate | None,
) -> None:
    one, other = Term(since=since, until=until), Term(since=other_since, until=other_until)
    assert one.overlaps(other) == other.overlaps(one)
    may_follow = until is not None and (other_since is None or until.first <= other_since.last)
    if may_follow:
        assert not one.overlaps(other)


def test_a_duty_ends_after_it_begins(network: Network, member: User, now: dt.datetime) -> None:
    wanted = plan(make_organisation(network), "2020", "2019")
    with pytest.raises(TermRefused) as refused:
        add_term(by=acting(member), network=network, now=now, plan=wanted)
    assert set(refused.value.problems) == {"until"}


def test_an_organisation_of_another_network_is_refused(
    network: Network, other_network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    elsewhere = make_organisation(other_network)
    with pytest.raises(TermRefused):
        add_term(by=acting(member), network=network, now=now, plan=plan(elsewhere))
    assert client_of(member).post(url(network), typed(elsewhere)).status_code == 422
    assert not Term.objects.exists()


def test_a_form_sent_twice_gives_one_duty(network: Network, member: User, client_of: ClientOf) -> None:
    sent = typed(make_organisation(network), form_key="sama")
    for _again in range(2):
        assert client_of(member).post(url(network), sent).status_code == 302
    assert Term.objects.count() == 1


def test_the_page_shows_the_history_and_takes_rough_dates(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, first = client_of(member), make_organisation(network, name_fi="Kannatusyhdistys")
    second = make_organisation(network, name_fi="Ammattikorkeakoulu")
    assert client.post(url(network), typed(first, "2015", "31.7.2021")).status_code == 302
    assert client.post(url(network), typed(second, "8/2021")).status_code == 302
    page = client.get(url(network)).content.decode()
    assert page.index("Ammattikorkeakoulu") < page.index("Kannatusyhdistys")
    assert "2015–31.7.2021" in page
    assert page.count("· voimassa") == 1
    answer = client.post(url(network), typed(first, "joskus"))
    assert answer.status_code == 422
    assert "ei ole päivämäärä" in answer.content.decode()
    assert 'value="joskus"' in answer.content.decode()


def test_a_duty_is_ended_by_writing_its_last_day_and_two_writers_choose(
    network: Network, member: User, client_of: ClientOf
) -> None:
    organisation = make_organisation(network)
    term = Term.objects.create(
        network=network, organisation=organisation, duty=MOTOR, since=PartialDate("2015"), sources=["D3"]
    )
    client = client_of(member)
    assert 'value="2015"' in client.get(url(network, term)).content.decode()
    assert client.post(url(network, term), typed(organisation, "2015", "2021", seen="1")).status_code == 302
    term.refresh_from_db()
    assert (str(term.until), term.version, term.sources) == ("2021", 2, ["D3"])
    answer = client.post(url(network, term), typed(organisation, "2015", "2022", seen="1"))
    assert answer.status_code == 409
    assert "Joku muu muutti tätä" in answer.content.decode()
    again = typed(organisation, "2015", "2022", seen="2", keep_until="saved")
    client.post(url(network, term), again)
    term.refresh_from_db()
    assert str(term.until) == "2021"


def test_a_network_without_organisations_is_told_what_comes_first(
    network: Network, member: User, client_of: ClientOf
) -> None:
    page = client_of(member).get(url(network)).content.decode()
    assert "eikä niitä ole vielä" in page
    assert 'name="organisation"' not in page
