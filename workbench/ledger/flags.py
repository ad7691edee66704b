"""What a person should look at in a claim: a contradiction inside one article, one origin repeated, odd precision."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from workbench.ledger.statements import Statement, distinct, in_words
from workbench.ledger.values import compare_values


def find_flags(statements: Sequence[Statement]) -> list[str]:
    """Say in words what a person should look at in a claim; nothing if there is nothing."""
    return [*_inside_one_article(statements), *_one_origin(statements)]


def _inside_one_article(statements: Sequence[Statement]) -> list[str]:
    return distinct(
        f"{a.doc_id} contradicts itself: {in_words(a)} ({a.part}), {in_words(b)} ({b.part})"
        for a, b in combinations(statements, 2)
        if a.doc_id == b.doc_id and compare_values(a, b) == "different"
    )


def _one_origin(statements: Sequence[Statement]) -> list[str]:
    docs = distinct(one.doc_id for one in statements)
    families = distinct(one.family for one in statements)
    if len(docs) > 1 and len(families) == 1:
        return [f"one origin, repeated by {len(docs)} articles"]
    return []
