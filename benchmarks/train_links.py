"""Train the weights by which sentences are linked, on the development halves of the reuse sets.

Run from the project's root: ``python benchmarks/train_links.py FOLDER`` where FOLDER holds
``derived.dev.jsonl`` and ``paraphrase.dev.jsonl``. Writes ``workbench/compare/weights/links.json``:
numbers only, no text of the sets.
"""

import json
import sys
from pathlib import Path

import numpy as np

from workbench.compare.similarity import FEATURES, build_corpus, compare_blocks

WEIGHTS = Path("workbench/compare/weights/links.json")


def read(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def lines(text):
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line), line))
        start += len(line) + 1
    return found


def features(texts_a, texts_b):
    corpus = build_corpus([*texts_a, *texts_b])
    rows = np.arange(len(texts_a)), np.arange(len(texts_a), len(texts_a) + len(texts_b))
    blocks = compare_blocks(corpus, *rows)
    return np.stack([blocks[name] for name in FEATURES], axis=-1)


def derived_examples(row):
    a, b = lines(row["a"]), lines(row["b"])
    x = features([s[2] for s in a], [s[2] for s in b])
    y = np.zeros(x.shape[:2])
    place_a, place_b = ({s[:2]: i for i, s in enumerate(side)} for side in (a, b))
    for link in row["links"]:
        y[place_a[link["a_start"], link["a_end"]], place_b[link["b_start"], link["b_end"]]] = 1
    return x.reshape(-1, len(FEATURES)), y.ravel()


AGAINST = ("numbers_apart", "quoted")


def train(x, y, weight):
    """Logistic regression in which no evidence may count the wrong way round.

    Without that bound the many light edits among the examples teach it that little in common is good.
    """
    from scipy.optimize import minimize

    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z, sign = (x - mean) / scale, 2 * y - 1

    def loss(beta):
        margin = sign * (z @ beta[:-1] + beta[-1])
        pull = -sign * weight / (1 + np.exp(np.clip(margin, -500, 500)))
        value = (weight * np.logaddexp(0, -margin)).sum() + 0.5 * (beta[:-1] ** 2).sum()
        return value, np.append(z.T @ pull + beta[:-1], pull.sum())

    bounds = [
        (0, 0) if name == "characters" else (None, 0) if name in AGAINST else (0, None) for name in FEATURES
    ] + [(None, None)]
    beta = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    slope = beta[:-1] / scale
    return slope, float(beta[-1] - slope @ mean)


def main(folder):
    derived = [derived_examples(row) for row in read(folder / "derived.dev.jsonl")]
    pairs = [
        (features([row["a"]], [row["b"]])[0], [row["label"]]) for row in read(folder / "paraphrase.dev.jsonl")
    ]
    x = np.concatenate([part[0] for part in derived + pairs])
    y = np.concatenate([part[1] for part in derived + pairs])
    n = sum(len(part[1]) for part in derived)
    weight = np.where(np.arange(len(y)) < n, 1.0, 10.0)
    slope, intercept = train(x, y, weight)
    WEIGHTS.parent.mkdir(exist_ok=True)
    document = {
        "source": "logistic regression on derived.dev and paraphrase.dev, see benchmarks/train_links.py",
        "intercept": round(intercept, 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, slope, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
