"""What a site prints around its articles: menus, its name with a slogan, pleas for money, marks of pages."""

import pytest

from workbench.clean.metadata import read_value, site_name

BODY = (
    "A barge with 40 people aboard sank off Arvonia on Monday, officials said.\n\n"
    "Nobody was hurt, and the lock was opened again after three hours."
)


def removed(cleaned):
    edits = cleaned.edits[cleaned.edits["action"].isin(["removed", "moved"])]
    return dict(zip(edits["before"].str.strip(), edits["rule"], strict=True))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("[ Start ] [ Moorings ] [ Letters ] [ Donate ]", "menu"),
        ("News | Sport | Moorings | Obituaries", "menu"),
        ("Arvonia  News  Sport  Moorings", "menu"),
        ("Donation box: every pound keeps the presses turning", "support"),
        ("Support us for £5 a month.", "support"),
        ("Enjoyed this story? Chip in just $2 a week!", "support"),
        ("Give €4 a month and read on", "support"),
        ("Page 3 of 48.", "navigation"),
        ("Page 3", "page-mark"),
        ("Save 30% on garden chairs this weekend", "advert"),
        ("We value your privacy and your choices.", "cookie-notice"),
    ],
)
def test_a_line_of_the_site_goes_with_its_rule(clean, line, rule):
    gone = removed(clean(f"{BODY}\n\n{line}"))
    assert gone[line] == rule
    assert clean(f"{BODY}\n\n{line}").articles.loc[0, "text"] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "The club asks members to give £3 a month to the fund for the lock.",
        "“Support us from £4 a month,” the keeper told the crowd on the quay.",
        "Support us, said the mayor, and the lock will be mended within a month.",
        "The rule stands on page 3 of 48, which the crew had never been shown.",
        "Shops gave 30% off coats after the flood had damaged them.",
        "Ana Reed, Jo Lund and Ida Moss were among the people on the barge.",
        "Members give £4 a month.",
    ],
)
def test_a_sentence_of_the_body_stays(clean, line):
    assert line in clean(f"{BODY}\n\n{line}\n\n{BODY.replace('barge', 'boat')}").articles.loc[0, "text"]


def test_a_plea_and_a_page_mark_go_from_the_end_of_a_paragraph(clean):
    body = f"{BODY} The crossing took 48."
    cleaned = clean(f"{body} Enjoyed this? Support us from £4 a month. Page 3 of 48.")
    assert cleaned.articles.loc[0, "text"] == body
    assert list(removed(cleaned).values()) == ["support"]


@pytest.mark.parametrize("rules", [("*** ", " ***"), ("", "")])
def test_a_masthead_with_a_slogan_is_the_publisher_and_not_the_headline(clean, rules):
    name = f"{rules[0]}The Arvonia Barge - news and views from the lock{rules[1]}"
    row = clean(f"{name}\n\nForty saved from sinking ship\n\n{BODY}").articles.loc[0]
    assert (row["headline"], row["publisher"]) == ("Forty saved from sinking ship", "The Arvonia Barge")


def test_a_headline_with_a_dash_stays_the_headline(clean):
    title = "The barge that sank - the news from the lock"
    assert clean(f"{title}\n\n{BODY}").articles.loc[0, "headline"] == title
    live = "The Arvonia Barge - latest news"
    assert clean(f"{live}\n\nForty saved from sinking ship\n\n{BODY}").articles.loc[0, "publisher"] == ""


def test_a_title_in_the_properties_names_the_site_or_the_headline(clean):
    menu = "The Slow Reader · Essays · Archive · Subscribe"
    row = clean(f"{menu}\n\nWho sank the barge\n\n{BODY}", file_title="The Slow Reader").articles.loc[0]
    assert (row["headline"], row["publisher"]) == ("Who sank the barge", "The Slow Reader")
    row = clean(f"Who sank the barge\n\nOn the quay that night\n\n{BODY}", file_title="Who sank the barge")
    assert row.articles.loc[0, "headline"] == "Who sank the barge"
    row = clean(f"Who sank the barge\n\n{BODY}", file_title="Microsoft Word - draft2.doc").articles.loc[0]
    assert row["headline"] in ("", "Who sank the barge")
    assert row["publisher"] == ""


@pytest.mark.parametrize(
    ("line", "byline", "agencies"),
    [
        ("By Ana Reed", "Ana Reed", ""),
        ("By Ana Reed, Northern Wire", "Ana Reed", "Northern Wire"),
        ("Ana Reed, Northern News Agency", "Ana Reed", "Northern"),
        ("Posted by Ana Reed on Mar 10th, 7:05am", "Ana Reed", ""),
        ("Posted by Ana Reed at 10:05 PM", "Ana Reed", ""),
        ("Lantern staff and agencies", "Lantern staff and agencies", ""),
    ],
)
def test_a_byline_gives_the_names_and_the_agency(clean, line, byline, agencies):
    row = clean(f"Forty saved from sinking barge\n\n{line}\n\n{BODY}").articles.loc[0]
    assert (row["headline"], row["byline"], row["agencies"], row["text"]) == (
        "Forty saved from sinking barge",
        byline,
        agencies,
        BODY,
    )


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("THE REED\nPOST", "THE REED POST"),
        ("Reed Post - since 1904", "Reed Post"),
        ("== Reed-Post ==", "Reed-Post"),
    ],
)
def test_the_name_of_a_site_stands_before_its_slogan(printed, name):
    assert site_name(printed) == name


def test_a_clock_is_no_part_of_a_byline():
    assert read_value("byline", "By Ana Reed, 10 March") == "Ana Reed"
