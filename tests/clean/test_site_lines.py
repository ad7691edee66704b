"""What several stories of one site have in common is no part of them, unless they tell one story."""

import pandas as pd
import pytest

from workbench.clean import clean_articles
from workbench.clean.around import lines_of_site
from workbench.tables import empty

STORY = (
    "The {0} bridge at Hollin was shut on Monday after a barge struck its third pillar, the harbour board said.",
    "Divers found {1} cracks in the concrete, and a second survey by the county begins on Thursday.",
    "Lorries are sent round by the {0} ferry, which can take {1} of them an hour while the tide is in.",
)
APPEAL = "Our newsroom is paid for by its readers: please give what you can."
NEWS = "The county counted 31 barges that struck a pillar of one of its bridges last year."


def story(number):
    name = ("upper", "lower", "old", "eastern", "stone", "canal")[number]
    return [
        f"{name.title()} bridge at Hollin shut after barge strikes it",
        *(line.format(name, 12 + number) for line in STORY),
    ]


def cleaned(pages, *, one_case=True, urls=None, **known):
    rows = [
        dict.fromkeys(empty("articles").columns)
        | {
            "doc_id": f"d{number}",
            "raw": "\n\n".join(lines),
            "url": urls[number] if urls else f"https://www.hollin-echo.example/{number}",
            **known,
        }
        for number, lines in enumerate(pages)
    ]
    return clean_articles(pd.DataFrame(rows), published={} if one_case else None)


def of_site(done, doc_id="d0"):
    edits = done.edits[(done.edits["rule"] == "site-line") & (done.edits["doc_id"] == doc_id)]
    return list(zip(edits["before"].str.strip(), edits["action"], strict=True))


@pytest.mark.parametrize(
    ("lines", "n_pages", "found"),
    [
        ([APPEAL], 3, [(APPEAL, "removed")]),
        ([APPEAL], 2, [(APPEAL, "removed")]),
        (["Hollin Echo weather desk"], 3, [("Hollin Echo weather desk", "removed")]),
        (["Hollin Echo weather desk"], 2, [("Hollin Echo weather desk", "flagged")]),
        (["The harbour in brief", NEWS], 4, [("The harbour in brief", "removed"), (NEWS, "removed")]),
        ([NEWS], 4, [(NEWS, "flagged")]),
        (["“Please give what you can, you who read us,” the mayor of Hollin said."], 3, "flagged"),
        (["What did you see at the bridge in your first hour there?"], 3, "flagged"),
        (["9:30 GMT"], 4, []),
    ],
)
def test_what_stands_in_several_stories_of_a_site(lines, n_pages, found):
    pages = [[*story(n)[:3], *lines, story(n)[3]] for n in range(n_pages)]
    done = of_site(cleaned(pages))
    assert ([action for _, action in done] == [found]) if isinstance(found, str) else (done == found)


def test_the_paragraphs_of_a_story_stay():
    pages = [[*story(n), APPEAL] for n in range(4)]
    for n, text in enumerate(cleaned(pages).articles["text"]):
        assert text == "\n\n".join(story(n)[1:])


@pytest.mark.parametrize(
    "pages",
    [
        [story(0), story(0), story(0)],  # copies
        [[*story(0)[:3], line] for line in ("It opens in May.", "It opens in June.", "Nobody knows when.")],
        [[*story(0)[:2], story(n)[2], story(n)[3]] for n in range(4)],  # stages under one headline
        [
            [f"Bridge {n}", story(0)[1], story(n)[2], story(n)[3]] for n in range(4)
        ],  # under one first paragraph
    ],
)
def test_copies_and_stages_of_one_story_keep_what_they_share(pages):
    assert of_site(cleaned(pages)) == []


def test_copies_of_one_story_count_once_beside_another_one():
    pages = [[*story(0), APPEAL], [*story(0), APPEAL], [*story(1), APPEAL]]
    assert of_site(cleaned(pages)) == [(APPEAL, "removed")]
    told = lines_of_site(
        [
            {"doc_id": str(n), "raw": "\n\n".join(lines), "publisher": "Hollin Echo"}
            for n, lines in enumerate(pages)
        ]
    )
    assert [row.rpartition(":")[2] for row in told.values()] == ["2", "2", "2"]


@pytest.mark.parametrize(
    "options",
    [
        {"urls": [f"https://site{n}.example/a" for n in range(4)]},
        {"urls": [""] * 4},
        {"one_case": False},
    ],
)
def test_pages_of_several_sites_are_not_compared(options):
    assert of_site(cleaned([[*story(n), APPEAL] for n in range(4)], **options)) == []


def test_a_site_is_told_by_its_publisher_where_no_address_is_known():
    pages = [[*story(n), APPEAL] for n in range(3)]
    done = cleaned(pages, urls=[""] * 3, publisher="Hollin Echo")
    assert of_site(done) == [(APPEAL, "removed")]


def test_the_tables_have_no_column_more():
    pages = [[*story(n), APPEAL] for n in range(3)]
    assert set(cleaned(pages).articles.columns) == set(cleaned(pages, one_case=False).articles.columns)
