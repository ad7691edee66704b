"""The table of figures: every figure of every sentence, with its place in the raw text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from workbench.analysis import Analysis
from workbench.figures.candidates import NOTHING
from workbench.figures.concepts import add_concepts, remember
from workbench.figures.confidence import confidence_of
from workbench.figures.context import Context, Sentence, contexts_of
from workbench.figures.quotations import to_parse
from workbench.figures.tree import Tree
from workbench.grammar import Word
from workbench.lexicon import is_read
from workbench.lexicon.reading import either
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantities import quantities_of
from workbench.numbers.quantity import Quantity, Vague
from workbench.numbers.units import settle_currency
from workbench.numbers.vocabulary import number_words, vague_preset, word_list
from workbench.spans import raw_span
from workbench.tables import as_table

BATCH = 512  # sentences parsed in one call: large enough for speed, small enough for memory


def find_figures(
    sentences: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    vague: Vague | None = None,
    analysis: Analysis | None = None,
) -> pd.DataFrame:
    """Find every figure of the sentences that are in a language that is read: how many, of what, how exactly.

    Parameters
    ----------
    sentences
        Table ``sentences``.
    articles
        Table ``articles``: gives the dates to which "on Monday" refers, and the raw text that ``exact`` quotes. Left
        out, such days stay unknown, and ``exact`` is quoted from the sentence.
    vague
        Lowest and highest value meant by vague number words, as of :func:`vague_preset`; the default preset if left
        out.
    analysis
        What is known of the sentences already; handed on to :func:`find_drifts` and :func:`group_claims` it spares
        them reading the same sentences again. Its parser is the one that is used.

    Returns
    -------
    pandas.DataFrame
        Table ``figures``, in the order of the sentences; offsets refer to the raw text.

    Examples
    --------
    >>> sentences = pd.DataFrame(
    ...     [dict(doc_id="a", sentence=0, start=9, end=45, text="More than 300 soldiers fled on July 3.",
    ...           part="body", paragraph=0, breaks="")]
    ... )
    >>> find_figures(sentences)[["exact", "value_low", "modifier", "concept", "start"]].values.tolist()
    [['300', 300.0, 'more_than', 'soldiers', 19]]
    """
    preset = vague_preset() if vague is None else vague
    dates = {} if articles is None else dict(zip(articles["doc_id"], articles["date_published"], strict=True))
    raws = (
        {}
        if articles is None or "raw" not in articles
        else dict(zip(articles["doc_id"], articles["raw"], strict=True))
    )
    rows: list[dict[str, Any]] = []
    known = analysis or Analysis()
    for chunk in _chunks(_articles(sentences, preset, known)):
        _understand(chunk, known)
        for article in chunk:
            rows += _article_rows(article, dates.get(article[0].row["doc_id"], ""), known)
    return as_table([_quoted(row, raws.get(row["doc_id"], "")) for row in rows], "figures")


def _quoted(row: dict[str, Any], raw: str) -> dict[str, Any]:
    """Quote the raw text: between its words the sentence may lack a line break or a character that none can see."""
    return row | {"exact": raw[row["start"] : row["end"]] or row["exact"]}


@dataclass(slots=True)
class _Sentence:
    """A row of the table of sentences with what is found in it; ``words`` only where it holds a figure."""

    row: dict[str, Any]
    tokens: Tokens | None = None
    quantities: list[Quantity] = field(default_factory=list)
    words: Sequence[Word] | None = None


def _articles(sentences: pd.DataFrame, vague: Vague, analysis: Analysis) -> Iterator[list[_Sentence]]:
    """Yield the sentences article by article, with the figures as far as no grammar is needed."""
    rows = sentences.to_dict("records")
    for _, group in groupby(rows, key=itemgetter("doc_id")):
        article = [_read(row, vague, analysis) for row in group]
        with_figures = [(one.tokens, one.quantities) for one in article if one.tokens is not None]
        settle_currency(with_figures, (one.row["text"] for one in article))
        yield article


def _read(row: dict[str, Any], vague: Vague, analysis: Analysis) -> _Sentence:
    if not is_read(row.get("language", "")):
        return _Sentence(row | {"text": ""})  # nothing is read from it, and nobody speaks in it
    if not _may_hold_number(row["text"]):
        return _Sentence(row)
    tokens = Tokens(row["text"])
    return _Sentence(row, tokens, quantities_of(tokens, vague, analysis=analysis))


def _chunks(articles: Iterator[list[_Sentence]]) -> Iterator[list[list[_Sentence]]]:
    """Yield articles together that hold enough sentences with figures to be parsed in one call."""
    chunk: list[list[_Sentence]] = []
    held = 0
    for article in articles:
        chunk.append(article)
        held += sum(bool(sentence.quantities) for sentence in article)
        if held >= BATCH:
            yield chunk
            chunk, held = [], 0
    yield chunk


def _understand(chunk: list[list[_Sentence]], analysis: Analysis) -> None:
    """Parse the sentences that hold a figure or name its speaker, and write what each figure counts."""
    wanted = [article[i] for article in chunk for i in to_parse(_places(article))]
    analysis.parse(one.row["text"] for one in wanted)
    for sentence in wanted:
        sentence.words = analysis.words(sentence.row["text"])
    for article in chunk:
        _add_concepts(article)


def _add_concepts(article: list[_Sentence]) -> None:
    """Write the concepts sentence by sentence; a noun left out may stand in the sentences before."""
    memory = NOTHING
    for sentence in article:
        tree = Tree(sentence.row["text"], sentence.words or ())
        if sentence.tokens is not None and sentence.words is not None:
            add_concepts(sentence.tokens, tree, sentence.quantities, memory)
        memory = remember(memory, tree, sentence.quantities)


def _article_rows(article: list[_Sentence], anchor: str, analysis: Analysis) -> Iterator[dict[str, Any]]:
    if not any(sentence.quantities for sentence in article):
        return
    said: Counter[str] = Counter()
    found = contexts_of(_places(article), anchor, analysis=analysis)
    for sentence, contexts in zip(article, found, strict=True):
        ids = _ids(sentence, said)
        for place, quantity in enumerate(sentence.quantities):
            whole = "" if quantity.whole is None else ids[quantity.whole]
            yield _row(sentence.row, quantity, ids[place], whole) | _told(quantity, contexts[place])


def _told(quantity: Quantity, context: Context) -> dict[str, Any]:
    """Return who stated a figure, for when and where, and how sure value, concept and speaker are."""
    known = context._asdict()
    sure = confidence_of(quantity, known.pop("route"))
    chain = (context.attributed_to, context.via) if context.via else ()
    return known | {
        "chain": " → ".join(chain),
        "confidence": sure.value,
        "concept_confidence": sure.concept,
        "concept_second": quantity.second,
        "speaker_confidence": sure.speaker,
    }


def _places(article: list[_Sentence]) -> list[Sentence]:
    """Return the sentences as the context reads them: with the spans of their figures."""
    return [
        Sentence(
            one.row["text"],
            [(quantity.start, quantity.end) for quantity in one.quantities],
            one.row["part"],
            one.row["paragraph"],
            one.words,
        )
        for one in article
    ]


def _ids(sentence: _Sentence, said: Counter[str]) -> list[str]:
    """Return the figures' ids; ``said`` counts how often the article has said each sentence, and is carried on."""
    text = " ".join(sentence.row["text"].split())
    said[text] += bool(sentence.quantities)
    seen: Counter[str] = Counter()
    ids = []
    for quantity in sentence.quantities:
        seen[quantity.exact] += 1
        place = (seen[quantity.exact], said[text])
        ids.append(figure_id(sentence.row["doc_id"], text, quantity.exact, *place))
    return ids


_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
_WORD = re.compile(r"[a-z]+")


@cache
def _number_words() -> frozenset[str]:
    return (frozenset(number_words()) | word_list("opener")) - {"a", "an"}


@cache
def _one_of_unit() -> re.Pattern[str]:
    """Return what may bound one of a unit: "more than a decade"."""
    return re.compile(rf"\ban? {either(word_list('single unit'))}\b")


def _may_hold_number(text: str) -> bool:
    """Whether a text holds a digit or a number word: a quick look that spares most sentences the rest."""
    if _DIGIT.search(text):
        return True
    low = text.lower()
    return not _number_words().isdisjoint(_WORD.findall(low)) or bool(_one_of_unit().search(low))


def figure_id(doc_id: str, text: str, exact: str, ordinal: int, time: int = 1) -> str:
    """Return an id that stays the same when other sentences of the article change.

    Parameters
    ----------
    doc_id
        The article.
    text
        The sentence; white space does not count.
    exact
        The figure as it is written.
    ordinal
        Which one it is of those in the sentence that are written so, from 1.
    time
        Which time the article says this very sentence, from 1: a pull quote or a caption says it again.

    Examples
    --------
    >>> figure_id("a", "Some 300 fled.", "300", 1) == figure_id("a", "Some  300 fled.", "300", 1)
    True
    >>> figure_id("a", "Some 300 fled.", "300", 1) == figure_id("a", "Some 300 fled.", "300", 1, time=2)
    False
    """
    content = [doc_id, " ".join(text.split()), exact, str(ordinal), *([str(time)] if time > 1 else [])]
    return "f" + hashlib.blake2b("\x1f".join(content).encode("utf-8"), digest_size=6).hexdigest()


def _row(sentence: dict[str, Any], quantity: Quantity, own_id: str, whole_id: str) -> dict[str, Any]:
    start, end = raw_span(sentence["start"], sentence["breaks"], quantity.start, quantity.end)
    return {
        "figure_id": own_id,
        "doc_id": sentence["doc_id"],
        "start": start,
        "end": end,
        "exact": quantity.exact,
        "value_low": quantity.low,
        "value_high": quantity.high,
        "modifier": quantity.modifier,
        "unit": quantity.full_unit,
        "concept": quantity.concept,
        "kind": quantity.kind,
        "change": quantity.change,
        "sentence": sentence["sentence"],
        "part": sentence["part"],
        "in_body": sentence["part"] == "body",
        "part_of": whole_id,
        "claim_id": "",
    }
