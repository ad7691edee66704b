"""The network that is trained and the one that runs are the same; only where the training tools are installed."""

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("jax")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from grammar_training.material import Data, vocabulary
from grammar_training.network import forward, initial
from own_sentences import grow
from train_grammar import quantise

from workbench.grammar.model import Network, restore
from workbench.grammar.network import run


def test_both_networks_give_the_same_scores():
    trees = grow(40)
    vocab = vocabulary(trees)
    weights = initial(vocab, np.random.default_rng(0))
    data = Data(trees, vocab)
    for batch, members in data.batches(None):
        trained = forward(weights, batch)
        network = Network(weights, vocab)
        rows = network.words.look_up([trees[member].forms for member in members])
        lengths = np.array([len(row) for row in rows], np.int32)
        places = np.zeros((len(rows), batch["words"].shape[1]), np.int64)
        for place, row in enumerate(rows):
            places[place, : len(row)] = row
        running = run(weights, network.words.vectors[places], network.words.shares[places], lengths)
        real = batch["mask"][: len(rows)] > 0
        arcs = np.asarray(trained["heads"])[: len(rows)]
        possible = real[..., None] & (running.arcs > -1e8)
        assert np.allclose(arcs[possible], running.arcs[possible], atol=1e-2)
        assert (np.asarray(trained["upos"]).argmax(-1)[: len(rows)] == running.upos)[real].mean() > 0.99


def test_eight_bits_keep_the_weights():
    weights = initial(vocabulary(grow(10)), np.random.default_rng(0))
    restored = restore(quantise(weights))
    assert restored.keys() == weights.keys()
    for name, values in weights.items():
        assert np.abs(values - restored[name]).max() <= np.abs(values).max() / 100
