"""Lists that people search, narrow, sort and leaf through: what a page's address says of them.

It knows rows only as a QuerySet to narrow, order and cut; which rows there are, the page decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.functional import Promise

PAGE = 50
MOST_COUNTED = 10_000
"""Rows that are counted and leafed through: beyond them a search is faster than the next page."""
LONGEST_WORDS = 100
Label = str | Promise


@dataclass(frozen=True)
class Column:
    """A column with its heading, and the fields it sorts by; none when it does not sort."""

    code: str
    label: Label
    order: tuple[str, ...] = ()
    css: str = ""


@dataclass(frozen=True)
class Filter:
    """One way to narrow: the parameter's name, its label and what may be chosen."""

    name: str
    label: Label
    choices: Sequence[tuple[str, Label]]


@dataclass(frozen=True)
class Chosen:
    """A filter with what was chosen in it."""

    filter: Filter
    value: str


@dataclass(frozen=True)
class Heading:
    """A column's heading: `url` sorts by it, `state` says how it is sorted now, as `aria-sort` does."""

    label: Label
    css: str
    url: str = ""
    state: str = ""


class CappedPaginator(Paginator[Any]):
    """Counts no further than `MOST_COUNTED`: a list costs the same however long it grows."""

    @cached_property
    def count(self) -> int:
        found: Any = self.object_list
        return min(int(found[: MOST_COUNTED + 1].count()), MOST_COUNTED)


@dataclass(frozen=True)
class Listing:
    """What the reader wants of a list, read from the parameters of the address.

    A filter, a sorting or a page that does not exist narrows, sorts and turns nothing.

    Args:
        params: of the address.
        columns: in their order; the first that sorts is the usual order.
        filters: in their order, the words that are searched for left out.
    """

    params: Mapping[str, str]
    columns: Sequence[Column]
    filters: Sequence[Filter] = field(default_factory=tuple)

    @property
    def words(self) -> str:
        return self.params.get("q", "").strip()[:LONGEST_WORDS]

    def __getitem__(self, name: str) -> str:
        """What is chosen in a filter, "" for nothing. KeyError when the list has no such filter."""
        choices = {each.name: each.choices for each in self.filters}[name]
        wanted = self.params.get(name, "")
        return wanted if wanted in {str(value) for value, _ in choices} else ""

    @property
    def chosen(self) -> list[Chosen]:
        return [Chosen(each, self[each.name]) for each in self.filters]

    @property
    def narrows(self) -> bool:
        return bool(self.words or any(each.value for each in self.chosen))

    @property
    def sortable(self) -> list[Column]:
        return [column for column in self.columns if column.order]

    @property
    def sort(self) -> str:
        """The code of the column that sorts, with a minus when it runs backwards."""
        wanted = self.params.get("sort", "")
        known = {column.code for column in self.sortable}
        return wanted if wanted.removeprefix("-") in known else self.sortable[0].code

    def ordered(self, rows: Any) -> Any:
        """The rows in the wanted order; two of the same place keep their order from page to page."""
        backwards = self.sort.startswith("-")
        column = next(each for each in self.sortable if each.code == self.sort.removeprefix("-"))
        order = (*column.order, "pk")
        return rows.order_by(*(f"-{name}" for name in order) if backwards else order)

    def page(self, rows: Any, size: int = PAGE) -> Page[Any]:
        return CappedPaginator(self.ordered(rows), size).get_page(self.params.get("page"))

    @property
    def query(self) -> str:
        """The parameters for the links to other pages of the same list, ending in & when there are any."""
        usual = self.sortable[0].code
        given = {**self._narrowing, "sort": "" if self.sort == usual else self.sort}
        return _parameters(given)

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    @property
    def _narrowing(self) -> dict[str, str]:
        return {"q": self.words, **{each.filter.name: each.value for each in self.chosen}}

    def _heading(self, column: Column) -> Heading:
        if not column.order:
            return Heading(column.label, column.css)
        state = {column.code: "ascending", f"-{column.code}": "descending"}.get(self.sort, "")
        turned = f"-{column.code}" if state == "ascending" else column.code
        url = f"?{_parameters({**self._narrowing, 'sort': turned})}".rstrip("&")
        return Heading(column.label, column.css, url, state)


def _parameters(given: Mapping[str, str]) -> str:
    text = urlencode({name: value for name, value in given.items() if value})
    return f"{text}&" if text else ""


def holds_words(words: str, *names: str) -> Q:
    """Rows in which every word stands in one of these fields.

    SQLite folds only ASCII: a word is also looked for in small letters, capitals and with a capital first.
    """
    found = Q()
    for word in words.split():
        shapes = (word.lower(), word.upper(), word.capitalize())
        one = Q(*((f"{name}__icontains", word) for name in names), _connector=Q.OR)
        for shape in shapes:
            one |= Q(*((f"{name}__contains", shape) for name in names), _connector=Q.OR)
        found &= one
    return found
