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
VERDICTS = ("agree", "compatible", "updated", "conflict", "single")
DECISIONS = ("confirm", "correct", "reject", "merge", "split", "rename", "rate", "accept")

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
        "accounts",
        "what is known of a figure that tells which quantity it states; an empty slot is open",
        (
            Column("figure_id", TEXT, "the figure"),
            Column("counted", TEXT, "class of what is counted: people, houses, vessels"),
            Column("happening", TEXT, "what happened to it: die, injure, miss, displace, damage"),
            Column("group", TEXT, "which people or things among others: children, police, foreigners"),
            Column("place", TEXT, "where"),
            Column(
                "event",
                TEXT,
                "another event than the articles report: a year, a day, an earlier case; empty for this one",
            ),
            Column("period", TEXT, "over which time it is counted, if that is said"),
            Column(
                "extent",
                TEXT,
                "whole or part of what is counted of this event",
                allowed=("", "whole", "part"),
            ),
            Column(
                "stage", TEXT, "said to be early, revised or final", allowed=("", "early", "revised", "final")
            ),
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
                "value_low", NUMBER, "lowest value stated; missing where nobody states a lower end", "unit"
            ),
            Column(
                "value_high", NUMBER, "highest value stated; missing where nobody states an upper end", "unit"
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
                allowed=DECISIONS,
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
)
