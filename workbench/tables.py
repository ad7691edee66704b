"""Every table of the workbench: what a row is, its columns, their types, units and meaning.

This is the one place where the tables are written down. The documentation, the checks and the exports read
it from here; every room makes its frames with :func:`as_table`.

Conventions that hold for all tables: unknown text is the empty string, an unknown number is missing (NaN or
``<NA>``), dates are ISO 8601 strings (``2021-07-05``), several values in one cell are joined by ``"; "``.
Offsets are code points of the raw text, half-open ``[start, end)``, and never refer to a cleaned text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from workbench.errors import TableError


class Column(NamedTuple):
    """A column: its name, pandas type, meaning, unit and, for a closed vocabulary, the values allowed."""

    name: str
    dtype: str
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: its name, what a row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]


TEXT, INTEGER, NUMBER, FLAG = "str", "Int64", "float64", "bool"

MODIFIERS = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague")
KINDS = ("count", "measure", "money", "percent", "share", "duration", "age", "score")
LINK_LABELS = ("verbatim", "light", "paraphrase", "shared_fact")
DRIFT_KINDS = (
    "number",
    "name",
    "date",
    "place",
    "organisation",
    "attribution",
    "negation",
    "quantity",
    "meaning",
)
RELATIONS = ("wholly derived", "partly derived", "siblings", "independent", "unsure")
VERDICTS = ("agree", "compatible", "updated", "conflict", "single")
PARTS = ("body", "headline", "subheading", "caption", "other")

DOC_ID = Column("doc_id", TEXT, "the article: its file's stem, with #2 for a second story in the file")
START = Column("start", INTEGER, "where it begins in the raw text", "code points")
END = Column("end", INTEGER, "where it ends in the raw text, exclusive", "code points")
EXACT = Column("exact", TEXT, "the characters at [start, end) of the raw text")


def _side(letter: str) -> tuple[Column, ...]:
    return (
        Column(f"{letter}_doc_id", TEXT, f"the article of sentence {letter}"),
        Column(f"{letter}_start", INTEGER, f"where sentence {letter} begins in the raw text", "code points"),
        Column(
            f"{letter}_end",
            INTEGER,
            f"where sentence {letter} ends in the raw text, exclusive",
            "code points",
        ),
        Column(f"{letter}_text", TEXT, f"sentence {letter}, cleaned"),
    )


_TABLES = (
    Table(
        "articles",
        "an article, or a story in a file that holds several",
        (
            DOC_ID,
            Column("headline", TEXT, "the headline; empty if none is known"),
            Column("publisher", TEXT, "who published this file's text; empty if unknown"),
            Column("date_published", TEXT, "publication date; empty if unknown, never the date of a crawl"),
            Column("date_basis", TEXT, "how the publication date is known"),
            Column("date_retrieved", TEXT, "when the page was fetched or printed, if the file says so"),
            Column("byline", TEXT, "who wrote it"),
            Column("dateline", TEXT, "the place at the head of the body, as printed"),
            Column("agencies", TEXT, "news agencies that the article credits or names as its source"),
            Column("language", TEXT, "ISO 639-1 code; empty if unknown"),
            Column("url", TEXT, "address of the page, if the file says so"),
            Column("source_file", TEXT, "path inside the case, with ! before a member of an archive"),
            Column(
                "record", INTEGER, "record in the file, counted from 1; missing if the file is one article"
            ),
            Column("encoding", TEXT, "how the bytes were read"),
            Column("sha256", TEXT, "SHA-256 of the file's bytes"),
            Column("start", INTEGER, "where the story begins in the raw text of its file", "code points"),
            Column("end", INTEGER, "where the story ends in the raw text of its file", "code points"),
            Column(
                "raw",
                TEXT,
                "the whole text of the file, or of its record, as it was read; offsets refer to it",
            ),
            Column(
                "main_spans",
                TEXT,
                "the main article inside raw, as 'start:end start:end', where the format tells it from the rest",
                "code points",
            ),
            Column(
                "caption_spans",
                TEXT,
                "captions of pictures inside raw, in the same form, where the format marks them",
                "code points",
            ),
            Column("text", TEXT, "the cleaned body"),
            Column("n_words", INTEGER, "words in the cleaned body", "words"),
            Column("warnings", TEXT, "what a person should know about this article"),
        ),
    ),
    Table(
        "load_report",
        "a file or record that was met",
        (
            Column("path", TEXT, "path inside the case, with ! before a member of an archive"),
            Column("line", INTEGER, "line or record in the file, counted from 1; missing for a whole file"),
            Column("outcome", TEXT, "what became of it", allowed=("loaded", "duplicate", "rejected")),
            Column("doc_id", TEXT, "the article it became, or the one it duplicates; empty if there is none"),
            Column("reason", TEXT, "why it was rejected, what it duplicates, or a warning"),
        ),
    ),
    Table(
        "edits",
        "a change from raw to clean",
        (
            Column("edit_id", TEXT, "made from the file, the rule, the place and the words covered"),
            DOC_ID,
            START,
            END,
            Column("before", TEXT, "the raw characters that the edit covers"),
            Column("replacement", TEXT, "what stands there in the clean text; the same if only flagged"),
            Column("rule", TEXT, "the cleaning rule that proposed it"),
            Column("action", TEXT, "what is done", allowed=("removed", "moved", "replaced", "flagged")),
            Column("field", TEXT, "the field that a moved text fills: caption, byline, publisher, …"),
            Column("reason", TEXT, "why, in words"),
        ),
    ),
    Table(
        "fields",
        "something known about an article, and how",
        (
            DOC_ID,
            Column("field", TEXT, "headline, publisher, date_published, byline, caption, …"),
            Column("value", TEXT, "what is known"),
            Column("basis", TEXT, "how it is known"),
            START,
            END,
        ),
    ),
    Table(
        "sentences",
        "a sentence",
        (
            DOC_ID,
            Column("sentence", INTEGER, "number of the sentence in its article, from 0"),
            START,
            END,
            Column("text", TEXT, "the sentence, cleaned"),
            Column("part", TEXT, "where it stands in the article", allowed=PARTS),
            Column("paragraph", INTEGER, "number of the paragraph in its article, from 0"),
            Column(
                "breaks",
                TEXT,
                "empty where no edit shifts an offset; else 'text offset:raw offset' where one does",
            ),
        ),
    ),
    Table(
        "words",
        "a word of a sentence",
        (
            DOC_ID,
            Column("sentence", INTEGER, "number of the sentence in its article, from 0"),
            START,
            END,
            Column("text", TEXT, "the word"),
            Column("lemma", TEXT, "its dictionary form, lower case"),
            Column("upos", TEXT, "Universal Dependencies part of speech"),
            Column("head", INTEGER, "number of its head in the sentence, from 1; 0 for the root"),
            Column("relation", TEXT, "Universal Dependencies relation to the head"),
        ),
    ),
    Table(
        "times",
        "a time expression in an article",
        (
            DOC_ID,
            Column("sentence", INTEGER, "number of the sentence in its article, from 0"),
            START,
            END,
            EXACT,
            Column("kind", TEXT, "what it is: weekday, day, month, year, duration, …"),
            Column("low", TEXT, "first day meant; empty where it cannot be known"),
            Column("high", TEXT, "last day meant; empty where it cannot be known"),
        ),
    ),
    Table(
        "figures",
        "a figure in an article",
        (
            Column(
                "figure_id",
                TEXT,
                "made from article, sentence and number, so that it survives edits elsewhere in the article",
            ),
            DOC_ID,
            START,
            END,
            EXACT,
            Column("value_low", NUMBER, "lower end; missing where there is none", "unit"),
            Column("value_high", NUMBER, "upper end; missing where there is none", "unit"),
            Column("modifier", TEXT, "how exactly", allowed=MODIFIERS),
            Column("unit", TEXT, "normalised unit; empty for plain counts"),
            Column("concept", TEXT, "the noun phrase that is counted or measured"),
            Column("kind", TEXT, "what sort of figure", allowed=KINDS),
            Column(
                "change", TEXT, "up or down, if the figure is an amount of change", allowed=("", "up", "down")
            ),
            Column("attributed_to", TEXT, "who the article says stated it"),
            Column("via", TEXT, "who carried that statement: AP in 'AP quoted the ministry as saying'"),
            Column("as_of_low", TEXT, "first day for which it is stated"),
            Column("as_of_high", TEXT, "last day for which it is stated"),
            Column("place", TEXT, "where, if stated"),
            Column("sentence", INTEGER, "number of its sentence in the article, from 0"),
            Column("part", TEXT, "where it stands in the article", allowed=PARTS),
            Column("in_body", FLAG, "whether it stands in the body"),
            Column("part_of", TEXT, "figure_id of the whole that this one is a part of"),
            Column("claim_id", TEXT, "the real-world quantity it states; empty until reconciled"),
        ),
    ),
    Table(
        "links",
        "two sentences that are one reworked, or state one fact",
        (
            *_side("a"),
            *_side("b"),
            Column("label", TEXT, "how near the wording is", allowed=LINK_LABELS),
            Column("score", NUMBER, "probability that the link is right, higher is surer", "0 to 1"),
        ),
    ),
    Table(
        "adds_and_omits",
        "a sentence that only one article has, or that an article leaves out",
        (
            DOC_ID,
            Column("what", TEXT, "whether the article adds or omits it", allowed=("adds", "omits")),
            Column("source_doc_id", TEXT, "the article in which the sentence stands"),
            START,
            END,
            Column("text", TEXT, "the sentence, cleaned"),
            Column("n_articles", INTEGER, "articles that have it in one version or another", "articles"),
        ),
    ),
    Table(
        "drifts",
        "a place where a reworked sentence changed a fact",
        (
            DOC_ID,
            START,
            END,
            EXACT,
            Column("kind", TEXT, "what changed", allowed=DRIFT_KINDS),
            Column("reference_doc_id", TEXT, "the article it is compared with"),
            Column("reference_start", INTEGER, "where the other wording begins", "code points"),
            Column("reference_end", INTEGER, "where the other wording ends, exclusive", "code points"),
            Column("reference_exact", TEXT, "the other wording"),
            Column("explanation", TEXT, "what changed, in words"),
        ),
    ),
    Table(
        "relations",
        "two articles",
        (
            Column("a", TEXT, "one article"),
            Column("b", TEXT, "the other"),
            Column("relation", TEXT, "how they are related", allowed=RELATIONS),
            Column(
                "share_of_a",
                NUMBER,
                "share of a's body words that stand in reworked sentences of b",
                "0 to 1",
            ),
            Column(
                "share_of_b",
                NUMBER,
                "share of b's body words that stand in reworked sentences of a",
                "0 to 1",
            ),
            Column("evidence", TEXT, "why, in words"),
        ),
    ),
    Table(
        "families",
        "an article's origin",
        (
            DOC_ID,
            Column("family", TEXT, "the group of articles with one origin"),
            Column(
                "origin", TEXT, "the wire where it is known, 'latent' where nobody names it, 'own' otherwise"
            ),
            Column("confidence", NUMBER, "how sure the grouping is, higher is surer", "0 to 1"),
        ),
    ),
    Table(
        "events",
        "an article and the event it reports",
        (
            DOC_ID,
            Column("event", INTEGER, "number of the event, from 0 in order of appearance"),
        ),
    ),
    Table(
        "near_duplicates",
        "an article and the group of articles with nearly the same text",
        (
            DOC_ID,
            Column("group", INTEGER, "number of the group, from 0 in order of appearance"),
            Column(
                "share",
                NUMBER,
                "estimated share of runs of three words that the nearest of the group has, too",
                "0 to 1",
            ),
        ),
    ),
    Table(
        "ledger",
        "a real-world quantity",
        (
            Column("claim_id", TEXT, "made from the figures it groups"),
            Column("claim", TEXT, "readable name, from the figures' own words or given by a person"),
            Column("kind", TEXT, "what sort of figure", allowed=KINDS),
            Column("unit", TEXT, "normalised unit; empty for plain counts"),
            Column("value_low", NUMBER, "lowest value stated", "unit"),
            Column("value_high", NUMBER, "highest value stated", "unit"),
            Column("n_figures", INTEGER, "figures that state it", "figures"),
            Column("n_articles", INTEGER, "articles that state it", "articles"),
            Column("n_publishers", INTEGER, "known publishers that state it", "publishers"),
            Column("n_families", INTEGER, "independent origins that state it", "families"),
            Column("articles", TEXT, "the articles that state it"),
            Column("publishers", TEXT, "the known publishers that state it"),
            Column("families", TEXT, "the independent origins that state it"),
            Column("stated_by", TEXT, "who is said to have stated it, with the agencies that carried it"),
            Column("as_of_low", TEXT, "first day for which it is stated"),
            Column("as_of_high", TEXT, "last day for which it is stated"),
            Column("first_seen", TEXT, "publication date and article of its first appearance"),
            Column("lineage", TEXT, "how it moved through the articles, in words"),
            Column("verdict", TEXT, "how the families compare", allowed=VERDICTS),
            Column("why", TEXT, "the reason, in words"),
            Column("warnings", TEXT, "what a person should look at, in words"),
            Column("source_rating", TEXT, "Admiralty code for the source, A to F, entered by a person"),
            Column(
                "information_rating", TEXT, "Admiralty code for the information, 1 to 6, entered by a person"
            ),
            Column("reviewed", TEXT, "what a person decided; empty if nobody has looked"),
        ),
    ),
    Table(
        "reviews",
        "a decision of the analyst",
        (
            Column("at", TEXT, "when, ISO 8601 with time zone"),
            Column("reviewer", TEXT, "who decided"),
            Column("subject", TEXT, "figure_id, claim_id or edit_id"),
            Column(
                "decision",
                TEXT,
                "what was decided",
                allowed=("confirm", "correct", "reject", "merge", "split", "rename", "rate", "accept"),
            ),
            Column("value_low", NUMBER, "corrected lower end", "unit"),
            Column("value_high", NUMBER, "corrected upper end", "unit"),
            Column("unit", TEXT, "corrected unit"),
            Column("concept", TEXT, "corrected concept, new name, or the claim merged with"),
            Column(
                "figures",
                TEXT,
                "figure_ids that a decision on a claim rests on: it follows them when claims are made anew",
            ),
            Column("source_rating", TEXT, "Admiralty code for the source, A to F, entered by a person"),
            Column(
                "information_rating", TEXT, "Admiralty code for the information, 1 to 6, entered by a person"
            ),
            Column("note", TEXT, "why"),
        ),
    ),
    Table(
        "readability",
        "an article's readability",
        (
            DOC_ID,
            Column("n_words", INTEGER, "words in the cleaned body", "words"),
            Column("n_sentences", INTEGER, "sentences in the cleaned body", "sentences"),
            Column("flesch_reading_ease", NUMBER, "Flesch 1948; higher is easier", "0 to 100"),
            Column("flesch_kincaid_grade", NUMBER, "Kincaid 1975; higher is harder", "US school years"),
            Column("gunning_fog", NUMBER, "Gunning 1952; higher is harder", "US school years"),
            Column("syllables", TEXT, "where the syllable counts come from"),
        ),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}


def table(name: str) -> Table:
    """Look up a table by name.

    Raises
    ------
    TableError
        If there is no table of that name; the message lists those that exist.

    Examples
    --------
    >>> table("relations").row
    'two articles'
    """
    if name not in TABLES:
        raise TableError(f"There is no table '{name}'. The tables are: {', '.join(sorted(TABLES))}.")
    return TABLES[name]


def as_table(rows: pd.DataFrame | Iterable[Mapping[str, Any]], name: str) -> pd.DataFrame:
    """Return the rows as the named table: documented columns first and in order, each with its type.

    Columns that the table does not document are kept behind the documented ones.

    Raises
    ------
    TableError
        If a documented column is missing, cannot take its type, or holds a value outside its vocabulary.

    Examples
    --------
    >>> rows = [dict(a="x", b="y", relation="independent", share_of_a=0, share_of_b=0, evidence="")]
    >>> as_table(rows, "relations").loc[0, "relation"]
    'independent'
    """
    wanted = table(name).columns
    names = [column.name for column in wanted]
    frame = rows if isinstance(rows, pd.DataFrame) else _framed(rows, name)
    if frame.empty and not len(frame.columns):
        frame = pd.DataFrame(columns=names)
    missing = [column for column in names if column not in frame.columns]
    if missing:
        raise TableError(f"Table '{name}' lacks the column(s) {', '.join(missing)}.")
    frame = frame[names + [column for column in frame.columns if column not in names]].reset_index(drop=True)
    return frame.assign(**{column.name: _typed(frame[column.name], column, name) for column in wanted})


def _framed(rows: Iterable[Mapping[str, Any]], name: str) -> pd.DataFrame:
    try:
        return pd.DataFrame(list(rows))
    except (TypeError, ValueError, OverflowError) as error:  # half a character, a number beyond all types
        raise TableError(f"Table '{name}' cannot hold these rows: {error}.") from error


def _typed(values: pd.Series, column: Column, table_name: str) -> pd.Series:
    try:
        typed = values.fillna("").astype(TEXT) if column.dtype == TEXT else values.astype(column.dtype)
    except (TypeError, ValueError, OverflowError) as error:
        raise TableError(
            f"Table '{table_name}', column '{column.name}' must be {column.dtype}: {error}."
        ) from error
    if column.allowed:
        odd = sorted(set(typed) - set(column.allowed))
        if odd:
            raise TableError(
                f"Table '{table_name}', column '{column.name}' holds {', '.join(map(repr, odd))}; "
                f"allowed: {', '.join(map(repr, column.allowed))}."
            )
    return typed


def empty(name: str) -> pd.DataFrame:
    """Return the named table with no rows.

    Examples
    --------
    >>> empty("families").columns.tolist()
    ['doc_id', 'family', 'origin', 'confidence']
    """
    return as_table([], name)


def describe(name: str) -> pd.DataFrame:
    """Return the columns of a table with their types, units and meaning, one a row.

    Examples
    --------
    >>> describe("families").loc[3, "unit"]
    '0 to 1'
    """
    return pd.DataFrame([column._asdict() for column in table(name).columns]).assign(
        allowed=lambda frame: frame["allowed"].map(", ".join)
    )
