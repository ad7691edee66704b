"""The tables of the comparison: reworked sentences, changed facts, related articles, origins and events."""

from __future__ import annotations

from workbench.tables.schema import DOC_ID, END, EXACT, INTEGER, NUMBER, START, TEXT, Column, Table

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


COMPARISON = (
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
            Column("drift_id", TEXT, "made from the two articles and the two wordings"),
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
            Column(
                "source",
                TEXT,
                "the one of the two that the other is derived from; empty where that is not known",
                optional=True,
            ),
            Column(
                "confidence",
                NUMBER,
                "probability that the two share copied text, or, where they are independent or unsure, that they do not",
                "0 to 1",
                optional=True,
            ),
        ),
    ),
    Table(
        "families",
        "an article's origin",
        (
            DOC_ID,
            Column("family", TEXT, "the group of articles with one origin"),
            Column(
                "origin",
                TEXT,
                "the wire where it is known, else the article that the others derive from; 'latent' where neither is known, 'own' for a report by itself",
            ),
            Column("confidence", NUMBER, "how sure the grouping is, higher is surer", "0 to 1"),
            Column(
                "taken",
                NUMBER,
                "share of its body words that stand, the same or reworked, in articles it shares copied text with",
                "0 to 1",
                optional=True,
            ),
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
)
