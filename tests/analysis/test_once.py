"""A sentence is analysed once, by one parser, whichever rooms ask for it."""

import ast
from pathlib import Path

import pytest

import workbench
from workbench.analysis import Analysis
from workbench.case import Case
from workbench.clean import clean_articles
from workbench.compare import find_drifts, link_sentences
from workbench.figures import find_figures
from workbench.grammar import parse
from workbench.ledger import group_claims
from workbench.load import load_articles
from workbench.sentences import split_sentences
from workbench.times import find_times

PACKAGE = Path(workbench.__file__).parent
STORY = (
    "A ferry sank off Arlen on Saturday and killed 14 people, the coastguard said.\n\n"
    "Some 40 passengers swam ashore, a spokesman said. The owner paid $300 a day for the berth."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY.replace("14", "17").replace("40", "48"), encoding="utf-8")
    return tmp_path


def counting_parser():
    asked = []

    def parser(texts):
        asked.extend(texts)
        return parse(texts)

    return parser, asked


def test_every_room_uses_the_parser_that_is_given_and_asks_it_once_for_a_sentence(folder):
    parser, asked = counting_parser()
    analysis = Analysis(parser=parser)
    articles, edits, _ = clean_articles(load_articles(folder).articles)
    sentences = split_sentences(articles, edits)
    figures = find_figures(sentences, articles, analysis=analysis)
    links = link_sentences(sentences)
    drifts = find_drifts(links, sentences, articles=articles, analysis=analysis)
    group_claims(figures, links, sentences, analysis=analysis)
    assert set(drifts["exact"]) == {"17", "48"}
    assert asked and len(asked) == len(set(asked))


def test_another_parser_changes_what_is_counted(folder):
    def nouns_only(texts):
        return [[word._replace(upos="X", relation="dep", head=0) for word in words] for words in parse(texts)]

    articles, edits, _ = clean_articles(load_articles(folder).articles)
    sentences = split_sentences(articles, edits)
    plain = find_figures(sentences, articles)
    other = find_figures(sentences, articles, analysis=Analysis(parser=nouns_only))
    assert plain["exact"].tolist() == other["exact"].tolist()
    assert plain["concept"].tolist() != other["concept"].tolist()


def test_tables_are_the_same_with_one_analysis_and_with_one_for_each_room(folder):
    case = Case(folder, cache=False)
    articles, sentences = case.articles, case.sentences
    assert find_figures(sentences, articles).equals(case.table("found_figures"))
    drifts = find_drifts(case.links, sentences, articles=articles)
    assert drifts.equals(case.drifts[drifts.columns])


@pytest.mark.parametrize("published", ["", "2024-05-06", "2024-05-20"])
def test_times_are_those_of_the_text_for_each_day_of_publication(published):
    analysis = Analysis()
    for text in STORY.splitlines() * 2:
        assert analysis.times(text, published) == find_times(text, published)


def test_what_a_room_derives_is_found_once():
    calls = []

    def lengths(analysis, text):
        calls.append(text)
        return [word.end - word.start for word in analysis.words(text)]

    analysis = Analysis()
    assert analysis.once(lengths, "Two boats.") == analysis.once(lengths, "Two boats.") == [3, 5, 1]
    assert calls == ["Two boats."]


def callers_of(name):
    """The modules that call a function of another room, not counting doctests."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("workbench"):
                found |= {path.relative_to(PACKAGE).as_posix() for alias in node.names if alias.name == name}
    return found


def test_one_place_asks_for_words_and_times():
    assert callers_of("parse") <= {"grammar/__init__.py", "analysis.py"}
    assert callers_of("mark_times") <= {"times/__init__.py", "analysis.py"}
    assert callers_of("find_times") <= {"times/__init__.py", "__init__.py"}
