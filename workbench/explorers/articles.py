"""The articles as they came beside the articles as cleaned, with every edit explained."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.base import SOURCE_RATINGS, Explorer, Recorder, in_row, rated
from workbench.explorers.markup import Html, Mark, highlight, markup_style, table
from workbench.findings import plural
from workbench.tables import NOTHING

SET = "All that rests on it was made anew here; run the cells above again to see it there."
ACCEPTED = "The text was cleaned anew, here; run the cells above again to see it there."
LEFT_OUT = "It is left out of the case: nothing of it counts. Its file stays; choose it here to put it back."
RELIABLE = "How far the source can be relied on (Admiralty code); it is proposed for its other articles"
MOST_STATIC = 25  # articles whose texts the static twin shows; the report has a page for each source file
_COLUMNS = ["action", "rule", "before", "replacement", "field", "reason"]


def explore_articles(case: Case) -> Explorer:
    """Show raw and clean side by side, each edit marked and explained; flagged edits can be accepted.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("articles", static=lambda: _static(case), widget=lambda: _ArticleView(case).box)


def article_view(article: Any, edits: pd.DataFrame, label: str) -> str:
    """Return the markup of one article: raw with its edits marked, and clean, side by side."""
    called = escape(label)
    start, end = _as_it_came(article, edits)
    marks = edit_marks(edits)
    return (
        f'<div class="columns"><section class="pane" tabindex="0" aria-label="{called}, as it came"><h3>As it came</h3>'
        f'<div class="text">{highlight(article.raw[start:end], marks, offset=start)}</div></section>'
        f'<section class="pane" tabindex="0" aria-label="{called}, cleaned"><h3>Cleaned</h3>'
        f'<div class="text">{escape(article.text)}</div></section></div>'
    )


def _as_it_came(article: Any, edits: pd.DataFrame) -> tuple[int, int]:
    r"""Return the stretch of a file that an article and what was taken out right above and below it take.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> edits = pd.DataFrame({"start": [0, 9, 20], "end": [8, 16, 22]})
    >>> _as_it_came(Row(raw="The Echo\n2 May 1\nRain fell.", start=17, end=27), edits)
    (0, 27)
    """
    start, end = int(article.start), int(article.end)
    spans = sorted(zip(edits["start"].astype(int), edits["end"].astype(int), strict=True))
    for first, last in reversed(spans):
        if first < start and not article.raw[last:start].strip():
            start = first
    for first, last in spans:
        if last > end and not article.raw[end:first].strip():
            end = last
    return start, end


def article_at(case: Case, doc_id: str, mark: Mark) -> str:
    """Return the markup of an article as it came with one place marked, for :func:`marked_text` to scroll to."""
    article = next(case.articles[case.articles["doc_id"] == doc_id].itertuples())
    text = highlight(article.raw[article.start : article.end], [mark], offset=article.start)
    return (
        f'<style>{markup_style()}</style><div class="wb"><h3>{escape(case.names[doc_id])}</h3>'
        f'<div class="pane text" tabindex="0">{text}</div></div>'
    )


def edit_marks(edits: pd.DataFrame) -> list[Mark]:
    """Return a mark for each edit, which says what was done and why."""
    return [
        Mark(edit.start, edit.end, f"edit {edit.action}", f"{edit.action}: {edit.reason}")
        for edit in edits.itertuples()
    ]


def edits_in_short(edits: pd.DataFrame) -> pd.DataFrame:
    """Return the edits with the line breaks that were undone told in one row an article, where its first one stood.

    Examples
    --------
    >>> edits = pd.DataFrame({"doc_id": ["a", "a", "a"], "rule": ["unwrap", "advert", "unwrap"]})
    >>> edits = edits.assign(action="replaced", reason="a line break")
    >>> edits_in_short(edits)[["rule", "reason"]].values.tolist()
    [['unwrap', 'a line break: 2 times'], ['advert', 'a line break']]
    """
    unwrapped = edits["rule"] == "unwrap"
    counts = edits.loc[unwrapped, "doc_id"].value_counts().to_dict()
    told = [
        f"{reason}: {plural(counts[doc], 'time')}" if is_unwrap else reason
        for doc, reason, is_unwrap in zip(edits["doc_id"], edits["reason"], unwrapped, strict=True)
    ]
    short = edits.assign(reason=pd.Series(told, index=edits.index, dtype="str"))
    return short[~unwrapped | ~short[["doc_id", "rule"]].duplicated()]


def _edits_of(case: Case, doc_id: str) -> pd.DataFrame:
    return case.edits[case.edits["doc_id"] == doc_id]


def _static(case: Case) -> Html:
    labels = case.names
    sections = []
    for article in case.articles.head(MOST_STATIC).itertuples():
        edits = _edits_of(case, article.doc_id)
        sections.append(
            f"<details><summary>{escape(labels[article.doc_id])}: {plural(len(edits), 'edit')}</summary>"
            f"{article_view(article, edits, labels[article.doc_id])}{table(edits_in_short(edits)[_COLUMNS])}</details>"
        )
    left = len(case.articles) - len(sections)
    more = f'<p class="quiet">{left} more articles stand under the sources.</p>' if left > 0 else ""
    return Html("".join(sections) + more)


class _ArticleView:
    """The widgets of the explorer and what happens when one is used."""

    # What can be said of an article: field, description, what an empty box asks for, the column that holds it now.
    FIELDS = (
        ("publisher", "Outlet", "who published it", "publisher"),
        ("published", "Published", "2024-01-31 or 2024-01-31T14:05", "time_published"),
        ("short_name", "Short name", "what to call it here", "short_name"),
        ("origin", "Origin", "whose report it prints: an agency, an outlet", "origin"),
        ("reliability", "Source", "", "reliability"),
    )

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.chooser = widgets.Dropdown(description="Article")
        self.view, self.accept = widgets.HTML(), widgets.VBox()
        self.boxes = {
            field: widgets.Text(description=called, placeholder=asks)
            for field, called, asks, _ in self.FIELDS
        }
        self.boxes["reliability"] = widgets.Dropdown(
            options=rated(SOURCE_RATINGS), description="Source", tooltip=RELIABLE
        )
        self.proposed = widgets.HTML()
        self.out = widgets.Button(description="Leave out", tooltip="It does not belong in this case")
        self.out.on_click(lambda _button: self._leave_out())
        self.back = widgets.VBox()
        self.note = widgets.Text(description="Note")
        self.set = widgets.Button(description="Set", tooltip="Record what was changed in the boxes")
        self.set.on_click(lambda _button: self._set())
        self.recorder = Recorder(case, self._show)
        self._name()
        self.chooser.observe(lambda _change: self.recorder.answer(self._show), names="value")
        self.box = widgets.VBox(
            [
                self.chooser,
                in_row(*self.boxes.values(), self.proposed, self.note, self.set, self.out),
                self.recorder.box,
                self.back,
                self.accept,
                self.view,
            ]
        )
        self._show()

    def _name(self) -> None:
        names, chosen = self.case.names, self.chooser.value
        docs = self.case.articles["doc_id"].tolist()
        self.chooser.options = [(names[doc], doc) for doc in docs]
        self.chooser.value = chosen if chosen in docs else docs[0]

    def _article(self) -> Any:
        return next(self.case.articles[self.case.articles["doc_id"] == self.chooser.value].itertuples())

    def _held(self) -> dict[str, str]:
        """Return what is known of the article now, by field."""
        article = self._article()
        held = {field: getattr(article, column) for field, _, _, column in self.FIELDS}
        return held | {"published": held["published"] or article.date_published}

    def _show(self) -> None:
        if self.chooser.value not in set(
            self.case.articles["doc_id"]
        ):  # it was left out, here or by somebody else
            self._name()
        article, edits = self._article(), _edits_of(self.case, self.chooser.value)
        shown = article_view(article, edits, self.case.names[article.doc_id])
        self.view.value = f'<style>{markup_style()}</style><div class="wb">{shown}{table(edits_in_short(edits)[_COLUMNS])}</div>'
        for field, value in self._held().items():
            self.boxes[field].value = value
        self.proposed.value = self._propose(article)
        self.accept.children = [_deciding(self.recorder, edit) for edit in _to_decide(edits)]
        self.back.children = [self._putting_back(name, why) for name, why in self.case.left_out.items()]

    def _propose(self, article: Any) -> str:
        """Propose what was said of the source at another of its articles; it counts when Set is pressed."""
        articles = self.case.articles
        of_source = articles[(articles["publisher"] == article.publisher) & (articles["reliability"] != "")]
        if article.reliability or not article.publisher or of_source.empty:
            return ""
        known = of_source.iloc[-1]
        self.boxes["reliability"].value = known["reliability"]
        return (
            f'<span class="quiet">{escape(known["reliability"])}, as for '
            f"{escape(self.case.names[known['doc_id']])}: press Set to keep it</span>"
        )

    def _leave_out(self) -> None:
        doc_id, why = self.chooser.value, self.note.value.strip() or "by a person"
        self.recorder.attempt(
            "left out", lambda: self.case.set_article(doc_id, "left_out", why), counts=LEFT_OUT
        )
        self._name()

    def _putting_back(self, name: str, why: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description="Put back", tooltip="It belongs in the case after all")

        def decide(_button: Any) -> None:
            self.recorder.attempt("put back", lambda: self.case.set_article(name, "left_out", NOTHING))
            self._name()

        button.on_click(decide)
        return widgets.HBox([button, widgets.HTML(f"{escape(name)} is left out: {escape(why)}")])

    def _set(self) -> None:
        held = self._held()
        changed = {
            field: box.value.strip() for field, box in self.boxes.items() if box.value.strip() != held[field]
        }
        if not changed:
            self.recorder.say("Nothing was changed: type what the article is into a box first.")
            return
        doc_id, note = self.chooser.value, self.note.value
        for field, value in changed.items():  # each is a decision of its own

            def record(field: str = field, value: str = value) -> None:
                self.case.set_article(doc_id, field, value or NOTHING, note=note)

            if not self.recorder.attempt("set", record, counts=SET):
                return
        self.note.value = ""
        self._name()


MOST_EDITS = 40  # edits with a button of their own; the others can be decided where the article is alone


def _to_decide(edits: pd.DataFrame) -> list[Any]:
    """Return the edits that a person may decide on: those that were only flagged first; line breaks and blanks are none."""
    rows = edits[(edits["rule"] != "unwrap") & (edits["before"].str.strip() != "")]
    order = rows.assign(first=rows["action"] != "flagged").sort_values(["first", "start"], kind="stable")
    return list(order.head(MOST_EDITS).itertuples())


def _deciding(recorder: Recorder, edit: Any) -> Any:
    """Make the line of an edit with the button that carries it out, or puts it back: a decision like any other."""
    import ipywidgets as widgets

    decision, said = ("accept", "Take out") if edit.action == "flagged" else ("put_back", "Put back")
    button = widgets.Button(description=said, tooltip=edit.reason, layout={"flex": "0 0 7rem"})

    def decide(_button: Any) -> None:
        recorder.record(edit.edit_id, decision, counts=ACCEPTED, note=edit.reason)

    button.on_click(decide)
    what = "only flagged" if edit.action == "flagged" else edit.action
    quoted = f"<q>{escape(' '.join(edit.before.split())[:120])}</q>"
    return widgets.HBox([button, widgets.HTML(f"{quoted} {escape(what)}: {escape(edit.reason)}")])
