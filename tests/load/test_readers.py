"""Formats: each fixture is written after the format's structure; what comes out is the same article."""

import json

import pytest

from workbench.load import formats_help, load_articles, needs_a_person
from workbench.load.readers import reader_for, readers
from workbench.load.records import Source

from . import builders as make


@pytest.fixture
def load(tmp_path):
    def loaded(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_articles(path, **options)

    return loaded


def squeezed(text):
    return "".join(text.split())


def main_text(row):
    spans = [tuple(map(int, span.split(":"))) for span in row.main_spans.split()]
    return "\n".join(row.raw[start:end] for start, end in spans) if spans else row.raw


def rows(loaded):
    return list(loaded.articles.itertuples())


ROW = {
    "text": make.BODY,
    "title": "Levee holds",
    "published_at": "2022-04-02T08:00:00Z",
    "source": "The Valley Paper",
}
CSV = (
    "title,published_at,desk,text\n"
    + f'Levee holds,2022-04-02,metro,"{make.BODY.replace(chr(34), chr(34) * 2)}"\n'
)
FORMATS = {
    "plain text": ("a.txt", make.BODY, "plain text"),
    "text called html": ("a.html", make.BODY, "plain text"),
    "markdown with front matter": ("a.md", f"---\ntitle: Levee holds\ndate: 2022-04-02\n---\n{make.BODY}", "plain text"),
    "web page": ("a.html", make.HTML, "web page"),
    "web page called text": ("a.txt", make.HTML, "web page"),
    "web page in utf-16": ("a.htm", make.HTML.encode("utf-16"), "web page"),
    "word": ("a.docx", make.docx(make.PARAGRAPHS), "Word document"),
    "word called zip": ("a.zip", make.docx(make.PARAGRAPHS), "Word document"),
    "rich text": ("a.rtf", make.rtf(make.PARAGRAPHS), "rich text"),
    "mail": ("a.eml", make.eml(make.BODY), "e-mail, saved page"),
    "mail in html": ("a.eml", make.eml(make.HTML, kind="html"), "e-mail, saved page"),
    "json": ("a.json", json.dumps(ROW), "JSON"),
    "json called text": ("a.txt", json.dumps(ROW), "JSON"),
    "json list": ("a.json", json.dumps([ROW]), "JSON"),
    "json with inner fields": ("a.json", json.dumps({"response": {"results": [{"webTitle": "Levee holds", "fields": {"bodyText": make.BODY}}]}}), "JSON"),
    "json with html": ("a.json", json.dumps({"body": "".join(f"<p>{p}</p>" for p in make.PARAGRAPHS)}), "JSON"),
    "json lines": ("a.jsonl", json.dumps(ROW) + "\n", "JSON Lines"),
    "csv": ("a.csv", CSV, "table"),
    "csv called text": ("a.txt", CSV, "table"),
    "semicolons": ("a.csv", CSV.replace(",", ";", 3).replace("Levee holds,2022-04-02,metro,", "Levee holds;2022-04-02;metro;"), "table"),
    "tabs": ("a.tsv", "title\ttext\nLevee holds\t" + make.BODY.replace("\n", " ") + "\n", "table"),
    "xml of another kind": ("a.xml", "<?xml version='1.0'?><doc>" + "".join(f"<p>{p}</p>" for p in make.PARAGRAPHS) + "</doc>", "Factiva, XML"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reader"), FORMATS.values(), ids=FORMATS)
def test_the_type_is_told_by_content_and_the_article_comes_out_whole(load, name, content, reader):
    data = content if isinstance(content, bytes) else content.encode()
    assert reader_for(Source(name, data)).name == reader
    loaded = load(name, content)
    (row,) = rows(loaded)
    assert squeezed(make.BODY) in squeezed(main_text(row))
    assert loaded.load_report["outcome"].tolist()[0] == "loaded"
    assert needs_a_person(loaded.load_report).empty


@pytest.mark.parametrize(
    "name", ["json", "json lines", "csv", "semicolons", "web page", "mail", "markdown with front matter"]
)
def test_headline_and_date_are_read_with_how_they_are_known(load, name):
    (row,) = rows(load(*FORMATS[name][:2]))
    assert (row.headline, row.date_published) == ("Levee holds", "2022-04-02")
    assert row.date_basis != ""


def test_the_basis_of_a_date_names_field_and_value(load):
    (row,) = rows(load("a.json", json.dumps(ROW)))
    assert row.date_basis == "JSON field published_at (2022-04-02T08:00:00Z)"
    assert row.publisher == "The Valley Paper"


def test_unknown_columns_are_kept(load):
    (row,) = rows(load("a.csv", CSV))
    assert row.desk == "metro"


def test_a_column_that_has_the_name_of_one_of_ours_does_not_replace_it(load):
    (row,) = rows(load("a.jsonl", json.dumps(ROW | {"start": 7, "raw": "x", "sha256": "y"})))
    assert (row.start, row.raw, row.source_start, row.source_raw) == (0, make.BODY, "7", "x")


def test_columns_beyond_the_limit_go_into_one(load):
    from workbench.load.limits import Limits

    (row,) = rows(
        load("a.json", json.dumps(ROW | {f"x{n}": n for n in range(5)}), limits=Limits(extra_columns=2))
    )
    assert (row.x0, row.x1, json.loads(row.more_columns)) == ("0", "1", {"x2": "2", "x3": "3", "x4": "4"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.txt", make.nexis_text()),
        ("export.docx", make.docx(make.nexis_uni())),
        ("export.rtf", make.rtf(make.nexis_uni())),
        ("export.html", make.factiva_html(coded=True)),
        ("export.html", make.factiva_html(coded=False)),
        ("export.xml", make.factiva_xml()),
    ],
    ids=[
        "nexis text",
        "nexis uni docx",
        "nexis uni rtf",
        "factiva html, codes",
        "factiva html",
        "factiva xml",
    ],
)
def test_an_export_becomes_its_articles(load, name, content):
    loaded = load(name, content)
    first, second = rows(loaded)
    assert [first.doc_id, second.doc_id] == ["export", "export#2"]
    assert [first.headline, second.headline] == ["Levee holds, part 1", "Levee holds, part 2"]
    assert [first.date_published, second.date_published] == ["2022-04-01", "2022-04-02"]
    assert first.publisher.startswith("The Valley Paper")
    assert first.byline == "A. Reed"
    assert first.language == "en"
    for number, row in enumerate((first, second), start=1):
        body = main_text(row)
        assert body.startswith(f"Part {number}. Crews worked")
        assert body.rstrip().endswith("has gone down.")
        assert squeezed(make.PARAGRAPHS[1]) in squeezed(body)
        assert "Copyright" not in body and "Load-Date" not in body
    assert loaded.load_report["line"].tolist()[1:] == [1, 2]


def test_the_loading_date_of_nexis_is_not_the_publication_date(load):
    first, _ = rows(load("export.txt", make.nexis_text()))
    assert first.date_basis.startswith("Nexis: date line")
    assert first.load_date == "April 9, 2022"
    assert [first.raw[a:b] for a, b in [map(int, first.caption_spans.split(":"))]] == [
        "GRAPHIC: Sandbags on levee 1."
    ]


def test_fifty_articles_in_one_nexis_file(load):
    assert len(rows(load("export.txt", make.nexis_text(50)))) == 50


def test_newsapi_content_that_is_cut_warns_and_a_record_without_is_rejected_by_its_number(load):
    loaded = load("a.json", make.newsapi())
    (row,) = rows(loaded)
    assert "2,381 more characters" in row.warnings
    assert "chars]" not in main_text(row) and "chars]" in row.raw
    assert (row.publisher, row.byline, row.url) == (
        "The Valley Paper",
        "A. Reed",
        "https://paper.example/levee",
    )
    assert (
        loaded.load_report.query("line == 2")["reason"]
        .item()
        .startswith("no body: only source, author, title")
    )


LISTS = {
    "gdelt json": ("a.json", json.dumps({"articles": [{"url": "https://o.example/1", "title": "Levee", "seendate": "20220402T101500Z", "domain": "o.example"}] * 2})),
    "gdelt csv": ("a.csv", "URL,MobileURL,Date,Title\nhttps://o.example/1,,2022-04-02,Levee\nhttps://o.example/2,,2022-04-02,Levee\n"),
    "media cloud": ("a.csv", "id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2022-04-03,en,Paper,p.example,2022-04-02,Levee,https://p.example/1\n2,2022-04-03,en,Paper,p.example,2022-04-02,Levee,https://p.example/2\n"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), LISTS.values(), ids=LISTS)
def test_lists_without_a_body_say_so_for_each_row(load, name, content):
    loaded = load(name, content)
    assert loaded.articles.empty
    records = loaded.load_report.dropna(subset="line")
    assert records["outcome"].tolist() == ["rejected", "rejected"]
    assert records["reason"].str.startswith("no body").all()


def test_word_headline_tables_notes_and_tracked_changes(load):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>The toll rose to </w:t></w:r><w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>45</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Homes</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1,400</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>words</w:t></w:r></w:p></w:body></w:document>"
    )
    (row,) = rows(load("a.docx", make.docx(["x"], document=document)))
    assert row.raw == "The toll rose to 45.\n\nHomes\n\n1,400\n\nlinked\twords"
    assert "tracked changes" in row.warnings
    (titled,) = rows(load("b.docx", make.docx(make.PARAGRAPHS, title="Levee holds")))
    assert titled.headline == "Levee holds"
    assert (titled.byline, titled.date_published) == ("", "")


def test_pdf_text_and_when_it_was_printed(load):
    lines = [part for paragraph in make.PARAGRAPHS for part in (paragraph[:80], paragraph[80:])]
    (row,) = rows(load("a.pdf", make.pdf([lines[:3], lines[3:]])))
    assert "1,400 households" in row.raw
    assert (row.date_published, row.date_retrieved, row.encoding) == ("", "2022-04-05", "pdf")


def test_a_forwarded_mail_is_not_dated_by_its_sender(load):
    (row,) = rows(load("a.eml", make.eml(make.BODY, subject="Fwd: Levee holds")))
    assert (row.headline, row.date_published, row.date_retrieved) == ("Levee holds", "", "2022-04-02")


def test_attachments_are_read_as_files(load):
    data = make.eml("See the file.", attachment=("levee.docx", make.docx(make.PARAGRAPHS)))
    loaded = load("a.eml", data)
    assert loaded.articles["source_file"].tolist() == ["a.eml", "a.eml!levee.docx"]
    assert loaded.articles["doc_id"].tolist() == ["a", "levee"]


@pytest.mark.parametrize("packed", [False, True])
def test_warc_pages_and_what_else_was_crawled(load, packed):
    pages = [
        (
            "https://paper.example/levee",
            "200 OK",
            "text/html; charset=utf-8",
            make.HTML.replace("2022-04-02T08:00:00Z", "").encode(),
        ),
        ("https://paper.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://paper.example/a.png", "200 OK", "image/png", b"\x89PNG"),
    ]
    loaded = load("crawl.warc.gz" if packed else "crawl.warc", make.warc(pages, packed=packed))
    (row,) = rows(loaded)
    assert (row.url, row.date_retrieved, row.date_published, row.record) == (
        "https://paper.example/levee",
        "2023-01-09",
        "",
        2,
    )
    assert loaded.load_report.query("line == 3")["reason"].item() == "the server answered 404"
    assert "image/png (1), warcinfo records (1)" in loaded.load_report["reason"].iloc[0]


def test_zip_of_several_formats_and_of_zips(load):
    inner = make.zipped([("deep/c.txt", "Snow fell.")])
    data = make.zipped(
        [
            ("a.txt", make.BODY),
            ("b.html", make.HTML),
            ("inner.zip", inner),
            ("__MACOSX/._a.txt", "x"),
            ("folder/", ""),
        ]
    )
    loaded = load("all.zip", data)
    assert loaded.articles["source_file"].tolist() == [
        "all.zip!a.txt",
        "all.zip!b.html",
        "all.zip!inner.zip!deep/c.txt",
    ]
    assert loaded.load_report["reason"].iloc[0] == "3 loaded, 1 rejected"
    assert needs_a_person(loaded.load_report).empty


def test_one_file_packed_with_gzip(load):
    (row,) = rows(load("a.txt.gz", make.packed(make.BODY.encode())))
    assert (row.doc_id, row.source_file, row.raw) == ("a", "a.txt.gz!a.txt", make.BODY)


def test_a_reference_in_front_matter_is_a_plain_value(load):
    (row,) = rows(load("a.md", "---\ntitle: *bomb\nbomb: &bomb [*bomb, *bomb]\n---\nRain fell.\n"))
    assert row.headline == "*bomb"
    assert main_text(row) == "Rain fell.\n"


def test_a_text_that_begins_with_a_bracket_or_a_rule_is_text(load):
    for content in (
        "[1/5] A man walks along the levee. Photo",
        "{sic} the mayor wrote",
        "---\nRain fell.\n",
        "Title, text and body, he said.",
    ):
        (row,) = rows(load("a.txt", content))
        assert row.raw == content


def test_the_help_names_every_format():
    text = formats_help()
    assert all(f"| {reader.name} |" in text for reader in readers() if reader.endings)


@pytest.mark.parametrize(
    ("subject", "headline"),
    [("Re: FW: Levee holds", "Levee holds"), ("Software: levee holds", "Software: levee holds")],
)
def test_only_the_marks_of_a_forwarded_mail_are_taken_from_its_subject(tmp_path, subject, headline):
    (tmp_path / "a.eml").write_bytes(make.eml("Rain fell for three days.", subject=subject))
    assert load_articles(tmp_path).articles["headline"].tolist() == [headline]
