"""Key word in context: what is found, in what order, and that a click leads to the place."""

import pandas as pd
import pytest

from workbench.case import Case
from workbench.explorers.context import _ContextView, find_in_context, sort_context

TEXT = "The flood closed two bridges. A flooded bridge fell; floods of 1987 had spared it."


@pytest.fixture
def sentences():
    return pd.DataFrame({"doc_id": ["a"], "sentence": [0], "text": [TEXT]})


@pytest.mark.parametrize(
    ("word", "parts", "found"),
    [
        ("flood", False, ["flood"]),
        ("FLOOD", False, ["flood"]),
        ("flood", True, ["flood", "flood", "flood"]),
        ("flood*", False, ["flood", "flooded", "floods"]),
        ("flood?", False, ["floods"]),
        ("a flooded bridge", False, ["A flooded bridge"]),
        ("*", False, []),
        ("", True, []),
        ("f.*d", False, []),
        ("(", False, []),
    ],
)
def test_words_parts_and_wildcards(sentences, word, parts, found):
    hits = find_in_context(sentences, word, parts=parts)
    assert hits["exact"].tolist() == found
    for row in hits.itertuples():
        assert TEXT[row.place : row.place + len(row.exact)] == row.exact


def test_places_are_sorted_by_what_stands_beside_them(sentences):
    found = find_in_context(sentences, "flood*")
    assert sort_context(found, "after")["exact"].tolist() == ["flooded", "flood", "floods"]
    assert sort_context(found, "before")["exact"].tolist() == ["flooded", "floods", "flood"]
    assert sort_context(found, "text")["exact"].tolist() == ["flood", "flooded", "floods"]


def test_a_click_opens_the_article_at_the_place(tmp_path):
    (tmp_path / "a.txt").write_text(f"Flood in Tolva\n\n{TEXT}\n", encoding="utf-8")
    view = _ContextView(Case(tmp_path, cache=False), "bridges")
    assert "1 place of “bridges” in 1 article" in view.view.markup
    key = view.view.markup.split('data-id="')[1].split('"')[0]
    view.view.chosen = key
    assert f'data-id="{key}"' in view.article.markup
    assert ">bridges</mark>" in view.article.markup
    view.word.value = "volcano"
    assert "0 places" in view.view.markup
    assert view.article.markup == ""
