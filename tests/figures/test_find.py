"""The table of figures: places in the raw text, ids, parts, and what it does with odd input. Sentences are our own."""

import pandas as pd
import pytest

from workbench.figures import find_figures
from workbench.tables import TABLES, empty

TEXT = "Officials said 16 of the town's 27 schools closed for two days."


def sentence(text, *, doc_id="a", number=0, start=0, breaks="", part="body"):
    return {
        "doc_id": doc_id,
        "sentence": number,
        "start": start,
        "end": start + len(text),
        "text": text,
        "part": part,
        "paragraph": 0,
        "breaks": breaks,
    }


def test_the_table_is_as_documented():
    frame = find_figures(pd.DataFrame([sentence(TEXT)]))
    assert frame.columns.tolist() == [column.name for column in TABLES["figures"].columns]
    assert frame["exact"].tolist() == ["16", "27", "two"]
    assert frame["kind"].tolist() == ["count", "count", "duration"]
    assert frame["attributed_to"].tolist() == ["Officials"] * 3


def test_no_sentence_gives_no_figure():
    assert find_figures(empty("sentences")).empty
    assert find_figures(pd.DataFrame([sentence("Nobody came.")])).empty


def test_a_part_names_its_whole():
    frame = find_figures(pd.DataFrame([sentence(TEXT)]))
    assert frame.loc[0, "part_of"] == frame.loc[1, "figure_id"]
    assert frame.loc[1:, "part_of"].tolist() == ["", ""]


def test_spans_refer_to_the_raw_text_across_an_edit():
    raw = "AD Some 300 men" + " [advert]" + " and 40 boys fled."
    text = raw[3:15] + raw[24:]
    frame = find_figures(pd.DataFrame([sentence(text, start=3, breaks="0:3 12:24")]))
    assert [raw[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)] == ["300", "40"]


def test_an_id_survives_changes_elsewhere_and_tells_equal_numbers_apart():
    before = find_figures(pd.DataFrame([sentence("It sold 5 cars and 5 vans.", number=3, start=70)]))
    after = find_figures(
        pd.DataFrame([sentence("Some 9 came."), sentence("It sold 5 cars and 5 vans.", number=1, start=13)])
    )
    assert before["figure_id"].tolist() == after["figure_id"].tolist()[1:]
    assert before["figure_id"].is_unique


def test_a_sentence_that_stands_twice_gives_each_figure_an_id_of_its_own():
    quoted = "We lost 40 cows and 40 sheep."
    rows = [
        sentence(quoted),
        sentence("Rain fell.", number=1, start=40),
        sentence(quoted, number=2, start=60),
    ]
    twice, once = find_figures(pd.DataFrame(rows)), find_figures(pd.DataFrame(rows[:1]))
    assert twice["figure_id"].is_unique
    assert twice["figure_id"].tolist()[:2] == once["figure_id"].tolist()
    more = [*rows, sentence("Some 9 boats sank.", number=3, start=90), sentence(quoted, number=4, start=120)]
    grown = find_figures(pd.DataFrame(more))
    assert grown["figure_id"].is_unique
    assert grown["figure_id"].tolist()[:4] == twice["figure_id"].tolist()


def test_a_caption_is_not_the_body():
    frame = find_figures(
        pd.DataFrame([sentence("The 300 men", part="caption"), sentence("Its 40 men", number=1)])
    )
    assert frame["in_body"].tolist() == [False, True]


def test_the_input_stays_as_it_was():
    frame = pd.DataFrame([sentence(TEXT)])
    copy = frame.copy(deep=True)
    find_figures(frame)
    pd.testing.assert_frame_equal(frame, copy)


@pytest.mark.parametrize("count", [1, 700])
def test_many_articles_are_found_as_one_is(count):
    rows = [sentence(TEXT, doc_id=f"d{i}") for i in range(count)]
    frame = find_figures(pd.DataFrame(rows))
    assert len(frame) == 3 * count
    assert set(frame["concept"]) == {"schools"}
