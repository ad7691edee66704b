"""The same tables in one process, with no cluster: what the engine's results are held against."""

from __future__ import annotations

import os

import numpy as np
import pandas as pd

from workbench.engine.ledgers import compare_events
from workbench.tables import as_table, table


def run_alone(path: str | os.PathLike[str], *, encoding: str | None = None) -> dict[str, pd.DataFrame]:
    """Compute the tables of :func:`workbench.engine.run_engine` in this process, whole frame by whole frame.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Police said 14 people drowned in Dover.")
    >>> run_alone(folder)["ledger"][["value_low", "verdict"]].values.tolist()
    [[14.0, 'single']]
    """
    from workbench.clean import clean_articles
    from workbench.compare import group_duplicates
    from workbench.figures import find_figures
    from workbench.load import load_articles
    from workbench.sentences import split_sentences

    read, load_report = load_articles(path, encoding=encoding)
    read = read[[column.name for column in table("articles").columns]]
    articles, edits, fields = clean_articles(read)
    sentences = split_sentences(articles, edits)
    found = find_figures(sentences, articles)
    copies = group_duplicates(articles)
    events = _events(articles, copies["group"].to_numpy(dtype=int))
    placed = _placed(events, articles, sentences, found)
    return {
        "articles": articles,
        "load_report": load_report,
        "edits": edits,
        "fields": fields,
        "sentences": sentences,
        "found_figures": found,
        "near_duplicates": copies,
        "events": as_table(articles[["doc_id"]].assign(event=events), "events"),
        **compare_events(*placed),
    }


def _events(articles: pd.DataFrame, groups: np.ndarray) -> np.ndarray:
    from workbench.compare.sketches import count_terms, group_sketches, weigh

    counts = count_terms((articles["headline"] + ".\n" + articles["text"]).tolist())
    _, first = np.unique(groups, return_index=True)
    sketch = weigh(counts, counts.seen)
    return group_sketches(type(sketch)(*(side[first] for side in sketch)))[groups]


def group_alone(
    articles: pd.DataFrame, sentences: pd.DataFrame, figures: pd.DataFrame
) -> tuple[pd.DataFrame, ...]:
    """Return the three tables with the columns that :func:`workbench.engine.ledgers.compare_events` goes by."""
    from workbench.compare import group_duplicates

    groups = group_duplicates(articles)["group"].to_numpy(dtype=int)
    return _placed(_events(articles, groups), articles, sentences, figures)


def _placed(events: np.ndarray, articles: pd.DataFrame, *others: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    return tuple(_with_event(frame, articles, events) for frame in (articles, *others))


def _with_event(frame: pd.DataFrame, articles: pd.DataFrame, events: np.ndarray) -> pd.DataFrame:
    row = pd.Series(np.arange(len(articles)), index=articles["doc_id"]).reindex(frame["doc_id"]).to_numpy()
    return frame.assign(_row=row, _event=events[row], _place=np.arange(len(frame)), _home=0)
