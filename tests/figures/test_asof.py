"""For when and where a figure is stated; all sentences are our own."""

import re

import pytest

from workbench.figures.context import as_of, place_of, segments
from workbench.figures.speech import find_frames
from workbench.grammar import parse
from workbench.times import find_times

ANCHOR = "2021-07-05"  # a Monday


def read(text):
    pieces = re.split(r"\[([^\]]*)\]", text)
    spans, at = [], 0
    for i, piece in enumerate(pieces):
        if i % 2:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), spans


def days(text, anchor=ANCHOR):
    text, spans = read(text)
    [words] = parse([text])
    frames, times = find_frames(words), find_times(text, anchor)
    return [as_of(words, frames, times, span, anchor, figures=spans) for span in spans]


AS_OF = [
    ("[Four] people died on Sunday.", [("2021-07-04", "2021-07-04")]),
    ("On Sunday, [four] people died in the blast.", [("2021-07-04", "2021-07-04")]),
    (
        "Guards said on Monday that [300] had fled on July 3 and another [94] on July 4.",
        [("2021-07-03",) * 2, ("2021-07-04",) * 2],
    ),
    ("Since June 22, [150] people have died.", [("2021-06-22", ANCHOR)]),
    ("[150] people have died since June 22.", [("2021-06-22", ANCHOR)]),
    ("In the past three days, [10] towns have fallen.", [("2021-07-02", ANCHOR)]),
    ("By August, [40] shops will have closed.", [("", "2021-08-31")]),
    ("It was the worst accident since 2004, when [31] boats sank.", [("2004-01-01", "2004-12-31")]),
    ("The bridge, built in 1987, carried [300] cars an hour.", [("", "")]),
    ("About [40] people lived in the house, which was bought in 2010.", [("", "")]),
    ("The [300] workers hired in 2015 will lose their jobs.", [("", "")]),
    ("Some [200] families displaced on Sunday are in tents.", [("2021-07-04", "2021-07-04")]),
    ("In 1999, [40] people died at the dam, which was built in 1950.", [("1999-01-01", "1999-12-31")]),
    (
        "Since June, [150] people have died in floods, which killed [1,700] in 2010.",
        [("2021-06-01", ANCHOR), ("2010-01-01", "2010-12-31")],
    ),
    (
        "Prices rose [5] percent in May, up from [3] percent in April.",
        [("2021-05-01", "2021-05-31"), ("2021-04-01", "2021-04-30")],
    ),
    ("Officials said on Sunday that [12] people had died.", [("2021-07-04", "2021-07-04")]),
    ("The July 4 attack killed [two] guards.", [("", "")]),
    ("The town has [900] houses.", [("", "")]),
    (
        "The army lost [12] men in 2007 and [14] last year.",
        [("2007-01-01", "2007-12-31"), ("2020-01-01", "2020-12-31")],
    ),
    ("Two days before the attacks of September 11, [3] men died.", [("2001-09-09", "2001-09-09")]),
    ("[12] people were killed in a blast in Zarin, Narland, on Sunday.", [("2021-07-04", "2021-07-04")]),
]


@pytest.mark.parametrize(("text", "expected"), AS_OF)
def test_as_of(text, expected):
    assert days(text) == expected


def test_without_a_publication_date_only_full_dates_tell():
    assert days("[Four] people died on Sunday.", "") == [("", "")]
    assert days("[Four] people died on 4 July 2021.", "") == [("2021-07-04", "2021-07-04")]
    assert days("Since 4 July 2021, [four] people have died.", "") == [("2021-07-04", "")]


PLACES = [
    ("Some [12] people died in Zarin fighting.", "Zarin"),
    ("Some [12] people died in Zarin province.", "Zarin province"),
    ("Some [12] people died in Zarin's Old City.", "Zarin's Old City"),
    ("The floods killed [37] people in the province of Sindh on Monday.", "province of Sindh"),
    ("In Dayton, [four] people were shot.", "Dayton"),
    ("Officials in Karachi said [61] people had died.", ""),
    ("The floods killed [37] people on Monday.", ""),
    ("A quake killed [12] people near the port of Arica, police said.", "port of Arica"),
    ("The bank cut [300] jobs in May.", ""),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text, place):
    text, [span] = read(text)
    [words] = parse([text])
    assert place_of(words, find_frames(words), span) == place


def test_no_words_give_no_stretches():
    assert segments([]) == []
    assert place_of([], [], (0, 1)) == ""
