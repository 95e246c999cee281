"""One search over everything that apps let be found, and only what the asker may see.

The index gives candidates; each is asked through its kind's `visible_to` before it is shown or counted. What
neighbours share is not among them: it stands in the registers, under their own headings (decision 34).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length

from voimala.core import references
from voimala.core.viewer import Viewer, sees_all
from voimala.networks.models import Network, RoleKind
from voimala.networks.parts import has_page
from voimala.office.lemmas import asked, asked_words, is_word
from voimala.office.models import SearchEntry, SearchWord
from voimala.office.models.fulltext import Groups, Term, any_of
from voimala.office.models.search import SearchEntryQuerySet
from voimala.office.openings import Card, SearchSource
from voimala.office.services import indexing
from voimala.office.services.indexing import looked_up, sources

LONGEST_QUESTION = 200
MOST_ASKED = 8  # words of one question
MOST_MEANT = 200  # words of the index that one word of a question may mean
MOST_FOUND = 200  # of each kind
OVERSEERS = frozenset({RoleKind.COORDINATOR.value, RoleKind.AUDITOR.value})


@dataclass(frozen=True)
class Answers:
    """What was found of one kind: `count` of them this viewer may see; `more` when there may be others.

    `words` are the words of the index that the question met, for marking them.
    """

    kind: str
    label: str
    rows: tuple[Any, ...]
    cards: tuple[Card, ...]
    count: int
    more: bool


@dataclass(frozen=True)
class Findings:
    answers: tuple[Answers, ...]
    words: frozenset[str]

    @property
    def count(self) -> int:
        return sum(answer.count for answer in self.answers)


NOTHING = Findings((), frozenset())


def find(
    *, words: str, viewer: Viewer, network: Network, kind: str = "", first: int = 0, limit: int = 5
) -> Findings:
    """What the viewer may find in the network by these words, at most `limit` of each kind from `first` on.

    Every word must be met, in one of its forms or as a part of a compound. `kind` narrows to one kind.
    """
    meant = [meaning_of(word) for word in asked_words(words[:LONGEST_QUESTION])[:MOST_ASKED]]
    if not meant or not all(meant):
        return NOTHING
    listed = [source for source in sources() if kind in ("", source.kind)]
    candidates = candidates_of(meant, viewer, network, listed)
    found = (answers_of(source, candidates, viewer, network, first, limit) for source in listed)
    return Findings(tuple(one for one in found if one.count), frozenset().union(*meant))


def meaning_of(word: str) -> list[str]:
    """The words of the index that a word of a question may mean, the shortest first."""
    if not is_word(word):
        return [word]
    group = tuple(Term(key, goes_on) for key, goes_on in asked(word))
    rows = SearchWord.objects.matching((group,)).order_by(Length("word"), "word")
    return list(rows.values_list("word", flat=True)[:MOST_MEANT])


def candidates_of(
    meant: list[list[str]], viewer: Viewer, network: Network, listed: list[SearchSource]
) -> dict[str, list[str]]:
    """Public ids by kind, those met by their title first."""
    roles = viewer.roles_in(network.pk)
    marks = ["", *([indexing.MEMBERS] if roles else []), *([indexing.OVERSEERS] if roles & OVERSEERS else [])]
    if sees_all(viewer):
        marks = ["", indexing.MEMBERS, indexing.OVERSEERS]
    found = {}
    for source in listed:
        entries = SearchEntry.objects.of(network).filter(kind=source.kind)
        found[source.kind] = ranked(entries, looked_up_for(viewer, network, source), meant, marks)
    return found


def met_in(meant: Iterable[Iterable[str]], marks: Iterable[str]) -> Groups:
    return tuple(any_of(mark + word for word in words for mark in marks) for words in meant)


def looked_up_for(viewer: Viewer, network: Network, source: SearchSource) -> tuple[Term, ...]:
    """The marks of the entries of one kind that are worth a look for this viewer."""
    roles = viewer.roles_in(network.pk)
    marks = [indexing.EVERYBODY_LOOKS]
    if roles:
        marks.append(indexing.MEMBERS_LOOK)
    if roles & OVERSEERS or sees_all(viewer):
        marks.append(indexing.OVERSEERS_LOOK)
    own = [indexing.KEY + key for key in source.keys_of(viewer)]
    return any_of([*(looked_up(mark, network.pk, source.kind) for mark in marks), *dict.fromkeys(own)])


def ranked(
    entries: SearchEntryQuerySet, home: tuple[Term, ...], meant: list[list[str]], marks: list[str]
) -> list[str]:
    """Public ids of one kind: those whose title meets every word first, then by name; so many of them.

    Two short questions instead of one that weighs every hit: what is met often is found along the names, what
    is met rarely by its words, and the database knows which (`office.models.fulltext`).
    """
    met = by_name(entries, (home, *met_in(meant, marks)))
    in_title = by_name(entries, (home, *met_in(meant, [indexing.TITLE]))) if met else []
    return list(dict.fromkeys([*in_title, *met]))[: MOST_FOUND + 1]


def by_name(entries: SearchEntryQuerySet, groups: Groups) -> list[str]:
    rows = entries.matching(groups).order_by("sort_key", "pk")
    return list(rows.values_list("public_id", flat=True)[: MOST_FOUND + 1])


def answers_of(
    source: SearchSource,
    candidates: dict[str, list[str]],
    viewer: Viewer,
    network: Network,
    first: int,
    limit: int,
) -> Answers:
    ids = candidates.get(source.kind, [])
    seen = visible_ids(source, ids, viewer, network)[:MOST_FOUND]
    rows = rows_in_order(source, seen[first : first + limit], viewer)
    cards = [source.card(row, viewer, network) for row in rows]
    if cards and not has_page(network, cards[0].url):  # a part that the network does not use
        ids, seen, rows, cards = [], [], [], []
    return Answers(
        kind=source.kind,
        label=str(source.label),
        rows=tuple(rows),
        cards=tuple(cards),
        count=len(seen),
        more=len(ids) > MOST_FOUND,
    )


def visible_ids(source: SearchSource, ids: list[str], viewer: Viewer, network: Network) -> list[str]:
    """Those of the candidates that the viewer may see here, in their order."""
    if not ids:
        return []
    found: Any = references.visible(source.kind, viewer)
    rows = found.of(network).filter(public_id__in=ids)
    seen = set(rows.order_by().values_list("public_id", flat=True))
    return [public_id for public_id in ids if public_id in seen]


def rows_in_order(source: SearchSource, ids: list[str], viewer: Viewer) -> list[Any]:
    if not ids:
        return []
    rows = references.visible(source.kind, viewer).select_related("network", *source.joins)
    by_id = {row.public_id: row for row in rows.filter(public_id__in=ids)}
    return [by_id[public_id] for public_id in ids if public_id in by_id]
