"""Reads the Markdown that people write into agreements and minutes as blocks of a document."""

from voimala.office.documents.described import Block


def blocks_of(text: str, *, highest: int = 1) -> tuple[Block, ...]:
    """The text's headings, paragraphs and lists in order; its own highest heading gets the level `highest`.

    HTML, pictures and code are not read: they stay as the letters they were typed with.
    """
    raise NotImplementedError
