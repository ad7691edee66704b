"""The tables of the quantities: figures in the articles, the claims that they make, and the decisions on them."""

from __future__ import annotations

from workbench.tables.schema import (
    DOC_ID,
    END,
    EXACT,
    FLAG,
    INTEGER,
    NUMBER,
    PARTS,
    START,
    TEXT,
    Column,
    Table,
)

MODIFIERS = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague")
KINDS = ("count", "measure", "money", "percent", "share", "duration", "age", "score")
VERDICTS = ("agree", "compatible", "updated", "conflict", "single", "unresolved")
STEPS_OF_A_VALUE = (
    "first",
    "carried",
    "bound lost",
    "bound added",
    "rounded",
    "made exact",
    "unit changed",
    "unit swapped",
    "transposed",
    "a digit more or less",
    "changed",
)
DECISIONS = (
    "confirm",
    "correct",
    "reject",
    "add",
    "merge",
    "split",
    "rename",
    "rate",
    "pin",
    "unpin",
    "tag",
    "unresolved",
    "accept",
    "put_back",
    "dismiss",
    "unlink",
    "set",
    "settle",
)

NOTHING = "-"  # in a cell of a decision: what the machine found is taken away and nothing put in its place

QUANTITIES = (
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
            Column(
                "concept",
                TEXT,
                "what is counted or measured, as written; of a duration what lasts or is measured by it, of a distance what "
                "lies there, of money what it is or is for, of a share its whole, of an age its person",
            ),
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
            Column(
                "chain",
                TEXT,
                "where it was carried on: from who stated it to who carried it, with → between; empty where nobody did",
                optional=True,
            ),
            Column(
                "confidence",
                NUMBER,
                "probability that value and bound are right, 0 to 1, calibrated on articles left out",
                optional=True,
            ),
            Column(
                "concept_confidence", NUMBER, "the same that the concept is what is counted", optional=True
            ),
            Column(
                "concept_second",
                TEXT,
                "the reading of the concept that comes next; empty where a noun stands with the number",
                optional=True,
            ),
            Column(
                "speaker_confidence",
                NUMBER,
                "the same that attributed_to is who stated it, or that nobody is named",
                optional=True,
            ),
        ),
    ),
    Table(
        "accounts",
        "what is known of a figure that tells which quantity it states; an empty slot is open",
        (
            Column("figure_id", TEXT, "the figure"),
            Column("counted", TEXT, "class of what is counted: people, houses, vessels"),
            Column(
                "label", TEXT, "what is counted or measured and what happened to it, as the sentence puts it"
            ),
            Column("happening", TEXT, "what happened to it: die, injure, miss, displace, damage"),
            Column("group", TEXT, "which people among all: children, police"),
            Column("place", TEXT, "where, as the sentence says"),
            Column(
                "event",
                TEXT,
                "another event or time than the one reported: a year, last year, an earlier case",
            ),
            Column("day", TEXT, "the weekday on which it happened"),
            Column(
                "extent",
                TEXT,
                "whole or part of what is counted of this event",
                allowed=("", "whole", "part"),
            ),
            Column("state", TEXT, "what became of them besides: identified, recovered, in hospital"),
            Column(
                "stage", TEXT, "said to be early, revised or final", allowed=("", "early", "revised", "final")
            ),
            Column("confidence", NUMBER, "probability that its claim is right; higher is surer", "0 to 1"),
            Column("read_from", TEXT, "where each slot was read, in words"),
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
            Column(
                "value_best",
                NUMBER,
                "the value that stands; missing where none does: see low, high and why",
                "unit",
            ),
            Column("modifier", TEXT, "how exactly the best value is stated", allowed=("", *MODIFIERS)),
            Column("basis", TEXT, "the rule that gave the best value, in words"),
            Column(
                "value_low",
                NUMBER,
                "lowest value stated, of a conflict that stands against another; missing where nobody states a lower end",
                "unit",
            ),
            Column(
                "value_high",
                NUMBER,
                "highest value stated, of a conflict that stands against another; missing where nobody states an upper end",
                "unit",
            ),
            Column("n_figures", INTEGER, "figures that state it", "figures"),
            Column("n_articles", INTEGER, "articles that state it", "articles"),
            Column("n_publishers", INTEGER, "known publishers that state it", "publishers"),
            Column(
                "n_origins",
                INTEGER,
                "independent origins of this claim: outlets, agencies, reworked texts and carriers counted once",
                "origins",
            ),
            Column(
                "n_families",
                INTEGER,
                "the same number under its older name, for those who read exports",
                "origins",
            ),
            Column("n_speakers", INTEGER, "people and bodies that are said to have stated it", "speakers"),
            Column("articles", TEXT, "the articles that state it"),
            Column("publishers", TEXT, "the known publishers that state it"),
            Column(
                "origins",
                TEXT,
                "the independent origins, each with the number of its articles if more than one",
            ),
            Column("families", TEXT, "the groups of reworked texts that state it"),
            Column("stated_by", TEXT, "who is said to have stated it, with the agencies that carried it"),
            Column("as_of_low", TEXT, "first day for which it is stated"),
            Column("as_of_high", TEXT, "last day for which it is stated"),
            Column("first_seen", TEXT, "publication date and article of its first appearance"),
            Column("lineage", TEXT, "how it moved through the articles, in words"),
            Column(
                "verdict",
                TEXT,
                "how the statements compare once time is taken into account",
                allowed=VERDICTS,
            ),
            Column(
                "confidence",
                NUMBER,
                "probability that these figures, and no others, state one quantity",
                "0 to 1",
            ),
            Column("why", TEXT, "the reason, in words"),
            Column("warnings", TEXT, "what a person should look at, in words"),
            Column("source_rating", TEXT, "Admiralty code for the source, A to F, entered by a person"),
            Column(
                "information_rating", TEXT, "Admiralty code for the information, 1 to 6, entered by a person"
            ),
            Column("pinned", FLAG, "whether a person put it first, as an answer to the question of the case"),
            Column("tags", TEXT, "words that people gave to it"),
            Column("reviewed", TEXT, "what a person decided; empty if nobody has looked"),
            Column(
                "importance",
                NUMBER,
                "how early an analyst asks for it, higher is earlier; the lines stand so",
            ),
        ),
    ),
    Table(
        "dependence",
        "the fewest articles, origins or decisions without which a claim of several articles would come to something else",
        (
            Column("claim_id", TEXT, "the claim"),
            Column("kind", TEXT, "what is left out", allowed=("article", "origin", "decision")),
            Column("fragile", FLAG, "whether a single one is enough"),
            Column(
                "n_needed", INTEGER, "how many at once it takes; missing if no set that was tried is enough"
            ),
            Column("without", TEXT, "the first such set, in the order of publication"),
            Column("n_sets", INTEGER, "how many sets of that size are enough"),
            Column("tried", INTEGER, "up to which size every set was tried; of decisions, 1 is the most"),
            Column("verdict", TEXT, "the verdict without the set; empty if no figure is left"),
            Column("value_best", NUMBER, "the value that would stand then", "unit of the claim"),
            Column("modifier", TEXT, "how exactly"),
        ),
    ),
    Table(
        "stemma",
        "a statement of a claim of several articles, and the one that it was taken from",
        (
            Column("claim_id", TEXT, "the claim"),
            Column("figure_id", TEXT, "the figure that states it"),
            DOC_ID,
            Column("origin", TEXT, "what its origin is called for this claim"),
            Column("said_by", TEXT, "who is named as its source"),
            Column("said", TEXT, "the value in words"),
            Column("step", TEXT, "what became of the value on the way", allowed=STEPS_OF_A_VALUE),
            Column(
                "from_figure_id", TEXT, "the figure that it was taken from; empty if it was stated on its own"
            ),
            Column("from_doc_id", TEXT, "the article of that figure"),
            Column("in_order", FLAG, "whether the days of publication tell which of the two was first"),
        ),
    ),
    Table(
        "reviews",
        "a decision of the analyst",
        (
            Column("at", TEXT, "when, ISO 8601 with time zone"),
            Column("reviewer", TEXT, "who decided"),
            Column(
                "subject",
                TEXT,
                "figure_id, claim_id, edit_id, drift_id, doc_id, or the names of two linked sentences",
            ),
            Column(
                "decision",
                TEXT,
                "what was decided",
                allowed=DECISIONS,
            ),
            Column("value_low", NUMBER, "lower end as corrected or added", "unit"),
            Column("value_high", NUMBER, "upper end as corrected or added", "unit"),
            Column("modifier", TEXT, "how exactly, as corrected or added"),
            Column("unit", TEXT, f"unit as corrected or added; {NOTHING} takes it away"),
            Column("concept", TEXT, "what is counted, new name, or the claim merged with"),
            Column("kind", TEXT, "what sort of figure was added"),
            Column("attributed_to", TEXT, f"who stated it, as corrected or added; {NOTHING} is nobody"),
            Column("as_of_low", TEXT, f"first day for which it holds; {NOTHING} is no day"),
            Column("as_of_high", TEXT, f"last day for which it holds; {NOTHING} is no day"),
            Column("doc_id", TEXT, "article of a figure that was added"),
            Column("start", NUMBER, "its first character in the raw text", "code points"),
            Column("end", NUMBER, "behind its last character", "code points"),
            Column("exact", TEXT, "its characters, as they stand there"),
            Column("field", TEXT, "what of an article is set"),
            Column("value", TEXT, "what it is set to; a tag; whose decision stands"),
            Column(
                "figures",
                TEXT,
                "figure_ids that a decision on a claim rests on: it follows them when claims are made anew",
            ),
            Column("note", TEXT, "why"),
            Column("source_rating", TEXT, "Admiralty code for the source, A to F, entered by a person"),
            Column(
                "information_rating", TEXT, "Admiralty code for the information, 1 to 6, entered by a person"
            ),
        ),
    ),
)
