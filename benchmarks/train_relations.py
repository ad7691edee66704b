"""Train the weights by which shared sentences tell copying from mere likeness, and check them on events left out.

Run from the project's root: ``python benchmarks/train_relations.py EVENTS SETS [--check]``. EVENTS holds a folder an
event: ``docs/*.txt``, ``relations.json`` (pairs of articles that share reworked text) and, where the outlets are
known, ``meta.json``. SETS holds ``derived.dev.jsonl`` (pairs of articles: wholly or partially derived, or not),
``tolls.dev.jsonl`` and ``ecbplus_docs.dev.jsonl`` (several reports of one event). Writes
``workbench/compare/weights/relations.json``: numbers only, no text of the sets.

Which sentences were copied is marked nowhere, only between which articles text was: each link gets a probability,
and the article pair is copied unless none of its links is (noisy or). Two reports of one event that have no run of
seven words in common, quotations left aside, were not pasted from one another: they are examples of likeness
without copying. ``--check`` leaves one event out at a time.
"""

import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from reuse import articles_of
from scipy.optimize import minimize
from train_links import derived_cases, read

from workbench.clean import clean_articles
from workbench.compare import link_sentences, reliability
from workbench.compare.copying import EVIDENCE, Shared, best_of_each, evidence_of
from workbench.compare.terms import find_quotations, find_terms
from workbench.load import load_articles
from workbench.sentences import split_sentences
from workbench.tables import as_table

WEIGHTS = Path("workbench/compare/weights/relations.json")
PASTED = 7  # words in a row, outside quotations, that two reports hardly ever hit on independently
# How much a pair counts: made copies and reports without labels are many, and less sure than what somebody judged.
WEIGHT = {"judged": 1.0, "made": 0.3, "unlike": 0.1}
FOR, AGAINST = {"odds", "runs", "rare", "words", "one_hand"}, {"fact"}
ALWAYS = 1e-3  # chance that articles share text although no link shows it


def read_texts(texts):
    """Read and clean texts by their names as a case does."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
        articles, edits, _ = clean_articles(load_articles(Path(folder)).articles)
    return articles, split_sentences(articles, edits)


def pairs_of(articles, sentences):
    """Yield every two articles with the evidence of their links, each sentence once."""
    rows, values = evidence_of(link_sentences(sentences), sentences, articles)
    found = defaultdict(list)
    for row, value in zip(rows.itertuples(), values, strict=True):
        # What is most alike goes first; which of two links of a sentence is the better does not hang on weights.
        told = dict(zip(EVIDENCE, value, strict=True))
        alike = told["odds"] + 2 * told["runs"] - 4 * row.quoted - 2 * told["fact"]
        ends = (row.a_doc_id, row.a_start), (row.b_doc_id, row.b_start)
        found[row.a_doc_id, row.b_doc_id].append((Shared(*ends, row.label, row.quoted, alike), value))
    for a, b in combinations(articles["doc_id"], 2):
        links = found[a, b]
        kept = {id(one) for one in best_of_each([one for one, _ in links])}
        yield a, b, [(value, one.quoted) for one, value in links if id(one) in kept]


def short(doc_id):
    """Name a file by what tells it apart within its event; a second story of it counts for the same file."""
    return doc_id.split("#")[0].split("__")[-1]


def judged(folder):
    """Pairs of the events of which somebody said whether they share reworked text."""
    for event in sorted(folder.iterdir()):
        texts = {
            file.stem: file.read_text(encoding="utf-8") for file in sorted((event / "docs").glob("*.txt"))
        }
        articles, sentences = read_texts(texts)
        meta = event / "meta.json"
        outlets = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else {}
        names = [outlets.get(doc.split("#")[0], {}).get("outlet") or "" for doc in articles["doc_id"]]
        articles = articles.assign(publisher=pd.Series(names, index=articles.index, dtype="str"))
        known = json.loads((event / "relations.json").read_text(encoding="utf-8"))
        related = {frozenset((short(row["a"]), short(row["b"]))) for row in known}
        for a, b, links in pairs_of(articles, sentences):
            if short(a) != short(b):
                yield event.name, "judged", frozenset((short(a), short(b))) in related, links


def made(file, seed=1):
    """Pairs of an article and its copy, worn or not, of which some keep only a few sentences."""
    rng, rows = random.Random(seed), read(file)
    words = sorted({w for row in rows for w in re.findall(r"\b[a-z]{4,}\b", row["b"])})
    for event, sort, case in derived_cases(rows, words, rng):
        frame = as_table(
            [row for doc_id, lines in zip("ab", case, strict=False) for row in rows_of(doc_id, lines)],
            "sentences",
        )
        if sort != "three" and frame["doc_id"].nunique() == 2:
            _, _, links = next(pairs_of(articles_of(frame), frame))
            yield event, "made", any(origin >= 0 for _, origin in case[1]), links


def rows_of(doc_id, lines):
    start = 0
    blank = {"part": "body", "breaks": "", "language": "en"}
    for n, (text, _) in enumerate(lines):
        yield blank | {
            "doc_id": doc_id,
            "sentence": n,
            "paragraph": n,
            "start": start,
            "end": start + len(text),
            "text": text,
        }
        start += len(text) + 1


def unlike(folder):
    """Pairs of reports on one event that have no long run of words in common."""
    events = {
        f"toll {row['incident']}": {a["id"]: a["text"] for a in row["articles"]}
        for row in read(folder / "tolls.dev.jsonl")
    }
    for row in read(folder / "ecbplus_docs.dev.jsonl"):
        events.setdefault(row["event"], {})[row["id"]] = "\n".join(row["sentences"])
    for event, texts in events.items():
        articles, sentences = read_texts(texts)
        body = sentences[sentences["part"] == "body"]
        runs = {doc_id: runs_of(group["text"].tolist()) for doc_id, group in body.groupby("doc_id")}
        for a, b, links in pairs_of(articles, sentences):
            if not runs.get(a, set()) & runs.get(b, set()):
                yield event, "unlike", False, links


def runs_of(texts):
    keys = []
    for text, opened in zip(texts, find_quotations(texts), strict=True):
        keys += ["" if term.in_quotation else term.key for term in find_terms(text, opened=opened)] + [""]
    runs = zip(*(keys[i:] for i in range(PASTED)), strict=False)
    return {run for run in runs if "" not in run}


class Examples:
    """Pairs of articles as arrays: the evidence of all links, and to which pair each belongs."""

    def __init__(self, pairs):
        self.event = np.array([event for event, *_ in pairs])
        self.kind = np.array([kind for _, kind, *_ in pairs])
        self.y = np.array([float(related) for _, _, related, _ in pairs])
        flat = [(n, value, quoted) for n, (*_, links) in enumerate(pairs) for value, quoted in links]
        self.pair = np.array([n for n, *_ in flat], dtype=int)
        self.x = np.array([value for _, value, _ in flat])
        self.own = 1 - np.array([quoted for *_, quoted in flat])

    def probabilities(self, slope, intercept):
        """Return for each link, and for each pair of articles, how probable copying is."""
        told = self.own / (1 + np.exp(-(self.x @ slope + intercept)))
        none = np.bincount(self.pair, np.log1p(-np.minimum(told, 1 - 1e-9)), len(self.y)) - ALWAYS
        return told, 1 - np.exp(none)


def train(data, chosen):
    """Maximise the likelihood of what is known of the chosen pairs; no evidence may count the wrong way round."""
    weight = np.array([WEIGHT[kind] for kind in data.kind]) * chosen
    scale = data.x.std(axis=0)

    def loss(beta):
        told, p = data.probabilities(beta[:-1] / scale, beta[-1])
        p = np.clip(p, 1e-9, 1 - 1e-9)
        none = np.log1p(-p)
        value = -(weight * np.where(data.y > 0, np.log(p), none)).sum() + 0.05 * (beta[:-1] ** 2).sum()
        outer = weight * np.where(data.y > 0, -(1 - p) / p, 1.0)
        full = told / np.maximum(data.own, 1e-9)
        inner = outer[data.pair] * data.own * full * (1 - full) / (1 - np.minimum(told, 1 - 1e-9))
        return value, np.append((data.x / scale).T @ inner + 0.1 * beta[:-1], inner.sum())

    bounds = [
        (None, 0) if name in AGAINST else (0, None) if name in FOR else (None, None) for name in EVIDENCE
    ]
    start = np.append(np.zeros(len(EVIDENCE)), -2.0)
    beta = minimize(loss, start, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x
    return beta[:-1] / scale, float(beta[-1])


def check(data):
    """Report precision and recall on events that were not trained on, and whether probabilities keep their promise."""
    p = np.zeros(len(data.y))
    other = sorted(set(data.event[data.kind != "judged"]))
    fold = {
        name: f"part {n % 5}" for n, name in enumerate(other)
    }  # many small events: a fifth of them at a time
    folds = np.array([fold.get(name, name) for name in data.event])
    for name in sorted(set(folds)):
        left_out = folds == name
        p[left_out] = data.probabilities(*train(data, ~left_out))[1][left_out]
    for kind in WEIGHT:
        here = data.kind == kind
        report(kind, p[here], data.y[here])
    here = data.kind == "judged"
    for name in sorted(set(data.event[here])):
        one = here & (data.event == name)
        report(f"  {name}", p[one], data.y[one])
    print(reliability(p[here], data.y[here] > 0, bins=5).round(2).to_string(index=False))


def report(name, p, y):
    said, true = p >= 0.5, y > 0
    hit = (said & true).sum()
    print(
        f"{name:14} {len(y):5} pairs: {hit} right of {said.sum()} said, {true.sum()} true; precision {hit / max(said.sum(), 1):.3f} recall {hit / max(true.sum(), 1):.3f}"
    )


def main(events, sets, checked):
    data = Examples([*judged(events), *made(sets / "derived.dev.jsonl"), *unlike(sets)])
    if checked:
        check(data)
        return
    slope, intercept = train(data, np.ones(len(data.y)))
    found = {
        "source": "noisy or over the links of two articles, by benchmarks/train_relations.py",
        "intercept": round(intercept, 4),
        "weights": {name: round(float(value), 4) for name, value in zip(EVIDENCE, slope, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--check" in sys.argv)
