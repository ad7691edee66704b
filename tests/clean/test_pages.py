"""Whole pages of many kinds of sites: what must go, what must stay.

Each line of a page in ``pages/`` begins with what it is: ``B|`` the body, which must stay as it is; ``H|`` the
headline, moved into its field; ``R|`` must be removed or moved; ``F|`` must at least be flagged. A ``~`` at the end of a
line glues the next one to it.
"""

from pathlib import Path

import pytest

from workbench.clean import clean_articles

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def read_page(path):
    """The raw text and the marked lines with their spans in it."""
    raw, lines = "", []
    for printed in path.read_text(encoding="utf-8").splitlines():
        mark, _, text = printed.partition("|")
        glued = text.endswith("~")
        text = text.removesuffix("~")
        if printed:
            lines.append((mark, len(raw), len(raw) + len(text.rstrip()), text.strip()))
        raw += text if glued else text + "\n"
    return raw, lines


def gone(edits, raw, start, end):
    done = [False] * len(raw)
    for edit in edits.itertuples():
        if edit.action in ("removed", "moved"):
            done[edit.start : edit.end] = [True] * (edit.end - edit.start)
    return all(done[i] or raw[i].isspace() for i in range(start, end))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_keeps_its_body_and_loses_the_rest(clean, path):
    raw, lines = read_page(path)
    cleaned = clean(raw)
    assert len(cleaned.articles) == 1
    body = [text for mark, *_, text in lines if mark == "B"]
    kept = [line.strip() for line in cleaned.articles.loc[0, "text"].splitlines() if line.strip()]
    assert [text for text in body if text not in kept] == []
    left = [
        text for mark, start, end, text in lines if mark in "RH" and not gone(cleaned.edits, raw, start, end)
    ]
    assert left == []
    flagged = " ".join(cleaned.edits.loc[cleaned.edits["action"] == "flagged", "before"])
    assert [text for mark, *_, text in lines if mark == "F" and text not in flagged] == []
    assert not set(body) & set(cleaned.edits.loc[cleaned.edits["action"] == "flagged", "before"].str.strip())
    headlines = [text for mark, *_, text in lines if mark == "H"]
    assert cleaned.articles.loc[0, "headline"] == "".join(headlines)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_cleaning_what_was_cleaned_changes_nothing(clean, path):
    once = clean(read_page(path)[0]).articles
    assert clean_articles(once).articles["text"].tolist() == once["text"].tolist()
    assert clean(once.loc[0, "text"]).articles.loc[0, "text"] == once.loc[0, "text"]
