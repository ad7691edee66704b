"""Tables and sentences in which every value leads to where it stands: the characters, or the table that lists it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from workbench.explorers.markup import Html, evidence, table, term
from workbench.findings import VERDICTS_SAID
from workbench.wording import claim_values

MOST_OPEN = 4  # articles of one claim whose evidence stands open; the rest unfold


def drift_anchor(doc_id: str, start: int, kind: str = "drift") -> str:
    """Return the anchor of a changed fact on its evidence page; ``kind`` "reference" is what it was before.

    Examples
    --------
    >>> drift_anchor("a#2", 14)
    'drift-a-2-0f902cf9-14'
    """
    distinct = hashlib.sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kind}-{_slug(doc_id)[:40]}-{distinct}-{start}"


def section_anchor(notebook: str, heading: str) -> str:
    """Return the anchor of a section of the report: the notebook's name without its ending, and the heading.

    Examples
    --------
    >>> section_anchor("04_ledger", "The claims")
    '04_ledger-the-claims'
    """
    return f"{notebook}-{_slug(heading)}"


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower() or "x"


def counted(line: str, *anchors: str) -> Html:
    """Return a sentence in which each number leads, in the report, to what it counts.

    Parameters
    ----------
    line
        The sentence.
    *anchors
        Where its numbers lead, one after the other, the last one for all that follow: what :func:`section_anchor`
        gives, or ``find:`` and what to find, such as ``find:what=claim&verdict=conflict``.

    Examples
    --------
    >>> counted("2 <claims>", section_anchor("04_ledger", "The claims"))
    <83 characters of HTML>
    """
    pieces = re.split(r"((?<!\w)\d[\d,.]*(?<![,.])(?!\w))", line)
    return Html(
        "".join(
            evidence(piece, anchors[min(i // 2, len(anchors) - 1)]) if i % 2 else escape(piece)
            for i, piece in enumerate(pieces)
        )
    )


def counted_claims(line: str) -> Html:
    """Return the sentence that counts claims by their verdicts, each number of which leads to these claims.

    Examples
    --------
    >>> "find:what=claim&amp;verdict=conflict" in counted_claims("2 claims: 1 in conflict, 1 updated.")
    True
    """
    claims = "find:what=claim"
    told = [verdict for verdict, said in VERDICTS_SAID.items() if f" {said}" in line]
    return counted(line, claims, *(f"{claims}&verdict={verdict}" for verdict in [*told, "rejected"]))


def claim_table(
    claims: pd.DataFrame,
    figures: pd.DataFrame,
    *,
    columns: list[str],
    names: Mapping[str, str],
    anchored: bool = False,
) -> Html:
    """Return claims as a table, each with a link to the characters of every figure behind it.

    Parameters
    ----------
    claims
        Rows of ``ledger``.
    figures
        The table ``figures``.
    columns
        What to show of a claim; ``value`` is what stands, in words, ``evidence`` where the links are. Reasons, warnings and decisions stand on a
        second line.
    names
        What articles are called, by ``doc_id``.
    anchored
        Whether a link can lead to each claim, by its ``claim_id``; once in a report.
    """
    told = figures.loc[
        figures["claim_id"].isin(claims["claim_id"]), ["claim_id", "doc_id", "exact", "figure_id"]
    ]
    cited: dict[str, dict[str, list[str]]] = {}
    for claim, doc, exact, figure in told.itertuples(index=False, name=None):
        cited.setdefault(claim, {}).setdefault(names.get(doc, doc), []).append(_link(exact, figure))
    said = claim_values(claims, figures) if "value" in columns else {}
    shown = claims.assign(evidence=claims["claim_id"], value=claims["claim_id"])
    if "verdict" in columns:
        shown = shown.assign(verdict=[_judged(row) for row in claims.to_dict("records")])
    shown = shown[[*columns, *(["claim_id"] if anchored else [])]]
    return table(
        shown,
        cells={
            "evidence": lambda row: _cited(cited.get(row.evidence, {})),
            "value": lambda row: escape(said.get(row.value, "")),
            "verdict": lambda row: row.verdict,
        },
        names=names,
        below=[name for name in BELOW if name in columns],
        anchor="claim_id" if anchored else "",
    )


UNSURE = 0.5  # below it, it is likelier that the figures of a claim are not one quantity, or not all of it


def _judged(claim: Mapping[Hashable, Any]) -> str:
    """Return the verdict of a claim; where it is unsure that its figures are one quantity, that is said beside it."""
    verdict = term("verdict", claim["verdict"], f"verdict verdict-{claim['verdict']}")
    sure = claim.get("confidence", 1.0)
    if claim.get("reviewed") or not sure < UNSURE:
        return verdict
    means = (
        f"Of ten claims like this one, about {sure * 10:.0f} hold these figures and no others: read them before you "
        "rely on it."
    )
    return f'{verdict} <abbr class="quiet" title="{means}">unsure</abbr>'


BELOW = ("why", "warnings", "reviewed")


def _cited(links: Mapping[str, Sequence[str]]) -> str:
    """Return a line an article: its figures, each a link, and its name."""
    lines = [f'{", ".join(own)} <span class="quiet">{escape(name)}</span>' for name, own in links.items()]
    left = len(lines) - MOST_OPEN
    more = (
        f"<details><summary>{left} more</summary>{'<br>'.join(lines[MOST_OPEN:])}</details>"
        if left > 0
        else ""
    )
    return "<br>".join(lines[:MOST_OPEN]) + more


def _link(exact: str, figure_id: str) -> str:
    return evidence(" ".join(exact.split()), figure_id)


def figure_table(figures: pd.DataFrame, *, columns: list[str], names: Mapping[str, str]) -> Html:
    """Return figures as a table in which the words of each, ``exact``, are a link to its characters.

    Parameters
    ----------
    figures
        The table ``figures``.
    columns
        What to show of a figure.
    names
        What articles are called, by ``doc_id``.
    """
    links = [
        _link(exact, figure) for exact, figure in zip(figures["exact"], figures["figure_id"], strict=True)
    ]
    shown = figures.assign(exact=range(len(links)), words=figures["exact"])
    return table(
        shown[[*columns, "words"] if "value_low" in columns else columns],
        heads={"exact": "says", "concept": "of what"},
        cells={"exact": lambda row: links[row.exact]},
        names=names,
    )


def drift_table(drifts: pd.DataFrame, *, names: Mapping[str, str]) -> Html:
    """Return changed facts as a table: what a copy says and what it was made of, each a link to its characters.

    Parameters
    ----------
    drifts
        The table ``drifts``.
    names
        What articles are called, by ``doc_id``.
    """
    rows = list(drifts.itertuples())
    shown = drifts[["doc_id", "kind", "exact", "reference_doc_id", "reference_exact", "explanation"]]
    shown = shown.assign(exact=range(len(rows)), reference_exact=range(len(rows)))

    def now(row: Any) -> str:
        drift = rows[row.exact]
        return evidence(drift.exact, drift_anchor(drift.doc_id, drift.start))

    def before(row: Any) -> str:
        drift = rows[row.reference_exact]
        return evidence(
            drift.reference_exact, drift_anchor(drift.reference_doc_id, drift.reference_start, "reference")
        )

    heads = {
        "exact": "says",
        "reference_exact": "which says",
        "explanation": "what changed",
        "kind": "of what kind",
    }
    return table(shown, heads=heads, cells={"exact": now, "reference_exact": before}, names=names)
