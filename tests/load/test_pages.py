"""Pages: all of their text is kept, the article is told from the rest, and no date is invented."""

import cProfile
import json
import pstats
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.load import blocks
from workbench.load.align import WORD, align
from workbench.load.limits import Limits
from workbench.load.readers.html import page_text, parse_page, read_page

PARAGRAPHS = (
    "Crews worked through the night to shore up the levee after water rose faster than the gauges had foretold, "
    "the county engineer said. Two roads into the valley stayed shut on Tuesday morning.",
    "“We asked about 1,400 households to leave, and nearly all of them did,” the sheriff told reporters beside the "
    "bridge, adding that shelters had room for 900 people more.",
    "Insurers put the damage at $45 million so far. The figure covers homes only; farms and the rail line, which "
    "lost a stretch of four kilometres, will be counted once the water has gone down.",
    "Forecasters expect no rain before Friday. Even so, the lower fields are likely to stay under water for two "
    "weeks, and the school in the village will not open before the end of the month.",
)
NAV = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
RELATED = (
    "<aside><h3>Read next</h3><ul><li><a href='/x'>Harvest fair moves to a new date</a></li></ul></aside>"
)
FOOTER = "<footer><p>Copyright 2024 Valley Paper. All rights reserved.</p><p>About us | Contact</p></footer>"


def page(head="", before="", after="", body=None, attributes="lang='en'"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) if body is None else body
    return (
        f"<!DOCTYPE html><html {attributes}><head><title>Levee holds | Valley Paper</title>{head}</head>"
        f"<body><header>{NAV}</header>{before}<main><article><h1>Levee holds through the night</h1>{text}</article>"
        f"{RELATED}</main>{after}{FOOTER}</body></html>"
    )


def main_text(found):
    return "\n".join(found.raw[start:end] for start, end in found.main_spans)


def words(text):
    return WORD.findall(text)


LAYOUTS = {
    "semantic": page(),
    "divisions": page().replace("article>", "div>").replace("main>", "div>"),
    "tables": page(
        body="<table><tr><td>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</td></tr></table>"
    ),
    "line breaks": page(body="<div>" + "<br><br>".join(PARAGRAPHS) + "</div>"),
    "inline markup": page(body="".join(f"<p>{p.replace(' the ', ' <b>the</b> ')}</p>" for p in PARAGRAPHS)),
    "a list": page(
        body="".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])
        + "<ul><li>"
        + "</li><li>".join(PARAGRAPHS[2:])
        + "</li></ul>"
    ),
    "entities": page(
        body="".join(f"<p>{p.replace('“', '&ldquo;').replace('$', '&#36;')}</p>" for p in PARAGRAPHS)
    ),
    "no end tags": page(body="".join(f"<p>{p}" for p in PARAGRAPHS)),
}


@pytest.mark.parametrize("source", LAYOUTS.values(), ids=LAYOUTS)
def test_the_whole_article_and_nothing_around_it_is_the_main_text(source):
    found = read_page(source)
    main = main_text(found)
    for paragraph in PARAGRAPHS:
        assert " ".join(words(paragraph)) in " ".join(words(main))
    for around in ("Section 3", "Read next", "Harvest fair", "All rights reserved"):
        assert around in found.raw
        assert around not in main
    assert found.warnings == ()


def test_spans_begin_and_end_where_the_text_does():
    found = read_page(page())
    assert main_text(found).endswith("before the end of the month.")
    assert "“We asked about 1,400" in main_text(found)


def test_text_that_a_style_hides_and_text_outside_the_body_stay_in_the_raw_text():
    hidden = read_page(page(before="<div style='display:none'>Kept for the record.</div>"))
    assert "Kept for the record." in hidden.raw
    assert "No body tag" in read_page("<html><title>x</title><p>No body tag here.</p></html>").raw


def test_scripts_and_styles_are_no_text():
    found = read_page(page(before="<script>var stolen = 1;</script><style>p {color: red}</style>"))
    assert "stolen" not in found.raw and "color" not in found.raw


def test_neighbouring_blocks_and_controls_are_not_glued_together():
    raw = read_page(
        page(
            before="<section>Weather</section><section>Sport</section><button>Share</button><button>Print</button>"
        )
    ).raw
    assert {"Weather", "Sport", "Share", "Print"} <= set(raw.split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "<table><tr><td><b>Homes</b></td><td><i>1,400</i></td></tr><tr><td>Farms</td><td>12</td></tr></table>",
            "Homes 1,400\nFarms 12",
        ),
        ("<button><b>Share</b></button><button><b>Print</b></button>", "Share Print"),
        ("<p>N<span>ews</span>room</p>", "Newsroom"),
        ("<table><tr><td>Side</td><td><p>One.</p><p>Two.</p></td></tr></table>", "Side\n\nOne.\n\nTwo."),
        ("<p>1<sup>st</sup> of May</p><p>x</p>", "1st of May\n\nx"),
    ],
)
def test_words_stand_as_a_browser_shows_them(source, text):
    assert page_text(source).strip() == text


def test_captions_are_marked():
    figure = "<figure><img src='a.jpg'><figcaption>Sandbags on the levee, 3 of 5,000. Photo: J. Doe</figcaption></figure>"
    found = read_page(page(body=figure + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)))
    assert [found.raw[a:b] for a, b in found.caption_spans] == [
        "Sandbags on the levee, 3 of 5,000. Photo: J. Doe"
    ]


LD = '<script type="application/ld+json">{}</script>'
DATES = {
    "json-ld": (LD.format('{"@type": "NewsArticle", "datePublished": "2022-04-02T08:00:00+02:00"}'), "2022-04-02", "JSON-LD"),
    "json-ld in a graph": (LD.format('{"@graph": [{"@type": "WebPage"}, {"@type": ["ReportageNewsArticle"], "datePublished": "2022-04-02"}]}'), "2022-04-02", "JSON-LD"),
    "open graph": ('<meta property="article:published_time" content="2022-04-02T08:00:00Z">', "2022-04-02", "published_time"),
    "microdata": ('<meta itemprop="datePublished" content="April 2, 2022">', "2022-04-02", "itemprop"),
    "dublin core": ('<meta name="DC.date.issued" content="2022-04-02">', "2022-04-02", "htmldate"),
    "address": ('<link rel="canonical" href="https://paper.example/2022/04/02/levee-holds">', "2022-04-02", "address"),
    "published before modified": ('<meta property="article:modified_time" content="2022-05-09"><meta property="article:published_time" content="2022-04-02">', "2022-04-02", "published_time"),
    "broken json-ld": (LD.format('{"@type": "NewsArticle", "datePublished": '), "", ""),
    "day and month could be exchanged": ('<meta itemprop="datePublished" content="04/02/2022">', "", ""),
    "only modified": ('<meta property="article:modified_time" content="2022-05-09">', "", ""),
    "only the server's clock": ('<meta http-equiv="date" content="Mon, 09 May 2022 10:00:00 GMT">', "", ""),
    "only generated": ('<meta name="gentime" content="2022-05-09">', "", ""),
    "only a copyright year": ('<meta itemprop="copyrightYear" content="2022">', "", ""),
    "nothing": ("", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("head", "date", "basis"), DATES.values(), ids=DATES)
def test_a_publication_date_comes_from_a_mark_that_means_publication(head, date, basis):
    fields = read_page(page(head=head)).fields
    assert fields["date_published"] == date
    assert basis in fields["date_basis"]


def test_a_clock_at_the_top_of_the_page_and_a_copyright_year_are_no_publication_date():
    clock = "<div class='date today'>Monday, 9 May 2022</div><time datetime='2022-05-09T10:00'>now</time>"
    assert read_page(page(before=clock)).fields["date_published"] == ""


def test_facts_come_from_structured_data_first():
    data = (
        '{"@type": "NewsArticle", "headline": "Levee holds", "author": [{"name": "A. Reed"}, {"name": "B. Stone"}], '
        '"publisher": {"name": "Valley Paper"}, "inLanguage": "en-US"}'
    )
    head = LD.format(data) + '<link rel="canonical" href="https://paper.example/levee">'
    fields = read_page(page(head=head)).fields
    assert fields["headline"] == "Levee holds"
    assert fields["byline"] == "A. Reed; B. Stone"
    assert fields["publisher"] == "Valley Paper"
    assert fields["url"] == "https://paper.example/levee"
    assert fields["language"] == "en"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/relative"])
def test_an_address_that_is_none_is_not_kept(address):
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    assert read_page(page(head=head)).fields["url"] == ""


PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 3)


def teasers(n):
    return "".join(f"<h3>Teaser {k}</h3><p>Short line {k} about something else.</p>" for k in range(n))


LOST = {
    "in a footer": page(after=f"<footer class='footer'>{PROSE}</footer>"),
    "in comments": page(after=f"<div id='comments'>{PROSE}</div>"),
    "in an aside": page(body=f"<p>{PARAGRAPHS[0]}</p><aside>{PROSE}</aside>"),
}


@pytest.mark.parametrize("source", LOST.values(), ids=LOST)
def test_a_page_that_lost_over_half_its_running_text_says_so(source):
    (warning,) = read_page(source).warnings
    total, kept = map(
        int,
        re.fullmatch(r"of (\d+) words of running text .* holds (\d+): look at the page", warning).groups(),
    )
    assert kept * 2 < total


def test_where_the_library_takes_teasers_for_the_article_the_paragraphs_are_kept_and_readings_told_to_differ():
    found = read_page(page(after=f"<div class='teasers'>{teasers(80)}</div>"))
    kept = " ".join(found.raw[start:end] for start, end in found.main_spans)
    assert "Teaser" not in kept
    assert all(paragraph in kept for paragraph in PARAGRAPHS)
    (warning,) = found.warnings
    assert re.fullmatch(
        r"one reading of the page finds .* of which 0 are the same: look at the page", warning
    )


def test_menus_and_teasers_are_no_running_text():
    found = read_page(page(after=f"<div class='teasers'>{teasers(12)}</div>"))
    assert found.warnings == ()


def test_an_article_body_in_structured_data_that_is_much_longer_is_told():
    body = " ".join(PARAGRAPHS * 3)
    found = read_page(page(head=LD.format(json.dumps({"@type": "NewsArticle", "articleBody": body}))))
    assert found.warnings[0].startswith(f"the page states an article of {len(body.split())} words")


def test_a_page_that_is_not_free_to_read_says_so():
    head = LD.format('{"@type": "NewsArticle", "isAccessibleForFree": "False"}')
    assert "not free to read" in read_page(page(head=head)).warnings[0]


def test_a_page_without_an_article_is_kept_whole_with_a_warning():
    found = read_page("<html><title>Storm</title><nav>Home</nav><article><p>Rain fell.</p></article>")
    assert found.raw.split() == ["Home", "Rain", "fell."]
    assert found.main_spans == ()
    assert "no main article was found" in found.warnings[0]


def test_a_page_nested_a_thousand_deep_keeps_its_text():
    found = read_page("<html><body>" + "<div>" * 3000 + "At the bottom." + "</div>" * 3000 + "</body></html>")
    assert "At the bottom." in found.raw


def n_calls(source):
    """Count the calls that it takes to read a page: a measure of work that no busy machine changes."""
    profile = cProfile.Profile()
    profile.runcall(read_page, source)
    return sum(row[1] for row in pstats.Stats(profile).stats.values())


def alike(number):
    return f"Officials of the valley of Brodno said that road {number} was closed for {number + 2} days by the flood."


MANY = {
    "paragraphs that begin alike": lambda n: "".join(f"<p>{alike(k)}</p>" for k in range(n)),
    "rows of a table": lambda n: (
        "<table>"
        + "".join(f"<tr><td>{alike(k)}</td><td>{alike(-k)}</td></tr>" for k in range(n))
        + "</table>"
    ),
    "the same paragraph": lambda n: f"<p>{alike(1)}</p>" * n,
    "paragraphs with asides": lambda n: "".join(
        f"<p>{alike(k)}</p><aside><p>{alike(-k)}</p></aside>" for k in range(n)
    ),
}


@pytest.mark.parametrize("make", MANY.values(), ids=MANY)
def test_the_work_for_a_page_grows_with_its_paragraphs_and_not_with_their_square(make):
    n_calls(page(body=make(20)))  # what is loaded at first use
    few, many = (n_calls(page(body=make(n))) for n in (150, 600))
    assert many < 5 * few


@pytest.mark.parametrize("name", ["paragraphs that begin alike", "rows of a table"])
def test_of_a_long_page_every_paragraph_is_kept(name):
    found = read_page(page(body=MANY[name](700)))
    kept = " ".join(found.raw[start:end] for start, end in found.main_spans)
    assert [k for k in range(700) if alike(k) not in kept] == []
    assert found.warnings == ()


def test_letters_beyond_what_may_be_searched_are_told_missing_and_lines_still_found(monkeypatch):
    monkeypatch.setattr(blocks, "MOST_SEARCHED", 30_000)
    letters = blocks.Letters(["rain" * 2_000, "snow" * 2_000, "hail"])
    assert [
        letters.hold(word) for word in ("hail", "rainsnow", "nowhere", "wherever", "rainrain", "snow" * 2_000)
    ] == [
        *(True, True, False, False),
        *(False, True),
    ]


def test_a_tag_of_too_many_attributes_is_read_without_the_rest_and_told():
    attributes = " ".join(f"data-a{n}='x > {n}'" for n in range(3_000))
    found = read_page(page().replace("<body", f"<body {attributes}", 1))
    assert [line for line in found.warnings if "more than 1,000 attributes" in line] == list(found.warnings)
    assert found.raw == read_page(page()).raw
    (body,) = parse_page(f"<body {attributes}><p>Rain</p></body>").iter("body")
    assert len(body.attrib) == 1_000
    assert read_page(page().replace("<body", "<body a='1' b=2 c", 1)).warnings == ()


CONTROL = ("\x01", "\x0b", "\x1b", "&#1;", "&#x1f;", "\ufffe", "\0")
STATED = {
    "a name": '<meta name="x{}" content="2022-04-02">',
    "a value": '<meta name="date" content="2022-04-02{}">',
    "a property": '<meta property="og:ti{}tle" content="2022-04-02">',
    "a title": "<meta property='og:title' content='Storm{} at Brodno'>",
    "an author": "<meta name='author' content='Ana {} Reed'>",
}


@pytest.mark.parametrize("character", CONTROL, ids=ascii)
@pytest.mark.parametrize("head", STATED.values(), ids=STATED)
def test_a_control_character_in_the_markup_is_dropped_and_told_and_the_page_read(head, character):
    found = read_page(page(head=head.format(character)))
    plain = read_page(page(head=head.format("")))
    assert found.main_spans == plain.main_spans
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\ufffe]", "".join(found.fields.values()))
    told = "control characters stand in what the page's markup states of it: they were dropped there"
    assert found.warnings == ((told,) if character != "\0" else ())


def test_an_attribute_of_a_name_that_none_may_have_costs_no_page():
    found = read_page(page(head="""<meta name=x content=2022-04-02 "b' <c =>"""))
    assert found.main_spans == read_page(page()).main_spans


def test_a_page_over_the_limit_is_refused():
    with pytest.raises(InputError, match="a page may have 100"):
        read_page(page(), limits=Limits(page_chars=100))


WORDS = st.lists(
    st.sampled_from(["rain", "fell", "on", "the", "old", "town", "3,000", "“Yes,”", "U.S."]), max_size=30
)


@given(st.lists(st.tuples(st.booleans(), WORDS), max_size=12))
def test_alignment_finds_every_word_of_text_that_stands_in_the_whole(blocks):
    whole = "\n".join(" ".join(words) for _, words in blocks)
    extracted = "\n".join(" ".join(words) for kept, words in blocks if kept)
    found = align(extracted, whole)
    assert all(a < b <= len(whole) for a, b in found.spans)
    assert all(b < a for (_, b), (a, _) in zip(found.spans, found.spans[1:], strict=False))
    assert 0.0 <= found.found <= 1.0


@given(WORDS, WORDS.filter(lambda words: len(words) > 3), WORDS)
def test_alignment_of_one_passage_holds_all_of_its_words(before, passage, after):
    whole = "\n\n".join(map(" ".join, (before, passage, after)))
    found = align(" ".join(passage), whole)
    assert found.found == 1.0
    held = [word for a, b in found.spans for word in WORD.findall(whole[a:b])]
    assert held == WORD.findall(" ".join(passage))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It rose by 2<sup>1</sup>/<sub>2</sub> feet.", "It rose by 2 1/2 feet."),
        ("It rose by <sup>1</sup>/<sub>2</sub> foot.", "It rose by 1/2 foot."),
        ("Some 45<sup>3</sup> people came.", "Some 45³ people came."),
        ("Some 45<sup><a href='#n'>12</a></sup> people came.", "Some 45¹² people came."),
        ("Some people<sup>3</sup> came.", "Some people3 came."),
        ("The 5<sup>th</sup> time.", "The 5th time."),
    ],
)
def test_raised_digits_are_no_digits_of_the_number_before_them(source, text):
    assert page_text(f"<p>{source}</p>").strip() == text


BESIDE = {
    "below the headline": "<p class='x'>By A. Reed — 21 January 2010</p>",
    "with a time before it": "<div>Published 6:12 p.m. ET Jan. 21, 2010 | Updated 7:30 p.m. ET Jan. 22, 2010</div>",
    "in numbers": "<div>2010-01-21</div>",
}


@pytest.mark.parametrize("printed", BESIDE.values(), ids=BESIDE)
def test_a_day_beside_the_headline_is_that_of_publication_where_no_mark_tells_one(printed):
    fields = read_page(page(body=printed + PROSE)).fields
    assert fields["date_published"] == "2010-01-21"
    assert fields["date_basis"].startswith("printed beside the headline")


NO_DAY = {
    "when it was changed": "<div>Updated 21 January 2010</div>",
    "day and month could be exchanged": "<div>04/05/2010</div>",
    "in a paragraph": f"<p>{PARAGRAPHS[0]} It was built on 21 January 2010.</p>",
}


@pytest.mark.parametrize("printed", NO_DAY.values(), ids=NO_DAY)
def test_no_other_day_is_taken_for_that_of_publication(printed):
    assert read_page(page(body=printed + PROSE)).fields["date_published"] == ""


def test_a_title_that_names_the_site_first_gives_the_headline_behind_it():
    source = (
        "<html><head><title>The Reed Diary: Levee holds through the night</title></head><body><h1>The Reed Diary</h1>"
        f"<div><h3>Levee holds through the night</h3>{PROSE}</div></body></html>"
    )
    assert read_page(source).fields["headline"] == "Levee holds through the night"


def test_an_outlet_that_is_given_by_its_address_is_called_by_its_site():
    data = json.dumps({"@type": "NewsArticle", "publisher": {"name": "https://www.paper.example"}})
    assert read_page(page(head=LD.format(data))).fields["publisher"] == "paper.example"
