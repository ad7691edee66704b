"""Train the weights of workbench.grammar on a treebank.

    uv run --group train python benchmarks/train_grammar.py TREEBANK_FOLDER -o workbench/grammar/weights

TREEBANK_FOLDER holds ``*ewt-ud-train.conllu.gz`` and ``*ewt-ud-dev.conllu.gz`` (Universal Dependencies English EWT).
Steps, seeds and order are fixed, so one version of jax on one kind of processor gives the same weights each time.
"""

import argparse
import json
import math
import re
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from lemma_rules import learn_rules
from own_sentences import grow
from treebank import Tree, read_treebank, treebank_file

from workbench.grammar.features import FEATURES, features
from workbench.grammar.network import DILATIONS, FARTHEST

jax.config.update("jax_default_prng_impl", "unsafe_rbg")

WIDTH, ARC, LABEL = 96, 96, 64
DIMENSIONS = {"form": 64, "suffix3": 40, "prefix3": 32, "shape": 16, "suffix2": 24}
LEAST = {"form": 2, "suffix3": 2, "prefix3": 2, "shape": 2, "suffix2": 3}
LENGTHS = (8, 14, 20, 26, 34, 46, 70, 128)
WORDS_A_BATCH = 1000
PRIVATE = re.compile(r"@|www|\w\.\w{3}|_|\d[-/]\d")
NAME_LEAST = 3  # a name seen less often outside of e-mail is dropped: a private person's, as likely as not


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


def initial(vocab: dict[str, list[str]], rng: np.random.Generator) -> dict[str, np.ndarray]:
    def table(rows: int, columns: int, scale: float) -> np.ndarray:
        return (rng.standard_normal((rows, columns)) * scale).astype(np.float32)

    def matrix(rows: int, columns: int, gain: float = 1.0) -> np.ndarray:
        return table(rows, columns, gain / math.sqrt(rows))

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.float32)

    weights = {}
    for name, size in DIMENSIONS.items():
        weights[name] = table(len(vocab[name]), size, 0.5)
        weights[f"{name}.projection"] = matrix(size, WIDTH, 0.9)
    for layer in range(len(DILATIONS)):
        weights[f"conv{layer}"] = matrix(3 * WIDTH, 2 * WIDTH)
        weights[f"conv{layer}.bias"] = zeros(2 * WIDTH)
    for name, size in (
        ("arc_dependent", ARC),
        ("arc_head", ARC),
        ("label_dependent", LABEL),
        ("label_head", LABEL),
    ):
        weights[name] = matrix(WIDTH, size)
        weights[f"{name}.bias"] = zeros(size)
    weights |= {
        "vector.bias": zeros(WIDTH),
        "arc": matrix(ARC, ARC, 0.5),
        "arc.bias": zeros(ARC),
        "arc_root": table(1, ARC, 0.1)[0],
        "arc_distance": zeros(2 * FARTHEST + 1),
        "label_root": table(1, LABEL, 0.1)[0],
        "label": matrix(2 * LABEL, len(vocab["relations"])),
        "label.bias": zeros(len(vocab["relations"])),
    }
    for name in ("upos", "xpos"):
        weights[name] = matrix(WIDTH, len(vocab[name]))
        weights[f"{name}.bias"] = zeros(len(vocab[name]))
    return weights


def drop(values, key, rate):
    if key is None:
        return values
    return values * jax.random.bernoulli(key, 1 - rate, values.shape) / (1 - rate)


def forward(weights, batch, key=None):
    keys = jax.random.split(key, 10) if key is not None else [None] * 10
    words, mask = batch["words"], batch["mask"]
    vectors = sum(
        weights[name][words[..., column]] @ weights[f"{name}.projection"]
        for column, name in enumerate(FEATURES)
    )
    hidden = drop(vectors + weights["vector.bias"], keys[0], 0.25)
    for layer, dilation in enumerate(DILATIONS):
        normal = normalise(hidden, mask)
        padded = jnp.pad(normal, ((0, 0), (dilation, dilation), (0, 0)))
        window = jnp.concatenate([padded[:, : -2 * dilation], normal, padded[:, 2 * dilation :]], -1)
        pieces = window @ weights[f"conv{layer}"] + weights[f"conv{layer}.bias"]
        hidden = hidden + drop(jnp.maximum(pieces[..., :WIDTH], pieces[..., WIDTH:]), keys[1 + layer], 0.2)
    hidden = drop(normalise(hidden, mask), keys[5], 0.2)

    def dense(name):
        return hidden @ weights[name] + weights[f"{name}.bias"]

    dependent = drop(jax.nn.relu(dense("arc_dependent")), keys[6], 0.25)
    head = drop(jax.nn.relu(dense("arc_head")), keys[7], 0.25)
    dependent = dependent @ weights["arc"] + weights["arc.bias"]
    length = words.shape[1]
    places = jnp.arange(length)
    distances = jnp.clip(places[None] - places[:, None], -FARTHEST, FARTHEST) + FARTHEST
    scores = jnp.einsum("bid,bjd->bij", dependent, head) + weights["arc_distance"][distances]
    scores = jnp.where((mask[:, None, :] > 0) & (places[None] != places[:, None])[None], scores, -1e9)
    arcs = jnp.concatenate([(dependent @ weights["arc_root"])[..., None], scores], -1)
    label_dependent = drop(dense("label_dependent"), keys[8], 0.25)
    label_head = drop(dense("label_head"), keys[9], 0.25)
    root = jnp.broadcast_to(weights["label_root"], (words.shape[0], 1, LABEL))
    label_head = jnp.concatenate([root, label_head], 1)
    chosen = jnp.take_along_axis(label_head, batch["heads"][..., None], 1)
    both = jnp.concatenate(
        [jax.nn.relu(label_dependent + chosen), jnp.tanh(0.3 * label_dependent * chosen)], -1
    )
    return {
        "upos": dense("upos"),
        "xpos": dense("xpos"),
        "heads": arcs,
        "relations": both @ weights["label"] + weights["label.bias"],
    }


def normalise(values, mask):
    return values * (mask / jnp.sqrt(jnp.mean(values**2, -1) + 1e-5))[..., None]


LOSS = {"heads": 1.0, "relations": 1.0, "upos": 0.5, "xpos": 0.5}


def loss(weights, batch, key):
    scores = forward(weights, batch, key)
    total = 0.0
    for name, weight in LOSS.items():
        each = optax.softmax_cross_entropy_with_integer_labels(scores[name], batch[name])
        total = total + weight * jnp.sum(each * batch["mask"])
    return total / jnp.sum(batch["mask"])


def as_headline(tree: Tree) -> tuple[str, ...]:
    return tuple(
        form if len(form) < 4 and tag in {"ADP", "DET", "CCONJ", "PART"} else form[:1].upper() + form[1:]
        for form, tag in zip(tree.forms, tree.upos, strict=True)
    )


# how a sentence may be written, and how often in training: as it is, in small letters, as a headline, in capitals
WRITINGS = (
    (lambda tree: tree.forms, 0.86),
    (lambda tree: tuple(map(str.lower, tree.forms)), 0.06),
    (as_headline, 0.05),
    (lambda tree: tuple(map(str.upper, tree.forms)), 0.03),
)


class Data:
    """Trees as numbers, in batches of one length each."""

    def __init__(self, trees: list[Tree], vocab: dict[str, list[str]]):
        self.index = {name: {value: at for at, value in enumerate(values)} for name, values in vocab.items()}
        self.trees = [tree for tree in trees if len(tree.forms) <= LENGTHS[-1]]
        counts = Counter(features(form)[0] for tree in self.trees for form in tree.forms)
        self.rarity = np.array([0.5 / (0.5 + counts[form]) for form in vocab["form"]], np.float32)
        self.written = [[self.words(write(tree)) for tree in self.trees] for write, _ in WRITINGS]
        self.gold = {name: [self.numbers(tree, name) for tree in self.trees] for name in LOSS}

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
        batch = {name: np.zeros((size, length), np.int32) for name in LOSS}
        batch["words"] = np.zeros((size, length, len(FEATURES)), np.int32)
        batch["mask"] = np.zeros((size, length), np.float32)
        for row, member in enumerate(members):
            writing = 0 if rng is None else rng.choice(len(WRITINGS), p=[share for _, share in WRITINGS])
            words = self.written[writing][member]
            batch["words"][row, : len(words)] = words
            batch["mask"][row, : len(words)] = 1
            for name in LOSS:
                batch[name][row, : len(words)] = self.gold[name][member]
        if rng is not None:
            forms = batch["words"][..., 0]
            forms[rng.random(forms.shape) < self.rarity[forms]] = 0
        return batch


def train(data: Data, dev: Data, vocab, *, epochs: int, seed: int, peak: float):
    rng = np.random.default_rng(seed)
    weights = jax.tree.map(jnp.asarray, initial(vocab, rng))
    steps = epochs * sum(1 for _ in data.batches(None))
    schedule = optax.warmup_cosine_decay_schedule(0.0, peak, 200, steps, 0.0)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(schedule, b2=0.98, weight_decay=1e-3))
    state = optimiser.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, batch, key):
        value, gradient = jax.value_and_grad(loss)(weights, batch, key)
        updates, state = optimiser.update(gradient, state, weights)
        return optax.apply_updates(weights, updates), state, value

    key = jax.random.key(seed)
    done, began = 0, time.perf_counter()
    for epoch in range(epochs):
        values = []
        for batch, _ in data.batches(rng):
            weights, state, value = step(weights, state, batch, jax.random.fold_in(key, done))
            values.append(value)
            done += 1
        if epoch % 5 == 4 or epoch == epochs - 1 or epoch == 0:
            print(
                f"epoch {epoch + 1}/{epochs} step {done}/{steps} loss {np.mean(values):.3f}",
                f"dev {evaluate(weights, dev)} {time.perf_counter() - began:.0f} s",
                flush=True,
            )
    return {name: np.asarray(value) for name, value in weights.items()}


def evaluate(weights, dev: Data) -> str:
    right, words = Counter(), 0
    for batch, _ in dev.batches(None):
        scores = predict(weights, batch)
        real = batch["mask"] > 0
        words += real.sum()
        for name in LOSS:
            right[name] += ((scores[name].argmax(-1) == batch[name]) & real).sum()
    return " ".join(f"{name} {100 * right[name] / words:.2f}" for name in LOSS)


predict = jax.jit(forward)


def quantise(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return tables with one scale a row and matrices with one scale a column as int8, the rest as float32."""
    stored = {}
    for name, values in weights.items():
        if values.ndim < 2:
            stored[name] = values.astype(np.float32)
            continue
        axis = 1 if name in FEATURES else 0
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-8) / 127
        stored[name] = np.round(values / scale).astype(np.int8)
        stored[f"{name}.scale"] = scale.astype(np.float16 if axis else np.float32)
    return stored


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of the treebank")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="folder for weights.npz and vocabulary.json"
    )
    parser.add_argument("--epochs", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", type=int, default=2500, help="sentences of our own added to the treebank")
    parser.add_argument("--peak", type=float, default=2e-3, help="highest learning rate")
    options = parser.parse_args(arguments)
    trees = read_treebank(treebank_file(options.folder, "ewt-ud-train"))
    rules = learn_rules(trees)
    trees += grow(options.own)
    vocab = vocabulary(trees)
    data = Data(trees, vocab)
    dev = Data(read_treebank(treebank_file(options.folder, "ewt-ud-dev")), vocab)
    weights = train(data, dev, vocab, epochs=options.epochs, seed=options.seed, peak=options.peak)
    options.output.mkdir(parents=True, exist_ok=True)
    del weights["xpos"], weights["xpos.bias"], vocab["xpos"]
    np.savez_compressed(options.output / "weights.npz", **quantise(weights))
    for name, content in (("vocabulary", vocab), ("lemmas", rules)):
        text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
        (options.output / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
