"""Trees as numbers: vocabulary, what is known of each word before training, ways of writing, batches."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from treebank import Tree

from workbench.grammar.vectors import FEATURES, features

LEAST = {"form": 2, "suffix3": 2, "prefix3": 2, "shape": 2, "suffix2": 3}
LENGTHS = (8, 14, 20, 26, 34, 46, 70, 128)
WORDS_A_BATCH = 1000
PRIVATE = re.compile(r"@|www|\w\.\w{3}|_|\d[-/]\d")
NAME_LEAST = 3  # a name seen less often outside of e-mail is dropped: a private person's, as likely as not
TARGETS = ("heads", "relations", "upos", "xpos")
TABLE = "embeddings.word_embeddings.weight"  # where BERT-like models keep their word pieces
COMPONENTS = 160  # directions of the word pieces that are kept
OWN_ROW = 3.0  # sightings at which a word's own row is left out half of the time
OWN_ROW_ALWAYS = 0.1  # and how often it is left out of any word


class WordPieces:
    """Vectors of the word pieces of a language model: what is known of a word before the treebank is read.

    ``folder`` holds ``vocab.txt`` and ``model.safetensors`` of a BERT-like model in small letters. The vectors are
    centred, turned to their main directions and scaled to a mean length of one.
    """

    def __init__(self, folder: Path):
        pieces = folder.joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
        self.at = {piece: number for number, piece in enumerate(pieces)}
        table = _read_table(folder / "model.safetensors")
        table = table - table.mean(0)
        _, directions = np.linalg.eigh(table.T @ table)
        table = table @ directions[:, : -COMPONENTS - 1 : -1]
        self.table = (table / np.linalg.norm(table, axis=1).mean()).astype(np.float32)

    def whole(self) -> list[str]:
        """Return the pieces that are words of letters by themselves."""
        return [piece for piece in self.at if piece.isascii() and piece.isalpha() and len(piece) > 1]

    def describe(self, forms: Sequence[str]) -> np.ndarray:
        """Return for each form its whole piece's vector, the mean of its pieces where there are several, and flags."""
        return np.stack([self._describe(form) for form in forms])

    def _describe(self, form: str) -> np.ndarray:
        described = np.zeros(2 * COMPONENTS + 2, np.float32)
        if not form:
            return described
        if form in self.at:
            described[:COMPONENTS] = self.table[self.at[form]]
            described[-2] = 1
        elif pieces := self._cut(form):
            described[COMPONENTS:-2] = self.table[pieces].mean(0)
            described[-1] = 1
        return described

    def _cut(self, form: str) -> list[int]:
        """Cut a form into the longest pieces from its beginning (Schuster and Nakajima 2012); none if it cannot be."""
        pieces, start = [], 0
        while start < len(form):
            head = "##" if start else ""
            end = next((end for end in range(len(form), start, -1) if head + form[start:end] in self.at), 0)
            if not end:
                return []
            pieces.append(self.at[head + form[start:end]])
            start = end
        return pieces


def _read_table(path: Path) -> np.ndarray:
    """Read the table of word pieces out of a file of safetensors: length of the header, header, numbers."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        entry = json.loads(file.read(size))[TABLE]
        start, end = entry["data_offsets"]
        file.seek(8 + size + start)
        return np.frombuffer(file.read(end - start), "<f4").reshape(entry["shape"]).astype(np.float64)


def vocabulary(trees: list[Tree], more: Sequence[str] = ()) -> dict[str, list[str]]:
    """Count the features of all words; each list begins with the empty string, which stands for the unknown.

    ``more`` are forms that are taken in beside those of the trees.
    """
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
    kept["form"] = sorted({*kept["form"], *more})
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
    """Trees as numbers, in batches of one length each.

    In training rare forms are now and then replaced by the unknown one; a form that ``described`` knows (a row that
    is not zero) keeps its description then and loses only its own row, as a form has it that no tree holds.
    """

    def __init__(self, trees: list[Tree], vocab: dict[str, list[str]], described: np.ndarray | None = None):
        self.index = {name: {value: at for at, value in enumerate(values)} for name, values in vocab.items()}
        self.trees = [tree for tree in trees if len(tree.forms) <= LENGTHS[-1]]
        counts = Counter(features(form)[0] for tree in self.trees for form in tree.forms)
        seen = np.array([counts[form] for form in vocab["form"]], np.float32)
        known = np.zeros(len(seen), bool) if described is None else described[:, -2] > 0
        self.unknown = np.where(known, 0, 0.5 / (0.5 + seen))
        self.without_row = np.maximum(OWN_ROW / (OWN_ROW + seen), OWN_ROW_ALWAYS)
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
        forms = batch["words"][..., 0]
        batch["own"] = np.ones(forms.shape, np.float32)
        if rng is not None:
            batch["own"][rng.random(forms.shape) < self.without_row[forms]] = 0
            forms[rng.random(forms.shape) < self.unknown[forms]] = 0
        return batch
