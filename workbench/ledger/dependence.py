"""What a verdict depends on: the fewest articles, origins or decisions without which it, or the answer, would be another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from workbench.ledger.decisions import apply_reviews, figure_list
from workbench.ledger.origins import Sources, read_sources
from workbench.ledger.statements import Statement, collect_statements, distinct, of_several, with_origins
from workbench.ledger.verdicts import judge
from workbench.tables import as_table, empty
from workbench.wording.values import bounded

MOST_WORK = 400_000  # pairs of figures that are compared for one claim and kind before the search stops
MOST_DECISIONS = 60  # of a case: each is left out by itself, and the claims are judged anew


class Outcome(NamedTuple):
    """What is known of a claim: its verdict, empty if no figure is left, and the value that stands."""

    verdict: str
    best: float
    modifier: str


class Found(NamedTuple):
    """The smallest sets that change an outcome: one of them, how many there are, what it would be; up to which size was tried."""

    without: tuple[str, ...]
    n_sets: int
    then: Outcome
    tried: int


NOTHING = Outcome("", math.nan, "")


def find_dependence(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    accounts: pd.DataFrame,
    grouped_figures: pd.DataFrame,
    reviews: pd.DataFrame,
) -> pd.DataFrame:
    """Find for each claim of several articles the smallest sets without which its verdict or its answer would be another.

    An article, or an origin, is taken out with all that it states of the claim; the origins of what is left are found
    and judged anew. Decisions are left out one at a time. The search goes through every set of one, of two and so on,
    until one changes the outcome or a bound of work is met: ``tried`` says how far it came.

    Parameters
    ----------
    figures
        The table ``figures`` after the decisions.
    articles, families, links, sentences, accounts, reviews
        The tables of those names.
    grouped_figures
        The figures before the decisions.

    Returns
    -------
    pandas.DataFrame
        The table ``dependence``.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> names = ["figures", "articles", "families", "links", "sentences", "accounts", "figures", "reviews"]
    >>> find_dependence(*map(empty, names)).empty
    True
    """
    rest = articles, families, links, sentences, accounts
    shared = of_several(figures)
    if shared.empty:
        return empty("dependence")
    sources = read_sources(articles, families, links, sentences)
    claims = collect_statements(shared, *rest)
    rows = []
    for claim, group in claims.items():
        for kind, key in (("article", _article), ("origin", _origin)):
            rows.append(_row(claim, kind, smallest_sets(group, sources, key)))
    for claim, found in _of_decisions(claims, grouped_figures, reviews, articles, sentences, rest).items():
        rows.append(_row(claim, "decision", found))
    return as_table(rows, "dependence")


def _article(one: Statement) -> str:
    return one.doc_id


def _origin(one: Statement) -> str:
    return one.origin


def outcome_of(group: Sequence[Statement]) -> Outcome:
    """Return what the statements of a claim come to.

    Examples
    --------
    >>> outcome_of([])
    Outcome(verdict='', best=nan, modifier='')
    """
    if not group:
        return NOTHING
    found = judge(group)
    return Outcome(found.verdict, found.best, found.modifier)


def is_other(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes differ; two unknown values are the same.

    Examples
    --------
    >>> is_other(NOTHING, NOTHING), is_other(NOTHING, Outcome("single", 3.0, "exact"))
    (False, True)
    """
    best = one.best == other.best or (math.isnan(one.best) and math.isnan(other.best))
    return (one.verdict, one.modifier) != (other.verdict, other.modifier) or not best


def smallest_sets(
    group: Sequence[Statement], sources: Sources, key: Callable[[Statement], str], *, work: int = MOST_WORK
) -> Found:
    """Return the smallest sets of articles, or of origins, without which a claim comes to something else.

    Parameters
    ----------
    group
        The statements of the claim, with their origins.
    sources
        What tells the origins of those that are left.
    key
        What is taken out together: the article of a statement, or its origin.
    work
        So many pairs of figures are compared at most: nothing is tried of a claim that hundreds of figures state.
    """
    now, units = outcome_of(group), distinct(map(key, group))
    each = max(1, len(group) * len(group))
    tried = 0
    for size in range(1, len(units) + 1):
        work -= math.comb(len(units), size) * each
        if work < 0:
            break
        changing = list(_changing(group, sources, key, combinations(units, size), now))
        tried = size
        if changing:
            return Found(changing[0][0], len(changing), changing[0][1], tried)
    return Found((), 0, now, tried)


def _changing(
    group: Sequence[Statement],
    sources: Sources,
    key: Callable[[Statement], str],
    sets: Iterator[tuple[str, ...]],
    now: Outcome,
) -> Iterator[tuple[tuple[str, ...], Outcome]]:
    for taken in sets:
        left = [one for one in group if key(one) not in taken]
        then = outcome_of(with_origins(left, sources) if left else [])
        if is_other(then, now):
            yield taken, then


def _of_decisions(
    claims: Mapping[str, Sequence[Statement]],
    before: pd.DataFrame,
    reviews: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    rest: Sequence[pd.DataFrame],
) -> dict[str, Found]:
    """Leave each decision out by itself, and return the first without which a claim comes to something else."""
    now = {claim: outcome_of(group) for claim, group in claims.items()}
    changing: dict[str, list[tuple[str, Outcome]]] = {}
    for place in range(min(len(reviews), MOST_DECISIONS)):
        one = reviews.iloc[place]
        figures = apply_reviews(
            before, reviews.drop(reviews.index[place]).reset_index(drop=True), articles, sentences
        )
        # ... and only what it can reach is judged anew: the claims that change their figures by it.
        groups = collect_statements(figures, *rest)
        for claim in _reached(one, claims, groups):
            then = outcome_of(groups.get(claim, []))
            if is_other(then, now[claim]):
                changing.setdefault(claim, []).append(
                    (f"{one['at']} {one['decision']} {one['subject']}", then)
                )
    tried = 1 if len(reviews) <= MOST_DECISIONS else 0
    return {claim: Found((found[0][0],), len(found), found[0][1], tried) for claim, found in changing.items()}


def _reached(
    review: Any, claims: Mapping[str, Sequence[Statement]], groups: Mapping[str, Sequence[Statement]]
) -> list[str]:
    """Return the claims whose statements are others without a decision; one on an article may be any."""
    named = {review["subject"], review["concept"], *figure_list(review["figures"])}
    return [
        claim
        for claim, group in claims.items()
        if claim in named
        or any(one.figure_id in named or one.doc_id in named for one in group)
        or list(group) != list(groups.get(claim, []))
    ]


def _row(claim: str, kind: str, found: Found) -> dict[str, Any]:
    return {
        "claim_id": claim,
        "kind": kind,
        "n_needed": len(found.without) or None,
        "without": "; ".join(found.without),
        "n_sets": found.n_sets,
        "tried": found.tried,
        "verdict": found.then.verdict,
        "value_best": found.then.best,
        "modifier": found.then.modifier,
        "fragile": len(found.without) == 1,
    }


def tell_dependence(dependence: pd.DataFrame, claim_id: str, *, verdict: str = "") -> str:
    """Say in a sentence whether a claim is robust or fragile, and what it depends on.

    Parameters
    ----------
    dependence
        The table of that name.
    claim_id
        The claim; of one that stands in one article nothing is said.
    verdict
        Its verdict now: where that would stay, it is the value that is told to change; of a conflict, what most origins state.

    Examples
    --------
    >>> row = {"claim_id": "c1", "kind": "article", "n_needed": 1, "without": "a", "n_sets": 1, "tried": 1,
    ...     "verdict": "single", "value_best": 3.0, "modifier": "exact", "fragile": True}
    >>> tell_dependence(pd.DataFrame([row]), "c1")
    'Fragile: depends on one article (a); without it one origin alone would state it.'
    >>> tell_dependence(pd.DataFrame([row | {"n_sets": 2}]), "c1", verdict="single")
    'Fragile: depends on each of 2 articles (a is one); without it the value would be 3.'
    >>> tell_dependence(pd.DataFrame([row | {"verdict": "conflict"}]), "c1", verdict="conflict")
    'Fragile: depends on one article (a); without it the verdict would still be conflict, and most would state 3.'
    >>> tell_dependence(pd.DataFrame([row, row | {"kind": "origin", "without": "AP"}]), "c1")
    'Fragile: depends on one article (a) and on one origin (AP); without it one origin alone would state it.'
    """
    rows = dependence[dependence["claim_id"] == claim_id].to_dict("records")
    fragile = [row for row in rows if row["fragile"]]
    if fragile:
        on: dict[str, list[str]] = {}  # what would be another, and each thing that it hangs on
        for row in fragile:
            on.setdefault(_would_be(row, verdict), []).append(_one_of(row))
        told = [f"depends on {' and on '.join(each)}; without it {then}" for then, each in on.items()]
        return f"Fragile: {'; '.join(told)}."
    needed = [f"{int(row['n_needed'])} {row['kind']}s" for row in rows if row["n_needed"] == row["n_needed"]]
    if needed:
        return f"Robust: it takes {' or '.join(needed)} to be wrong before its verdict or its value would change."
    return _tell_tried(rows[0]["tried"]) if rows else ""


def _tell_tried(tried: int) -> str:
    """Say how many articles were left out together without another outcome."""
    if not tried:
        return "So many articles state it that what it depends on was not tried."
    return f"Robust: no {tried} articles or origins together change it."


def _one_of(row: Mapping[str, Any]) -> str:
    one = f"one {row['kind']}" if row["n_sets"] == 1 else f"each of {row['n_sets']} {row['kind']}s"
    which = row["without"] if row["n_sets"] == 1 else f"{row['without']} is one"
    return f"{one} ({which})"


def _would_be(row: Mapping[str, Any], verdict: str) -> str:
    """Say what would be another: the verdict or, where that stays, the value."""
    if not row["verdict"]:
        return "nothing would be left"
    if row["verdict"] == "single" != verdict:
        return "one origin alone would state it"
    if row["verdict"] != verdict:
        return f"the verdict would be: {row['verdict']}"
    value = bounded(row["value_best"], row["value_best"], row["modifier"])
    if verdict == "conflict":
        most = f"most would state {value}" if value else "no value would be that of most"
        return f"the verdict would still be conflict, and {most}"
    return f"the value would be {value}" if value else "no value would stand"
