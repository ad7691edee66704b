"""Who published an article and when, by what the page or record says, its address and its file's name."""

import json

import pytest

from workbench.clean import clean_articles
from workbench.clean.agencies import find_agencies
from workbench.load import load_articles
from workbench.load.fields import outlet_address, outlet_beside, without_outlet
from workbench.load.readers.html import read_page

BODY = "The Arva burst its banks at Lower Reed on Monday, and crews led forty people out of the mill."


def facts(*data, head="", before=""):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)
    return read_page(
        f"<html><head>{head}{scripts}</head><body>{before}<article><p>{BODY}</p></article></body></html>"
    ).fields


ARTICLE = {"@type": "NewsArticle", "headline": "Mill flooded at Lower Reed"}
PUBLISHER = {"@type": "NewsMediaOrganization", "@id": "#org", "name": "The Lantern"}


@pytest.mark.parametrize(
    ("data", "publisher", "byline"),
    [
        ([{"@graph": [ARTICLE | {"publisher": {"@id": "#org"}}, PUBLISHER]}], "The Lantern", ""),
        ([ARTICLE | {"publisher": {"@id": "#org"}}, PUBLISHER], "The Lantern", ""),
        ([ARTICLE | {"publisher": {"@id": "#nobody"}}], "", ""),
        ([ARTICLE | {"author": [{"name": "Ana Reed"}, {"name": "Jo Lund"}]}], "", "Ana Reed; Jo Lund"),
        (
            [
                ARTICLE | {"author": [{"@id": "#a"}, {"@type": "Person"}]},
                {"@id": "#a", "@type": "Person", "name": "Ana Reed"},
            ],
            "",
            "Ana Reed",
        ),
        ([ARTICLE | {"author": "https://social.example/anareed"}], "", ""),
        ([ARTICLE | {"publisher": {"owner": {"name": "Reed &amp; Sons"}}}], "Reed & Sons", ""),
    ],
)
def test_names_are_followed_and_never_json(data, publisher, byline):
    fields = facts(*data)
    assert (fields["publisher"], fields["byline"]) == (publisher, byline)


@pytest.mark.parametrize(
    ("title", "told", "headline"),
    [
        ("Arva&#8217;s mill under water", {}, "Arva’s mill under water"),
        ("Arva&amp;#8217;s mill under water", {}, "Arva’s mill under water"),
        ("Mill under water at Reed | Valley News", {}, "Mill under water at Reed"),
        ("Mill under water at Reed - Wahoo! News", {"url": "https://news.wahoo.example/a"}, "Mill under water at Reed"),
        ("Mill under water at Reed | WXRV", {"url": "https://www.wxrv.example/a"}, "Mill under water at Reed"),
        ("Mill under water at Reed – The Lantern", {"publisher": "Lantern"}, "Mill under water at Reed"),
        ("Mill under water | Local | The Lantern", {"publisher": "The Lantern"}, "Mill under water"),
        ("The Lantern - Mill under water at Reed", {"publisher": "The Lantern"}, "Mill under water at Reed"),
        ("The Lantern: mill under water at Reed", {"publisher": "Echo"}, "The Lantern: mill under water at Reed"),
        ("Mill under water - what we know so far", {"publisher": "The Lantern"}, "Mill under water - what we know so far"),
        ("Mill under water: forty led to safety", {"url": "https://lantern.example/a"}, "Mill under water: forty led to safety"),
        ("Water | Lantern", {"publisher": "Lantern"}, "Water | Lantern"),
        ("Good news", {}, "Good news"),
    ],
)  # fmt: skip
def test_a_headline_holds_neither_entities_nor_the_outlet(title, told, headline):
    assert without_outlet(title, **told) == headline


def test_what_the_page_prints_as_a_heading_is_the_headline():
    fields = facts(
        head="<title>Mill under water at Reed - Oddly Called</title>",
        before="<h1>Mill under water at Reed</h1>",
    )
    assert fields["headline"] == "Mill under water at Reed"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://arc.example/web/20130428000000/http://amp.lantern.example/a", "lantern.example"),
        ("http://192.168.1.1/a", ""),
        ("http://[broken", ""),
        ("not an address", ""),
    ],
)
def test_an_address_names_its_outlet(url, outlet):
    assert outlet_address(url) == outlet


@pytest.mark.parametrize(
    ("name", "record", "publisher", "day", "basis"),
    [
        ("a.json", {"url": "https://lantern.example/2013/04/28/mill"}, "lantern.example", "2013-04-28", "the page's address"),
        ("a.json", {"url": "https://lantern.example/2013/04/28/mill", "source": "Echo", "date": "2013-04-29"}, "Echo", "2013-04-29", "JSON field date"),
        ("Reed-Valley-Post_2013-04-28.json", {}, "Reed Valley Post", "2013-04-28", "the file's name"),
        ("lantern.example.com_20130428.json", {"date": "2013-04-27"}, "lantern.example.com", "2013-04-27", "JSON field date"),
        ("flood-news-2.json", {}, "", "", ""),
        ("20131399-mill.json", {}, "", "", ""),
    ],
)  # fmt: skip
def test_an_address_and_a_file_name_tell_what_nothing_else_does(
    tmp_path, name, record, publisher, day, basis
):
    (tmp_path / name).write_text(json.dumps({"text": BODY, **record}))
    row = clean_articles(load_articles(tmp_path).articles).articles.iloc[0]
    assert (row["publisher"], row["date_published"], row["date_basis"]) == (publisher, day, basis)
    assert "several publication dates" not in row["warnings"] or record.get("url")


def test_in_a_case_the_pages_of_a_site_are_of_the_outlet_that_one_of_them_names(tmp_path):
    rows = [
        {"text": BODY, "url": "https://lantern.example/a", "source": "The Lantern"},
        {"text": BODY + " More rain fell.", "url": "https://www.lantern.example/b"},
        {"text": BODY + " It stopped.", "url": "https://echo.example/b"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    cleaned = clean_articles(load_articles(tmp_path).articles, published={}).articles
    assert cleaned["publisher"].tolist() == ["The Lantern", "The Lantern", "echo.example"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Saudi Press Agency said so.", ["SPA"]),
        ("The Swedish news agency TT said so.", ["TT"]),
        ("The Danish news agency said so.", []),
        ("The state-run Nova news agency said so.", ["Nova"]),
        ("The Upper Arva Press Agency said so.", ["Upper Arva Press Agency"]),
        ("A mill under water. (AP Photo/Ana Reed)", []),
        ("Photo: Ana Reed / Reuters", []),
        ("A mill, seen from above. Picture by AFP", []),
        ("The mill, AFP reported, is under water.", ["AFP"]),
        ("Photo: Jo Lund. The mill is under water, AFP reported.", ["AFP"]),
    ],
)
def test_agencies_have_whole_names_and_a_picture_credit_is_none(text, names):
    assert [name for name, _, _ in find_agencies(text)] == names


TITLE = "Mill flooded at Lower Reed"


@pytest.mark.parametrize(
    ("title", "url", "outlet"),
    [
        (f"{TITLE} | The Lantern", "", "The Lantern"),
        (f"{TITLE} | Local | Hollin Echo", "", "Hollin Echo"),
        (f"{TITLE} - Reed Valley Herald", "", "Reed Valley Herald"),
        (f"{TITLE} - Hollin Echo - World news", "https://www.hollinecho.example/a", "Hollin Echo"),
        (f"Reed Valley News: {TITLE}", "", "Reed Valley News"),
        (f"Hollin Echo | {TITLE}", "", "Hollin Echo"),
        (f"{TITLE} &#8211; WRVX 9", "https://wrvx9.example/a", "WRVX 9"),
        (f"{TITLE} | World", "", ""),
        (f"{TITLE} | Latest updates and videos", "", ""),
        (f"{TITLE} - what we know so far", "", ""),
        (f"{TITLE} - Forty Led Out", "", ""),
        (f"Rain: {TITLE}", "", ""),
        (f"{TITLE} again | The Lantern", "", ""),
        (TITLE, "", ""),
        ("", "", ""),
    ],
)
def test_an_outlet_that_only_the_title_of_a_page_names(title, url, outlet):
    assert outlet_beside(title, [TITLE], url=url) == outlet


def test_an_outlet_that_the_markup_states_goes_before_the_title():
    head = f"<title>{TITLE} | Lantern Online</title>"
    site = '<meta property="og:site_name" content="The Lantern">'
    before = f"<h1>{TITLE}</h1>"
    assert facts(head=head, before=before)["publisher"] == "Lantern Online"
    assert facts(head=head + site, before=before)["publisher"] == "The Lantern"


DAY, HEADING = "<p class='date'>4 June 2024</p>", f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("page", "is_of_article"),
    [
        (f"{DAY}{HEADING}BODY", True),
        (f"<article><div class='meta'>{DAY}</div>{HEADING}BODY</article>", True),
        (f"<article><header><div>{DAY}</div>{HEADING}</header>BODY</article>", True),
        (f"<main><div class='kicker'>{DAY}</div><div class='head'>{HEADING}</div>BODY</main>", True),
        (f"<header>{DAY}</header><article>{HEADING}BODY</article>", False),
        (f"<div><div><i>Echo</i><div>{DAY}</div></div><div><div><article>{HEADING}BODY</article></div></div></div>", False),
        (f"<div class='site-clock'>4 June 2024, 10:32</div>{HEADING}BODY", False),
        (f"<div class='today'>{DAY}</div><div>{HEADING}BODY</div>", False),
    ],
)  # fmt: skip
def test_the_day_of_a_masthead_is_none_of_the_article(page, is_of_article):
    fields = read_page(f"<html><body>{page.replace('BODY', f'<p>{BODY}</p>')}</body></html>").fields
    assert fields["date_published"] == ("2024-06-04" if is_of_article else "")
