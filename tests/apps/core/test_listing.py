"""What a list's address says: filters, sorting and pages that do not exist do nothing."""

import pytest

from voimala.core import listing
from voimala.core.listing import Column, Filter, Listing

COLUMNS = (
    Column("name", "Nimi", ("sort_key",)),
    Column("kind", "Laji", ("kind", "sort_key")),
    Column("n", "Luku"),
)
FILTERS = (Filter("kind", "Laji", [("a", "A"), ("b", "B")]),)


def asked(**params: str) -> Listing:
    return Listing(params, COLUMNS, FILTERS)


def test_what_does_not_exist_narrows_and_sorts_nothing() -> None:
    wanted = asked(kind="c", sort="-n", q=" ")
    assert (wanted["kind"], wanted.sort, wanted.narrows, wanted.query) == ("", "name", False, "")


def test_links_keep_what_was_asked_and_turn_the_sorted_column() -> None:
    wanted = asked(kind="a", sort="kind", q="äiti & isä", page="7")
    assert wanted.narrows
    assert wanted.query == "q=%C3%A4iti+%26+is%C3%A4&kind=a&sort=kind&"
    name, kind, number = wanted.headings
    assert (kind.state, kind.url.rpartition("&")[2]) == ("ascending", "sort=-kind")
    assert (name.state, name.url.rpartition("&")[2]) == ("", "sort=name")
    assert number.url == ""


class Rows(list):
    def order_by(self, *names: str) -> "Rows":
        self.ordered_by = names
        return self

    def __getitem__(self, place: slice) -> "Rows":  # type: ignore[override]  # only slices are asked
        return Rows(super().__getitem__(place))

    def count(self) -> int:  # type: ignore[override]  # of a QuerySet
        return len(self)


def test_backwards_turns_every_field_and_keeps_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_COUNTED", 10)
    rows = Rows(range(25))
    page = asked(sort="-kind", page="99").page(rows, size=4)
    assert rows.ordered_by == ("-kind", "-sort_key", "-pk")
    assert (page.number, page.paginator.num_pages, page.paginator.count) == (3, 3, 10)
