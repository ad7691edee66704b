"""Trees as numbers: vocabulary, ways of writing, batches."""

import re
from collections import Counter

import numpy as np
from treebank import Tree

from workbench.grammar.features import FEATURES, features

LEAST = {"form": 2, "suffix3": 2, "prefix3": 2, "shape": 2, "suffix2": 3}
LENGTHS = (8, 14, 20, 26, 34, 46, 70, 128)
WORDS_A_BATCH = 1000
PRIVATE = re.compile(r"@|www|\w\.\w{3}|_|\d[-/]\d")
NAME_LEAST = 3  # a name seen less often outside of e-mail is dropped: a private person's, as likely as not
TARGETS = ("heads", "relations", "upos", "xpos")


def vocabulary(trees: list[Tree]) -> dict[str, list[str]]:
    """Count the features of all words; each list begins with the empty string, which stands for the unknown."""
    counts = {name: Counter() for name in FEATURES}
    names, others = Counter(), Counter()
    for tree in trees:
        for form, tag in zip(tree.forms, tree.upos, strict=True):
            values = features(form)
            if tag != "PROPN":
                others[values[0]] += 1
            elif not tree.name.startswith("email"):
                names[values[0]] += 1
            for name, value in zip(FEATURES, values, strict=True):
                counts[name][value] += 1
    kept = {
        name: sorted(value for value, count in counter.items() if count >= LEAST[name])
        for name, counter in counts.items()
    }
    kept["form"] = [
        form
        for form in kept["form"]
        if not PRIVATE.search(form) and (others[form] or names[form] >= NAME_LEAST)
    ]
    tables = {name: ["", *values] for name, values in kept.items()}
    for name in ("upos", "xpos", "relations"):
        tables[name] = sorted({value for tree in trees for value in getattr(tree, name)})
    return tables


def as_headline(tree: Tree) -> tuple[str, ...]:
    return tuple(
        form if len(form) < 4 and tag in {"ADP", "DET", "CCONJ", "PART"} else form[:1].upper() + form[1:]
        for form, tag in zip(tree.forms, tree.upos, strict=True)
    )


# how a sentence may be written, and how often in training: as it is, in small letters, as a headline, in capitals
WRITINGS = (
    (lambda tree: tree.forms, 0.91),
    (lambda tree: tuple(map(str.lower, tree.forms)), 0.06),
    (as_headline, 0.02),
    (lambda tree: tuple(map(str.upper, tree.forms)), 0.01),
)


class Data:
    """Trees as numbers, in batches of one length each."""

    def __init__(self, trees: list[Tree], vocab: dict[str, list[str]]):
        self.index = {name: {value: at for at, value in enumerate(values)} for name, values in vocab.items()}
        self.trees = [tree for tree in trees if len(tree.forms) <= LENGTHS[-1]]
        counts = Counter(features(form)[0] for tree in self.trees for form in tree.forms)
        self.rarity = np.array([0.5 / (0.5 + counts[form]) for form in vocab["form"]], np.float32)
        self.written = [[self.words(write(tree)) for tree in self.trees] for write, _ in WRITINGS]
        self.gold = {name: [self.numbers(tree, name) for tree in self.trees] for name in TARGETS}

    def words(self, forms: tuple[str, ...]) -> np.ndarray:
        return np.array(
            [
                [self.index[name].get(value, 0) for name, value in zip(FEATURES, features(form), strict=True)]
                for form in forms
            ],
            np.int32,
        )

    def numbers(self, tree: Tree, name: str) -> np.ndarray:
        values = getattr(tree, name)
        return np.array(
            values if name == "heads" else [self.index[name].get(value, 0) for value in values], np.int32
        )

    def batches(self, rng: np.random.Generator | None):
        lengths = np.array([len(tree.forms) for tree in self.trees])
        groups, low = [], 0
        for high in LENGTHS:
            members = np.flatnonzero((lengths > low) & (lengths <= high))
            size, low = max(1, WORDS_A_BATCH // high), high
            if rng is not None:
                rng.shuffle(members)
            groups += [(high, size, members[at : at + size]) for at in range(0, len(members), size)]
        if rng is not None:
            rng.shuffle(groups)
        for length, size, members in groups:
            yield self.batch(members, length, size, rng), members

    def batch(self, members, length, size, rng):
        batch = {name: np.zeros((size, length), np.int32) for name in TARGETS}
        batch["words"] = np.zeros((size, length, len(FEATURES)), np.int32)
        batch["mask"] = np.zeros((size, length), np.float32)
        for row, member in enumerate(members):
            writing = 0 if rng is None else rng.choice(len(WRITINGS), p=[share for _, share in WRITINGS])
            words = self.written[writing][member]
            batch["words"][row, : len(words)] = words
            batch["mask"][row, : len(words)] = 1
            for name in TARGETS:
                batch[name][row, : len(words)] = self.gold[name][member]
        if rng is not None:
            forms = batch["words"][..., 0]
            forms[rng.random(forms.shape) < self.rarity[forms]] = 0
        return batch
