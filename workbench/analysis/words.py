"""The words table: every word of every sentence, at its place in the raw text."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from workbench.analysis.once import Analysis
from workbench.grammar import Word
from workbench.lexicon import is_read
from workbench.spans import OffsetMap, parse_breaks, to_raw_span
from workbench.tables import as_table


def tag_words(sentences: pd.DataFrame, *, analysis: Analysis | None = None) -> pd.DataFrame:
    """Return the words of all sentences in a language that is read, with lemma, part of speech and tree.

    Parameters
    ----------
    sentences
        The sentences table: ``doc_id``, ``sentence``, ``start``, ``text`` and ``breaks`` are read.
    analysis
        What is known of the sentences already; its parser is called once with those that it does not know.

    Returns
    -------
    DataFrame
        The words table, in the order of the sentences. ``start`` and ``end`` are code points of the raw text.

    Raises
    ------
    TableError
        If ``sentences`` lacks one of its columns.
    EditError
        If a sentence's ``breaks`` cannot be read.

    Examples
    --------
    >>> from workbench.tables import as_table
    >>> rows = [dict(doc_id="a", sentence=0, start=40, end=52, text="Rain killed 3", part="body", paragraph=0, breaks="")]
    >>> tag_words(as_table(rows, "sentences"))[["start", "end", "text", "lemma", "upos"]]
       start  end    text lemma  upos
    0     40   44    Rain  rain  NOUN
    1     45   51  killed  kill  VERB
    2     52   53       3     3   NUM
    """
    table = as_table(sentences, "sentences")
    table = table[table["language"].map(is_read).astype(bool)]
    known = analysis or Analysis()
    known.parse(table["text"])
    rows = zip(
        table["doc_id"], table["sentence"], _offsets(table), map(known.words, table["text"]), strict=True
    )
    return as_table([word for row in rows for word in _rows(*row)], "words")


def _offsets(table: pd.DataFrame) -> list[OffsetMap]:
    columns = zip(table["start"], table["breaks"], table["text"], strict=True)
    return [parse_breaks(start, breaks, len(text)) for start, breaks, text in columns]


def _rows(doc_id: str, sentence: int, offsets: OffsetMap, words: Sequence[Word]) -> Iterator[dict[str, Any]]:
    for word in words:
        start, end = to_raw_span(offsets, word.start, word.end)
        yield {**word._asdict(), "doc_id": doc_id, "sentence": sentence, "start": start, "end": end}
