"""Analysis: each sentence is analysed once, and what was found is handed to every room that needs it.

The tables of words and of time expressions are made from it, each row at its place in the raw text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

import pandas as pd

from workbench.grammar import Parser, Word, parse
from workbench.lexicon import is_read
from workbench.spans import OffsetMap, parse_breaks, raw_span, to_raw_span
from workbench.tables import as_table
from workbench.times import Marked, Time, last_named, mark_times, resolve_times

Found = TypeVar("Found")
FARTHEST = 3
"""So many sentences without a date may stand between a date and what is counted from it."""


class Analysis:
    """Sentences with what is found in them, each thing worked out when first asked for and then kept.

    One is made for a case, or for a part of one, and handed from room to room: no room parses a sentence, or looks for
    times in it, that another one has read before. A sentence is known by its text, so that an analysis never grows
    stale; it lives as long as who holds it.

    Parameters
    ----------
    parser
        Cuts sentences into words with tags and trees. Another library can stand behind it (:class:`Parser`).

    Examples
    --------
    >>> analysis = Analysis()
    >>> text = "Two boats sank on Monday."
    >>> [word.upos for word in analysis.words(text)]
    ['NUM', 'NOUN', 'VERB', 'ADP', 'PROPN', 'PUNCT']
    >>> [time.low for time in analysis.times(text, "2021-07-07")]
    ['2021-07-05']
    """

    def __init__(self, *, parser: Parser = parse) -> None:
        self._parser = parser
        self._words: dict[str, Sequence[Word]] = {}
        self._marked: dict[str, Marked] = {}
        self._times: dict[tuple[str, str, tuple[str, str] | None], list[Time]] = {}
        self._derived: dict[tuple[Hashable, ...], Any] = {}

    def parse(self, texts: Iterable[str]) -> None:
        """Parse in one call those sentences that are not parsed yet: many together take far less time than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._words]
        if new:
            self._words.update(zip(new, self._parser(new), strict=True))

    def words(self, text: str) -> Sequence[Word]:
        """Return the words of a sentence."""
        if text not in self._words:
            self.parse([text])
        return self._words[text]

    def times(
        self, text: str, published: str = "", *, reference: tuple[str, str] | None = None
    ) -> list[Time]:
        """Return the time expressions of a sentence, resolved against the day of publication where it is known.

        ``reference`` are the days that the sentences before spoke of last: "three days later" counts from them.
        """
        if text not in self._marked:
            self._marked[text] = mark_times(text)
        if not self._marked[text]:
            return []
        key = text, published, reference
        if key not in self._times:
            self._times[key] = resolve_times(self._marked[text], text, published, reference=reference)
        return self._times[key]

    def times_in_turn(self, texts: Iterable[str], published: str = "") -> Iterator[list[Time]]:
        """Yield the time expressions of the sentences of one article, each seen from what the ones before it named.

        Examples
        --------
        >>> told = ["The dam broke on Friday.", "Nobody was hurt.", "The day after, the army came."]
        >>> [[time.low for time in times] for times in Analysis().times_in_turn(told, "2021-07-07")]
        [['2021-07-02'], [], ['2021-07-03']]
        """
        named, since = None, 0
        for text in texts:
            times = self.times(text, published, reference=named if since <= FARTHEST else None)
            last = last_named(times, text) if times else None
            named, since = (last, 0) if last else (named, since + 1)
            yield times

    def once(self, find: Callable[[Analysis, str], Found], text: str) -> Found:
        """Return what a function of a room finds in a sentence, asking it once for the same one."""
        key = find, text
        if key not in self._derived:
            self._derived[key] = find(self, text)
        return self._derived[key]


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
    return as_table([word for row in rows for word in _word_rows(*row)], "words")


def _offsets(table: pd.DataFrame) -> list[OffsetMap]:
    columns = zip(table["start"], table["breaks"], table["text"], strict=True)
    return [parse_breaks(start, breaks, len(text)) for start, breaks, text in columns]


def _word_rows(
    doc_id: str, sentence: int, offsets: OffsetMap, words: Sequence[Word]
) -> Iterator[dict[str, Any]]:
    for word in words:
        start, end = to_raw_span(offsets, word.start, word.end)
        yield {**word._asdict(), "doc_id": doc_id, "sentence": sentence, "start": start, "end": end}


def tag_times(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, analysis: Analysis | None = None
) -> pd.DataFrame:
    """Find the time expressions of the sentences and resolve them against their article's publication date.

    Parameters
    ----------
    sentences
        The table ``sentences``; ``text`` is searched.
    articles
        The table ``articles``; ``date_published`` is the day that "Saturday" is seen from.
    analysis
        What is known of the sentences already.

    Returns
    -------
    pandas.DataFrame
        The table ``times``, in the order of the sentences, with one column more: ``bound`` ("since", "until", "by",
        "before", "after" where that word leads to the expression). Offsets are those of the raw text. ``low`` and
        ``high`` are empty where an article has no date or the text does not tell.

    See Also
    --------
    workbench.times.find_times : the same for one text.

    Examples
    --------
    >>> text = "It reopened on Friday, 2 July."
    >>> sentences = pd.DataFrame([dict(doc_id="a", sentence=0, start=0, end=30, text=text, breaks="")])
    >>> articles = pd.DataFrame([dict(doc_id="a", date_published="2021-07-05", raw=text)])
    >>> tag_times(sentences, articles)[["start", "end", "exact", "low"]].values.tolist()
    [[15, 29, 'Friday, 2 July', '2021-07-02']]
    """
    known = articles.set_index("doc_id")[["date_published", "raw"]].T.to_dict("list")
    return as_table(_with_columns(list(_time_rows(sentences, known, analysis or Analysis()))), "times")


def _with_columns(rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = ["doc_id", "sentence", "start", "end", "exact", "kind", "low", "high", "bound"]
    return pd.DataFrame(rows, columns=columns)


def _time_rows(
    sentences: pd.DataFrame, known: dict[str, list[str]], analysis: Analysis
) -> Iterator[dict[str, Any]]:
    columns = ["doc_id", "sentence", "start", "text", "breaks"]
    if "language" in sentences:
        sentences = sentences[sentences["language"].map(is_read).astype(bool)]
    told = sentences[columns].itertuples(index=False, name=None)
    for doc_id, group in groupby(told, key=itemgetter(0)):
        anchor, raw = known.get(doc_id, ("", ""))
        rows = list(group)
        for row, times in zip(rows, analysis.times_in_turn((row[3] for row in rows), anchor), strict=True):
            yield from (_time_row(row, time, raw) for time in times)


def _time_row(row: tuple[Any, ...], time: Time, raw: str) -> dict[str, Any]:
    doc_id, sentence, start, _, breaks = row
    low, high = raw_span(int(start), breaks, time.start, time.end)
    return {
        "doc_id": doc_id,
        "sentence": sentence,
        "start": low,
        "end": high,
        "exact": raw[low:high] or time.exact,
        "kind": time.kind,
        "low": time.low,
        "high": time.high,
        "bound": time.bound,
    }
