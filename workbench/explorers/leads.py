"""What a link leads to in a notebook: the article at the place, a claim with its figures, the claims that are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qs

import pandas as pd

from workbench.case import Case
from workbench.charts.style import article_anchor
from workbench.explorers.articles import article_at
from workbench.explorers.base import live_html
from workbench.explorers.cited import drift_anchor
from workbench.explorers.figures import decided
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style, table, term
from workbench.findings import plural
from workbench.ledger import is_rejected
from workbench.wording import claim_values, named, origin_names
from workbench.wording.values import value_of

_EVIDENCE = re.compile(r'<(span|a) class="evidence" data-evidence="([^"]*)"( tabindex="-1")?>')
_OPEN = ' role="link" tabindex="0"'


def live(markup: str, case: Case | None) -> Any:
    """Return a widget that shows markup of which each piece of evidence is a link to what :func:`lead_to` shows.

    Parameters
    ----------
    markup
        The markup, with its style.
    case
        The case that it is about; without one nothing in it is a link.
    """
    if case is None:
        return live_html(markup, lambda _anchor: "")
    return live_html(linked(markup, case), lambda anchor: lead_to(case, anchor))


def linked(markup: str, case: Case) -> str:
    """Return markup of which each piece of evidence is a link; what leads nowhere here, such as to a section, is none.

    Parameters
    ----------
    markup
        The markup.
    case
        The case that it is about.
    """
    known = _places(case)

    def link(found: re.Match[str]) -> str:
        kind, anchor, again = found.groups()
        if unescape(anchor) not in known and not anchor.startswith(FIND):
            return f"<{kind}>"
        return f'<{kind} class="evidence" data-leads="{anchor}"{again or _OPEN}>'

    return _EVIDENCE.sub(link, markup)


FIND = "find:what=claim"  # with &verdict= and &checked=, as the report's page of that name has it


def _places(case: Case) -> dict[str, tuple[str, int, int]]:
    """Return for each figure and changed fact its article and place; claims and whole articles have none of their own."""
    places = {
        figure: (doc, int(start), int(end))
        for figure, doc, start, end in case.figures[["figure_id", "doc_id", "start", "end"]].itertuples(
            index=False, name=None
        )
    }
    for row in case.drifts.itertuples():
        places[drift_anchor(row.doc_id, row.start)] = (row.doc_id, row.start, row.end)
        before = drift_anchor(row.reference_doc_id, row.reference_start, "reference")
        places[before] = (row.reference_doc_id, row.reference_start, row.reference_end)
    whole = [*case.ledger["claim_id"], *map(article_anchor, case.articles["doc_id"])]
    return places | dict.fromkeys(whole, ("", 0, 0))


def lead_to(case: Case, anchor: str) -> str:
    """Return what a piece of evidence leads to, as markup in which evidence is a link again.

    Parameters
    ----------
    case
        The case.
    anchor
        A figure or a changed fact, which is shown in its article at its place; an article; a claim, which is shown with
        its figures; or which claims are meant.
    """
    case.reread()
    if anchor.startswith(FIND):
        shown = _found(case, anchor)
    else:
        doc_id, start, end = _places(case).get(anchor, ("", 0, 0))
        shown = _at(case, anchor, Mark(start, end, "figure chosen"), doc_id)
    return f'<style>{markup_style()}</style><div class="wb">{linked(shown, case)}</div>'


def _at(case: Case, anchor: str, mark: Mark, doc_id: str) -> str:
    if doc_id:
        figure = next(case.figures[case.figures["figure_id"] == anchor].itertuples(), None)
        return _of_claim(case, figure) + article_at(case, doc_id, mark)
    claim = next(case.ledger[case.ledger["claim_id"] == anchor].itertuples(), None)
    if claim is not None:
        return _claim(case, claim)
    article = next((doc for doc in case.articles["doc_id"] if article_anchor(doc) == anchor), "")
    if not article:
        return '<p class="quiet">It is not in the case any more. Run the cells above again.</p>'
    return article_at(case, article, Mark(0, 0, ""))


def _of_claim(case: Case, figure: Any) -> str:
    """Say of which claim a figure is."""
    claims = (
        case.ledger[case.ledger["claim_id"] == figure.claim_id] if figure is not None else case.ledger[:0]
    )
    return "".join(
        f"<p>{evidence(row.claim, row.claim_id)} {term('verdict', row.verdict, f'verdict verdict-{row.verdict}')}</p>"
        for row in claims.itertuples()
    )


def _claim(case: Case, claim: Any) -> str:
    value = claim_values(case.ledger[case.ledger["claim_id"] == claim.claim_id], case.figures)[claim.claim_id]
    return (
        f"<h3>{escape(value)} {escape(value_of(value, claim.claim))}</h3>"
        f"<p>{term('verdict', claim.verdict, f'verdict verdict-{claim.verdict}')} {escape(named(claim.why, case.names))}</p>"
        f"{claim_figures(case, claim.claim_id)}"
    )


def _found(case: Case, asked: str) -> str:
    """List the claims of a verdict, or that a person has checked or not."""
    query, ledger = parse_qs(asked.removeprefix("find:")), case.ledger
    rejected, values = is_rejected(ledger), claim_values(ledger, case.figures)
    if "verdict" in query:
        verdicts = ledger["verdict"].where(~rejected, "rejected")
        ledger = ledger[verdicts.isin(query["verdict"])]
    if "checked" in query:
        looked = "not checked" not in query["checked"]
        ledger = ledger[(ledger["reviewed"] != "") == looked]
    lines = "".join(
        f"<li>{evidence(values[row.claim_id] or 'no value', row.claim_id)} {escape(value_of(values[row.claim_id], row.claim))} "
        f"{term('verdict', row.verdict, f'verdict verdict-{row.verdict}')}</li>"
        for row in ledger.itertuples()
    )
    return f"<h3>{plural(len(ledger), 'claim')}</h3><ul>{lines}</ul>"


def claim_figures(case: Case, claim_id: str) -> Html:
    """Return the figures of a claim as a table: source, family, the sentence with the number marked, speaker."""
    return claims_figures(case, [claim_id])[claim_id]


def claims_figures(case: Case, claim_ids: Iterable[str]) -> dict[str, Html]:
    """Return the figures of each of several claims, as :func:`claim_figures` does of one."""
    labels, origins = case.names, called_origins(case)
    raw = dict(zip(case.articles["doc_id"], case.articles["raw"], strict=True))
    places = zip(
        zip(case.sentences["doc_id"], case.sentences["sentence"], strict=True),
        zip(case.sentences["start"], case.sentences["end"], strict=True),
        strict=True,
    )
    sentences = dict(places)
    figures = case.figures
    of_claim = figures.groupby("claim_id", sort=False).indices
    told = {}
    for claim_id in claim_ids:
        rows = [
            {
                "source": evidence(labels[row.doc_id], row.figure_id),
                "origin": origins.get(row.doc_id, ""),
                "sentence": _sentence(row, sentences, raw),
                "stated_by": row.attributed_to,
                "as_of_low": row.as_of_low,
                "as_of_high": row.as_of_high,
                "decided": decided(row),
            }
            for row in figures.iloc[of_claim.get(claim_id, [])].itertuples()
        ]
        told[claim_id] = _as_table(rows)
    return told


def _as_table(rows: list[dict[str, Any]]) -> Html:
    columns = ["source", "origin", "sentence", "stated_by", "as_of_low", "as_of_high", "decided"]
    if not any(row["decided"] for row in rows):
        columns.remove("decided")
    return table(
        pd.DataFrame(rows, columns=columns),
        cells={
            "sentence": lambda row: row.sentence,
            "source": lambda row: row.source,
        },
    )


def called_origins(case: Case) -> dict[str, str]:
    """Return what the origin of each article is called, by ``doc_id``: of a report of its own that is its outlet.

    Parameters
    ----------
    case
        The case.
    """
    called = origin_names(case.families, case.names)
    outlets = dict(zip(case.articles["doc_id"], case.articles["publisher"], strict=True))
    return {
        row.doc_id: (outlets[row.doc_id] if row.origin == "own" else "") or called[row.family]
        for row in case.families.itertuples()
    }


def _sentence(figure: Any, sentences: Mapping[tuple[str, int], tuple[int, int]], raw: dict[str, str]) -> str:
    start, end = sentences.get((figure.doc_id, figure.sentence), (figure.start, figure.end))
    mark = Mark(figure.start, figure.end, "figure", "open its article here", key=figure.figure_id)
    return highlight(raw[figure.doc_id][start:end], [mark], offset=int(start))
