"""The index of the search: the words that each object is found by, and the keys of the words.

It holds no titles and no text in order: what a page shows comes from the object, asked through `visible_to`.
"""

from typing import Any

from django.db import models

from voimala.networks.models import Owned, OwnedQuerySet
from voimala.office.models.fulltext import Groups, Matches


class SearchEntryQuerySet(OwnedQuerySet):
    def matching(self, groups: Groups) -> "SearchEntryQuerySet":
        return self.filter(Matches(self.model._meta.db_table, groups))


class SearchEntry(Owned):
    """One object that can be found. `tokens` are its words, and marks that say for whom each is."""

    kind = models.CharField(max_length=30)
    public_id = models.CharField(max_length=12)
    sort_key = models.CharField(max_length=200)
    tokens = models.TextField()
    updated_at = models.DateTimeField()

    objects: Any = SearchEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "kind", "sort_key", "id"], name="search_entry_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def matching(self, groups: Groups) -> "SearchWordQuerySet":
        return self.filter(Matches(self.model._meta.db_table, groups))


class SearchWord(models.Model):
    """A word that entries are found by, with the keys of its forms and parts: one row for all entries."""

    word = models.CharField(max_length=40, unique=True)
    tokens = models.TextField()

    objects = SearchWordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.word
