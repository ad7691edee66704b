"""What is known about an article is read with its basis; what is not known stays unknown."""

import csv
from datetime import date
from importlib.resources import files

import pytest

from workbench.clean.agencies import credit_names, find_agencies, find_credits, mention_names
from workbench.clean.dates import read_date
from workbench.clean.metadata import find_dateline, read_value
from workbench.lexicon import guess_language

BODY = (
    "A ferry with 40 people aboard sank off the coast of Arvonia on Monday, officials said. Nobody was hurt."
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KABARA, Arvonia – The ferry sank.", "KABARA, Arvonia"),
        ("PORT REED (AP) — The ferry sank.", "PORT REED"),
        ("BELMAR, March 27 (Xinhua) -- The ferry sank.", "BELMAR"),
        ("Kabara (AFP) – The ferry sank.", "Kabara"),
        ("KABARA: The ferry sank.", "KABARA"),
        ("Arvonia : The ferry sank.", ""),
        ("The ferry – an old one – sank.", ""),
        ("“Help – now,” he said.", ""),
        ("A ferry sank.", ""),
        ("Kabara: what we know about the ferry.", ""),
    ],
)
def test_a_dateline_is_a_place_in_capitals_or_before_an_agency(text, place):
    assert find_dateline(text) == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-07-05", "2021-07-05"),
        ("Posted on July 5, 2021 at 3:04 PM", "2021-07-05"),
        ("5th July 2021", "2021-07-05"),
        ("Mon, 5 Jul 2021", "2021-07-05"),
        ("25/12/2021", "2021-12-25"),
        ("07/05/2021", ""),
        ("2021-13-45", ""),
        ("July 5", ""),
        ("", ""),
    ],
)
def test_only_a_full_and_certain_date_is_read(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("With reporting by AP, Reuters, and dpa", ["AP", "Reuters", "dpa"]),
        ("the Associated Press has reported; AP quoted him", ["AP"]),
        ("quoted the state-run Nova news agency as saying", ["Nova"]),
        ("the Russian news agency TASS", ["TASS"]),
        ("the Montanian news agency Nova said", ["Nova"]),
        ("Montania's Nova News Agency said", ["Nova"]),
        ("the Montanian news agency said", []),
        ("a news agency", []),
        ("the capital, the map and the tap", []),
    ],
)
def test_agencies_are_found_by_name(text, names):
    assert [name for name, *_ in find_agencies(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ORLAVA, Montania (AP) — It rained.", ["AP"]),
        ("With additional reporting by AP, Reuters, and dpa.", ["AP", "Reuters", "dpa"]),
        ("It rained.\nReporting by AFP\n", ["AFP"]),
        ("The Associated Press and AFP contributed to this report.", ["AP", "AFP"]),
        ("Copyright 2013 The Associated Press. All rights reserved.", ["AP"]),
        ("Source: Reuters", ["Reuters"]),
        ("The mayor told Reuters that it rained.", []),
        ("It rained, according to reporting by Reuters and local radio.", []),
        ("The dam, seen on Monday (AP Photo/Ana Reed)", []),
        ("“The AFP called me,” she said.", []),
        ("the Russian news agency TASS said", []),
    ],
)
def test_whom_a_text_only_cites_is_not_credited(text, names):
    assert [name for name, *_ in find_credits(text)] == names


def test_no_spelling_of_the_table_stands_for_two_agencies():
    table = files("workbench.lexicon").joinpath("en/agencies.csv").read_text(encoding="utf-8")
    spellings = [
        spelling
        for row in csv.DictReader(table.splitlines())
        for column in ("names", "introduced", "ambiguous")
        for spelling in row[column].split("|")
        if spelling
    ]
    assert len(spellings) == len(set(spellings)) > 100


def test_a_credit_and_a_mention_give_an_agency_one_name():
    shared = mention_names().keys() & credit_names().keys()
    assert len(shared) > 50
    assert [name for name in shared if mention_names()[name] != credit_names()[name]] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Reed", "Ana Reed"),
        ("Written by Ana Reed and Jo Lund", "Ana Reed and Jo Lund"),
        ("Ana Reed | 24 June, 2019, 08:30", "Ana Reed"),
        ("by: Ana Reed", "Ana Reed"),
    ],
)
def test_a_byline_is_read_as_the_names(text, names):
    assert read_value("byline", text) == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (
            "Le pont a été fermé lundi après une tempête, a indiqué la mairie. Il n'y a pas de blessés dans la région.",
            "fr",
        ),
        (
            "El puente fue cerrado el lunes después de una tormenta, según la policía. No hay heridos en la zona.",
            "es",
        ),
        (
            "Мост был закрыт в понедельник после шторма, сообщили в полиции. По их словам, пострадавших на дороге нет.",
            "ru",
        ),
        (
            "أغلقت السلطات الجسر يوم الاثنين بعد العاصفة، وقال المسؤول إن الحركة من المدينة إلى الميناء لا تزال متوقفة في كل من الطريقين على الأقل",
            "ar",
        ),
        ("橋は月曜日の嵐の後に閉鎖されたと市が発表した。", "ja"),
        ("1,037 94 300", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_function_words_or_script(text, language):
    assert guess_language(text) == language


def test_a_site_clock_never_becomes_the_publication_date(clean):
    row = clean(
        f"September 3, 2022\n\nThe Arvonia Post\n\nFerry with 40 people sinks off Arvonia\n\n{BODY}"
    ).articles.loc[0]
    assert (row["date_published"], row["date_retrieved"], row["publisher"]) == (
        "",
        "2022-09-03",
        "The Arvonia Post",
    )


def test_a_lone_date_above_the_headline_stays_unknown_and_is_flagged(clean):
    cleaned = clean(f"September 3, 2022\n\nFerry with 40 people sinks off Arvonia\n\n{BODY}")
    assert cleaned.articles.loc[0, ["date_published", "date_retrieved"]].tolist() == ["", ""]
    assert "site-clock" in cleaned.edits.loc[cleaned.edits["action"] == "flagged", "rule"].tolist()


def test_a_date_in_the_future_is_a_warning(clean):
    raw = f"Ferry with 40 people sinks off Arvonia\nPublished: May 4, 2031\n\n{BODY}"
    row = clean(raw, options={"today": date(2030, 1, 1)}).articles.loc[0]
    assert row["date_published"] == "2031-05-04"
    assert "lies in the future" in row["warnings"]
    assert clean(raw, options={"today": date(2031, 6, 1)}).articles.loc[0, "warnings"] == ""


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("KABARA, May 12, 2025 (Northern Wire) - ", "2025-05-12"),
        ("PORT REED, Arvonia, Dec. 3, 2021 (AP) — ", "2021-12-03"),
        ("BELMAR, March 27 (Xinhua) -- ", ""),
        ("KABARA, Arvonia – ", ""),
    ],
)
def test_a_dateline_that_tells_its_year_dates_the_article(clean, opening, day):
    row = clean(f"Ferry sinks off Arvonia\n\n{opening}{BODY}\n\n{BODY}").articles.loc[0]
    assert (row["date_published"], row["date_basis"]) == (day, "the day in the dateline" if day else "")


def test_a_date_beside_the_headline_goes_before_that_of_the_dateline(clean):
    raw = f"Ferry sinks off Arvonia\nMay 13, 2025\n\nKABARA, May 12, 2025 (Northern Wire) - {BODY}\n\n{BODY}"
    assert clean(raw).articles.loc[0, "date_published"] == "2025-05-13"


def test_nothing_is_made_up(clean):
    row = clean(BODY).articles.loc[0]
    unknown = [
        "headline",
        "publisher",
        "date_published",
        "date_basis",
        "date_retrieved",
        "byline",
        "dateline",
        "agencies",
    ]
    assert row[unknown].tolist() == [""] * len(unknown)


def test_what_the_file_says_goes_before_what_the_text_shows(clean):
    raw = f"Ferry with 40 people sinks off Arvonia\n\n{BODY}"
    cleaned = clean(
        raw, headline="Ferry with 40 people sinks off Arvonia", date_published="2020-05-04", publisher="Post"
    )
    row = cleaned.articles.loc[0]
    assert (row["date_published"], row["publisher"], row["text"]) == ("2020-05-04", "Post", BODY)
    bases = cleaned.fields.set_index("field")["basis"]
    assert bases["publisher"] == "metadata of the file"


def test_english_rules_are_switched_off_for_other_languages(clean):
    german = (
        "Die Brücke über den Fluss ist nach einem Unwetter gesperrt worden, sagte die Polizei am Montag. und."
    )
    raw = f"{german}\n\nAdvertisement\n\n{german}"
    assert "Advertisement" in clean(raw).articles.loc[0, "text"]
    assert "und." in clean(raw).articles.loc[0, "text"]


def test_what_lies_outside_the_main_article_goes_with_a_row(clean):
    outside = "Some other teaser text of the site that nobody asked for stands here."
    raw = f"{outside}\n\n{BODY}\n\n{BODY.replace('ferry', 'boat')}"
    start = raw.index("A ferry")
    cleaned = clean(raw, main_spans=f"{start}:{len(raw)}")
    assert cleaned.articles.loc[0, "text"].startswith("A ferry")
    assert cleaned.edits.set_index("rule").loc["main-article", "action"] == "removed"


def test_a_caption_that_the_file_marks_is_moved_never_dropped(clean):
    caption = "Rescuers on the beach"
    raw = f"{BODY}\n\n{caption}\n\n{BODY.replace('ferry', 'boat')}"
    start = raw.index(caption)
    cleaned = clean(raw, caption_spans=f"{start}:{start + len(caption)}")
    assert cleaned.fields.set_index("field").loc["caption", "value"] == caption
    assert caption not in cleaned.articles.loc[0, "text"]


def test_a_flag_does_nothing_until_it_is_accepted(clean):
    note = "This is a developing story. Check back for updates."
    raw = f"{BODY}\n\n{note}\n\n{BODY.replace('ferry', 'boat')}"
    cleaned = clean(raw)
    flag = cleaned.edits.set_index("action").loc["flagged"]
    assert flag["before"] == flag["replacement"] == note
    assert note in cleaned.articles.loc[0, "text"]
    accepted = clean(raw, options={"accepted": {flag["edit_id"]}})
    assert note not in accepted.articles.loc[0, "text"]
    assert accepted.edits["edit_id"].tolist() == [flag["edit_id"]]


HEADS = [
    # the head of a saved text, with what it tells: day, time, headline, author, outlet
    ("The Arvonia Post\nMonday, May 12, 2025\n\n{H}\n\nBy ADA MERLE", "2025-05-12", "", "ADA MERLE", "The Arvonia Post"),
    ("{H}\n\nAda Merle | May 12, 2025", "2025-05-12", "", "Ada Merle", ""),
    ("{H}\n\nPublished 5.30pm, Tue 3 Jun 2025\n\nBy Tom Askew", "2025-06-03", "17:30", "Tom Askew", ""),
    ("{H}\n\nUpdated: June 4, 2025 9:15 a.m. | Published: June 3, 2025 6:02 p.m.", "2025-06-03", "18:02", "", ""),
    ("{H}\n\nPublished: 7:12, 9 Jun 2025Updated: 8:40, 10 Jun 2025\n\nTom Askew", "2025-06-09", "07:12", "Tom Askew", ""),
    ("{H}\n\nArvonia Post - 3 July 2024, page 4\n\nAda Merle", "2024-07-03", "", "Ada Merle", "Arvonia Post"),
    ("2024-07-03T18:45:00+02:00\n{H}\nBy Jonas Wick", "2024-07-03", "18:45", "Jonas Wick", ""),
    ("{H}\n\nJonas Wick in Tallow Bay\nWed 3 Jul 2024 18.45 BST", "2024-07-03", "18:45", "Jonas Wick", ""),
    ("{H}\n\nLast updated on Wed 3 Jul 2024 18.45 BST", "2024-07-03", "18:45", "", ""),
    ("{H}\n\n03/07/2024 18:45 BST", "2024-07-03", "18:45", "", ""),
    ("{H}\n\n03/07/2024 6:45 PM EST", "2024-03-07", "18:45", "", ""),
    ("{H}\n\n09.06.2025", "2025-06-09", "", "", ""),
    ("{H}\n\nAda Merle, Harbour Correspondent\n\n25/07/2024", "2024-07-25", "", "Ada Merle", ""),
    ("{H} | Arvonia Post\n\n9 June 2025", "2025-06-09", "", "", "Arvonia Post"),
    ("# {H}\n\n**Arvonia Post** | June 9, 2025 | Ada Merle", "2025-06-09", "", "Ada Merle", "Arvonia Post"),
    ("# Arvonia Post\n\n## {H}\n\n_9 June 2025, 07:12_\n\nAda Merle", "2025-06-09", "07:12", "Ada Merle", "Arvonia Post"),
    ("# {H}\n\n#### By [Ada Merle](mailto:a@b.example)\n\n9 June 2025", "2025-06-09", "", "Ada Merle", ""),
    # What is no author, no outlet and no certain day.
    ("{H}\n\nKey Points\n\n9 June 2025", "2025-06-09", "", "", ""),
    ("{H}\n\nTallow Bay\n\n9 June 2025", "2025-06-09", "", "", ""),
    ("{H}\n\n03/07/2024", "", "", "", ""),
    ("June 9, 2025\n\n{H}", "", "", "", ""),
]  # fmt: skip
SUNK = "Ferry with 40 people sinks off Arvonia"
TOLD = "A ferry with 40 people on board sank off Arvonia, the coast guard of Tallow Bay said.\n\nNobody was hurt, it said."


@pytest.mark.parametrize(("head", "day", "time", "author", "outlet"), HEADS)
def test_the_head_of_a_saved_text_tells_day_author_and_outlet(clean, head, day, time, author, outlet):
    row = clean(f"{head.format(H=SUNK)}\n\n{TOLD}").articles.loc[0]
    told = (row["date_published"], row["time_published"][11:16], row["byline"], row["publisher"])
    assert told == (day, time, author, outlet)
    assert row["headline"] in (SUNK, "")


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("TALLOWFORD, 3 July 2024 — ", "2024-07-03"),
        ("TALLOWFORD (3 July 2024) – ", "2024-07-03"),
        ("TALLOWFORD, July 3, 2024 (Agency) - ", "2024-07-03"),
        ("TALLOWFORD, 3 July — ", ""),
        ("On 3 July 2024 — ", ""),
    ],
)
def test_a_dateline_with_its_year_tells_the_day(clean, dateline, day):
    assert clean(f"{SUNK}\n\n{dateline}{TOLD}").articles.loc[0, "date_published"] == day


@pytest.mark.parametrize(
    ("signed", "agency"),
    [
        ("PORT REED (Northern Press) - ", "Northern Press"),
        ("PORT REED, 3 May 2021 (NPA) — ", "NPA"),
        ("PORT REED, Arvonia (Valley News Service) -- ", "Valley News Service"),
        ("PORT REED (AP) — ", "AP"),
        ("PORT REED (USA) — ", ""),
        ("PORT REED (Updated) — ", ""),
        ("PORT REED — ", ""),
    ],
)
def test_an_agency_that_no_table_lists_signs_behind_the_place(clean, signed, agency):
    body = f"Ferry sinks off Port Reed\n\n{signed}A ferry sank off Port Reed on Monday and ten people drowned, police said."
    assert clean(body).articles.loc[0, "agencies"] == agency
