"""Train the weights by which sentences are linked, on the development halves of the reuse sets.

Run from the project's root: ``python benchmarks/train_links.py FOLDER [--check]`` where FOLDER holds
``derived.dev.jsonl`` and ``paraphrase.dev.jsonl``. Writes ``workbench/compare/weights/links.json``:
numbers only, no text of the sets. ``--check`` trains on four fifths of the events at a time and reports on
the fifth.

The edits in the derived news are light. So that heavier rewriting is learnt, too, sentences of the copies
are worn down at random: words replaced by synonyms or by other words, words dropped, clauses moved, sentences
split. The paraphrase pairs, which people wrote, are set into articles made of ten of them, in order, with
the hard negatives in between.
"""

import json
import random
import re
import sys
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from workbench.compare.context import CONTEXT, place_in_context
from workbench.compare.links import reliability
from workbench.compare.similarity import FEATURES, build_corpus, compare_blocks
from workbench.compare.terms import find_terms
from workbench.compare.thirds import SURE
from workbench.lexicon.reading import rows

WEIGHTS = Path("workbench/compare/weights/links.json")
COMMON = Path("workbench/lexicon/en/common_words.csv")
MIN_TEXTS = 4  # a stem in fewer texts than these is rare
WEAR = (0.0, 0.0, 0.15, 0.3, 0.45, 0.6)
# What can only speak against a link, and what is left to the naming of the wording.
AGAINST = {"numbers_apart", "quoted", "quoted_only", "rival_a", "rival_b", "out_of_order"}


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


@cache
def synonyms():
    groups = {}
    for row in rows("synonyms"):
        members = [member.strip() for member in row["words"].split(";")]
        for member in members:
            groups.setdefault(member, []).extend(other for other in members if other != member)
    return groups


def worn(text, wear, words, rng):
    """Wear a sentence down: each word may be replaced or dropped, its clauses may change places."""
    result = []
    for word in text.split():
        bare = re.sub(r"\W", "", word).lower()
        if rng.random() < wear and bare in synonyms():
            result.append(rng.choice(synonyms()[bare]))
        elif rng.random() < wear * 0.5 and word.islower():
            result += rng.choice(([], [rng.choice(words)], [rng.choice(words), rng.choice(words)]))
        else:
            result.append(word)
    clauses = " ".join(result).split(", ")
    if rng.random() < wear:
        clauses = clauses[1:] + clauses[:1]
    if rng.random() < wear * 0.4 and len(clauses) > 2:
        del clauses[rng.randrange(len(clauses))]
    return ", ".join(clauses)


def halves(text, wear, rng):
    """Split a long sentence in two, now and then."""
    clauses = text.split(", ")
    if rng.random() < wear * 0.5 and len(clauses) > 1 and len(text.split()) > 20:
        middle = len(clauses) // 2
        return [", ".join(clauses[:middle]), ", ".join(clauses[middle:])]
    return [text]


def copy_of(row, wear, words, rng, keep=None):
    """Sentences of the copy with the number of their source sentence, -1 for none.

    ``keep`` leaves only so many of the copied sentences.
    """
    place = {s[:2]: i for i, s in enumerate(lines(row["a"]))}
    partner = {(k["b_start"], k["b_end"]): place[k["a_start"], k["a_end"]] for k in row["links"]}
    kept = set(partner) if keep is None else set(rng.sample(sorted(partner), min(keep, len(partner))))
    found = []
    for start, end, text in lines(row["b"]):
        if (start, end) not in partner:
            found.append((text, -1))
        elif (start, end) in kept:
            source = partner[start, end]
            found += [(part, source) for part in halves(worn(text, wear, words, rng), wear, rng)]
    return found


def derived_cases(rows, words, rng):
    """Yield an original with its copies, worn or not, of which some borrow only a few sentences."""
    sources = {}
    for row in rows:
        sources.setdefault(row["id"].rsplit(":", 1)[0], []).append(row)
    for group in sources.values():
        original = [(s[2], i) for i, s in enumerate(lines(group[0]["a"]))]
        for row in group:
            wear = rng.choice(WEAR)
            yield row["event"], f"{row['label']} {wear}", [original, copy_of(row, wear, words, rng)]
            if row["label"] == "partially":
                wear, keep = rng.choice(WEAR), rng.randint(1, 5)
                yield row["event"], f"thin {wear}", [original, copy_of(row, wear, words, rng, keep)]
        copies = [copy_of(row, rng.choice(WEAR), words, rng) for row in group if row["links"]]
        yield group[0]["event"], "three", [original, *copies]


def paraphrase_cases(rows, rng, size=10):
    """Articles made of paraphrase pairs in order; where the pair is left out, its hard negative stands."""
    both = {}
    for row in rows:
        both.setdefault(row["id"][:-1], {})[row["label"]] = row
    whole = [pair for pair in both.values() if len(pair) == 2]
    for n in range(0, len(whole), size):
        part = whole[n : n + size]
        share = rng.choice((0.2, 0.6, 0.9))
        copy = [
            (pair[1]["b"], i) if rng.random() < share else (pair[0]["b"], -1) for i, pair in enumerate(part)
        ]
        if rng.random() < 0.3:
            rng.shuffle(copy)
        yield f"pairs {n}", "paraphrase", [[(pair[1]["a"], i) for i, pair in enumerate(part)], copy]


def examples(case):
    """Features of every pair of sentences of every two articles, and which pairs are links.

    A pair that nobody linked and that shares its wording all the same is left out: both outlets printed it.
    """
    from rapidfuzz import fuzz, process

    texts = [text for article in case for text, _ in article]
    corpus = build_corpus(texts, [str(n) for n, article in enumerate(case) for _ in article])
    ends = np.cumsum([0] + [len(article) for article in case])
    found = {}
    for a, b in combinations(range(len(case)), 2):
        blocks = compare_blocks(corpus, np.arange(ends[a], ends[a + 1]), np.arange(ends[b], ends[b + 1]))
        x = np.stack([blocks[name] for name in FEATURES], axis=-1)
        origin_a, origin_b = (np.array([origin for _, origin in case[n]]) for n in (a, b))
        y = ((origin_a[:, None] == origin_b[None, :]) & (origin_a >= 0)[:, None]).astype(float)
        sides = (texts[ends[n] : ends[n + 1]] for n in (a, b))
        printed = (process.cdist(*sides, scorer=fuzz.ratio) > 80) | (blocks["own_runs"] > 1)
        doubtful = (y == 0) & printed & (blocks["quoted"] < 0.5)
        found[a, b] = x, y, np.where(doubtful, 0.0, 1.0)
    return found


def train(x, y, weight, names):
    """Logistic regression in which no evidence may count the wrong way round.

    Without that bound the many light edits among the examples teach it that little in common is good.
    """
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    z, sign = (x - mean) / scale, 2 * y - 1

    def loss(beta):
        margin = sign * (z @ beta[:-1] + beta[-1])
        pull = -sign * weight / (1 + np.exp(np.clip(margin, -500, 500)))
        value = (weight * np.logaddexp(0, -margin)).sum() + 0.5 * (beta[:-1] ** 2).sum()
        return value, np.append(z.T @ pull + beta[:-1], pull.sum())

    bounds = [(None, 0) if n in AGAINST else (0, None) for n in names]
    start = np.zeros(x.shape[1] + 1)
    beta = minimize(loss, start, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x
    slope = beta[:-1] / scale
    return slope, float(beta[-1] - slope @ mean)


def squash(x, model):
    return 1 / (1 + np.exp(-(x @ model[0] + model[1])))


def relayed(blocks, a, b):
    """Probability by way of a sentence of a third article that is surely one with either, for the few of a case."""
    result = np.zeros(blocks[a, b].shape)
    for c in {pair[0] for pair in blocks} - {a, b}:
        for here, there, turned in ((blocks[a, c], blocks[c, b], False), (blocks[b, c], blocks[c, a], True)):
            sure = (here >= SURE)[:, :, None]
            passed = np.max(np.where(sure, there[None, :, :], 0.0), axis=1, initial=0.0)
            result = np.maximum(result, passed.T if turned else passed)
    return result


def surroundings(alone, case):
    """Context of every pair of one case, from the probabilities of the pairs by themselves."""
    blocks = {pair: squash(part[0], alone) for pair, part in case.items()}
    blocks |= {(b, a): block.T for (a, b), block in blocks.items()}
    quoted = FEATURES.index("quoted")
    found = {}
    for (a, b), part in case.items():
        placed = place_in_context(blocks[a, b], part[0][..., quoted], relayed(blocks, a, b))
        found[a, b] = np.stack([placed[name] for name in CONTEXT], axis=-1)
    return found


def flat(parts):
    return np.concatenate([part.reshape(-1, part.shape[-1]) for part in parts])


def fit(data):
    """Both stages: the pair by itself, then the pair in its surroundings."""
    parts = [part for case in data for part in case[2].values()]
    y = np.concatenate([part[1].ravel() for part in parts])
    weight = np.concatenate([part[2].ravel() for part in parts])
    alone = train(flat([part[0] for part in parts]), y, weight, FEATURES)
    placed = flat([block for case in data for block in surroundings(alone, case[2]).values()])
    return alone, train(placed, y, weight, CONTEXT)


def predict(models, case):
    """Probabilities of both stages for every pair of sentences."""
    placed = surroundings(models[0], case)
    return {
        pair: (squash(part[0], models[0]), squash(placed[pair], models[1])) for pair, part in case.items()
    }


def gather(folder, seed=0):
    """Return cases as (event, sort, examples)."""
    rng = random.Random(seed)
    rows = read(folder / "derived.dev.jsonl")
    words = sorted({w for row in rows for w in re.findall(r"\b[a-z]{4,}\b", row["b"])})
    cases = list(derived_cases(rows, words, rng))
    pairs = read(folder / "paraphrase.dev.jsonl")
    for _ in range(6):
        cases += paraphrase_cases(pairs, rng)
    return [(event, sort, examples(case)) for event, sort, case in cases]


def check(data):
    """Report precision and recall of both stages on events that were not trained on."""
    events = sorted({case[0] for case in data})
    fold = {event: n % 5 for n, event in enumerate(events)}
    found = []
    for n in range(5):
        models = fit([case for case in data if fold[case[0]] != n])
        for event, sort, case in data:
            if fold[event] == n:
                for pair, block in predict(models, case).items():
                    known = case[pair][2] > 0
                    found.append((sort, case[pair][1][known], *(p[known] for p in block)))
    for sort in sorted({part[0] for part in found}):
        report(sort, *(np.concatenate([part[k] for part in found if part[0] == sort]) for k in (1, 2, 3)))
    y, alone, p = (np.concatenate([part[k] for part in found]) for k in (1, 2, 3))
    report("all", y, alone, p)
    print(reliability(p, y > 0).round(2).to_string(index=False))


def report(name, y, *stages):
    shown = []
    for p in stages:
        hit = ((p >= 0.5) & (y > 0)).sum()
        shown.append(f"precision {hit / max((p >= 0.5).sum(), 1):.3f} recall {hit / max(y.sum(), 1):.3f}")
    print(f"{name:16} {int(y.sum()):5} links: {'; '.join(shown)}")


def document(names, model):
    weights = {name: round(float(value), 4) for name, value in zip(names, model[0], strict=True)}
    return {"intercept": round(model[1], 4), "weights": weights}


def count_words(folder):
    """Write how common the stems of news and of prose are, as weights: 1 for a rare one, less for a common one."""
    texts = {row["a"] for row in read(folder / "derived.dev.jsonl")}
    texts |= {row["a"] for row in read(folder / "paraphrase.dev.jsonl")}
    seen = Counter(
        key
        for text in sorted(texts)
        for key in {t.key for t in find_terms(text) if not (t.is_name or t.is_function)}
    )
    n = len(texts)
    rows = [
        f"{key},{np.log(n / k) / np.log(n / MIN_TEXTS):.2f}"
        for key, k in sorted(seen.items())
        if k > MIN_TEXTS
    ]
    COMMON.write_text(
        "\n".join(["stem,weight", *(row for row in rows if row[0].isalpha())]) + "\n", encoding="utf-8"
    )


def passages(folder):
    """Paraphrase pairs by themselves: features, labels and the number of the pair."""
    rows = read(folder / "paraphrase.dev.jsonl")
    x = np.concatenate([examples([[(row["a"], 0)], [(row["b"], 0)]])[0, 1][0][0] for row in rows])
    return x, np.array([float(row["label"]) for row in rows]), [row["id"][:-1] for row in rows]


def check_passages(x, y, ids):
    fold = {pair: n % 10 for n, pair in enumerate(dict.fromkeys(ids))}
    folds = np.array([fold[pair] for pair in ids])
    p = np.zeros(len(y))
    for n in range(10):
        model = train(x[folds != n], y[folds != n], np.ones((folds != n).sum()), FEATURES)
        p[folds == n] = squash(x[folds == n], model)
    report("passages", y, p)


def main(folder, checked):
    count_words(folder)
    alone_standing = passages(folder)
    if checked:
        check_passages(*alone_standing)
        check(gather(folder))
        return
    data = gather(folder)
    alone, placed = fit(data)
    found = {
        "source": "logistic regressions on derived.dev and paraphrase.dev, by benchmarks/train_links.py",
        "alone": document(FEATURES, alone),
        "in_context": document(CONTEXT, placed),
        "passage": document(FEATURES, train(*alone_standing[:2], np.ones(len(alone_standing[1])), FEATURES)),
    }
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv)
