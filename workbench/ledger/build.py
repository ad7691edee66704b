"""The ledger: a line for each claim, with its answer, its verdict, the facts that copies changed and what to look at."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from workbench.ledger.decisions import claim_of, decisions_that_stand, mark_decisions, says_rejected
from workbench.ledger.naming import name_claim_in_words, tell_apart
from workbench.ledger.ordering import importance, wholes_first
from workbench.ledger.statements import Statement, collect_statements, distinct, in_words, speakers, when
from workbench.ledger.values import SAME, compare_values, in_common_unit, significant_digits
from workbench.ledger.verdicts import claim_unit, judge
from workbench.tables import as_table, empty

Span = tuple[str, int, int]  # an article, and [start, end) of its raw text
MAGNITUDES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
# "thousands" means two thousand at least, whatever the preset of vague numbers takes for its lower end.
PLURAL = re.compile(r"^(tens of |hundreds of )?(dozen|hundred|thousand|million|billion)s$", re.I)
TIMES = {"": 2.0, "tens of ": 20.0, "hundreds of ": 200.0}
MANY_DIGITS, FEW_DIGITS = 3, 2


def build_ledger(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    drifts: pd.DataFrame,
    *,
    links: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
    accounts: pd.DataFrame | None = None,
    reviews: pd.DataFrame | None = None,
    question: str = "",
) -> pd.DataFrame:
    """Bring the figures of each claim into one line: answer, weight, verdict with its reason, lineage, decisions.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``, after the decisions.
    articles, families, drifts
        The tables of those names.
    links, sentences, accounts
        The tables of those names; without them sentences that are one reworked, signatures in the text and growing
        counts are not known.
    reviews
        The table ``reviews``: names, ratings and decisions that people gave to claims.
    question
        What the analyst wants to know: claims that answer it come first.

    Returns
    -------
    pandas.DataFrame
        The table ``ledger``, the claims that an analyst asks for first at its head.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> build_ledger(empty("figures"), empty("articles"), empty("families"), empty("drifts")).empty
    True
    """
    given = {"links": links, "sentences": sentences, "accounts": accounts, "reviews": reviews}
    tables = {name: empty(name) if frame is None else frame for name, frame in given.items()}
    claims = collect_statements(
        figures, articles, families, tables["links"], tables["sentences"], tables["accounts"]
    )
    decided = _decisions(figures, decisions_that_stand(tables["reviews"]))
    changes = read_changes(drifts)
    lines = [_line(claim, group, changes) for claim, group in claims.items()]
    groups = list(claims.values())
    names = tell_apart(
        [name_claim_in_words(group) for group in groups],
        groups,
        [_best_in_words(line["value_best"], group) for line, group in zip(lines, groups, strict=True)],
    )
    rows = [
        {"claim": name, **line, **decided.get(claim, {})}
        for name, line, claim in zip(names, lines, claims, strict=True)
    ]
    for row in rows:
        row["importance"] = importance(row, claims[row["claim_id"]], question)
    wholes_first(rows, [claims[row["claim_id"]] for row in rows])
    return in_order(as_table(rows, "ledger"))


def in_order(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of one or several ledgers: what is pinned first, then what an analyst asks for first.

    Examples
    --------
    >>> in_order(empty("ledger")).empty
    True
    """
    keys = ["pinned", "importance", "n_origins", "claim", "claim_id"]
    return ledger.sort_values(keys, ascending=[False, False, False, True, True], ignore_index=True)


def _line(claim: str, group: Sequence[Statement], changes: Changes) -> dict[str, Any]:
    verdict = judge(group)
    articles = distinct(one.doc_id for one in group)
    publishers = distinct(one.publisher for one in group)
    origins = distinct(one.origin for one in group)
    low, high = _ends(verdict.disputed or group, claim_unit(group))
    return {
        "claim_id": claim,
        "kind": _commonest(one.kind for one in group),
        "unit": claim_unit(group),
        "value_best": verdict.best,
        "modifier": verdict.modifier,
        "basis": verdict.basis,
        "value_low": low,
        "value_high": high,
        "n_figures": len(group),
        "n_articles": len(articles),
        "n_publishers": len(publishers),
        "n_origins": len(origins),
        "n_families": len(origins),
        "n_speakers": len(speakers(group)),
        "articles": "; ".join(articles),
        "publishers": "; ".join(publishers),
        "origins": "; ".join(_origins(group)),
        "families": "; ".join(distinct(one.family for one in group)),
        "stated_by": "; ".join(_speakers(group)),
        "as_of_low": min(distinct(one.since for one in group), default=""),
        "as_of_high": max(distinct(one.until for one in group), default=""),
        "first_seen": f"{when(group[0].published)} {group[0].doc_id}".strip(),
        "lineage": _lineage(group, changes),
        "verdict": verdict.verdict,
        "confidence": _sure(group),
        "why": verdict.why,
        "warnings": "; ".join(find_warnings(group)),
        "source_rating": "",
        "information_rating": "",
        "pinned": False,
        "tags": "",
        "reviewed": "",
        "importance": 0.0,
    }


def _best_in_words(best: float, group: Sequence[Statement]) -> str:
    """Return the answer of a claim as the figure that gives it puts it; without one, the values that are stated."""
    given = next((one for one in group if best in (one.low, one.high)), None)
    return (
        in_words(given)
        if given
        else " or ".join(distinct(in_words(one) for one in group if one.unit == group[0].unit)[:2])
    )


def _sure(group: Sequence[Statement]) -> float:
    """Return how sure a claim is; one whose figures a person brought together is as sure as its least sure part."""
    return min((one.sure for one in group if one.sure == one.sure), default=math.nan)


def _commonest(values: Any) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _origins(group: Sequence[Statement]) -> list[str]:
    """Return each origin with the number of its articles where several rest on it: "AP (2 articles)"."""
    held = {name: distinct(one.doc_id for one in group if one.origin == name) for name in _in_order(group)}
    return [f"{name} ({len(docs)} articles)" if len(docs) > 1 else name for name, docs in held.items()]


def _in_order(group: Sequence[Statement]) -> list[str]:
    return distinct(one.origin for one in group)


def _ends(group: Sequence[Statement], unit: str) -> tuple[float, float]:
    """Return the lowest and highest value of statements in the unit of their claim; an end that nobody states is not-a-number.

    A vague word gives no end where there is a number, and "more than 300" none above where nobody has a higher value.
    """
    pairs = _in_its_unit([one for one in group if one.modifier != "vague"], unit)
    if not _known(pairs):
        return min((one.low for one in group if one.low == one.low), default=math.nan), math.nan
    highest = -_lowest([(-high, -low) for low, high in pairs])
    return _lowest(pairs), highest


def _lowest(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the lowest end, not-a-number if a value that is open below lies there."""
    lowest = min(_known(pairs))
    return math.nan if any(math.isnan(low) and high <= lowest for low, high in pairs) else lowest


def _in_its_unit(told: Sequence[Statement], unit: str) -> list[tuple[float, float]]:
    """Return the ends of values in the unit of the claim."""
    factors = [in_common_unit(unit, one.unit)[1] for one in told]
    pairs = [(one.low * factor, one.high * factor) for one, factor in zip(told, factors, strict=True)]
    own = _known([pair for pair, factor in zip(pairs, factors, strict=True) if factor == 1.0])
    return [(_unconverted(low, own), _unconverted(high, own)) for low, high in pairs]


def _known(pairs: Iterable[tuple[float, float]]) -> set[float]:
    return {end for pair in pairs for end in pair if end == end}


def _unconverted(value: float, own: Collection[float]) -> float:
    """Return the value that is stated in the claim's unit for one that is but its conversion."""
    near = [end for end in own if abs(end - value) <= SAME * abs(end)]
    return min(near, key=lambda end: abs(end - value)) if near else value


def _speakers(group: Sequence[Statement]) -> list[str]:
    """Return who is said to have stated a claim, with the agencies that carried it."""
    carried = {one.said_by: one.via for one in group if one.via}
    named = [f"{name} (via {carried[name]})" if carried.get(name) else name for name in speakers(group)]
    return named + distinct(one.via for one in group if one.via and not one.said_by)


def _lineage(group: Sequence[Statement], changes: Changes) -> str:
    moved = " → ".join(distinct(f"{one.doc_id}: {in_words(one)}" for one in group))
    return "; ".join([moved, *changes.meeting((one.doc_id, one.start, one.end) for one in group)])


def _decisions(figures: pd.DataFrame, reviews: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what people gave to each claim: a name, ratings, tags, a place at the head, and what they decided last."""
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    known = set(figures["claim_id"]) - {""}
    given: dict[str, list[dict[str, Any]]] = {}
    for review in reviews.to_dict("records"):
        if review["subject"] in claims:  # a decision on a figure is about no other
            review = review | {"figures": ""}
        claim = claim_of(review, claims, known)
        if claim:
            given.setdefault(claim, []).append(review)
    return {claim: _given(made, set(claims)) for claim, made in given.items()}


def _given(reviews: Sequence[dict[str, Any]], figure_ids: set[str]) -> dict[str, Any]:
    of_the_claim = [review for review in reviews if review["subject"] not in figure_ids]
    fields = _of_claim(of_the_claim)
    for review in reviews:
        fields |= {name: review[name] for name in ("source_rating", "information_rating") if review[name]}
        if review["decision"] == "rename":
            fields["claim"] = review["concept"]
    own = mark_decisions(of_the_claim)
    # What is decided on one of its figures brings no rejected claim back.
    return {**fields, "reviewed": own if says_rejected(own) else mark_decisions(reviews)}


def _of_claim(reviews: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what was decided on the claim itself: its place at the head, its tags, and whether it was left open."""
    fields: dict[str, Any] = {}
    for review in reviews:
        decision = review["decision"]
        if decision in ("pin", "unpin"):
            fields["pinned"] = decision == "pin"
        elif decision == "tag":
            fields["tags"] = "; ".join(distinct([*fields.get("tags", "").split("; "), review["value"]]))
        elif decision == "unresolved":
            fields |= {"verdict": "unresolved", "why": _left_open(review)}
        elif decision == "confirm":  # what the machine says stands
            fields = {name: said for name, said in fields.items() if name not in ("verdict", "why")}
    return fields


def _left_open(review: dict[str, Any]) -> str:
    """Say who left a claim open, and why."""
    who = review["reviewer"] or "A person"
    note = f": {review['note']}" if review["note"] else ""
    return f"{who} left it open on {review['at'][:10]}{note}."


class _Places(NamedTuple):
    """Where the drifts of one article lie: their spans and numbers by start, and the length of the longest span."""

    spans: Sequence[tuple[int, int, int]]
    longest: int

    def meeting(self, start: int, end: int) -> list[int]:
        """Return the numbers of the drifts that overlap ``[start, end)``."""
        first = bisect_left(self.spans, (start - self.longest,))
        last = bisect_left(self.spans, (end,))
        return [number for _, stop, number in self.spans[first:last] if start < stop]


class Changes(NamedTuple):
    """The drifts in words, and where each lies: in the article that changed a fact, and in the one that did not."""

    told: Sequence[str]
    places: dict[str, _Places]

    def meeting(self, spans: Iterable[Span]) -> list[str]:
        """Return in words the drifts that overlap one of the spans, in their order.

        Examples
        --------
        >>> drift = dict(doc_id="b", start=7, end=9, exact="41", reference_doc_id="a", reference_start=5,
        ...     reference_end=7, reference_exact="14")
        >>> changes = read_changes(pd.DataFrame([drift]))
        >>> changes.meeting([("a", 5, 7), ("b", 8, 9)]), changes.meeting([("a", 7, 9), ("b", 5, 7), ("c", 5, 7)])
        (["b has '41' where a has '14'"], [])
        """
        numbers = {
            number
            for doc_id, start, end in spans
            if doc_id in self.places
            for number in self.places[doc_id].meeting(start, end)
        }
        return [self.told[number] for number in sorted(numbers)]


def read_changes(drifts: pd.DataFrame) -> Changes:
    """Lay out the table ``drifts`` so that each claim finds its own without going through all.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> read_changes(empty("drifts")).meeting([("a", 0, 5)])
    []
    """
    told: list[str] = []
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, row in enumerate(drifts.itertuples()):
        told.append(
            f"{row.doc_id} has '{row.exact}' where {row.reference_doc_id} has '{row.reference_exact}'"
        )
        places.setdefault(row.doc_id, []).append((row.start, row.end, number))
        places.setdefault(row.reference_doc_id, []).append((row.reference_start, row.reference_end, number))
    return Changes(told, {doc_id: _laid_out(spans) for doc_id, spans in places.items()})


def _laid_out(spans: Sequence[tuple[int, int, int]]) -> _Places:
    return _Places(sorted(spans), max(end - start for start, end, _ in spans))


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
    present = (one for one in statements if not one.formerly)
    pairs = [(a, b) for a, b in combinations(present, 2) if a.doc_id == b.doc_id]
    return distinct(
        [*map(_contradicts, pairs), *(_overstated(*ends) for a, b in pairs for ends in ((a, b), (b, a)))]
    )


def _contradicts(pair: tuple[Statement, Statement]) -> str:
    a, b = pair
    if compare_values(a, b) != "different" or a.until != b.until:
        return ""
    return f"{a.doc_id} contradicts itself: {_placed(a)} against {_placed(b)}"


def _overstated(rough: Statement, exact: Statement) -> str:
    return (
        f"{rough.doc_id} overstates: {_placed(rough)} over {_placed(exact)}"
        if _overstates(rough, exact)
        else ""
    )


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


def _is_precise(one: Statement) -> bool:
    return one.modifier == "exact" and significant_digits(one) > MANY_DIGITS


def _is_rough(one: Statement) -> bool:
    return one.modifier == "vague" or significant_digits(one) <= FEW_DIGITS


def _precise(statements: Sequence[Statement]) -> list[str]:
    """Find a value to the last digit that nobody is named for, where every other origin has a rounded one."""
    exact = list(filter(_is_precise, statements))
    precise, others = {one.origin for one in exact}, {one.origin for one in filter(_is_rough, statements)}
    of_one = len(precise) == 1 and bool(others - precise)
    if not of_one or any(one.said_by for one in exact):
        return []
    return [f"suspicious precision: only {exact[0].origin} has {in_words(exact[0])}, and names nobody for it"]
