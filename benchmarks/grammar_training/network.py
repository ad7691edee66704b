"""The network of workbench.grammar.network in a form that can be differentiated, and its loss."""

import math

import jax
import jax.numpy as jnp
import numpy as np
import optax

from workbench.grammar.network import DILATIONS, FARTHEST
from workbench.grammar.vectors import FEATURES

WIDTH, ARC, LABEL = 96, 96, 64
DIMENSIONS = {"form": 64, "suffix3": 40, "prefix3": 32, "shape": 16, "suffix2": 24}
LOSS = {"heads": 1.0, "relations": 1.0, "upos": 0.5, "xpos": 0.5}


START = (
    0.1  # spread of a table's rows at the start: small, so that rare rows hold little but what was learned
)


def initial(vocab: dict[str, list[str]], rng: np.random.Generator, described: int) -> dict[str, np.ndarray]:
    """Return the weights at the start; a word is described by so many numbers."""

    def table(rows: int, columns: int, scale: float) -> np.ndarray:
        return (rng.standard_normal((rows, columns)) * scale).astype(np.float32)

    def matrix(rows: int, columns: int, gain: float = 1.0) -> np.ndarray:
        return table(rows, columns, gain / math.sqrt(rows))

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.float32)

    weights = {}
    for name, size in DIMENSIONS.items():
        weights[name] = table(len(vocab[name]), size, 0.0 if name == "form" else START)
        weights[f"{name}.projection"] = matrix(size, WIDTH, 0.9 / START / 2)
    weights["form.described"] = table(described, DIMENSIONS["form"], 3 * START)
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


def fold(weights, described):
    """Return the weights with the descriptions of the forms folded into their rows, as they are stored."""
    folded = {name: values for name, values in weights.items() if name != "form.described"}
    return folded | {"form": weights["form"] + described @ weights["form.described"]}


def forward(weights, batch, described, key=None):
    """Return the scores of a batch; ``described`` holds a row for each form (see ``material.WordPieces``)."""
    keys = jax.random.split(key, 10) if key is not None else [None] * 10
    words, mask = batch["words"], batch["mask"]
    rows = {name: weights[name][words[..., column]] for column, name in enumerate(FEATURES)}
    rows["form"] = rows["form"] * batch["own"][..., None]
    rows["form"] = rows["form"] + described[words[..., 0]] @ weights["form.described"]
    vectors = sum(rows[name] @ weights[f"{name}.projection"] for name in FEATURES)
    hidden = drop(vectors + weights["vector.bias"], keys[0], 0.25)
    for layer, dilation in enumerate(DILATIONS):
        normal = normalise(hidden, mask)
        padded = jnp.pad(normal, ((0, 0), (dilation, dilation), (0, 0)))
        window = jnp.concatenate([padded[:, : -2 * dilation], normal, padded[:, 2 * dilation :]], -1)
        pieces = window @ weights[f"conv{layer}"] + weights[f"conv{layer}.bias"]
        hidden = hidden + drop(jnp.maximum(pieces[..., :WIDTH], pieces[..., WIDTH:]), keys[1 + layer], 0.2)
    hidden = normalise(hidden, mask)
    for_tags = drop(hidden, keys[5], 0.2)

    def dense(name, hidden=hidden):
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
        "upos": dense("upos", for_tags),
        "xpos": dense("xpos", for_tags),
        "heads": arcs,
        "relations": both @ weights["label"] + weights["label.bias"],
    }


def normalise(values, mask):
    return values * (mask / jnp.sqrt(jnp.mean(values**2, -1) + 1e-5))[..., None]


def loss(weights, batch, described, key):
    scores = forward(weights, batch, described, key)
    total = 0.0
    for name, weight in LOSS.items():
        each = optax.softmax_cross_entropy_with_integer_labels(scores[name], batch[name])
        total = total + weight * jnp.sum(each * batch["mask"])
    return total / jnp.sum(batch["mask"])
