"""Who took what from whom: two texts side by side, the tree of a number, and the timeline of what is stated."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.sources import origin_tree
from workbench.charts.timeline import chart_timeline
from workbench.explorers.base import COUNTS, Explorer, Recorder, in_row
from workbench.explorers.leads import called_origins
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style, term
from workbench.findings import plural
from workbench.ledger import name_links, stemma_tree, what_counts
from workbench.wording import named, origin_names, shorten

TIPS = {"confirm": "The copy changed this fact", "dismiss": "No fact was changed here"}
DISMISSED = "It is listed as a changed fact no more, here and in the next report."
NOT_LINKED = "Neither of these two sentences was made of the other"
ONE_ORIGIN = "Both print the report of this agency or outlet: they are one voice"
MADE_ANEW = "All that rests on it was made anew here; run the cells above again to see it there."
MOST_STATIC = 40  # pairs of articles that the static twin shows


def explore_sources(case: Case) -> Explorer:
    """Show the source map, and any two articles side by side with their linked sentences joined.

    Parameters
    ----------
    case
        The case to look at.
    """
    return Explorer("sources", static=lambda: _static(case), widget=lambda: _SourcesView(case).box)


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


def full_texts(case: Case, a: str, b: str) -> Html:
    """Return two articles whole and side by side, the sentences that one reworks of the other marked in both."""
    links = _links_between(case.links, a, b)
    links = links[links["label"] != "shared_fact"]
    panes = [_whole(case, doc, links[[f"{side}_start", f"{side}_end"]]) for side, doc in (("a", a), ("b", b))]
    return Html(f'<div class="columns">{"".join(panes)}</div>')


def _whole(case: Case, doc_id: str, spans: pd.DataFrame) -> str:
    article = next(case.articles[case.articles["doc_id"] == doc_id].itertuples())
    marks = [Mark(int(start), int(end), "link") for start, end in sorted(set(spans.itertuples(index=False)))]
    changed = case.drifts[case.drifts["doc_id"] == doc_id]
    marks += [Mark(row.start, row.end, "drift", row.explanation) for row in changed.itertuples()]
    name = escape(case.names[doc_id])
    text = highlight(article.raw[article.start : article.end], marks, offset=article.start)
    return (
        f'<section class="pane" tabindex="0" aria-label="{name}"><h3>{name}</h3>'
        f'<div class="text">{text}</div></section>'
    )


MOST_UNFOLDED = 12  # articles of an origin whose list is unfolded


def source_tree(case: Case) -> Html:
    """Return the origins as a tree that unfolds: below each its articles, below each article those that rework it.

    Parameters
    ----------
    case
        The case.
    """
    names = case.names
    tree = origin_tree(case.relations, case.families)
    sizes = tree["family"].value_counts()
    called = origin_names(case.families, names)
    shared = [
        _branch(
            f"<b>{escape(called[str(family)])}</b>: {plural(len(rows), 'article')}, one voice",
            _nested(rows, names),
            unfolded=len(rows) <= MOST_UNFOLDED,
        )
        for family, rows in tree.groupby("family", sort=False)
        if len(rows) > 1
    ]
    alone = tree[tree["family"].map(sizes) == 1]
    listed = "".join(f"<li>{escape(names[doc])}</li>" for doc in alone["doc_id"])
    own = [
        _branch(
            f"<b>Reports of their own</b>: {plural(len(alone), 'article')}",
            f"<ul>{listed}</ul>",
            unfolded=len(alone) <= MOST_UNFOLDED,
        )
    ]
    return Html(f'<div class="tree">{"".join([*shared, *(own if len(alone) else [])])}</div>')


def _branch(said: str, below: str, *, unfolded: bool) -> str:
    return f"<details{' open' if unfolded else ''}><summary>{said}</summary>{below}</details>"


def _nested(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    told = ((row.level, f"{escape(names[row.doc_id])}{_share(row)}") for row in rows.itertuples())
    return nested(told)


def _share(row: Any) -> str:
    where = "the one above" if row.parent else "the others"
    return f' <span class="quiet">{row.share:.0f} % stands in {where}</span>' if row.share else ""


def nested(lines: Iterable[tuple[int, str]]) -> str:
    """Return lines of markup as lists within lists, by their levels.

    Examples
    --------
    >>> nested([(0, "a"), (1, "b"), (0, "c")])
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'
    """
    parts, depth = [], -1
    for level, said in lines:
        parts.append("<ul>" if level > depth else "</li>" + "</ul></li>" * (depth - level))
        parts.append(f"<li>{said}")
        depth = level
    return "".join([*parts, "</li></ul>" * (depth + 1)])


class _SourcesView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        names, docs = case.names, case.articles["doc_id"].tolist()
        first = next(_related(case).itertuples(), None)
        pair = (first.a, first.b) if first else (docs[0], docs[-1])
        options = [(names[doc], doc) for doc in docs]
        self.left, self.right = (
            widgets.Dropdown(options=options, description=called, value=doc)
            for called, doc in zip(("This", "beside"), pair, strict=True)
        )
        self.whole = widgets.Checkbox(description="Whole texts", indent=False)
        self.view, self.facts = widgets.HTML(), widgets.VBox()
        self.note = widgets.Text(description="Note")
        self.sentence = widgets.Dropdown(description="Sentence", layout={"width": "60%"})
        self.origin = widgets.Text(description="Origin", placeholder="whose report both print")
        self.unlinking = in_row(self.sentence, self._press("Not linked", NOT_LINKED, self._unlink))
        joining = in_row(self.origin, self._press("One origin", ONE_ORIGIN, self._join), self.note)
        self.recorder = Recorder(case, self._show)
        self.map = widgets.HTML()
        for control in (self.left, self.right, self.whole):
            control.observe(lambda _change: self.recorder.answer(self._show), names="value")
        self.box = widgets.VBox(
            [
                self.map,
                in_row(self.left, self.right, self.whole),
                joining,
                self.unlinking,
                self.facts,
                self.recorder.box,
                self.view,
            ]
        )
        self._show()

    def _show(self) -> None:
        a, b = self.left.value, self.right.value
        self.map.value = source_tree(self.case)._repr_html_()
        self.view.value = f'<style>{markup_style()}</style><div class="wb">{self._texts(a, b)}</div>'
        facts = self._changed(a, b)
        self.facts.children = [self._fact(fact) for fact in facts.itertuples()]
        links = _links_between(self.case.links, a, b)
        said = [
            f"{shorten(one, 60)} | {shorten(other, 60)}"
            for one, other in zip(links["a_text"], links["b_text"], strict=True)
        ]
        self.sentence.options = list(zip(said, name_links(links), strict=True))
        self.sentence.index = 0 if len(links) else None
        self.unlinking.layout.display = "" if len(links) else "none"
        self.origin.value = called_origins(self.case).get(a, "")

    def _texts(self, a: str, b: str) -> Html:
        if a == b:
            return Html('<p class="quiet">Choose two articles.</p>')
        if self.whole.value or _links_between(self.case.links, a, b).empty:
            return full_texts(self.case, a, b)
        return side_by_side(self.case, a, b)

    def _press(self, said: str, tip: str, act: Callable[[], None]) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=said, tooltip=tip)
        button.on_click(lambda _button: act())
        return button

    def _unlink(self) -> None:
        if self.sentence.value:
            self.recorder.record(self.sentence.value, "unlink", counts=MADE_ANEW, note=self.note.value)

    def _join(self) -> None:
        """Say of both articles whose report they print: two with one origin are one voice."""
        origin, chosen = self.origin.value.strip(), (self.left.value, self.right.value)
        if not origin or chosen[0] == chosen[1]:
            self.recorder.say("Not recorded: choose two articles, and type whose report they print.")
            return
        for doc_id in chosen:

            def record(doc_id: str = doc_id) -> None:
                self.case.set_article(doc_id, "origin", origin, note=self.note.value)

            if not self.recorder.attempt("one origin", record, counts=MADE_ANEW):
                return

    def _changed(self, a: str, b: str) -> pd.DataFrame:
        drifts = self.case.drifts
        between = drifts["doc_id"].isin((a, b)) & drifts["reference_doc_id"].isin((a, b))
        return drifts[between]

    def _fact(self, drift: Any) -> Any:
        """Make the line of a changed fact, with the buttons that confirm and dismiss it."""
        import ipywidgets as widgets

        buttons = [self._button(drift.drift_id, decision) for decision in ("confirm", "dismiss")]
        looked = f" · <b>{escape(drift.reviewed)}</b>" if drift.reviewed else ""
        told = f"{escape(self.case.names[drift.doc_id])}: {escape(drift.explanation)}{looked}"
        return widgets.HBox([*buttons, widgets.HTML(told)])

    def _button(self, drift_id: str, decision: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=decision.capitalize(), tooltip=TIPS[decision])

        def decide(_button: Any) -> None:
            counts = DISMISSED if decision == "dismiss" else COUNTS
            self.recorder.record(drift_id, decision, counts=counts, note=self.note.value)

        button.on_click(decide)
        return button


def show_stemma(stemma: pd.DataFrame, claim_id: str, names: Mapping[str, str]) -> Html:
    """Return the tree of a claim: who stated it first, who took it from whom, and what became of it on the way.

    Parameters
    ----------
    stemma
        The table of that name.
    claim_id
        The claim; of one that stands in one article there is no tree.
    names
        What articles are called.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> str(show_stemma(empty("stemma"), "c1", {}))
    ''
    """
    return Html(nested((level, _told(row, names)) for level, row in stemma_tree(stemma, claim_id)))


def _told(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    where = escape(names.get(row["doc_id"], row["doc_id"]))
    by = f", on the word of {escape(row['said_by'])}" if row["said_by"] else ""
    unsure = "" if row["in_order"] else " (which was first is not known)"
    what = {"first": "stated on its own", "carried": "carried as it was"}.get(row["step"], row["step"])
    return f"{evidence(row['said'], row['figure_id'])} {where}: {escape(what)}{unsure}{by if row['step'] == 'first' else ''}"


ALL = "(all)"


def explore_timeline(case: Case) -> Explorer:
    """Show for which days each source states its figures; the widget narrows it to one verdict or word.

    Parameters
    ----------
    case
        The case to look at.
    """
    return Explorer("timeline", static=lambda: _drawn(case, ALL, ""), widget=lambda: _widget(case))


def _drawn(case: Case, verdict: str, word: str) -> Html:
    figures, ledger = what_counts(case.figures, case.ledger)
    if verdict != ALL:
        ledger = ledger[ledger["verdict"] == verdict]
    if word.strip():
        ledger = ledger[ledger["claim"].str.contains(word.strip(), case=False, regex=False)]
    figures = figures[figures["claim_id"].isin(ledger["claim_id"])]
    return Html(chart_timeline(figures, ledger, case.articles, case.families)._repr_html_())


def _widget(case: Case) -> Any:
    import ipywidgets as widgets

    verdict = widgets.Dropdown(options=[ALL, *sorted(set(case.ledger["verdict"]))], description="Verdict")
    word = widgets.Text(description="About", placeholder="a word", continuous_update=False)
    view = widgets.HTML()

    def show(_change: Any = None) -> None:
        view.value = _drawn(case, verdict.value, word.value)

    for control in (verdict, word):
        control.observe(show, names="value")
    show()
    return widgets.VBox([widgets.HBox([verdict, word]), view])
