"""The index of the search follows the trail: what an event is about is indexed anew in its transaction.

Nothing here decides who may see what; the marks in an entry only keep the search from looking in vain.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db import OperationalError, transaction

from voimala.core.references import Reference
from voimala.core.text import sort_key
from voimala.office.lemmas import is_word, keys, words
from voimala.office.models import SearchEntry, SearchWord
from voimala.office.models.fulltext import any_of
from voimala.office.openings import Circle, Found, Progress, SearchSource, search_sources

BATCH = 1000
MOST_WORDS = 400  # of one object
TITLE, MEMBERS, OVERSEERS = "_t", "_j", "_i"
KEY = "_g"
EVERYBODY_LOOKS, MEMBERS_LOOK, OVERSEERS_LOOK = "_p", "_m", "_o"
# Whom an entry is looked up for: everybody sees what visitors see.
_LOOKED_UP_FOR = {
    Circle.EVERYBODY: (EVERYBODY_LOOKS, MEMBERS_LOOK, OVERSEERS_LOOK),
    Circle.MEMBERS: (MEMBERS_LOOK, OVERSEERS_LOOK),
    Circle.OVERSEERS: (OVERSEERS_LOOK,),
}
READING = "people_read"
DEADLOCK = "40P01"
"""PostgreSQL's code of it."""


def sources() -> list[SearchSource]:
    """The kinds of object that the search finds, in the order of the page."""
    return sorted(search_sources.gather(), key=lambda source: source.order)


def follow_the_trail(deed: str, subjects: Sequence[Reference], now: dt.datetime) -> None:
    """Fills the slot `told`: what a deed was about is indexed anew. Reading changes nothing."""
    if deed == READING:
        return
    by_kind: dict[str, set[str]] = defaultdict(set)
    for subject in subjects:
        by_kind[subject.kind].add(subject.public_id)
    for source in sources():
        if source.kind in by_kind:
            index_again(source, by_kind[source.kind], now)


def index_again(source: SearchSource, public_ids: Iterable[str], now: dt.datetime) -> None:
    """Index these objects as they are now; what is gone, or that nobody is to find, leaves the index."""
    wanted = set(public_ids)
    for ids in in_batches(sorted(wanted)):
        found = index_rows(source, source.rows().filter(public_id__in=ids), now)
        SearchEntry.objects.filter(kind=source.kind, public_id__in=set(ids) - found).delete()


def looked_up(mark: str, network_id: int, kind: str) -> str:
    """The mark of an entry that is worth a look. One token for whom, whose and what: the database knows how
    often each stands, and that visitors look for no people; of three tokens it would guess."""
    return f"{mark}{network_id}{kind}"


def index_rows(source: SearchSource, rows: Iterable[Any], now: dt.datetime) -> set[str]:
    """Write the entries of these rows over what was; returns the public ids of those that have one."""
    found = [entry for entry in map(source.entry, rows) if entry is not None]
    entries, told = [], set[str]()
    for one in found:
        tokens, of_entry = tokens_of(source.kind, one)
        told |= of_entry
        entries.append(
            SearchEntry(
                network_id=one.network_id,
                kind=source.kind,
                public_id=one.public_id,
                sort_key=sort_key(next((text for text in one.title.values() if text), "")),
                tokens=tokens,
                updated_at=now,
            )
        )
    learn_words(told)
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "public_id"],
        update_fields=["network", "sort_key", "tokens", "updated_at"],
    )
    return {entry.public_id for entry in entries}


def tokens_of(kind: str, found: Found) -> tuple[str, set[str]]:
    """What an entry is found by, and the words in it. Words for some carry the mark of those."""
    title = _some(" ".join(found.title.values()))
    everybody = {*title, *_some(found.terms)}
    members, overseers = _some(found.members_terms), _some(found.overseers_terms)
    marks = [looked_up(mark, found.network_id, kind) for mark in _LOOKED_UP_FOR[found.circle]]
    marks += [KEY + key for key in found.also]
    marks += [TITLE + word for word in title]
    marks += [MEMBERS + word for word in members if word not in everybody]
    marks += [OVERSEERS + word for word in overseers if word not in everybody]
    told = {*everybody, *members, *overseers}
    return " ".join(sorted({*everybody, *marks})), told


def _some(text: str) -> list[str]:
    return list(dict.fromkeys(words(text)))[:MOST_WORDS]


def learn_words(told: Iterable[str]) -> None:
    """Keep the keys of words that no entry had before; numbers are found as they are written."""
    wanted = sorted(word for word in told if is_word(word))
    for some in in_batches(wanted):
        known = set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
        _bring([SearchWord(word=word, tokens=" ".join(keys(word))) for word in some if word not in known])


def _bring(new: list[SearchWord]) -> None:
    """Insert new words. Two deeds may bring the same ones in opposite orders: neither waits for the other.

    A word for which the other deed holds the place is left to it; should that deed fail, the night brings it.
    """
    if not new:
        return
    try:
        with transaction.atomic():
            SearchWord.objects.bulk_create(new, ignore_conflicts=True)
    except OperationalError as error:
        if not is_deadlock(error):
            raise
        for word in new if len(new) > 1 else ():
            _bring([word])


def is_deadlock(error: OperationalError) -> bool:
    """Did the database end this statement because two transactions waited for each other?"""
    return getattr(error.__cause__, "sqlstate", "") == DEADLOCK


def rebuild_index(
    *, now: dt.datetime, step: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, int]:
    """Make the whole index anew beside the work that goes on; how many entries there are of each kind.

    Each portion is a transaction of its own, begun with its `step`. Cut off, it is simply done again.
    """
    listed = sources()
    made = {}
    for number, source in enumerate(listed):
        made[source.kind] = _source_anew(source, now, partial(step, number, len(listed)))
    _words_anew(partial(step, len(listed), len(listed)))
    return made


def _source_anew(source: SearchSource, now: dt.datetime, step: Callable[[], None]) -> int:
    """Index every row, then drop the entries of rows that are no more; what came meanwhile stays."""
    before = SearchEntry.objects.filter(kind=source.kind).order_by("-pk").first()
    found = set[str]()
    for rows in all_rows(source):
        with transaction.atomic():
            step()
            found |= index_rows(source, rows, now)
    if before is not None:
        old = SearchEntry.objects.filter(kind=source.kind, pk__lte=before.pk)
        gone = sorted(set(old.values_list("public_id", flat=True)) - found)
        for some in in_batches(gone):
            SearchEntry.objects.filter(kind=source.kind, public_id__in=some).delete()
    return len(found)


def _words_anew(step: Callable[[], None]) -> None:
    """Give every word the keys of today's rules, and forget those that no entry has any more."""
    used = set[str]()
    for tokens in SearchEntry.objects.values_list("tokens", flat=True).iterator(BATCH):
        used.update(token[2:] if token[0] == "_" else token for token in tokens.split(" "))
    for some in in_batches(sorted(SearchWord.objects.values_list("word", flat=True))):
        with transaction.atomic():
            step()
            kept = SearchWord.objects.filter(word__in=[word for word in some if word in used])
            changed = [row for row in kept if row.tokens != " ".join(keys(row.word))]
            for row in changed:
                row.tokens = " ".join(keys(row.word))
            SearchWord.objects.bulk_update(changed, ["tokens"])
            unused = [word for word in some if word not in used and not is_used(word)]
            SearchWord.objects.filter(word__in=unused).delete()


def is_used(word: str) -> bool:
    """Asked last thing before a word is forgotten: a deed may have brought it in meanwhile."""
    group = any_of(mark + word for mark in ("", MEMBERS, OVERSEERS))
    return bool(SearchEntry.objects.matching((group,)).exists())


def all_rows(source: SearchSource) -> Iterator[list[Any]]:
    """All rows of a source, so many at a time that they fit into memory."""
    rows, last = source.rows().order_by("pk"), 0
    while found := list(rows.filter(pk__gt=last)[:BATCH]):
        yield found
        last = found[-1].pk


def rebuild_nightly(progress: Progress) -> None:
    """The job: what the index missed is in it by morning, and forgotten names leave its words."""
    rebuild_index(now=progress.now(), step=progress.step)


def in_batches(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
