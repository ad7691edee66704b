"""Measure workbench.grammar on treebanks: tags, trees, the noun that a figure counts, words cut right, speed.

    uv run python benchmarks/grammar.py TREEBANK_FOLDER

TREEBANK_FOLDER holds ``*ewt-ud-test.conllu.gz`` and ``*pud-ud-test.conllu.gz``. UPOS, UAS, LAS (labels before the
colon, punctuation left out) and counted nouns are shares of gold words given as such; higher is better.
"raw LAS F1" and "words F1" start from the running text.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # the figure per second is that of one core

import pandas as pd  # noqa: E402
from treebank import Tree, read_treebank, treebank_file  # noqa: E402

from workbench.grammar import parse  # noqa: E402
from workbench.grammar.parsing import SentenceParse, load_network  # noqa: E402
from workbench.grammar.words import lemma, load_rules  # noqa: E402

MEASURES = frozenset(
    {
        "%",
        "percent",
        "per-cent",
        "pct",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "dozen",
        "dozens",
        "tens",
        "score",
        "scores",
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fifth",
        "tenth",
        "majority",
        "couple",
        "handful",
        "number",
        "total",
    }
)


def counted_nouns(
    forms: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield (figure, counted word), both from 1: the head of a nummod, or what follows "of" after a measure."""
    of = {
        heads[at]: at + 1
        for at, relation in enumerate(relations)
        if relation.startswith("nmod")
        and any(
            head == at + 1 and forms[child].lower() == "of" and relations[child] == "case"
            for child, head in enumerate(heads)
        )
    }
    for at, relation in enumerate(relations, 1):
        if relation.startswith("nummod"):
            head = heads[at - 1]
            yield at, of.get(head, head) if forms[head - 1].lower() in MEASURES else head
        elif forms[at - 1].lower() in MEASURES and at in of and at not in heads_of_nummod(heads, relations):
            yield at, of[at]


def heads_of_nummod(heads: Sequence[int], relations: Sequence[str]) -> set[int]:
    return {head for head, relation in zip(heads, relations, strict=True) if relation.startswith("nummod")}


def score(trees: list[Tree], analyses: list[SentenceParse]) -> dict[str, float]:
    right = dict.fromkeys(("UPOS", "UAS", "LAS", "counted", "lemma"), 0)
    words = scored = figures = 0
    rules, known = load_rules(), load_network().known_forms
    for tree, analysis in zip(trees, analyses, strict=True):
        words += len(tree.forms)
        right["UPOS"] += sum(map(str.__eq__, tree.upos, analysis.tags))
        right["lemma"] += sum(
            lemma(form, tag, rules, known) == gold.lower()
            for form, tag, gold in zip(tree.forms, analysis.tags, tree.lemmas, strict=True)
        )
        for gold_head, gold_relation, head, relation in zip(
            tree.heads, tree.relations, analysis.heads, analysis.relations, strict=True
        ):
            if gold_relation != "punct":
                scored += 1
                right["UAS"] += head == gold_head
                right["LAS"] += head == gold_head and plain(relation) == plain(gold_relation)
        gold = set(counted_nouns(tree.forms, tree.heads, tree.relations))
        figures += len(gold)
        right["counted"] += len(gold & set(counted_nouns(tree.forms, analysis.heads, analysis.relations)))
    totals = {"UPOS": words, "lemma": words, "UAS": scored, "LAS": scored, "counted": figures}
    return {name: 100 * right[name] / total for name, total in totals.items()} | {"figures": figures}


def plain(relation: str) -> str:
    return relation.partition(":")[0]


def score_raw(trees: list[Tree]) -> dict[str, float]:
    parsed = parse([tree.text for tree in trees])
    same = gold_words = words = right = 0
    for tree, sentence in zip(trees, parsed, strict=True):
        gold = {span: at for at, span in enumerate(tree.spans)}
        places = [(0, 0), *((word.start, word.end) for word in sentence)]
        gold_places = [(0, 0), *tree.spans]
        gold_words, words = gold_words + len(gold), words + len(sentence)
        for word in sentence:
            at = gold.get((word.start, word.end))
            if at is not None:
                same += 1
                right += places[word.head] == gold_places[tree.heads[at]] and plain(word.relation) == plain(
                    tree.relations[at]
                )
    both = gold_words + words
    return {"words F1": 200 * same / both, "raw LAS F1": 200 * right / both}


def speed(texts: list[str]) -> float:
    parse(texts[:50])
    times = []
    for _ in range(5):
        began = time.perf_counter()
        parse(texts)
        times.append(time.perf_counter() - began)
    return len(texts) / min(times)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of the treebanks")
    parser.add_argument("--parts", nargs="+", default=["ewt-ud-test", "pud-ud-test"])
    options = parser.parse_args(arguments)
    rows = {}
    for part in options.parts:
        trees = read_treebank(treebank_file(options.folder, part))
        analyses = load_network().analyse([tree.forms for tree in trees])
        rows[part] = score(trees, analyses) | score_raw(trees)
        rows[part]["sentences/s"] = speed([tree.text for tree in trees])
    print(pd.DataFrame(rows).T.round(2).to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
