"""The stemma of a number as a tree that needs no script: nested lists, each statement a link to its characters."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.explorers.markup import Html, evidence
from workbench.ledger import stemma_tree


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
    parts, depth = [], -1
    for level, row in stemma_tree(stemma, claim_id):
        parts.append("<ul>" if level > depth else "</li>" + "</ul></li>" * (depth - level))
        parts.append(f"<li>{_told(row, names)}")
        depth = level
    parts.append("</li></ul>" * (depth + 1))
    return Html("".join(parts))


def _told(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    where = escape(names.get(row["doc_id"], row["doc_id"]))
    by = f", on the word of {escape(row['said_by'])}" if row["said_by"] else ""
    unsure = "" if row["in_order"] else " (which was first is not known)"
    what = {"first": "stated on its own", "carried": "carried as it was"}.get(row["step"], row["step"])
    return f"{evidence(row['said'], row['figure_id'])} {where}: {escape(what)}{unsure}{by if row['step'] == 'first' else ''}"
