"""Evidence pages: each source file as it came, with the characters of every figure and drift marked."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.explorers.cited import drift_anchor
from workbench.explorers.figures import decided, look_of
from workbench.explorers.markup import MOST_ROWS, Html, Mark, highlight
from workbench.wording import listed
from workbench.wording.values import in_words


class EvidencePage(NamedTuple):
    """A page for one source file: its name, title, body, the anchors on it, the articles in it and the file itself."""

    name: str
    title: str
    body: Html
    anchors: frozenset[str]
    docs: tuple[str, ...]
    file: str


def evidence_pages(case: Case) -> list[EvidencePage]:
    """Return a page for each source file, in the order of the articles.

    Parameters
    ----------
    case
        The case; its figures, drifts and edits are marked in the raw text.

    Returns
    -------
    list of EvidencePage
        Anchors are ``figure_id`` for a figure, and for a drift those of
        :func:`~workbench.explorers.cited.drift_anchor`: what it says, and what it was made of.
    """
    groups = case.articles.groupby("source_file", sort=False)
    return [_page(case, str(path), stories, i) for i, (path, stories) in enumerate(groups, start=1)]


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()[:60] or "file"


def _page(case: Case, path: str, stories: pd.DataFrame, number: int) -> EvidencePage:
    docs = stories["doc_id"].tolist()
    raw = stories["raw"].iloc[0]
    marks = [
        *_edit_marks(case.edits, docs),
        *_drift_marks(case.drifts, docs),
        *_reference_marks(case.drifts, docs, case.names),
        *_figure_marks(case.figures, docs, frozenset(case.ledger["claim_id"].head(MOST_ROWS))),
    ]
    body = f'{_facts(stories)}<pre class="raw" tabindex="0">{highlight(raw, marks)}</pre>'
    anchors = frozenset(mark.anchor for mark in marks if mark.anchor and mark.end > mark.start)
    title = listed(case.names[doc] for doc in docs)
    return EvidencePage(f"{number:03d}-{_slug(docs[0])}.html", title, Html(body), anchors, tuple(docs), path)


def _facts(stories: pd.DataFrame) -> str:
    first = stories.iloc[0]
    facts = {
        "File": first["source_file"],
        "SHA-256": first["sha256"],
        "Read as": first["encoding"],
        "Stories in it": len(stories),
    }
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts.items())
    legend = (
        '<p class="legend">Marked: <mark class="figure">figure</mark> '
        '<mark class="figure corrected">corrected by a person</mark> <mark class="figure rejected">rejected by a person</mark> <mark class="drift">changed fact</mark> '
        '<mark class="changed">what it was made of</mark> '
        '<mark class="edit removed">taken out</mark> <mark class="edit moved">moved into a field</mark> '
        '<mark class="edit flagged">flagged</mark></p>'
    )
    return f"<dl>{rows}</dl>{legend}"


def _edit_marks(edits: pd.DataFrame, docs: list[str]) -> list[Mark]:
    return [
        Mark(row.start, row.end, f"edit {row.action}", f"{row.action} by rule {row.rule}: {row.reason}")
        for row in edits[edits["doc_id"].isin(docs)].itertuples()
    ]


def _drift_marks(drifts: pd.DataFrame, docs: list[str]) -> list[Mark]:
    return [
        Mark(row.start, row.end, "drift", row.explanation, drift_anchor(row.doc_id, row.start))
        for row in drifts[drifts["doc_id"].isin(docs)].itertuples()
    ]


def _reference_marks(drifts: pd.DataFrame, docs: list[str], names: dict[str, str]) -> list[Mark]:
    return [
        Mark(
            row.reference_start,
            row.reference_end,
            "changed",
            f"changed in {names[row.doc_id]}: {row.explanation}",
            drift_anchor(row.reference_doc_id, row.reference_start, "reference"),
        )
        for row in drifts[drifts["reference_doc_id"].isin(docs)].itertuples()
    ]


def _figure_marks(figures: pd.DataFrame, docs: list[str], claims: frozenset[str]) -> list[Mark]:
    """Return a mark for each figure, which leads back to its claim where the ledger's page shows it."""
    return [
        Mark(
            row.start,
            row.end,
            look_of(row),
            _said(row),
            row.figure_id,
            href=f"{CLAIMS_PAGE}#{row.claim_id}" if row.claim_id in claims else "",
        )
        for row in figures[figures["doc_id"].isin(docs)].itertuples()
    ]


CLAIMS_PAGE = "../04_ledger.html"


def _said(row: object) -> str:
    figure = row._asdict()  # type: ignore[attr-defined]
    by = f", stated by {figure['attributed_to']}" if figure["attributed_to"] else ""
    told = f"; {decided(row)}" if figure["reviewed"] else ""
    return f"{in_words(figure)} {figure['concept']}{by}{told}"
