"""Tests of what stands around a figure in its sentence."""

import pytest

from workbench.compare.surroundings import NOTHING, Neighbourhood, may_be_said_again, says_again
from workbench.figures.tree import Tree
from workbench.grammar import parse


def neighbourhood(text, *exacts):
    spans = [(text.index(exact), text.index(exact) + len(exact)) for exact in exacts]
    return Neighbourhood(Tree(text, parse([text])[0]), spans), spans


@pytest.mark.parametrize(
    ("text", "exacts", "happened"),
    [
        ("Rescuers said 14 people were injured in Arlen.", ["14"], ["injure"]),
        ("Floods killed 12 people and injured 30 in Arlen.", ["12", "30"], ["die", "injure"]),
        ("The number of people killed rose to 63.", ["63"], ["die"]),
        ("More than 300 volunteers helped to search for the missing.", ["300"], [""]),
        ("Some 40 residents suffered burns and other injuries.", ["40"], ["injure"]),
        ("The quake left 2,300 people sleeping in shelters.", ["2,300"], ["displace"]),
        ("Nine men were listed as missing.", ["Nine"], ["miss"]),
        ("Nine men had not been found.", ["Nine"], ["miss"]),
    ],
)
def test_each_figure_is_told_by_the_words_that_no_other_one_parts_from_it(text, exacts, happened):
    around, spans = neighbourhood(text, *exacts)
    assert [around.around(*span).happening for span in spans] == happened


def test_a_part_knows_its_whole_and_the_whole_its_part():
    around, (part, whole) = neighbourhood("Of the mayors, 16 of the province's 27 resigned.", "16", "27")
    assert not around.around(*part).some_of and around.around(*whole).total
    alone, (span,) = neighbourhood("Some 16 of the mayors resigned.", "16")
    assert alone.around(*span).some_of


def test_the_order_in_which_figures_are_asked_for_changes_nothing():
    text = "Floods killed 12 people in Arlen, injured 30 in Dover and drove 400 from 90 homes."
    forwards, spans = neighbourhood(text, "12", "30", "400", "90")
    backwards, _ = neighbourhood(text, "12", "30", "400", "90")
    assert [forwards.around(*span) for span in spans] == [
        backwards.around(*span) for span in reversed(spans)
    ][::-1]


def test_where_no_word_stands_there_is_nothing_around():
    assert Neighbourhood(Tree("", []), []).around(0, 0) == NOTHING


@pytest.mark.parametrize(
    "text", ["10 km (6.2 miles)", "10 km [some 6.2 miles]", "10 of them; (6.2)", "10, 6.2"]
)
def test_what_is_said_again_stands_behind_a_bracket_that_opens_near(text):
    again = says_again(text, 2, text.index("6.2"))
    assert may_be_said_again(text, 2) or not again
