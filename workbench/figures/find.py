"""The table of figures: every figure of every sentence, with its place in the raw text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from workbench.figures.concepts import add_concepts
from workbench.figures.lexing import Tokens
from workbench.figures.numerals import Vague
from workbench.figures.quantities import quantities_of
from workbench.figures.quantity import Quantity
from workbench.figures.tree import Tree
from workbench.figures.vocabulary import number_words, vague_preset, word_list
from workbench.grammar import parse
from workbench.spans import raw_span
from workbench.tables import as_table

BATCH = 512  # sentences parsed in one call: large enough for speed, small enough for memory


def find_figures(
    sentences: pd.DataFrame, articles: pd.DataFrame | None = None, *, vague: Vague | None = None
) -> pd.DataFrame:
    """Find every figure of the sentences: how many, of what, how exactly.

    Parameters
    ----------
    sentences
        Table ``sentences``.
    articles
        Table ``articles``: gives the dates to which "on Monday" refers. Left out, such days stay unknown.
    vague
        Lowest and highest value meant by vague number words, as of :func:`vague_preset`; the default preset if left
        out.

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
    rows: list[dict[str, Any]] = []
    counted = _Earlier()
    for batch in _batches(_candidates(sentences, preset)):
        trees = parse([sentence["text"] for sentence, _, _ in batch])
        for (sentence, tokens, quantities), words in zip(batch, trees, strict=True):
            earlier = counted.before(sentence)
            add_concepts(tokens, Tree(sentence["text"], words), quantities, earlier)
            counted.note(sentence, quantities)
            rows += _rows(sentence, quantities)
    return as_table(rows, "figures")


class _Earlier:
    """What an article counted last, for a number whose noun is left out in the sentence that goes on."""

    def __init__(self) -> None:
        self.doc_id, self.sentence, self.concept = "", -2, ""

    def before(self, sentence: dict[str, Any]) -> str:
        near = sentence["doc_id"] == self.doc_id and 0 < sentence["sentence"] - self.sentence <= 1
        return self.concept if near else ""

    def note(self, sentence: dict[str, Any], quantities: list[Quantity]) -> None:
        counts = [
            quantity.concept for quantity in quantities if quantity.kind == "count" and quantity.concept
        ]
        if counts:
            self.doc_id, self.sentence, self.concept = sentence["doc_id"], sentence["sentence"], counts[0]


@cache
def _may_hold_number() -> re.Pattern[str]:
    words = {*number_words(), *word_list("opener")} - {"a", "an"}
    whole = "|".join(
        sorted((word for word in words if len(word) > 2 and word.isalpha()), key=len, reverse=True)
    )
    return re.compile(rf"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]|\b(?:{whole})", re.IGNORECASE)


def _candidates(
    sentences: pd.DataFrame, vague: Vague
) -> Iterator[tuple[dict[str, Any], Tokens, list[Quantity]]]:
    """Yield the sentences that hold a figure, with their tokens and the figures as far as no grammar is needed."""
    pattern = _may_hold_number()
    for sentence in sentences.to_dict("records"):
        if pattern.search(sentence["text"]):
            tokens = Tokens(sentence["text"])
            quantities = quantities_of(tokens, vague)
            if quantities:
                yield sentence, tokens, quantities


def _batches(items: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _rows(sentence: dict[str, Any], quantities: Sequence[Quantity]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    ids = []
    for quantity in quantities:
        seen[quantity.exact] = seen.get(quantity.exact, 0) + 1
        ids.append(figure_id(sentence["doc_id"], sentence["text"], quantity.exact, seen[quantity.exact]))
    return [
        _row(sentence, quantity, own, "" if quantity.whole is None else ids[quantity.whole])
        for quantity, own in zip(quantities, ids, strict=True)
    ]


def figure_id(doc_id: str, text: str, exact: str, ordinal: int) -> str:
    """Return an id that stays the same when other sentences of the article change.

    Examples
    --------
    >>> figure_id("a", "Some 300 fled.", "300", 1) == figure_id("a", "Some 300 fled.", "300", 1)
    True
    """
    content = "\x1f".join((doc_id, " ".join(text.split()), exact, str(ordinal)))
    return "f" + hashlib.blake2b(content.encode("utf-8"), digest_size=6).hexdigest()


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
        "attributed_to": "",
        "via": "",
        "as_of_low": "",
        "as_of_high": "",
        "place": "",
        "sentence": sentence["sentence"],
        "part": sentence["part"],
        "in_body": sentence["part"] == "body",
        "part_of": whole_id,
        "claim_id": "",
    }
