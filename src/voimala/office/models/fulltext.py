"""One column of prepared tokens that both databases search alike: a tsvector in PostgreSQL, FTS5 in SQLite.

Tokens are made by `office.lemmas`; the databases split at blanks and do nothing else. What the migration
lays down (`lay_down`) keeps itself up to date with the column. SQLite forgets the triggers when a later
migration makes the table anew: that migration calls `lay_down` again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Term:
    """A token; with `goes_on` also every token that begins with it."""

    token: str
    goes_on: bool = False


Groups = tuple[tuple[Term, ...], ...]


def any_of(tokens: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(token) for token in tokens)


class Matches(models.Expression):
    """Rows of the table that have, of every group, at least one term. No groups: no rows."""

    output_field = models.BooleanField()

    def __init__(self, table: str, groups: Groups) -> None:
        super().__init__()
        self.table, self.groups = table, groups

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        if not self.groups or not all(self.groups):
            return "0 = 1", ()
        if connection.vendor == "postgresql":
            return f'"{self.table}"."vector" @@ %s::tsquery', (_postgresql(self.groups),)
        fts = f"{self.table}_fts"
        match = f'"{self.table}"."id" IN (SELECT rowid FROM "{fts}" WHERE "{fts}" MATCH %s)'  # noqa: S608  # a model's table
        return match, (_sqlite(self.groups),)

    def get_group_by_cols(self) -> list[Any]:
        return []


def _postgresql(groups: Groups) -> str:
    written = (
        " | ".join(f"'{term.token}'{':*' if term.goes_on else ''}" for term in group) for group in groups
    )
    return " & ".join(f"({group})" for group in written)


def _sqlite(groups: Groups) -> str:
    written = (
        " OR ".join(f'"{term.token}"{"*" if term.goes_on else ""}' for term in group) for group in groups
    )
    return " AND ".join(f"({group})" for group in written)


def lay_down(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the search of `table`.`tokens`, for what is in it and for what comes."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement.format(table=table))


def take_up(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    statements = _POSTGRESQL_AWAY if editor.connection.vendor == "postgresql" else _SQLITE_AWAY
    for statement in statements:
        editor.execute(statement.format(table=table))


_POSTGRESQL = (
    """ALTER TABLE "{table}" ADD COLUMN "vector" tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array("tokens", ' '))) STORED""",
    # Words are many and each is rare: with the usual hundred the planner takes rare words for common ones.
    """ALTER TABLE "{table}" ALTER COLUMN "vector" SET STATISTICS 1000""",
    """CREATE INDEX "{table}_vector" ON "{table}" USING gin ("vector") WITH (fastupdate = off)""",
)
_POSTGRESQL_AWAY = ("""ALTER TABLE "{table}" DROP COLUMN "vector\"""",)
_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_fts" USING fts5(
    "tokens", content='{table}', content_rowid='id', detail='none', prefix='3 5',
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
    """CREATE TRIGGER IF NOT EXISTS "{table}_comes" AFTER INSERT ON "{table}" BEGIN
    INSERT INTO "{table}_fts"(rowid, "tokens") VALUES (new."id", new."tokens"); END""",
    """CREATE TRIGGER IF NOT EXISTS "{table}_goes" AFTER DELETE ON "{table}" BEGIN
    INSERT INTO "{table}_fts"("{table}_fts", rowid, "tokens") VALUES ('delete', old."id", old."tokens");
    END""",
    """CREATE TRIGGER IF NOT EXISTS "{table}_changes" AFTER UPDATE OF "tokens" ON "{table}" BEGIN
    INSERT INTO "{table}_fts"("{table}_fts", rowid, "tokens") VALUES ('delete', old."id", old."tokens");
    INSERT INTO "{table}_fts"(rowid, "tokens") VALUES (new."id", new."tokens"); END""",
    """INSERT INTO "{table}_fts"("{table}_fts") VALUES ('rebuild')""",
)
_SQLITE_AWAY = (
    """DROP TRIGGER "{table}_comes\"""",
    """DROP TRIGGER "{table}_goes\"""",
    """DROP TRIGGER "{table}_changes\"""",
    """DROP TABLE "{table}_fts\"""",
)
