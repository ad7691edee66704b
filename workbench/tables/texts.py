"""The tables of the texts: what was read, what was cleaned, and the sentences, words and times in it."""

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
