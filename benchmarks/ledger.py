"""How long grouping figures into claims takes, and how that grows with the figures.

    python benchmarks/ledger.py [--most 5000]

The articles are those of ``tests/corpus`` and ``data/``. Further ones are copies under other names, so
that an event has ever more articles: what grows is the number of figures that may state one quantity, the hardest
case. "a figure" would stay level if time grew with the figures alone, and double with them if with their square.
"""

import argparse
import time
from pathlib import Path

import pandas as pd

from workbench.case import Case
from workbench.ledger import group_claims
from workbench.ledger.evidence import collect_evidence
from workbench.tables import as_table

ROOT = Path(__file__).parent.parent
FOLDERS = [*sorted(folder for folder in (ROOT / "tests" / "corpus").iterdir() if folder.is_dir()),
           ROOT / "data" / "sample", ROOT / "data" / "toll"]  # fmt: skip
STEPS = (300, 600, 1200, 2500, 5000, 10_000)
NAMES = {
    "figures": ("doc_id", "figure_id", "part_of"),
    "links": ("a_doc_id", "b_doc_id"),
    "sentences": ("doc_id",),
}


def load():
    cases = [Case(folder, cache=False) for folder in FOLDERS]
    return [
        {"figures": case.table("found_figures"), "links": case.links, "sentences": case.sentences}
        for case in cases
    ]


def renamed(frame, columns, number):
    """Return a copy of a table with other names of articles and figures; what is empty stays empty."""
    return frame.assign(
        **{name: frame[name].mask(frame[name] != "", frame[name] + f"~{number}") for name in columns}
    )


def several(events, at_least):
    """Return the tables of as many copies of the events as hold so many figures."""
    size = sum(len(event["figures"]) for event in events)
    copies = -(-at_least // size)
    parts = {name: [] for name in NAMES}
    for number in range(copies):
        for event in events:
            for name, columns in NAMES.items():
                parts[name].append(renamed(event[name], columns, number))
    tables = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    tables["figures"] = tables["figures"].head(at_least)
    return [as_table(tables[name], name) for name in NAMES]


def seconds(run):
    begun = time.process_time()
    result = run()
    return time.process_time() - begun, result


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--most", type=int, default=5000)
    options = ask.parse_args()
    events = load()
    group_claims(*several(events, 100))  # loads what is loaded once
    print(f"{'figures':>8} {'claims':>7} {'seconds':>8} {'evidence':>9} {'ms a figure':>12}")
    for size in (size for size in STEPS if size <= options.most):
        figures, links, sentences = several(events, size)
        whole, grouped = seconds(lambda f=figures, k=links, s=sentences: group_claims(f, k, s))
        evidence, _ = seconds(lambda f=figures, s=sentences: collect_evidence(f, s))
        claims = grouped["claim_id"].nunique()
        print(
            f"{len(figures):>8,} {claims:>7,} {whole:>8.2f} {evidence:>9.2f} {1000 * whole / len(figures):>12.2f}"
        )


if __name__ == "__main__":
    main()
