"""`docs/from-the-texts.md`: every statement has a page and a test, or says that it is not built.

The pages are opened by `tests/apps/demo/test_from_the_texts.py`.
"""

import re
from pathlib import Path

import pytest

from tests.from_the_texts import NOT_BUILT, TEXTS, Statement, counted, statements

STATEMENTS = statements()


def test_the_texts_are_covered_and_the_counts_are_true() -> None:
    assert set(counted()) == set(TEXTS)
    for text, (told, missing) in counted().items():
        rows = [row for row in STATEMENTS if row.text == text]
        assert len(rows) == told >= 10, text
        assert len([row for row in rows if row.page == NOT_BUILT]) == missing, text


def test_the_statements_are_numbered_in_order() -> None:
    for text in TEXTS:
        numbers = [row.number for row in STATEMENTS if row.text == text]
        assert numbers == list(range(1, len(numbers) + 1)), text


def test_a_statement_has_all_or_says_that_it_is_not_built() -> None:
    for row in STATEMENTS:
        if row.page == NOT_BUILT:
            assert (row.says, row.test) == ("–", "–"), row
        else:
            assert row.page.startswith("/"), row
            assert len(row.says) > 3, row


@pytest.mark.parametrize("row", [row for row in STATEMENTS if row.page != NOT_BUILT], ids=str)
def test_the_named_test_exists(root: Path, row: Statement) -> None:
    file, _, function = row.test.partition("::")
    source = root / file
    assert source.is_file(), row.test
    assert re.search(rf"^def {re.escape(function)}\(", source.read_text(encoding="utf-8"), re.MULTILINE), row
