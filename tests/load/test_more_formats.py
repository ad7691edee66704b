"""Formats of databases, mail programs, feeds and archives, each in two variants made after its structure."""

import io
import json
import mailbox
import zipfile
from email.message import EmailMessage

import pytest

from workbench.clean import clean_articles
from workbench.load import load_articles

RAIN = "Rain fell on Lower Reed for three days, and the Arva rose by a metre. The mill stands in water."
FIRE = "A fire at the old mill of Castrel burned for six hours. Nobody was hurt, the fire chief said."


def load(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_articles(folder)


def told(loaded, *columns):
    return loaded.articles[list(columns)].to_numpy().tolist()


def nexis(*articles, of="of", unit="DOCUMENTS", tag="LENGTH"):
    """Write an export of the old Nexis: publisher, day, headline and text of each article."""
    count = len(articles)
    return "".join(
        f"                    {number} {of} {count} {unit}\n\n\n                    {publisher}\n\n                    {day}\n\n"
        f"{headline}\n\n{tag}: 20 words\n\n\n{text}\n\n"
        for number, (publisher, day, headline, text) in enumerate(articles, start=1)
    )


TWO = (("The Lantern", "July 5, 2021 Monday", "Mill in water", RAIN), ("Echo", "July 6, 2021 Tuesday", "Mill burns", FIRE))  # fmt: skip
NEXIS = {
    "CRLF": (nexis(*TWO).replace("\n", "\r\n"), ["2021-07-05", "2021-07-06"]),
    "a date in the headline": (
        nexis(("The Lantern", "July 5, 2021 Monday", "What happened on July 1, 2021 at the mill", RAIN), TWO[1]),
        ["2021-07-05", "2021-07-06"],
    ),
    "German": (
        nexis(("Die Laterne", "5. Juli 2021 Montag", "Mühle im Wasser", RAIN), ("Echo", "6. März 2021", "Mühle brennt", FIRE), of="von", unit="DOKUMENTEN", tag="LÄNGE"),
        ["2021-07-05", "2021-03-06"],
    ),
    "French": (
        nexis(("La Lanterne", "lundi 5 juillet 2021", "Le moulin", RAIN), ("Echo", "1er août 2021", "Le feu", FIRE), of="de", tag="LONGUEUR"),
        ["2021-07-05", "2021-08-01"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "days"), NEXIS.values(), ids=NEXIS)
def test_exports_of_nexis(tmp_path, text, days):
    loaded = load(tmp_path, "export.txt", text)
    assert [day for (day,) in told(loaded, "date_published")] == days
    cleaned = clean_articles(loaded.articles).articles
    assert cleaned["text"].tolist() == [RAIN, FIRE]


@pytest.mark.parametrize(
    "box", ["<div class=c0><p class=c1><span>{}</span></p></div>", "<center>{}</center>"]
)
def test_old_html_of_nexis(tmp_path, box):
    lines = nexis(*TWO).splitlines()
    body = "".join(box.format(line.strip()) if "DOCUMENTS" in line else f"<p>{line.strip()}</p>" for line in lines if line.strip())  # fmt: skip
    loaded = load(tmp_path, "export.html", f"<html><body>{body}</body></html>")
    assert told(loaded, "headline", "date_published") == [["Mill in water", "2021-07-05"], ["Mill burns", "2021-07-06"]]  # fmt: skip


def message(subject, text, *, day="Mon, 05 Jul 2021 22:30:00 -0400"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = (
        "a@lantern.example",
        "b@echo.example",
        subject,
        day,
    )
    mail["Message-ID"] = f"<{subject.replace(' ', '')}@lantern.example>"
    mail.set_content(text)
    return mail


@pytest.mark.parametrize("named", [True, False])
def test_mail_attached_to_mail_is_read(tmp_path, named):
    outer = message("Forwarded", "See the two below, please, and tell me what you make of them.")
    outer.add_attachment(message("Mill in water", RAIN), **({"filename": "mill.eml"} if named else {}))
    loaded = load(tmp_path, "outer.eml", outer.as_bytes())
    assert told(loaded, "headline", "time_published") == [
        ["Forwarded", "2021-07-05T22:30-04:00"],
        ["Mill in water", "2021-07-05T22:30-04:00"],
    ]
    assert RAIN in loaded.articles["raw"].iloc[1]


@pytest.mark.parametrize("count", [1, 2])
def test_mailboxes(tmp_path, count):
    box = mailbox.mbox(tmp_path / "made")
    for subject, text in [("Mill in water", RAIN), ("Mill burns", f"From the roof, {FIRE}")][:count]:
        box.add(message(subject, text))
    box.close()
    data = (tmp_path / "made").read_bytes()
    (tmp_path / "made").unlink()
    loaded = load(tmp_path, "news.mbox", data)
    assert [headline for (headline,) in told(loaded, "headline")] == ["Mill in water", "Mill burns"][:count]
    assert count == 1 or loaded.articles["raw"].iloc[1].startswith("From the roof")


@pytest.mark.parametrize("tail", [b"", b'<?xml version="1.0"?><plist version="1.0"><dict/></plist>'])
def test_emlx(tmp_path, tail):
    data = message("Mill in water", RAIN).as_bytes()
    loaded = load(tmp_path, "1.emlx", b"%d      \n" % len(data) + data + tail)
    assert told(loaded, "headline", "date_published") == [["Mill in water", "2021-07-05"]]
    assert "plist" not in loaded.articles["raw"].iloc[0]


BARE = f"From: Ana Reed <ana@lantern.example>\nSubject: Mill in water\n\n{RAIN}\n"


@pytest.mark.parametrize(
    ("name", "text", "headline"),
    [
        ("a.eml", BARE, "Mill in water"),
        ("a.mbox", f"From ana@lantern.example Mon Jul  5 22:30:00 2021\n{BARE}", "Mill in water"),
        ("a.txt", BARE, ""),
        ("a.eml", f"Subject: Mill in water\n\n{RAIN}\n", ""),
    ],
)
def test_a_mail_with_few_headers(tmp_path, name, text, headline):
    (row,) = load(tmp_path, name, text).articles.itertuples()
    assert row.headline == headline
    assert (row.raw.strip() == RAIN) == bool(headline)


FEEDS = {
    "RSS": f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>The Lantern</title>
      <item><title>Mill in water</title><link>https://lantern.example/a</link><pubDate>Mon, 05 Jul 2021 22:30:00 -0400</pubDate>
      <dc:creator>Ana Reed</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>{RAIN}</p><p>{RAIN}</p><p>x</p>]]></content:encoded></item>
      <item><title>Mill burns</title><description>{FIRE}</description><pubDate>Tue, 06 Jul 2021 08:00:00 GMT</pubDate></item></channel></rss>""",
    "Atom": f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lantern</title>
      <entry><title>Mill in water</title><link rel="self" href="https://lantern.example/x"/><link href="https://lantern.example/a"/>
      <published>2021-07-05T22:30:00-04:00</published><author><name>Ana Reed</name></author><content type="html">&lt;p&gt;{RAIN}&lt;/p&gt;&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;</content></entry>
      <entry><title>Mill burns</title><published>2021-07-06T08:00:00Z</published><summary>{FIRE}</summary></entry></feed>""",
}


@pytest.mark.parametrize("text", FEEDS.values(), ids=FEEDS)
def test_feeds_are_many_articles(tmp_path, text):
    loaded = load(tmp_path, "feed.xml", text)
    assert told(loaded, "headline", "publisher", "time_published") == [
        ["Mill in water", "The Lantern", "2021-07-05T22:30-04:00"],
        ["Mill burns", "The Lantern", "2021-07-06T08:00+00:00"],
    ]
    assert told(loaded, "byline", "url")[0] == ["Ana Reed", "https://lantern.example/a"]
    assert RAIN in " ".join(loaded.articles["raw"].iloc[0].split())
    assert loaded.articles["raw"].iloc[1] == FIRE


ESCAPED = "&lt;p&gt;{}&lt;/p&gt;"
IN_HTML = {
    "two paragraphs, escaped": ("description", ESCAPED.format(RAIN) + ESCAPED.format(FIRE), [RAIN, FIRE]),
    "two paragraphs, CDATA": ("description", f"<![CDATA[<p>{RAIN}</p><p>{FIRE}</p>]]>", [RAIN, FIRE]),
    "one paragraph": ("description", ESCAPED.format(FIRE), [FIRE]),
    "one break": ("content", f"<![CDATA[{RAIN}<br/>{FIRE}]]>", [RAIN, FIRE]),
    "elements, a script and a style": (
        "content",
        f"<div xmlns='http://www.w3.org/1999/xhtml'><style>p {{color: red}}</style><p>{RAIN}</p><script>var n = 40;</script><p>{FIRE}</p></div>",
        [RAIN, FIRE],
    ),
    "no HTML": ("description", "The level rose from 3 &lt; 4 to 5 &gt; 4 metres.", ["The level rose from 3 < 4 to 5 > 4 metres."]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "inside", "paragraphs"), IN_HTML.values(), ids=IN_HTML)
def test_a_short_text_of_a_feed_keeps_its_words_and_loses_its_tags(tmp_path, name, inside, paragraphs):
    feed = f"<rss><channel><title>The Lantern</title><item><title>Mill</title><{name}>{inside}</{name}></item></channel></rss>"
    articles = load(tmp_path, "feed.xml", feed).articles
    (text,) = clean_articles(articles).articles["text"]
    assert list(filter(None, text.split("\n"))) == paragraphs


@pytest.mark.parametrize(
    ("line", "is_path"),
    [
        ("News > World > Asia", True),
        ("News » U.S. » Weather", True),
        ("<p>Rain fell on Reed.</p> <b>The mill</b> stands in water", False),
        ("The level rose > 3 metres. It then fell > 2 metres in a night", False),
    ],
)
def test_only_a_path_is_taken_for_breadcrumbs(tmp_path, line, is_path):
    articles = load(tmp_path, "a.txt", f"{FIRE}\n\n{line}\n\n{RAIN}\n").articles
    rules = clean_articles(articles).edits["rule"].tolist()
    assert ("breadcrumbs" in rules) == is_path


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


ODT = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
ODTS = {
    "paragraphs": f"<text:h>Mill in water</text:h><text:p>{RAIN}</text:p>",
    "spans, a list and a deleted text": f"<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p>Mill in<text:s/><text:span>water</text:span></text:p><text:list><text:list-item><text:p>{RAIN}</text:p></text:list-item></text:list>",
}


@pytest.mark.parametrize("body", ODTS.values(), ids=ODTS)
def test_opendocument(tmp_path, body):
    content = f"<office:document-content {ODT}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    loaded = load(tmp_path, "a.odt", zipped(files))
    assert loaded.articles["raw"].tolist() == [f"Mill in water\n\n{RAIN}"]


@pytest.mark.parametrize("ending", ["xhtml", "html"])
def test_the_chapters_of_an_e_book(tmp_path, ending):
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container/>",
        "OEBPS/style.css": "p {}",
    }
    page = "<html><head><title>{}</title></head><body><p>{}</p></body></html>"
    files |= {f"OEBPS/1.{ending}": page.format("One", RAIN), f"OEBPS/2.{ending}": page.format("Two", FIRE)}
    loaded = load(tmp_path, "book.epub", zipped(files))
    assert [raw.strip() for (raw,) in told(loaded, "raw")] == [RAIN, FIRE]
    assert "rejected" not in set(loaded.load_report["outcome"])


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_page_saved_as_mhtml(tmp_path, ending):
    page = f"<html><head><title>Mill in water</title></head><body><article><p>{RAIN}</p><p>{FIRE}</p></article></body></html>"
    lines = ["From: <Saved by Blink>", "Snapshot-Content-Location: https://lantern.example/2021/07/04/mill", "Subject: Mill in water",
             "Date: Mon, 5 Jul 2021 22:30:00 -0000", "MIME-Version: 1.0", 'Content-Type: multipart/related; type="text/html"; boundary="b"', "",
             "--b", "Content-Type: text/html", "Content-Location: https://lantern.example/2021/07/04/mill", "", page,
             "--b", "Content-Type: text/css", "Content-Location: cid:a@mhtml.blink", "", "p {}", "--b--", ""]  # fmt: skip
    loaded = load(tmp_path, "page.mhtml", ending.join(lines))
    assert told(loaded, "headline", "date_published", "date_retrieved") == [["Mill in water", "2021-07-04", "2021-07-05"]]  # fmt: skip
    assert loaded.load_report["outcome"].tolist() == ["loaded"]


@pytest.mark.parametrize("text", [RAIN, ["Rain fell on ", {"type": "bold", "text": "Lower Reed"}, RAIN[len("Rain fell on Lower Reed") :]]])  # fmt: skip
def test_the_messages_of_a_channel(tmp_path, text):
    rows = [{"id": 1, "type": "service", "date": "2021-07-05T09:00:00"}, {"id": 2, "type": "message", "date": "2021-07-05T10:30:00", "text": text}]  # fmt: skip
    loaded = load(tmp_path, "result.json", json.dumps({"name": "Reed Alerts", "type": "public_channel", "messages": rows}))  # fmt: skip
    assert told(loaded, "raw", "publisher", "time_published") == [[RAIN, "Reed Alerts", "2021-07-05T10:30"]]


@pytest.mark.parametrize("packed", [False, True])
def test_arc_gives_the_day_of_the_crawl_as_such(tmp_path, packed):
    import gzip

    page = f"<html><head><title>Mill</title></head><body><article><p>{RAIN}</p><p>{FIRE}</p></article></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    about = b"1 0 Keeper\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20210709000000 text/plain %d\n" % len(about)
    entry = b"http://lantern.example/mill 1.2.3.4 20210709120000 text/html %d\n" % len(answer)
    parts = [head + about + b"\n", entry + answer + b"\n"]
    data = b"".join(gzip.compress(part) if packed else part for part in parts)
    loaded = load(tmp_path, "a.arc.gz" if packed else "a.arc", data)
    assert told(loaded, "date_published", "date_retrieved", "url") == [
        ["", "2021-07-09", "http://lantern.example/mill"]
    ]


@pytest.mark.parametrize(
    "name", ["Article_Content", "content_clean", "article_text", "Inhalt", "what_it_says"]
)
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_column_of_running_text_is_the_text_whatever_its_name(tmp_path, name, kind):
    rows = [
        {"nr": "1", "title": "Mill", name: f"{RAIN} {FIRE}"},
        {"nr": "2", "title": "Fire", name: f"{FIRE} {RAIN}"},
    ]
    lines = [";".join(rows[0]), *(";".join(f'"{value}"' for value in row.values()) for row in rows)]
    loaded = load(tmp_path, f"a.{kind}", json.dumps(rows) if kind == "json" else "\n".join(lines))
    assert loaded.articles["raw"].tolist() == [f"{RAIN} {FIRE}", f"{FIRE} {RAIN}"]
    is_told = name in ("Inhalt", "what_it_says")
    assert all((f"'{name}'" in warnings) == is_told for warnings in loaded.articles["warnings"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_tables_as_spreadsheets_write_them(tmp_path, encoding):
    text = f'id;title;date;text\r\na;Grüße;05.07.2021;"{RAIN}"\r\nb;Mühle;25.07.2021;"{FIRE}"\r\n'
    loaded = load(tmp_path, "a.csv", text.encode(encoding))
    assert told(loaded, "doc_id", "headline", "raw") == [["a", "Grüße", RAIN], ["b", "Mühle", FIRE]]


MARKDOWN = {
    "folded title, list, HTML": (
        f'---\ntitle: >-\n  Mill in\n  water\nauthors:\n  - Ana Reed\n  - Jo Lund\ndate: "2021-07-05 22:30"\n---\n\n<div readability="6"><p>{RAIN}</p>\n<p readability="12.5">{FIRE}</p></div>\n',
        "Ana Reed; Jo Lund",
    ),
    "title going on below": (
        f"---\ntitle: Mill in\n  water\nauthor: [Ana Reed]\ndate: 2021-07-05T22:30:00\n---\n{RAIN}\n\n{FIRE}\n",
        "Ana Reed",
    ),
    "TOML": (
        f'+++\ntitle = "Mill in water"\ndate = 2021-07-05T22:30:00\ndraft = false\n[params]\nauthor = ["Ana Reed", "Jo Lund"]\n+++\n\n{RAIN}\n\n{FIRE}\n',
        "Ana Reed; Jo Lund",
    ),
}


@pytest.mark.parametrize(("text", "byline"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_with_front_matter(tmp_path, text, byline):
    loaded = load(tmp_path, "a.md", text)
    assert told(loaded, "headline", "byline", "time_published") == [
        ["Mill in water", byline, "2021-07-05T22:30"]
    ]
    cleaned = clean_articles(loaded.articles).articles.iloc[0]
    assert cleaned["text"] == f"{RAIN}\n\n{FIRE}"


HEADER_LINES = {
    "title first": "Title: Mill in water\nPublisher: The Lantern\nDate: 5 July 2021\nAuthor: Ana Reed\n\n",
    "capitals, an address": "\nPUBLISHER: The Lantern\nTITLE: Mill in water\nPUBLISHED: 2021-07-05\nBYLINE: Ana Reed\nURL: https://lantern.example/a\n\n",
    "a mark of the text": "Headline: Mill in water\r\nOutlet: The Lantern\r\nDate published: July 5, 2021\r\nAuthor: Ana Reed\r\n\r\nText:\r\n",
    "Markdown": "# Mill in water\n\n**Source:** The Lantern\n**Date:** 5 July 2021\n**Author:** Ana Reed\n\n",
    "a line that is not known": "Newspaper: The Lantern\nTitle: Mill in water\nEdition: late\nDate: 2021-07-05\nAuthor: Ana Reed\n\n",
}


@pytest.mark.parametrize("lines", HEADER_LINES.values(), ids=HEADER_LINES)
def test_lines_at_the_top_that_state_something_of_a_text(tmp_path, lines):
    loaded = load(tmp_path, "a.txt", f"{lines}{RAIN}\n\n{FIRE}\n")
    (row,) = clean_articles(loaded.articles).articles.itertuples()
    assert row.text == f"{RAIN}\n\n{FIRE}"
    assert [row.headline, row.publisher, row.date_published, row.byline] == [
        *("Mill in water", "The Lantern", "2021-07-05", "Ana Reed")
    ]
    assert row.raw.startswith(lines[:9])


def test_such_lines_further_down_begin_an_article(tmp_path):
    text = f"Title: Mill in water\nSource: The Lantern\n\n{RAIN}\n\nTitle: Fire at Reed\nSource: Reed Echo\n\n{FIRE}\n\nTitle: none\n"
    loaded = load(tmp_path, "a.txt", text)
    assert told(loaded, "headline", "publisher") == [
        ["Mill in water", "The Lantern"],
        ["Fire at Reed", "Reed Echo"],
    ]
    assert "".join(loaded.articles["raw"]) == text


@pytest.mark.parametrize(
    "lines",
    [
        "Q: What happened?\nA: The mill flooded.\n",
        "Date: Monday\nPlace: Reed\n",
        "Reed: the mill is shut.\nSource: the county.\nNote: more follows.\nPlea: send blankets.\n",
        "Title:\nSource:\n",
    ],
)
def test_other_lines_with_a_colon_are_text(tmp_path, lines):
    loaded = load(tmp_path, "a.txt", f"{lines}\n{RAIN}\n")
    assert told(loaded, "main_spans", "publisher") == [["", ""]]


@pytest.mark.parametrize(
    "between",
    [RAIN, f"{RAIN}\n- {FIRE}", "Officials said: 40 people fled.", f"title: Mill\n{RAIN}"],
)
@pytest.mark.parametrize("rule", ["---", "+++"])
def test_a_passage_between_two_rules_is_no_front_matter(tmp_path, between, rule):
    text = f"{rule}\n{between}\n{rule}\n{FIRE}\n"
    loaded = load(tmp_path, "a.md", text)
    assert told(loaded, "raw", "main_spans") == [[text, ""]]
    (cleaned,) = clean_articles(loaded.articles).articles["text"]
    assert all(line in cleaned for line in between.split("\n") if line in (RAIN, FIRE))


SGML = {
    "numbered": f"<DOC>\n<DOCNO> LAN-1 </DOCNO>\n<DATE>July 5, 2021</DATE>\n<HEADLINE>\nMill in water\n</HEADLINE>\n<TEXT>\n<P>\n{RAIN}\n</P>\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>LAN-2</DOCNO>\n<TEXT>\n{FIRE}\n</TEXT>\n</DOC>\n",
    "with attributes": f'<DOC id="LAN-1" type="story">\n<HEADLINE>\nMill in water\n</HEADLINE>\n<DATE>2021-07-05</DATE>\n<TEXT>\n{RAIN}\n</TEXT>\n</DOC>\n<DOC id="LAN-2" type="story">\n<TEXT>\n<P>{FIRE}</P>\n</TEXT>\n</DOC>\n',
    "of an agency": f'<!DOCTYPE feed SYSTEM "feed.dtd">\n<REUTERS TOPICS="YES" OLDID="7" NEWID="LAN-1">\n<DATE> 5-JUL-2021 15:01:01.79</DATE>\n<TEXT>&#2;\n<TITLE>Mill in water</TITLE>\n<BODY>{RAIN}\n&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS TOPICS="NO" NEWID="LAN-2">\n<TEXT TYPE="UNPROC">&#2;\n{FIRE}\n&#3;</TEXT>\n</REUTERS>\n',
    "of an agency, without a declaration": f'<REUTERS CGISPLIT="A" OLDID="7" NEWID="LAN-1">\n<DATE>05-JUL-2021</DATE>\n<PLACES><D>arva</D></PLACES>\n<TEXT>\n<TITLE>Mill in water</TITLE>\n<BODY>{RAIN}</BODY></TEXT>\n</REUTERS>\n<REUTERS NEWID="LAN-2"><TEXT>{FIRE}</TEXT></REUTERS>\n',
}


@pytest.mark.parametrize("text", SGML.values(), ids=SGML)
def test_sgml_of_news_corpora(tmp_path, text):
    loaded = load(tmp_path, "corpus.sgml", text)
    assert told(loaded, "doc_id", "headline", "date_published") == [["LAN-1", "Mill in water", "2021-07-05"], ["LAN-2", "", ""]]  # fmt: skip
    cleaned = clean_articles(loaded.articles).articles
    assert cleaned["text"].tolist() == [RAIN, FIRE]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\\documentclass{a}\n\\begin{b}\n\\section{c}\n\\emph{d} \\textbf{e}\n\\end{b}\n" + RAIN, "TeX"),
        ("\n".join(f'"k{n}": {RAIN}' for n in range(8)), "JSON"),
        ("\n".join(f"@note <zz{n}>{RAIN}</zz{n}>" for n in range(8)), "markup"),
        (RAIN, ""),
        (f"If a < b and c > d, {RAIN}", ""),
    ],
)
def test_what_has_a_structure_that_is_not_read_says_so(tmp_path, text, said):
    (warnings,) = load(tmp_path, "a.txt", text).articles["warnings"]
    assert (f"looks like {said}," in warnings) == bool(said)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", RAIN), ("a.html", RAIN), ("a.eml", RAIN)],
)
def test_a_file_that_is_not_of_the_format_that_its_name_promises_says_so(tmp_path, name, text):
    (warnings,) = load(tmp_path, name, text).articles["warnings"]
    assert f"named {name[1:]}, but nothing in it is of that format" in warnings


def test_an_open_document_without_its_text_says_what_is_missing(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("meta.xml", "<meta/>")
    (row,) = load_articles(tmp_path).load_report.itertuples()
    assert (row.outcome, "content.xml" in row.reason) == ("rejected", True)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Rain fell on <b>40</b> towns.</p>", "Rain fell on 40 towns."),
        ("<p>Rain fell.<br>It stopped.</p>", "Rain fell.\nIt stopped."),
        ("<div>Rain fell.</div>", "Rain fell."),
        ("If a < b and c > d, rain fell.", "If a < b and c > d, rain fell."),
        ("<unknown> said that rain fell.", "<unknown> said that rain fell."),
    ],
)
def test_a_short_text_in_a_record_that_is_marked_up_is_read_as_a_page(tmp_path, body, text):
    (raw,) = load(tmp_path, "a.json", json.dumps({"text": body})).articles["raw"]
    assert raw.strip() == text


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("LAN_ENG_20210705.0003", "2021-07-05"),
        ("LAN19980213.0012", "1998-02-13"),
        ("LN880212-0001", "1988-02-12"),
        ("LN010189-0022", "1989-01-01"),
        ("LN010203-0001", ""),
        ("LAN-20", ""),
        ("LAN20211705.0003", ""),
    ],
)
def test_the_number_of_a_document_may_hold_its_day(tmp_path, number, day):
    loaded = load(tmp_path, "a.sgm", f"<DOC>\n<DOCNO> {number} </DOCNO>\n<TEXT>\n{RAIN}\n</TEXT>\n</DOC>\n")
    assert told(loaded, "date_published", "date_basis") == [
        [day, f"the number of the document ({number})" if day else ""]
    ]


def test_a_day_that_a_document_states_goes_before_that_of_its_number(tmp_path):
    text = f"<DOC><DOCNO>LAN20210705.0003</DOCNO><DATE>July 6, 2021</DATE><TEXT>{RAIN}</TEXT></DOC>"
    assert told(load(tmp_path, "a.sgm", text), "date_published") == [["2021-07-06"]]


@pytest.mark.parametrize(
    ("record", "headline", "publisher"),
    [
        ({"headline": {"main": "Mill in water", "kicker": "Reed"}, "body": RAIN, "newspaper name": "Echo"}, "Mill in water", "Echo"),
        ({"title": "Mill in water", "body": RAIN, "Outlet_Name": "Echo"}, "Mill in water", "Echo"),
    ],
)  # fmt: skip
def test_names_inside_names(tmp_path, record, headline, publisher):
    loaded = load(tmp_path, "a.json", json.dumps([record]))
    assert told(loaded, "headline", "publisher") == [[headline, publisher]]
