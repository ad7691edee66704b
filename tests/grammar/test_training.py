"""The network that is trained and the one that runs are the same; only where the training tools are installed."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("jax")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from grammar_training.material import COMPONENTS, TABLE, Data, WordPieces, vocabulary
from grammar_training.network import fold, forward, initial
from own_sentences import grow
from train_grammar import quantise

from workbench.grammar.network import run
from workbench.grammar.parsing import Network, restore


@pytest.fixture
def pieces(tmp_path):
    """A model of word pieces with a few of them, as its files stand in a folder."""
    names = ["[UNK]", "flood", "##ed", "##s", "house", "bridge", "p", "##ol", "##ice", "2"]
    table = np.random.default_rng(1).standard_normal((len(names), 384)).astype("<f4")
    header = json.dumps({TABLE: {"dtype": "F32", "shape": table.shape, "data_offsets": [0, table.nbytes]}})
    (tmp_path / "vocab.txt").write_text("\n".join(names), encoding="utf-8")
    content = len(header).to_bytes(8, "little") + header.encode() + table.tobytes()
    (tmp_path / "model.safetensors").write_bytes(content)
    return WordPieces(tmp_path)


def test_a_word_is_described_by_its_pieces(pieces):
    assert pieces.whole() == ["flood", "house", "bridge"]
    whole, of_several, unknown, empty = pieces.describe(["flood", "flooded", "xylem", ""])
    assert np.allclose(whole[:COMPONENTS], pieces.table[1])
    assert np.allclose(of_several[COMPONENTS:-2], pieces.table[[1, 2]].mean(0), atol=1e-6)
    assert (whole[-2:].tolist(), of_several[-2:].tolist()) == ([1, 0], [0, 1])
    assert not unknown.any()
    assert not empty.any()


def test_in_training_a_word_with_a_description_loses_only_its_own_row(pieces):
    trees = grow(40)
    vocab = vocabulary(trees, pieces.whole())
    described = pieces.describe(vocab["form"])
    data = Data(trees, vocab, described)
    known = described[:, -2] > 0
    assert (data.unknown[known] == 0).all()
    assert (data.unknown[~known] > 0).all()
    batch, _ = next(data.batches(np.random.default_rng(0)))
    assert set(np.unique(batch["own"])) == {0.0, 1.0}
    assert (next(data.batches(None))[0]["own"] == 1).all()


def test_both_networks_give_the_same_scores(pieces):
    trees = grow(40)
    vocab = vocabulary(trees, pieces.whole())
    described = pieces.describe(vocab["form"])
    weights = initial(vocab, np.random.default_rng(0), described.shape[1])
    weights["form"] = np.random.default_rng(2).standard_normal(weights["form"].shape).astype(np.float32)
    data = Data(trees, vocab, described)
    for batch, members in data.batches(None):
        trained = forward(weights, batch, described)
        network = Network(fold(weights, described), vocab)
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
    weights = initial(vocabulary(grow(10)), np.random.default_rng(0), 4)
    restored = restore(quantise(weights))
    assert restored.keys() == weights.keys()
    for name, values in weights.items():
        assert np.abs(values - restored[name]).max() <= np.abs(values).max() / 100
