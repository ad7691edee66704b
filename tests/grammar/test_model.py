"""The network: what it keeps stays small, and a sentence's length and company change nothing."""

import pytest

from workbench.grammar import parse, vectors
from workbench.grammar.parsing import load_network
from workbench.grammar.vectors import WordVectors


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(vectors, "_MOST", 3)
    network = load_network()
    words = WordVectors(network.weights, network.vocabulary)
    first = words.vectors[words.look_up([["flood"]])[0]].copy()
    words.look_up([["a", "b", "c", "d"]])
    again = words.look_up([["flood"]])
    assert again == [[1]]
    assert (words.vectors[again[0]] == first).all()


@pytest.mark.parametrize("length", [1, 2, 3, 5, 159, 160, 161, 400, 5_000])
def test_sentences_of_any_length_are_one_tree(length):
    text = " ".join(["floods"] + ["killed , 37 people"] * length).split()[:length]
    [words] = parse([" ".join(text)])
    assert len(words) == length
    assert sum(word.head == 0 for word in words) == 1
    assert max(word.head for word in words) <= length


def test_pieces_of_a_long_text_hang_on_the_first():
    text = "The river rose . " * 100
    [words] = parse([text])
    hanging = [word for at, word in enumerate(words) if word.relation == "parataxis" and at >= 160]
    root = next(at for at, word in enumerate(words, 1) if word.head == 0)
    assert any(word.head == root for word in hanging)
