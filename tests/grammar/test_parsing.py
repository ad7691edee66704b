"""Parsing: spans are slices, heads make one tree, and no input is too odd."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.grammar import parse

ODD = (
    "",
    " ",
    "\n\t\u2003",
    ".",
    "\u200b",
    "😀 😀👩‍👩‍👧",
    "عدد القتلى ٣٧ شخصا",
    "x" * 1_000_000,
    "1" * 10_000,
    "and " * 5_000,
    "(" * 3_000,
    "\ud800 lone",
    "a\x00b",
)


def check(text, words):
    assert [word.text for word in words] == [text[word.start : word.end] for word in words]
    assert "".join(word.text for word in words) == "".join(text.split())
    heads = [word.head for word in words]
    assert [head for head in heads if head == 0] == [0][: len(heads)]
    assert all((word.relation == "root") == (word.head == 0) for word in words)
    for number in range(1, len(heads) + 1):
        steps = 0
        while number and steps <= len(heads):
            number, steps = heads[number - 1], steps + 1
        assert number == 0, "a cycle"


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_is_too_odd(text):
    [words] = parse([text])
    assert [word.text for word in words] == [text[word.start : word.end] for word in words]
    assert sum(word.head == 0 for word in words) == bool(words)


@given(
    st.lists(
        st.text(max_size=60)
        | st.lists(st.sampled_from(["the", "37", "said", "-", "of", "%", ",", "rose"])).map(" ".join)
    )
)
@settings(max_examples=60, deadline=None)
def test_spans_are_slices_and_heads_are_one_tree(texts):
    for text, words in zip(texts, parse(texts), strict=True):
        check(text, words)


def test_the_same_alone_and_in_company():
    texts = [
        "Floods killed 37 people.",
        "Nobody was hurt.",
        "Prices rose 5 percent to $2.5 million, the bank said.",
    ]
    assert [parse([text])[0] for text in texts] == parse(texts)


@pytest.mark.parametrize(
    ("text", "word", "head", "relation"),
    [
        ("The floods killed 37 people in the north.", "37", "people", "nummod"),
        ("The floods killed 37 people in the north.", "floods", "killed", "nsubj"),
        ("The bridge was destroyed by the storm.", "bridge", "destroyed", "nsubj:pass"),
        ("The minister did not resign.", "not", "resign", "advmod"),
        ("The minister said the army had left.", "minister", "said", "nsubj"),
        ("The minister said the army had left.", "left", "said", "ccomp"),
        ("Thousands of people fled the city.", "people", "Thousands", "nmod"),
        (
            "The search went on after the mayor told Reuters that 300 houses had burned.",
            "told",
            "went",
            "advcl",
        ),
        (
            "The search went on after the mayor told Reuters that 300 houses had burned.",
            "burned",
            "told",
            "ccomp",
        ),
        ("A third of the 40 towns and villages is without power.", "villages", "towns", "conj"),
    ],
)
def test_what_later_rooms_rely_on(text, word, head, relation):
    [words] = parse([text])
    found = next(row for row in words if row.text == word)
    assert (words[found.head - 1].text, found.relation) == (head, relation)
