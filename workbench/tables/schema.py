"""What a table is made of: columns with their types, units, meaning and, where it is closed, vocabulary."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its name, pandas type, meaning, unit and, for a closed vocabulary, the values allowed.

    One that is ``optional`` may be left out of a frame that is handed in: it is then unknown in every row.
    """

    name: str
    dtype: str
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    optional: bool = False


class Table(NamedTuple):
    """A table: its name, what a row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]


TEXT, INTEGER, NUMBER, FLAG = "str", "Int64", "float64", "bool"

PARTS = ("body", "headline", "subheading", "caption", "other")

DOC_ID = Column("doc_id", TEXT, "the article: its file's stem, with #2 for a second story in the file")
START = Column("start", INTEGER, "where it begins in the raw text", "code points")
END = Column("end", INTEGER, "where it ends in the raw text, exclusive", "code points")
EXACT = Column("exact", TEXT, "the characters at [start, end) of the raw text")
SENTENCE = Column("sentence", INTEGER, "number of the sentence in its article, from 0")
