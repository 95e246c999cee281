"""Partial dates: every day of the calendar, in the forms people and sources write."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from voimala.core.dates import PartialDate, PartialDateField

days = st.dates(min_value=dt.date(1, 1, 1))
known_to = st.sampled_from([4, 7, 10])


@given(days, known_to)
def test_a_written_date_reads_back_as_itself(day: dt.date, length: int) -> None:
    date = PartialDate(day.isoformat()[:length])
    assert PartialDate.parse(date.iso) == date
    assert PartialDate.parse(f" {date.iso} ") == date
    assert date.first <= day <= date.last
    assert PartialDateField().to_python(date.iso) == date


@given(st.dates(min_value=dt.date(1000, 1, 1)), known_to)
def test_what_a_form_shows_can_be_sent_back(day: dt.date, length: int) -> None:
    date = PartialDate(day.isoformat()[:length])
    assert PartialDate.parse(str(date)) == date


@given(days, days, known_to)
def test_dates_sort_as_their_days_do(one: dt.date, other: dt.date, length: int) -> None:
    first, second = PartialDate(one.isoformat()[:length]), PartialDate(other.isoformat()[:length])
    assert (first < second) == (first.iso < second.iso)
    if first < second:
        assert first.first < second.first


@given(st.text(max_size=12))
def test_other_text_is_refused_and_never_half_understood(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert date.iso.isascii()
    assert date.first <= date.last


@pytest.mark.parametrize(
    ("iso", "shown", "first", "last"),
    [
        ("2015", "2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31)),
        ("2016-02", "2/2016", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2018-01-31", "31.1.2018", dt.date(2018, 1, 31), dt.date(2018, 1, 31)),
    ],
)
def test_a_date_knows_what_it_may_mean(iso: str, shown: str, first: dt.date, last: dt.date) -> None:
    date = PartialDate(iso)
    assert (str(date), date.first, date.last) == (shown, first, last)


NO_DATES = "|0000|2015-00|2015-13|2015-1|2015-02-29|2015-01-00|15|1.13.2015|0/2015|2015-01-01T00|٢٠١٥|20155"


@pytest.mark.parametrize("text", NO_DATES.split("|"))
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not YYYY|must be in|out of range"):
        PartialDate.parse(text)


def test_the_field_says_what_to_write_and_takes_nothing_for_not_known() -> None:
    field = PartialDateField(null=True)
    assert field.to_python("") is None
    assert field.get_prep_value(None) is None
    assert field.get_prep_value("1/2015") == "2015-01"
    with pytest.raises(ValidationError, match=r"2015, 1/2015"):
        field.to_python("tammikuu")
