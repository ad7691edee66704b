import pandas as pd

from workbench.compare import adds_and_omits, find_families, link_sentences, relate_articles

from .stories import FERRY, OWN_REPORT, REWORKED, articles, sentences

DETAIL = "Its cargo of 40 tonnes of apples floated ashore at Green Bay."


def test_what_one_adds_the_others_of_its_family_omit():
    frame = sentences(a=[*FERRY, DETAIL], b=REWORKED, c=OWN_REPORT)
    pages, links = articles(a="", b="", c=""), link_sentences(frame)
    families = find_families(relate_articles(links, frame, pages), pages, links, frame)
    found = adds_and_omits(links, frame, families)
    rows = set(
        found.loc[found["doc_id"] != "c", ["doc_id", "what", "text"]].itertuples(index=False, name=None)
    )
    assert rows == {("a", "adds", DETAIL), ("b", "omits", DETAIL)}
    assert set(found.loc[found["doc_id"] == "c", "what"]) == {"adds"}


def test_several_versions_of_an_omitted_sentence_are_one_row():
    frame = sentences(a=FERRY, b=REWORKED, c=FERRY[:-1])
    found = adds_and_omits(link_sentences(frame), frame)
    assert found[["doc_id", "what", "n_articles"]].to_numpy().tolist() == [["c", "omits", 2]]


def test_headlines_are_neither_added_nor_omitted():
    frame = sentences(a=[("Ferry aground", "headline"), *FERRY], b=FERRY)
    assert adds_and_omits(link_sentences(frame), frame).empty


def test_input_is_left_alone():
    frame = sentences(a=FERRY, b=OWN_REPORT)
    links = link_sentences(frame)
    before = links.copy(deep=True)
    adds_and_omits(links, frame)
    pd.testing.assert_frame_equal(links, before)
