"""What a worker does with one batch: each reads its parts from the shared folder and writes its parts there.

Nothing but counts and hashes goes back, so a worker that is lost takes no rows with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from workbench.case.steps import STEP_OF, Shared, Source, make
from workbench.engine.batches import Batch
from workbench.engine.names import Names, name_articles, name_report
from workbench.engine.reading import ReadBatch, read_batch
from workbench.engine.space import Space
from workbench.tables import as_table

Array = np.ndarray[Any, Any]


class Reserved:
    """The names of the records, stem#2 and so on, of files that are read in several batches."""

    def __init__(self, last: Mapping[str, int]) -> None:
        self._last = last

    def __contains__(self, name: object) -> bool:
        stem, _, number = str(name).rpartition("#")
        return number.isdigit() and 1 < int(number) <= self._last.get(stem, 0)

    def __len__(self) -> int:
        return sum(self._last.values())

    def __iter__(self) -> Any:
        return (f"{stem}#{n}" for stem, last in self._last.items() for n in range(2, last + 1))


def read_step(number: int, batch: Batch, space: Space, encoding: str | None) -> tuple[Array, Counter[str]]:
    """Read a batch into scratch; return the hashes its articles are told by, and what became of its records."""
    read = read_batch(batch, encoding=encoding)
    space.write("read_articles", number, read.articles)
    space.write("read_report", number, read.load_report)
    space.write("sightings", number, read.sightings)
    return read.keys, read.outcomes


def read_back(space: Space, number: int) -> ReadBatch:
    """Return a batch as :func:`read_step` left it."""
    return ReadBatch(
        as_table(space.read("read_articles", number), "articles"),
        as_table(space.read("read_report", number), "load_report"),
        space.read("sightings", number),
    )


def article_step(number: int, space: Space, names: Names, *, source: Source, steps: Sequence[str]) -> int:
    """Name the articles of a batch and run the steps that need no others; return how many articles there are."""
    read = read_back(space, number)
    space.write("load_report", number, name_report(read, names.settled, names.totals, heads=names.heads))
    source = source._replace(reserved=Reserved(names.reserved), shared=Shared())
    tables = {"read_articles": name_articles(read, names.settled)}
    for step in (STEP_OF[name] for name in steps):
        made = make(step, source, [tables[name] for name in step.needs], {})
        for name, frame in zip(step.tables, made, strict=True):
            tables[name] = frame
            space.write(name, number, frame)
    return len(tables["articles"])


def sign_step(number: int, start: int, space: Space) -> None:
    """Write the signatures of a batch, and count its terms; ``start`` is the row of its first article."""
    from workbench.compare.signatures import sign
    from workbench.compare.sketches import count_terms

    articles = space.read("articles", number, ["headline", "text"])
    space.fill("signatures", start, sign(articles["text"].tolist()))
    counts = count_terms((articles["headline"] + ".\n" + articles["text"]).tolist())
    terms = np.flatnonzero(counts.seen.holding)
    np.savez(
        space.scratch(f"terms-{number:06}.npz"),
        row=counts.row.astype(np.int32),
        column=counts.column.astype(np.int32),
        times=counts.times.astype(np.int32),
        articles=len(articles),
        terms=terms,
        seen=np.array([side[terms] for side in counts.seen[1:]], dtype=np.int64),
    )


def add_up(space: Space, n_batches: int) -> None:
    """Add up the counts of terms of all batches, and leave them in scratch."""
    from workbench.compare.sketches import nothing_seen

    articles, sums = 0, np.array(nothing_seen()[1:])
    for number in range(n_batches):
        with np.load(space.scratch(f"terms-{number:06}.npz")) as part:
            articles += int(part["articles"])
            sums[:, part["terms"]] += part["seen"]
    np.savez(space.scratch("seen.npz"), articles=articles, sums=sums)


def weigh_step(number: int, start: int, space: Space) -> None:
    """Write the sketches of a batch, now that the counts of all terms are known."""
    from workbench.compare.sketches import Counts, Seen, nothing_seen, weigh

    with np.load(space.scratch("seen.npz")) as whole:
        seen = Seen(int(whole["articles"]), *whole["sums"])
    with np.load(space.scratch(f"terms-{number:06}.npz")) as part:
        own = nothing_seen()._replace(articles=int(part["articles"]))
        row, column, times = (part[name].astype(np.int64) for name in ("row", "column", "times"))
    counts = Counts(row, column, times, own)
    sketch = weigh(counts, seen)
    space.fill("terms", start, sketch.terms)
    space.fill("weights", start, sketch.weights)
