import pandas as pd
import pytest

from workbench.compare import adds_and_omits, find_families, link_sentences, relate_articles
from workbench.compare.provenance import credited, find_agencies, signed

from .stories import FERRY, OTHER, OWN_REPORT, REWORKED, articles, sentences


def families(frame, pages):
    links = link_sentences(frame)
    relations = relate_articles(links, frame, pages)
    return find_families(relations, pages, links, frame).set_index("doc_id")


def test_a_copy_and_a_report_of_its_own_are_two_families():
    found = families(sentences(a=FERRY, b=REWORKED, c=OWN_REPORT), articles(a="", b="", c=""))
    assert found["family"].tolist() == ["F1", "F1", "F2"]
    assert found["origin"].tolist() == ["latent", "latent", "own"]


def test_the_wire_is_named_after_the_copy_that_credits_it():
    credit = "The vessel is to be towed to Port Sella on Friday, Reuters reported."
    found = families(sentences(a=FERRY, b=[*REWORKED, credit]), articles(a="", b=""))
    assert found["origin"].tolist() == ["Reuters", "Reuters"]


def test_how_much_of_a_report_stands_elsewhere_is_said():
    pages = articles(a="", b="", c="")
    found = families(sentences(a=FERRY, b=[*OWN_REPORT, *FERRY[2:5]], c=OTHER), pages)
    assert found["family"].nunique() == 3
    assert 0.3 < found.loc["a", "taken"] < 0.7
    assert 0.2 < found.loc["b", "taken"] < 0.6
    assert found.loc["c", "taken"] == 0


def test_an_agency_that_a_report_cites_did_not_write_it():
    cited = "Reuters reported that the vessel is to be towed to Port Sella on Friday."
    found = families(sentences(a=[*OWN_REPORT, cited], b=OTHER), articles(a="", b=""))
    assert found["origin"].tolist() == ["own", "own"]


def test_a_report_that_thanks_several_wires_is_its_own():
    found = families(sentences(a=OWN_REPORT, b=OTHER), articles(a="AP; Reuters; dpa", b="AFP"))
    assert found["origin"].tolist() == ["own", "AFP"]


def test_what_a_person_says_of_an_origin_makes_one_family_of_that_name():
    told = articles(a="", b="", c="", d="").assign(origin=["Meridian Wire", "", "meridian  wire", ""])
    found = families(sentences(a=OWN_REPORT, b=FERRY, c=OTHER, d=REWORKED), told)
    assert found.loc[["a", "b", "c", "d"], "origin"].tolist() == [
        "Meridian Wire",
        "latent",
        "Meridian Wire",
        "latent",
    ]
    assert found.loc["a", "family"] == found.loc["c", "family"] != found.loc["b", "family"]
    assert found.loc[["a", "c"], "confidence"].tolist() == [1, 1]


def test_two_stories_of_a_file_may_have_two_origins():
    frame = sentences(**{"x": FERRY, "x#2": OTHER, "y": REWORKED})
    found = families(frame, articles(**{"x": "", "x#2": "", "y": ""}))
    assert found.loc["x", "family"] == found.loc["y", "family"] != found.loc["x#2", "family"]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("The minister told Reuters that it was over.", ["Reuters"]),
        ("AP quoted the mayor as saying so, the Associated Press reported.", ["AP"]),
        ("It was first reported by the Russian news agency TASS.", []),
        ("The Xinhua news agency put the number at nine.", []),
        ("APPLE shares fell, and CAPS were handed out.", []),
        ("Nobody knows.", []),
        ("", []),
    ],
)
def test_agencies(text, agencies):
    assert find_agencies(text) == agencies


WIRE = ["PORT SELLA, March 3 (Harbour Wire) - " + FERRY[0], *FERRY[1:]]


def named(pages, **columns):
    """Fill further columns of the articles, a value for each."""
    return pages.assign(**columns)


def test_an_agency_s_own_text_among_its_copies_is_the_origin():
    pages = named(
        articles(dates={"w": "2020-03-03", "x": "2020-03-03", "y": "2020-03-04"}, w="", x="", y=""),
        byline=["Ilka Brandt, Harbour Wire", "Ann Lee", ""],
    )
    found = families(sentences(w=WIRE, x=REWORKED, y=FERRY[:5]), pages)
    assert len(set(found["family"])) == 1
    assert found["origin"].tolist() == ["Harbour Wire"] * 3


def test_an_agency_of_the_settings_names_the_origin():
    frame = sentences(a=["PORT SELLA (Harbour Desk) - " + FERRY[0], *FERRY[1:]], b=REWORKED)
    assert families(frame, articles(a="Harbour Desk", b=""))["origin"].tolist() == ["Harbour Desk"] * 2
    assert families(frame, articles(a="", b=""))["origin"].tolist() == ["latent", "latent"]


def test_an_earlier_article_that_holds_all_of_the_others_is_the_origin():
    pages = articles(dates={"a": "2020-03-01", "b": "2020-03-02"}, a="", b="")
    assert families(sentences(a=FERRY, b=REWORKED), pages)["origin"].tolist() == ["a", "a"]


def test_a_thanked_agency_is_a_credit_though_cleaning_cut_the_line():
    line = "With additional reporting by the Harbour Wire. Copy from a radio news service."
    pages = named(articles(a="", b=""), raw=["It rained.", line], end=[10, len(line)])
    frame = sentences(a=["It rained."], b=["It rained."])
    assert credited(pages, frame) == {"a": [], "b": ["Harbour Wire"]}


@pytest.mark.parametrize(
    ("byline", "opening", "agencies"),
    [
        ("By Ann Lee, Harbour Wire", "It rained.", ["Harbour Wire"]),
        ("Ann Lee of the Orr Valley News Agency", "It rained.", ["Orr Valley News Agency"]),
        ("Ann Lee | Orr Valley News Agency", "It rained.", ["Orr Valley News Agency"]),
        ("Ann Lee", "DOVER, March 9 (Reuters) - It rained.", ["Reuters"]),
        ("Ann Lee", "DOVER, England (Harbour Wire) – It rained.", ["Harbour Wire"]),
        ("Ann Lee", "DOVER (Updated) - It rained.", []),
        ("Ann Lee", "The Harbour Wire said it rained.", []),
        ("Ann Lee, Dover Mail", "It rained (Harbour Wire) - twice.", []),
        ("Wire Staff", "It rained.", []),
    ],
)
def test_an_agency_signs_in_the_byline_or_behind_the_place(byline, opening, agencies):
    pages = named(articles(a=""), byline=[byline])
    assert signed(pages, sentences(a=[opening])) == {"a": agencies}


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
