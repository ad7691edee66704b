"""The ledger: figures brought together into claims, weighed by independent origin, and decided on by a person."""

from workbench.ledger.build import build_ledger, in_order
from workbench.ledger.claims import group_claims
from workbench.ledger.decisions import (
    apply_drift_reviews,
    apply_reviews,
    decisions_that_stand,
    find_disagreements,
    find_orphans,
    is_rejected,
    name_links,
    name_sentence,
    retell_decisions,
    retell_rejections,
    what_counts,
    without_unlinked,
)
from workbench.ledger.dependence import find_dependence, tell_dependence
from workbench.ledger.descent import stemma_tree, trace_statements
from workbench.ledger.origins import article_origins
from workbench.ledger.reviews import append_review, damaged_reviews, read_reviews, withdraw_review
from workbench.ledger.statements import figure_origins

__all__ = [
    "append_review",
    "apply_drift_reviews",
    "apply_reviews",
    "article_origins",
    "build_ledger",
    "damaged_reviews",
    "decisions_that_stand",
    "figure_origins",
    "find_dependence",
    "find_disagreements",
    "find_orphans",
    "group_claims",
    "in_order",
    "is_rejected",
    "name_links",
    "name_sentence",
    "read_reviews",
    "retell_decisions",
    "retell_rejections",
    "stemma_tree",
    "tell_dependence",
    "trace_statements",
    "what_counts",
    "withdraw_review",
    "without_unlinked",
]
