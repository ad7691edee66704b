"""The tables of the texts: what was read and cleaned, sentences, words and times, and how the texts compare."""

from __future__ import annotations

from workbench.tables.schema import (
    DOC_ID,
    END,
    EXACT,
    INTEGER,
    NUMBER,
    PARTS,
    SENTENCE,
    START,
    TEXT,
    Column,
    Table,
)

TEXTS = (
    Table(
        "articles",
        "an article, or a story in a file that holds several",
        (
            DOC_ID,
            Column("headline", TEXT, "the headline; empty if none is known"),
            Column("publisher", TEXT, "who published this file's text; empty if unknown"),
            Column("date_published", TEXT, "publication date; empty if unknown, never the date of a crawl"),
            Column("date_basis", TEXT, "how the publication date is known"),
            Column(
                "time_published",
                TEXT,
                "publication time, ISO 8601 to the minute, with its offset where that is known; empty if no time of day "
                "is known. In UTC its day may be another than date_published, the day where it was published",
            ),
            Column("date_retrieved", TEXT, "when the page was fetched or printed, if the file says so"),
            Column(
                "short_name", TEXT, "what to call it in few words, from case.toml; empty if nothing is said"
            ),
            Column("origin", TEXT, "whose report it is, from case.toml; empty if nothing is said"),
            Column("reliability", TEXT, "Admiralty code for its source, A to F, entered by a person"),
            Column("byline", TEXT, "who wrote it"),
            Column("dateline", TEXT, "the place at the head of the body, as printed"),
            Column(
                "agencies",
                TEXT,
                "news agencies that sign or credit the article; whom a sentence only cites is none of them",
            ),
            Column(
                "language",
                TEXT,
                "ISO 639-1 code; und for a language that is not known, empty if the text is too short to tell",
            ),
            Column("url", TEXT, "address of the page, if the file says so"),
            Column(
                "copy_of",
                TEXT,
                "the article whose text it repeats word for word under another name, outlet or day; empty for most",
            ),
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
            SENTENCE,
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
            Column(
                "language",
                TEXT,
                "ISO 639-1 code: the article's, or the sentence's own where its words show another one",
                optional=True,
            ),
        ),
    ),
    Table(
        "words",
        "a word of a sentence",
        (
            DOC_ID,
            SENTENCE,
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
            SENTENCE,
            START,
            END,
            EXACT,
            Column("kind", TEXT, "what it is: weekday, day, month, year, duration, …"),
            Column("low", TEXT, "first day meant; empty where it cannot be known"),
            Column("high", TEXT, "last day meant; empty where it cannot be known"),
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
            Column(
                "shares_with",
                TEXT,
                "the articles it shares copied text with, also those of other families",
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
