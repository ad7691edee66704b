"""Two articles side by side: linked sentences joined, edits marked word by word, changed facts in their colour."""

from __future__ import annotations

import difflib
import re
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.sources import chart_sources
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html, Mark, highlight, markup_style, term
from workbench.wording import named

MOST_STATIC = 40  # pairs of articles that the static twin shows


def explore_sources(case: Case) -> Explorer:
    """Show the source map, and any two articles side by side with their linked sentences joined.

    Parameters
    ----------
    case
        The case to look at.
    """
    return Explorer("sources", static=lambda: _static(case), widget=lambda: _widget(case))


def changed_words(before: str, after: str) -> list[Mark]:
    """Return a mark for each run of words in ``after`` that does not stand so in ``before``.

    Examples
    --------
    >>> [after[m.start : m.end] for after in ["two boats sank"] for m in changed_words("two ships sank", after)]
    ['boats']
    """
    old, new = (list(re.finditer(r"\w+|[^\w\s]", text)) for text in (before, after))
    matcher = difflib.SequenceMatcher(
        None, [word.group().lower() for word in old], [word.group().lower() for word in new], autojunk=False
    )
    return [
        Mark(new[first].start(), new[last - 1].end(), "changed", "worded differently")
        for kind, _, _, first, last in matcher.get_opcodes()
        if kind in ("replace", "insert")
    ]


def side_by_side(case: Case, a: str, b: str) -> Html:
    """Return the linked sentences of two articles as rows of two cells, in the order of the first."""
    links = _links_between(case.links, a, b)
    if links.empty:
        return Html('<p class="quiet">No sentence of the one is reworked in the other.</p>')
    drifts = case.drifts
    rows = "".join(_pair(link, drifts) for link in links.sort_values(["a_start", "b_start"]).itertuples())
    labels = case.names
    head = f"<tr><th scope=col>{escape(labels[a])}</th><th scope=col>{escape(labels[b])}</th><th scope=col>how</th></tr>"
    return Html(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")


def _links_between(links: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    straight = links[(links["a_doc_id"] == a) & (links["b_doc_id"] == b)]
    turned = links[(links["a_doc_id"] == b) & (links["b_doc_id"] == a)]
    swap = {
        f"{x}_{field}": f"{y}_{field}"
        for x, y in ("ab", "ba")
        for field in ("doc_id", "start", "end", "text")
    }
    return pd.concat([straight, turned.rename(columns=swap)], ignore_index=True)


def _pair(link: Any, drifts: pd.DataFrame) -> str:
    a = highlight(link.a_text, _drift_words(link.a_doc_id, link.a_start, link.a_end, link.a_text, drifts))
    b_marks = changed_words(link.a_text, link.b_text) + _drift_words(
        link.b_doc_id, link.b_start, link.b_end, link.b_text, drifts
    )
    return (
        f"<tr><td>{a}</td><td>{highlight(link.b_text, b_marks)}</td><td>{term('label', link.label)}</td></tr>"
    )


def _drift_words(doc_id: str, start: int, end: int, text: str, drifts: pd.DataFrame) -> list[Mark]:
    """Mark changed facts in a cleaned sentence: found again by their words, as raw offsets may be shifted."""
    inside = drifts[(drifts["doc_id"] == doc_id) & (drifts["start"] < end) & (drifts["end"] > start)]
    marks = []
    for row in inside.itertuples():
        words = " ".join(row.exact.split())
        at = text.find(words, max(0, row.start - start - 40))
        if at >= 0:
            marks.append(Mark(at, at + len(words), "drift", row.explanation))
    return marks


def _related(case: Case) -> pd.DataFrame:
    relations = case.relations
    share = relations[["share_of_a", "share_of_b"]].max(axis=1)
    return relations.assign(share=share)[share > 0].sort_values("share", ascending=False, kind="stable")


def _static(case: Case) -> Html:
    related = _related(case)
    names = case.names
    sections = [
        f"<details><summary>{escape(names[row.a])} and {escape(names[row.b])}: {term('relation', row.relation)}</summary>"
        f"<p>{escape(named(row.evidence, names))}</p>{side_by_side(case, row.a, row.b)}</details>"
        for row in related.head(MOST_STATIC).itertuples()
    ]
    left = len(related) - len(sections)
    more = f'<p class="quiet">{left} more pairs stand in the table of links.</p>' if left > 0 else ""
    return Html("".join(sections) + more)


def _widget(case: Case) -> Any:
    import ipywidgets as widgets

    labels = case.names
    options = [(labels[doc], doc) for doc in case.articles["doc_id"]]
    first = next(_related(case).itertuples(), None)
    left = widgets.Dropdown(options=options, description="This", value=first.a if first else options[0][1])
    right = widgets.Dropdown(
        options=options, description="beside", value=first.b if first else options[-1][1]
    )
    source_map = widgets.HTML(chart_sources(case.articles, case.relations, case.families)._repr_html_())
    view = widgets.HTML()

    def show(_change: Any = None) -> None:
        view.value = f'<style>{markup_style()}</style><div class="wb">{side_by_side(case, left.value, right.value)}</div>'

    for control in (left, right):
        control.observe(show, names="value")
    show()
    return widgets.VBox([source_map, widgets.HBox([left, right]), view])
