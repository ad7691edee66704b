import pytest

from workbench.compare import find_families, link_sentences, relate_articles
from workbench.compare.credits import find_agencies

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


def test_a_report_that_thanks_several_wires_is_its_own():
    found = families(sentences(a=OWN_REPORT, b=OTHER), articles(a="AP; Reuters; dpa", b="AFP"))
    assert found["origin"].tolist() == ["own", "AFP"]


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
