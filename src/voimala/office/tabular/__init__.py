"""Tables that somebody has: pasted as text or sent as a file; where the columns are and what each holds.

Pure functions without database. Nothing here decides what is kept: that is the business of whoever takes the
columns.
"""

from voimala.office.tabular.files import (
    LOST,
    MOST_BYTES,
    MOST_FILE_ROWS,
    Raw,
    Unreadable,
    read_file,
    read_text,
)
from voimala.office.tabular.headed import Heading, Table, table_of
from voimala.office.tabular.pasted import (
    DELIMITERS,
    HEADINGS,
    LONGEST_TEXT,
    MOST_ROWS,
    NOTHING,
    PRIVATE,
    Column,
    Row,
    Sheet,
    addresses_in,
    best_delimiter,
    cell_of,
    folded,
    is_address,
    meaning_of,
    mended,
    name_from,
    read_sheet,
    turned,
)
from voimala.office.tabular.told import choices_by_name

__all__ = [
    "DELIMITERS",
    "HEADINGS",
    "LONGEST_TEXT",
    "LOST",
    "MOST_BYTES",
    "MOST_FILE_ROWS",
    "MOST_ROWS",
    "NOTHING",
    "PRIVATE",
    "Column",
    "Heading",
    "Raw",
    "Row",
    "Sheet",
    "Table",
    "Unreadable",
    "addresses_in",
    "best_delimiter",
    "cell_of",
    "choices_by_name",
    "folded",
    "is_address",
    "meaning_of",
    "mended",
    "name_from",
    "read_file",
    "read_sheet",
    "read_text",
    "table_of",
    "turned",
]
