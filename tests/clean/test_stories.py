"""Files that hold several stories are split where a story begins, and nowhere else."""

import pandas as pd
import pytest

from workbench.clean import clean_articles

PLACES = ("Arbel", "Brodno", "Castrel", "Devpur", "Elmira", "Fallon", "Garvik", "Hestad", "Ilova", "Jorsk")
EVENTS = (
    (
        "Bridge closed after heavy storm near {}",
        "A bridge near {} was closed on Monday after a heavy storm, officials said.",
    ),
    (
        "Workers at {} steel mill begin strike over wages",
        "Workers at the steel mill in {} began a strike over wages on Tuesday, the union said.",
    ),
    (
        "School fire in {} injures three teachers",
        "A fire at a school in {} injured three teachers on Wednesday, the fire service said.",
    ),
    (
        "Police find stolen paintings in {} warehouse",
        "Police in {} found four stolen paintings in a warehouse on Thursday, a spokeswoman said.",
    ),
    (
        "Council of {} votes to raise water rates",
        "The council of {} voted on Friday to raise water rates by a tenth, the mayor said.",
    ),
)
MORE = (
    "Nobody could say how long the work would take, and the first estimates differed widely.",
    "“We have waited for years,” said a neighbour who has lived on the street since 1988.",
    "The regional government has promised a report by the end of the month, but gave no details.",
    "Last year a similar case cost the town about 200,000 crowns and a good deal of patience.",
)


def story(number):
    headline, lede = EVENTS[number % len(EVENTS)]
    place = PLACES[number // len(EVENTS) % len(PLACES)]
    return headline.format(place), "\n\n".join([lede.format(place), *MORE])


def paste(count, *, between="\n\n"):
    return between.join("\n\n".join(story(number)) for number in range(count)) + "\n"


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\n***\n\n", "\n\n----------\n\n", "\n\nDocument 2 of 50\n\n", "\f"]
)
@pytest.mark.parametrize("count", [2, 50])
def test_pasted_stories_become_articles(clean, count, between):
    raw = paste(count, between=between)
    articles = clean(raw).articles
    assert articles["headline"].tolist() == [story(number)[0] for number in range(count)]
    assert articles["doc_id"].tolist() == ["a", *(f"a#{number}" for number in range(2, count + 1))]
    assert articles["text"].tolist() == [story(number)[1] for number in range(count)]


def test_the_boundary_is_on_record(clean):
    raw = paste(2)
    cleaned = clean(raw)
    second = cleaned.articles.loc[1]
    assert raw[second["start"] :].startswith(second["headline"])
    boundary = cleaned.edits.set_index("rule").loc["story-boundary"]
    assert (boundary["doc_id"], boundary["end"]) == ("a#2", second["start"])
    assert "2 stories" in cleaned.articles.loc[0, "warnings"]
    assert cleaned.fields[cleaned.fields["field"] == "story"]["doc_id"].tolist() == ["a", "a#2"]


def test_a_wrapped_headline_begins_a_story(clean):
    first, second = "\n".join([story(0)[1].replace("\n\n", "\n")]), story(6)
    words = second[0].split()
    raw = f"{first}\n{' '.join(words[:6])}\n{' '.join(words[6:])}\n{second[1]}"
    assert clean(raw).articles["headline"].tolist()[1:] == [second[0]]


@pytest.mark.parametrize(
    "line",
    [
        "What we know so far",
        "'Nobody Called'",
        "– “Emergency” –",
        "Waiting for the report",
        "Why has the regional government not acted?",
        "***",
        "A bridge, a storm and many open questions for the town",
        "Ten balcony plants that love the sun and need no care",
    ],
)
def test_a_line_inside_a_story_begins_none(clean, line):
    body = story(0)[1].split("\n\n")
    raw = "\n\n".join([*body[:3], line, *body[3:]])
    assert len(clean(raw).articles) == 1


SHORT = (
    "Council votes on harbour",
    "LINSTED - The harbour council voted on Tuesday to dredge the basin, it said.",
)


def test_behind_a_rule_a_short_headline_begins_a_story_with_its_outlet_and_day(clean):
    raw = f"{paste(1)}\n----------\n\nPort Courier\n\n{SHORT[0]}\n\n{SHORT[1]}\n\n{MORE[2]}\n"
    second = clean(raw).articles.loc[1]
    assert (second["headline"], second["publisher"]) == (SHORT[0], "Port Courier")
    assert second["text"] == f"{SHORT[1]}\n\n{MORE[2]}"


def test_behind_stars_a_short_title_is_a_part_of_the_story(clean):
    raw = f"{paste(1)}\n* * *\n\n{SHORT[0]}\n\n{SHORT[1].partition(' - ')[2]}\n\n{MORE[2]}\n"
    assert len(clean(raw).articles) == 1


def test_an_id_that_is_taken_is_not_given_again(article):
    frame = pd.DataFrame([article(paste(2)), article(story(3)[1]) | {"doc_id": "a#2"}])
    assert clean_articles(frame).articles["doc_id"].tolist() == ["a", "a#3", "a#2"]


def test_a_teaser_outside_the_main_article_begins_no_story(clean):
    main = "\n\n".join(story(0))
    raw = main + "\n\n" + "\n\n".join(story(6))
    assert len(clean(raw).articles) == 2
    assert len(clean(raw, main_spans=f"0:{len(main)}").articles) == 1
