"""Bad input: each case is named in the report with file, line or record and cause, and the rest is carried on."""

import json
import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.files import pdf as fuzz_pdf
from workbench.errors import InputError
from workbench.load import load_articles, needs_a_person
from workbench.load.decode import decode
from workbench.load.intake import Loaded
from workbench.load.limits import Limits

from . import builders as make

GOOD = "A good article stands beside the bad one.\n"


@pytest.fixture
def beside(tmp_path):
    """Load a folder of the given files and one good one; return the tables after checking what always holds."""

    def load(files, **options):
        (tmp_path / "zz_good.txt").write_text(GOOD)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return checked(load_articles(tmp_path, **options), tmp_path)

    return load


def checked(loaded: Loaded, folder) -> Loaded:
    files = loaded.load_report[loaded.load_report["line"].isna()]
    outside = files[~files["path"].str.contains("!", regex=False)]
    on_disk = [path for path in folder.rglob("*") if path.is_file() or path.is_fifo()]
    assert outside["path"].is_unique
    assert len(outside) >= len(on_disk)
    assert outside["outcome"].isin(["loaded", "duplicate", "rejected"]).all()
    assert (loaded.load_report.query("outcome == 'rejected'")["reason"] != "").all()
    assert loaded.articles["doc_id"].is_unique
    assert "zz_good" in set(loaded.articles["doc_id"])
    return loaded


def outcome(loaded, path, line=None):
    rows = loaded.load_report[loaded.load_report["path"] == path]
    rows = rows[rows["line"].isna()] if line is None else rows[rows["line"] == line]
    assert len(rows) == 1, f"{len(rows)} rows for {path}, line {line}"
    return rows["outcome"].item(), rows["reason"].item()


def article(loaded, doc_id="bad"):
    (row,) = loaded.articles[loaded.articles["doc_id"] == doc_id].itertuples()
    return row


REJECTED = {
    "empty": ("bad.txt", b"", "empty file"),
    "blank": ("bad.txt", b" \r\n\t \n", "blank"),
    "only a mark": ("bad.txt", b"\xef\xbb\xbf", "blank"),
    "only a utf-16 mark": ("bad.txt", b"\xff\xfe", "blank"),
    "a picture called text": ("bad.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "PNG picture"),
    "random bytes called text": ("bad.txt", random.Random(1).randbytes(5000), "no text"),
    "a program called text": ("bad.txt", b"\x7fELF\x02\x01\x01" + bytes(300), "a program"),
    "an old Word file": ("bad.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as docx"),
    "a spreadsheet": ("bad.xlsx", make.zipped([("xl/workbook.xml", "<x/>")]), "save the sheet as CSV"),
    "a truncated zip": ("bad.zip", make.zipped([("a.txt", GOOD * 99)])[:60], "damaged archive"),
    "an empty zip": ("bad.zip", make.zipped([]), "no article in it"),
    "a truncated word file": ("bad.docx", make.docx(["x"])[:3000], "damaged archive"),
    "a word file of broken xml": ("bad.docx", make.docx(["x"], document="<w:document"), "damaged Word document"),
    "a truncated pdf": ("bad.pdf", make.pdf([["x"]])[:40], "PDF"),
    "an encrypted pdf": ("bad.pdf", make.pdf([["A line of text, long enough."]], encrypt="secret"), "encrypted"),
    "a scanned pdf": ("bad.pdf", make.pdf([[], []]), "2 page(s) without a text layer"),
    "broken json": ("bad.json", '{"text": "It rained', "not JSON"),
    "json nested endlessly": ("bad.json", "[" * 100_000, "nested too deeply"),
    "json without a text": ("bad.json", '{"title": "x"}', "no body: only title"),
    "a number as json": ("bad.json", "[1, 2]", "2 rejected"),
    "an empty json list": ("bad.json", "[]", "no records"),
    "a table without a text": ("bad.csv", "a,b\n1,2\n", "without a column 'text'"),
    "xml entities": ("bad.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', "bomb"),
    "broken xml": ("bad.xml", "<?xml version='1.0'?><a><b></a>", "not well-formed"),
    "a gzip that breaks off": ("bad.gz", make.packed(GOOD.encode() * 50)[:40], "damaged gzip"),
    "a page of scripts only": ("bad.html", "<html><script>render()</script></html>", "blank"),
    "a mail without a text": ("bad.eml", b"From: a@b.example\nMessage-ID: <1@b>\nContent-Type: image/png\n\nx", "without a text"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), REJECTED.values(), ids=REJECTED)
def test_what_cannot_be_read_is_rejected_with_its_cause(beside, name, content, reason):
    loaded = beside({name: content})
    assert outcome(loaded, name)[0] == "rejected"
    assert reason in outcome(loaded, name)[1]
    assert len(needs_a_person(loaded.load_report)) >= 1


TEXT = "Zürich’s mayor said “no” – twice. €5 million, São Paulo.\n"
ENCODINGS = {
    "utf-8": (TEXT.encode(), "utf-8"),
    "utf-8 with a mark": (TEXT.encode("utf-8-sig"), "utf-8-sig"),
    "utf-16 with a mark": (TEXT.encode("utf-16"), "utf-16-le"),
    "utf-16 big with a mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
    "utf-16 without": (TEXT.encode("utf-16-le"), "utf-16-le"),
    "utf-16 big without": (TEXT.encode("utf-16-be"), "utf-16-be"),
    "utf-32 with a mark": (TEXT.encode("utf-32"), "utf-32-le"),
    "windows-1252": (TEXT.encode("cp1252"), "cp1252"),
}


@pytest.mark.parametrize(("data", "encoding"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings_are_told_apart_and_recorded(beside, data, encoding):
    row = article(beside({"bad.txt": data}))
    assert (row.raw, row.encoding) == (TEXT, encoding)


def test_the_encoding_can_be_given(beside):
    russian = "Дождь шёл три дня подряд, сообщили в мэрии города.\n"
    loaded = beside({"bad.txt": russian.encode("cp1251")}, encoding="cp1251")
    assert (article(loaded).raw, article(loaded).encoding) == (russian, "cp1251")
    assert "may be" in article(beside({"bad.txt": (russian * 9).encode("cp1251")})).warnings


def test_a_page_is_read_in_the_encoding_that_it_declares(beside):
    source = "<html><head><meta charset='windows-1251'></head><body><p>Дождь шёл три дня.</p></body></html>"
    row = article(beside({"bad.html": source.encode("cp1251")}))
    assert ("Дождь шёл" in row.raw, row.encoding) == (True, "cp1251")


def test_mixed_encodings_lose_nothing_and_are_named_with_their_line(beside):
    row = article(beside({"bad.txt": "Zürich\n".encode() + "São Paulo’s\n".encode("cp1252")}))
    assert row.raw == "Zürich\nSão Paulo’s\n"
    assert row.encoding == "utf-8+cp1252"
    assert "2 byte(s), the first in line 2" in row.warnings


@given(st.binary(max_size=300))
def test_any_bytes_can_be_decoded(data):
    found = decode(data)
    assert isinstance(found.text, str)
    found.text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_utf_8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff") and "\0" not in text:
        assert decode(text.encode("utf-8")).text == text


ODD_CHARACTERS = {
    "nul": ("It rained\0 here, for three days in a row, as it had last year.", "1 NUL"),
    "mojibake": ("Itâ€™s late, said JosÃ© at the bridge over the river.", 'may be "’"'),
    "bidi override": ("The file \u202egnp.exe\u202c was sent.", "2 character(s) that override the direction"),
    "zero width": ("one\u200bword", "1 zero-width"),
    "soft hyphen": ("Ger\u00adman", "1 soft hyphen"),
    "separate accents": ("cafe\u0301", "normal form C"),
    "unreadable": ("It\ufffds late", "could not be read"),
}


@pytest.mark.parametrize(("text", "warning"), ODD_CHARACTERS.values(), ids=ODD_CHARACTERS)
def test_odd_characters_are_told_and_never_changed(beside, text, warning):
    row = article(beside({"bad.txt": text}))
    assert row.raw == text
    assert warning in row.warnings


@pytest.mark.parametrize(
    "text",
    [
        "هطل المطر ثلاثة أيام في المدينة.",
        "三日間雨が降った。",
        "Es regnete drei Tage lang.",
        "Il pleut, déclare-t-il à Genève, âgé.",
    ],
)
def test_other_languages_and_directions_are_no_oddity(beside, text):
    row = article(beside({"bad.txt": text}))
    assert (row.raw, row.warnings) == (text, "")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends_stay_as_they_are(beside, end):
    assert article(beside({"bad.txt": f"One.{end}Two.{end}"})).raw == f"One.{end}Two.{end}"


def test_a_single_line_of_100_mb_is_rejected_and_named(beside):
    line = b"word " * 20_000_000
    loaded = beside(
        {
            "bad.txt": line,
            "lines.jsonl": b'{"text": "fine"}\n{"text": "' + line + b'"}\n{"text": "also fine"}\n',
        }
    )
    assert outcome(loaded, "bad.txt") == (
        "rejected",
        "100,000,000 characters; an article may have 5,000,000: split it",
    )
    assert outcome(loaded, "lines.jsonl", 2)[0] == "rejected"
    assert outcome(loaded, "lines.jsonl", 3)[0] == "loaded"


def test_a_page_on_one_line_of_many_megabytes_is_rejected_and_named(beside):
    page = "<html><body>" + "<p>word</p>" * 2_000_000 + "</body></html>"
    assert "a page may have 20,000,000" in outcome(beside({"bad.html": page}), "bad.html")[1]


def test_a_file_over_the_limit_is_rejected_before_it_is_read(beside):
    assert (
        "the limit is 100 bytes"
        in outcome(beside({"bad.txt": "x" * 101}, limits=Limits(file_bytes=100)), "bad.txt")[1]
    )


def test_json_lines_with_every_fault(beside):
    lines = [
        '{"id": "1", "text": "One\u2028line."}',
        "{broken",
        '{"id": "3", "text": "Three.", "n": NaN}',
        '{"id": "4", "text": "Four.", "text": "Four again."}',
        '{"id": "5", "text": "Half \\ud83d."}',
        '"only a string"',
        '{"id": "7", "text": ""}',
        '{"id": "1", "text": "Another with the first id."}',
        '{"id": "9", "n": ' + "9" * 5000 + ', "text": "Nine."}',
    ]
    loaded = beside({"bad.jsonl": "\n".join(lines)})
    assert [outcome(loaded, "bad.jsonl", n)[0] for n in range(1, 10)] == [
        *("loaded", "rejected", "loaded", "loaded", "loaded", "rejected", "rejected", "loaded", "loaded")
    ]
    assert article(loaded, "1").raw == "One\u2028line."
    assert "not JSON" in outcome(loaded, "bad.jsonl", 2)[1]
    assert "NaN is no JSON value" in article(loaded, "3").warnings
    assert "'text' stands twice" in article(loaded, "4").warnings
    assert article(loaded, "5").raw == "Half \ufffd."
    assert "no body" in outcome(loaded, "bad.jsonl", 7)[1]
    assert article(loaded, "1~2").raw == "Another with the first id."
    assert outcome(loaded, "bad.jsonl") == ("loaded", "6 loaded, 3 rejected")


def test_tables_with_every_fault(beside):
    long = "word " * 40_000
    table = f'id,title,text\n1,Long,"{long}"\n2,Short\n3,Joined,It rained, they said, for days\n4,"Rain ""again""","Two\nlines."\n'
    loaded = beside({"bad.csv": table})
    assert article(loaded, "1").raw == long
    assert outcome(loaded, "bad.csv", 2)[1].startswith("no body")
    assert article(loaded, "3").raw == "It rained, they said, for days"
    assert "joined" in article(loaded, "3").warnings
    assert article(loaded, "4").raw == "Two\nlines."


def test_a_row_with_a_stray_delimiter_is_rejected_by_its_number(beside):
    loaded = beside({"bad.csv": "text,title\nIt rained, they said,Rain\nIt snowed.,Snow\n"})
    assert "3 fields, but 2 columns" in outcome(loaded, "bad.csv", 1)[1]
    assert outcome(loaded, "bad.csv", 2)[0] == "loaded"


def test_a_quote_that_is_never_closed_does_not_swallow_the_table_unseen(beside):
    loaded = beside({"bad.csv": 'id,text\n1,One.\n2,"Two.\n3,Three.\n4,Four.\n'})
    assert outcome(loaded, "bad.csv", 1)[0] == "loaded"
    assert "takes in the 3 lines behind" in outcome(loaded, "bad.csv", 2)[1]


def test_a_word_bomb_is_rejected_by_its_sizes(beside):
    bomb = make.docx(["x"], extra_members=[("word/media/big.xml", b"0" * 30_000_000)])
    assert "archive bombs" in outcome(beside({"bad.docx": bomb}), "bad.docx")[1]


def test_a_zip_with_unsafe_encrypted_linked_and_packed_members(beside):
    data = make.zipped(
        [
            ("../evil.txt", "Out."),
            ("/abs.txt", "Root."),
            ("C:/x.txt", "Drive."),
            ("bomb.txt", b"0" * 30_000_000),
            ("fine.txt", "Fine."),
        ]
    )
    loaded = beside(
        {
            "bad.zip": data,
            "locked.zip": make.encrypted_zip("a.txt"),
            "link.zip": make.zip_with_a_link("l.txt", "/etc/hosts"),
        }
    )
    for name in ("../evil.txt", "/abs.txt", "C:/x.txt"):
        assert outcome(loaded, f"bad.zip!{name}") == (
            "rejected",
            "a name that leads out of the archive: not read",
        )
    assert "archive bombs" in outcome(loaded, "bad.zip!bomb.txt")[1]
    assert outcome(loaded, "bad.zip!fine.txt")[0] == "loaded"
    assert outcome(loaded, "bad.zip") == ("loaded", "1 loaded, 4 rejected")
    assert "encrypted" in outcome(loaded, "locked.zip!a.txt")[1]
    assert "a link" in outcome(loaded, "link.zip!l.txt")[1]


def test_zips_in_zips_end_somewhere(beside):
    data = make.zipped([("a.txt", "At the bottom.")])
    for _ in range(6):
        data = make.zipped([("in.zip", data)])
    loaded = beside({"bad.zip": data})
    assert loaded.load_report["reason"].str.contains("files inside each other").any()


def test_a_gzip_bomb_is_rejected(beside):
    loaded = beside({"bad.gz": make.packed(b"0" * 2_000_000)}, limits=Limits(member_bytes=1_000_000))
    assert "unpacks to more than 1.0 MB" in outcome(loaded, "bad.gz")[1]


HOSTILE = {
    "unclosed fields": ("bad.rtf", "{\\rtf1 " + "{\\field{\\*\\fldinst{HYPERLINK " * 20_000),
    "unclosed fonts": ("bad.rtf", "{\\rtf1 " + "{\\fonttbl{\\f0\\fcharset0 " * 20_000),
    "fonts without names": ("bad.rtf", "{\\rtf1{\\fonttbl" + "{\\f0\\fcharset0}" * 20_000 + "}Rain fell.}"),
    "unclosed groups": ("bad.rtf", "{\\rtf1" + "{" * 200_000),
    "unclosed scripts": ("bad.html", "<html>" + "<script>" * 200_000),
    "open tags": ("bad.html", "<p " * 500_000),
    "nested tags": ("bad.html", "<b>" * 200_000 + "Rain fell."),
    "white space": ("bad.txt", " " * 2_000_000 + "x"),
    "empty lines": ("bad.txt", "\n" * 2_000_000 + "x"),
    "quotes": ("bad.csv", "text,title\n" + '"a' * 300_000),
    "markers of exports": ("bad.txt", "1 of 2 DOCUMENTS\n" * 100_000),
    "ends of exports": ("bad.txt", "Rain.\nLength: 1\nEnd of Document\n" * 1_000),
    "comments without a page": ("bad.html", "<!--a-->" * 2_000 + "Rain fell."),
    "a number of an export": ("bad.txt", "Document " + " " * 200_000 + "x"),
    "nested xml": ("bad.xml", "<?xml version='1.0'?>" + "<a>" * 100_000),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("name", "content"), HOSTILE.values(), ids=HOSTILE)
def test_input_made_to_take_for_ever_is_done_with_soon(beside, name, content):
    assert outcome(beside({name: content}), name)[0] in ("loaded", "rejected")


def test_fonts_and_links_of_rich_text_leave_its_words_alone(beside):
    fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset204{\\*\\panose 02}Times New Roman;}}"
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://paper.example/"}}{\\fldrslt{the county}}}'
    cyrillic = "\\f1\\'c4\\'ee\\'e6\\'e4\\'fc\\f0"
    row = article(
        beside(
            {
                "bad.rtf": "{\\rtf1\\ansi\\ansicpg1252"
                + fonts
                + "Rain fell in "
                + link
                + ". "
                + cyrillic
                + "  end}"
            }
        )
    )
    assert row.raw.strip() == "Rain fell in the county. Дождь end"


def test_folders_links_and_pipes(beside, tmp_path):
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "inside.txt").write_text("Inside.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "nothing.txt").symlink_to("gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    loaded = beside({})
    assert outcome(loaded, "x.txt")[1] == "a folder named like a file: the files inside are read"
    assert outcome(loaded, "x.txt/inside.txt")[0] == "loaded"
    assert "not read twice" in outcome(loaded, "sub/loop")[1]
    assert "link to nothing" in outcome(loaded, "self")[1]
    assert "link to nothing" in outcome(loaded, "nothing.txt")[1]
    assert "a pipe" in outcome(loaded, "pipe.txt")[1]


def test_a_pipe_as_the_input_is_an_input_error(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a folder nor a file"):
        load_articles(tmp_path / "pipe")


def test_a_file_that_vanishes_while_the_folder_is_read(beside, tmp_path):
    def vanish(done, total, path):
        (tmp_path / "bad.txt").unlink(missing_ok=True)

    (tmp_path / "aa.txt").write_text("First.")
    (tmp_path / "bad.txt").write_text("Gone in a moment.")
    assert "no such file" in outcome(beside({}, progress=vanish), "bad.txt")[1]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_that_may_not_be_read(beside, tmp_path):
    (tmp_path / "closed").mkdir()
    (tmp_path / "bad.txt").write_text("x")
    (tmp_path / "bad.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        loaded = beside({})
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert "permission denied" in outcome(loaded, "bad.txt")[1]
    assert "permission denied" in outcome(loaded, "closed")[1]


def test_a_file_that_may_not_be_read_is_named(beside, tmp_path, monkeypatch):
    opened = os.open

    def deny(path, *arguments, **options):
        if os.fspath(path).endswith("bad.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    (tmp_path / "bad.txt").write_text("x")
    monkeypatch.setattr(os, "open", deny)
    assert "permission denied" in outcome(beside({}), "bad.txt")[1]


def test_names_that_are_no_text_and_names_with_control_characters(beside, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Bytes that are no UTF-8.")
    (tmp_path / "line\nbreak\u202e.txt").write_text("A line break in the name.")
    loaded = beside({})
    assert {"caf\ufffd", "linebreak"} <= set(loaded.articles["doc_id"])
    loaded.articles.to_json()


def test_a_date_in_the_future_is_a_warning(beside):
    row = article(beside({"bad.json": json.dumps({"text": "It will rain.", "published_at": "2999-01-01"})}))
    assert "2999-01-01 lies in the future" in row.warnings


def test_a_paywall_stub_is_a_warning_and_a_whole_article_with_an_advert_is_none(beside):
    stub = "Crews shored up the levee. Two roads stayed shut. Subscribe to continue reading."
    loaded = beside({"bad.txt": stub, "whole.txt": make.BODY * 3 + " Subscribe to continue reading."})
    assert "paywall" in article(loaded).warnings
    assert article(loaded, "whole").warnings == ""


def test_a_pdf_that_breaks_off_says_so(beside):
    lines = ["A line of text that is long enough to count."] * 4
    data = make.pdf([lines])
    cut = data[: data.rfind(b"startxref")]
    loaded = beside({"bad.pdf": cut})
    became, reason = outcome(loaded, "bad.pdf")
    assert (became == "loaded" and "the end of the file is missing" in reason) or became == "rejected"


def test_a_warc_that_breaks_off_keeps_what_stands_before(beside):
    pages = [
        (
            f"https://p.example/{n}",
            "200 OK",
            "text/html",
            make.HTML.replace("engineer", f"engineer {n}").encode(),
        )
        for n in range(3)
    ]
    data = make.warc(pages, packed=True)
    loaded = beside({"bad.warc.gz": data[: len(data) * 2 // 3]})
    assert outcome(loaded, "bad.warc.gz")[0] == "loaded"
    assert len(loaded.articles) >= 2


FIXTURES = {
    "a.txt": make.BODY.encode(),
    "a.html": make.HTML.encode(),
    "a.docx": make.docx(make.PARAGRAPHS),
    "a.rtf": make.rtf(make.PARAGRAPHS),
    "a.pdf": make.pdf([["A line of text that is long enough to count."] * 4]),
    "a.eml": make.eml(make.HTML, kind="html", attachment=("x.txt", b"Attached.")),
    "a.json": make.newsapi().encode(),
    "a.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "a.csv": b'id,text\n1,"One."\n2,Two.\n',
    "a.warc": make.warc([("https://p.example/", "200 OK", "text/html", make.HTML.encode())]),
    "a.zip": make.zipped([("b.txt", "Zipped."), ("c.html", make.HTML)]),
    "a.gz": make.packed(b"Packed text."),
    "b.txt": make.nexis_text().encode(),
    "b.html": make.factiva_html(coded=True).encode(),
    "b.xml": make.factiva_xml().encode(),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(FIXTURES)),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
)
def test_damaged_files_of_every_format_are_reported_and_nothing_is_raised(tmp_path, name, cut, flips):
    data = bytearray(FIXTURES[name][: int(len(FIXTURES[name]) * cut)])
    for place, value in flips:
        if data:
            data[int(place * (len(data) - 1))] = value
    path = tmp_path / name
    path.write_bytes(bytes(data))
    loaded = load_articles(path)
    files = loaded.load_report[loaded.load_report["line"].isna()]
    assert files["path"].tolist()[0] == name
    assert files["path"].is_unique or name == "a.zip"
    assert len(loaded.articles) == len(loaded.load_report.query("outcome == 'loaded' and doc_id != ''"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), name=st.sampled_from(["x", *sorted(FIXTURES)]))
def test_any_bytes_under_any_name_are_reported_and_nothing_is_raised(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    assert len(load_articles(path).load_report) >= 1


def test_no_link_leads_out_of_the_folder(beside, tmp_path_factory, tmp_path):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("The password is swordfish.")
    (tmp_path / "a.txt").symlink_to(outside / "secret.txt")
    (tmp_path / "b").symlink_to(outside)
    (tmp_path / "zzz.txt").symlink_to(tmp_path / "zz_good.txt")
    loaded = beside({})
    assert "leads out of the folder" in outcome(loaded, "a.txt")[1]
    assert "leads out of the folder" in outcome(loaded, "b")[1]
    assert outcome(loaded, "zzz.txt") == ("duplicate", "the same bytes as 'zz_good.txt'")
    assert not loaded.articles["raw"].str.contains("swordfish").any()


def test_articles_that_are_a_link_out_of_the_case_are_refused(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("The password is swordfish.")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "articles").symlink_to(tmp_path / "outside")
    with pytest.raises(InputError, match="leads out of the case"):
        load_articles(tmp_path / "case")
    (tmp_path / "link").symlink_to(tmp_path / "outside")
    assert len(load_articles(tmp_path / "link").articles) == 1


def test_a_pdf_that_takes_for_ever_is_given_up_and_the_next_one_read(beside, tmp_path):
    """The next one has all the time it is given by default: a busy machine takes long to start a process."""
    page = b"BT /F1 10 Tf " + b"(a) Tj " * 400_000 + b"ET"
    loaded = beside({"bad.pdf": fuzz_pdf(page)[1]}, limits=Limits(pdf_seconds=1.5))
    assert "takes more than 2 seconds" in outcome(loaded, "bad.pdf")[1]
    (tmp_path / "bad.pdf").unlink()
    loaded = beside({"fine.pdf": make.pdf([["Rain fell for three days in the valley."]])})
    assert outcome(loaded, "fine.pdf")[0] == "loaded"
