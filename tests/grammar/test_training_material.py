"""What the training reads: treebanks, rules for dictionary forms, sentences of our own with their trees."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from grammar import counted_nouns
from lemma_rules import learn_rules
from own_sentences import grow
from treebank import read_treebank, treebank_file

from workbench.grammar.parsing import load_network
from workbench.grammar.words import lemma

CONLLU = """\
# sent_id = own-1
# text = They didn't see 3 foxes.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	see	see	VERB	VB	_	0	root	_	_
5	3	3	NUM	CD	_	6	nummod	_	_
6	foxes	fox	NOUN	NNS	_	4	obj	_	SpaceAfter=No
6.1	ghost	_	_	_	_	_	_	_	_
7	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = own-2
# text = Boxes fell.
1	Boxes	box	NOUN	NNS	_	2	nsubj	_	_
2	fell	fall	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""


@pytest.fixture
def trees(tmp_path):
    path = tmp_path / "en_own-ud-train.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return read_treebank(treebank_file(tmp_path, "own-ud-train"))


def test_a_treebank_is_read_without_ranges_and_empty_nodes(trees):
    first, second = trees
    assert first.forms == ("They", "did", "n't", "see", "3", "foxes", ".")
    assert [first.text[start:end] for start, end in first.spans] == list(first.forms)
    assert first.heads == (4, 4, 4, 0, 6, 4, 4)
    assert second.name == "own-2"


def test_a_folder_without_the_file_is_named(tmp_path):
    with pytest.raises(SystemExit, match="pud-ud-test"):
        treebank_file(tmp_path, "pud-ud-test")


def test_rules_bring_every_word_they_were_learned_from_to_its_dictionary_form(trees):
    rules = learn_rules(trees)
    for tree in trees:
        for form, gold, tag in zip(tree.forms, tree.lemmas, tree.upos, strict=True):
            assert lemma(form, tag, rules) == gold


def test_our_own_sentences_have_one_tree_each_in_the_treebanks_terms():
    network = load_network()
    for tree in grow(400):
        assert tree.heads.count(0) == 1
        assert set(tree.upos) <= set(network.tags)
        assert set(tree.relations) <= set(network.relations)
        for word in range(1, len(tree.heads) + 1):
            steps = 0
            while word:
                word, steps = tree.heads[word - 1], steps + 1
                assert steps <= len(tree.heads), "a cycle"


def test_the_same_seed_gives_the_same_sentences():
    assert grow(20, seed=3) == grow(20, seed=3)
    assert grow(20, seed=3) != grow(20, seed=4)


@pytest.mark.parametrize(
    ("forms", "heads", "relations", "counted"),
    [
        ("37 people died", (2, 3, 0), ("nummod", "nsubj", "root"), [(1, 2)]),
        ("5 % of voters stayed", (2, 5, 4, 2, 0), ("nummod", "nsubj", "case", "nmod", "root"), [(1, 4)]),
        ("thousands of people fled", (4, 3, 1, 0), ("nsubj", "case", "nmod", "root"), [(1, 3)]),
        ("people of Rome fled", (4, 3, 1, 0), ("nsubj", "case", "nmod", "root"), []),
    ],
)
def test_the_benchmark_finds_what_a_figure_counts(forms, heads, relations, counted):
    assert list(counted_nouns(forms.split(), heads, relations)) == counted
