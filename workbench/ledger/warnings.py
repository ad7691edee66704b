"""What a person should look at in a claim, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from workbench.ledger.statements import Statement, distinct, in_words
from workbench.ledger.values import compare_values, in_common_unit, significant_digits

MAGNITUDES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
# "thousands" means two thousand at least, whatever the preset of vague numbers takes for its lower end.
PLURAL = re.compile(r"^(tens of |hundreds of )?(dozen|hundred|thousand|million|billion)s$", re.I)
TIMES = {"": 2.0, "tens of ": 20.0, "hundreds of ": 200.0}
MANY_DIGITS, FEW_DIGITS = 3, 2


def find_warnings(statements: Sequence[Statement]) -> list[str]:
    """Say what a person should look at in a claim.

    Parameters
    ----------
    statements
        The figures of one claim, by publication.

    Returns
    -------
    list of str
        An article that contradicts itself or overstates in its headline, a figure that stands in no body, an origin that
        many repeat, a precision that the source cannot have had. Empty if there is nothing.
    """
    return [
        *_inside_one_article(statements),
        *_only_outside_the_body(statements),
        *_one_origin(statements),
        *(_converted(statements) or _precise(statements)),
    ]


def _inside_one_article(statements: Sequence[Statement]) -> list[str]:
    pairs = [
        (a, b)
        for a, b in combinations(statements, 2)
        if a.doc_id == b.doc_id and not (a.formerly or b.formerly)
    ]
    found = [
        f"{a.doc_id} contradicts itself: {_placed(a)} against {_placed(b)}"
        for a, b in pairs
        if compare_values(a, b) == "different" and (a.until or "") == (b.until or "")
    ]
    found += [
        f"{rough.doc_id} overstates: {_placed(rough)} over {_placed(exact)}"
        for pair in pairs
        for rough, exact in (pair, pair[::-1])
        if _overstates(rough, exact)
    ]
    return distinct(found)


def _placed(one: Statement) -> str:
    return f"{in_words(one)} ({one.part})"


def _overstates(rough: Statement, exact: Statement) -> bool:
    match = PLURAL.match(rough.exact)
    if not match or exact.modifier == "vague" or exact.high != exact.high:
        return False
    return bool(exact.high < TIMES[(match[1] or "").lower()] * MAGNITUDES[match[2].lower()])


def _only_outside_the_body(statements: Sequence[Statement]) -> list[str]:
    in_body = {one.doc_id for one in statements if one.part == "body"}
    return distinct(
        f"{one.doc_id} states {in_words(one)} only in a {one.part}"
        for one in statements
        if one.part in ("headline", "subheading", "caption") and one.doc_id not in in_body
    )


def _one_origin(statements: Sequence[Statement]) -> list[str]:
    docs = distinct(one.doc_id for one in statements)
    families = distinct(one.origin for one in statements)
    return [f"one origin, repeated by {len(docs)} articles"] if len(docs) > 1 and len(families) == 1 else []


def _converted(statements: Sequence[Statement]) -> list[str]:
    """Find a value that is a round one converted: 804.7 km where others have 500 miles."""
    return distinct(
        f"suspicious precision: {in_words(fine)} in {fine.doc_id} is {in_words(coarse)} converted"
        for fine in statements
        for coarse in statements
        if fine.unit != coarse.unit
        and fine.kind == coarse.kind == "measure"
        and compare_values(fine, coarse) == "equal"
        and in_common_unit(fine.unit, coarse.unit)[1] != 1.0
        and significant_digits(fine) >= MANY_DIGITS
        and significant_digits(coarse) < MANY_DIGITS
    )


def _precise(statements: Sequence[Statement]) -> list[str]:
    """Find a value to the last digit that nobody is named for, where every other origin has a rounded one."""
    exact = [one for one in statements if one.modifier == "exact" and significant_digits(one) > MANY_DIGITS]
    rough = [one for one in statements if one.modifier == "vague" or significant_digits(one) <= FEW_DIGITS]
    families = {one.origin for one in exact}
    if (
        len(families) != 1
        or any(one.said_by for one in exact)
        or not {one.origin for one in rough} - families
    ):
        return []
    return [f"suspicious precision: only {exact[0].origin} has {in_words(exact[0])}, and names nobody for it"]
