"""The targets: each feeds some bytes to one part of the workbench and asserts what must hold of the outcome.

A target returns quietly or raises. One of the workbench's own errors is an answer where the input is a file of
somebody else; anything else that is raised is a finding.
"""

from __future__ import annotations

import csv
import io
import json
import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from fuzz.files import FILES
from fuzz.text import sound, text_of
from workbench.errors import CaseError, InputError, ReviewError
from workbench.tables import as_table, empty, table

LONGEST = 20_000
TODAY = "2020-05-06"


# --- reading


def read_file(data: bytes) -> None:
    """Read a folder with one file of some format; every file and record must be accounted for."""
    from workbench.load import load_articles

    name, content = FILES[data[0] % len(FILES)](data[1:]) if data else ("a.txt", b"")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        loaded = load_articles(folder)
    check_loaded(loaded.articles, loaded.load_report, name)


def check_loaded(articles: pd.DataFrame, report: pd.DataFrame, name: str) -> None:
    """Assert what must hold of the tables that reading gives."""
    files = report[report["line"].isna()]
    assert (files["path"] == name).sum() == 1, "the file has not exactly one row"
    assert (report.loc[report["outcome"] != "loaded", "reason"] != "").all(), "refused without a reason"
    became = (report["outcome"] == "loaded") & (report["doc_id"] != "")
    assert became.sum() == len(articles), "articles loaded and articles returned differ"
    assert articles["doc_id"].is_unique, "two articles of one name"
    for row in articles.to_dict("records"):
        row["raw"].encode("utf-8")
        for column in ("main_spans", "caption_spans"):
            check_spans(row[column], len(row["raw"]))


def check_spans(written: str, length: int) -> None:
    """Assert that spans written as text lie in order inside a text."""
    place = 0
    for start, end in (map(int, span.split(":")) for span in written.split()):
        assert place <= start < end <= length, f"span {start}:{end} out of place"
        place = end


# --- from text to tables


def _articles(texts: list[str]) -> pd.DataFrame:
    blank = {column.name: "" if column.dtype == "str" else None for column in table("articles").columns}
    rows = [
        {**blank, "doc_id": f"a{n}", "raw": text, "start": 0, "end": len(text), "n_words": 0}
        for n, text in enumerate(texts)
    ]
    return as_table(rows, "articles")


def clean(data: bytes) -> None:
    """Clean a page: the edits must lead from raw to clean and back, and sentences back to raw."""
    from workbench.clean import clean_articles
    from workbench.sentences import split_sentences
    from workbench.spans import Change, raw_span, restore

    raw = sound(text_of(data))
    articles, edits, _ = clean_articles(_articles([raw]))
    done = edits[edits["action"] != "flagged"].sort_values(["start", "end"])
    assert [raw[e.start : e.end] for e in edits.itertuples()] == edits["before"].tolist()
    changes = [(Change(e.start, e.end, e.replacement), e.before) for e in done.itertuples()]
    assert restore("".join(articles["text"]), changes) == raw, "raw and clean do not lead to each other"
    for row in split_sentences(articles, edits).itertuples():
        assert row.text == row.text.strip() != "", "a sentence with blanks around it"
        assert raw_span(row.start, row.breaks, 0, len(row.text)) == (row.start, row.end)
        printed = raw[row.start : row.end].split()
        # A blank may stand on the other side of a quotation mark than it was printed on.
        assert row.breaks or "".join(printed) == "".join(row.text.split())


def sentences(data: bytes) -> None:
    """Split a paragraph: the sentences must lie in order and hold all that is not blank."""
    from workbench.sentences import split_text

    text = text_of(data)
    spans = split_text(text)
    place = 0
    for start, end in spans:
        assert place <= start < end <= len(text) and not text[place:start].strip(), "text between sentences"
        place = end
    assert not text[place:].strip(), "text behind the last sentence"


def times(data: bytes) -> None:
    """Find times: slices in order, days in the calendar, and none known without an anchor or a year."""
    from datetime import date

    from workbench.times import find_times

    text = text_of(data[1:])
    place = 0
    for found in find_times(text, (TODAY, "", "not a date", "9999-12-31")[data[0] % 4] if data else ""):
        assert 0 <= found.start < found.end <= len(text) and found.start >= place, "times overlap"
        assert found.exact == text[found.start : found.end], "no slice of the text"
        place = found.end
        days = [date.fromisoformat(day) for day in (found.low, found.high) if day]
        assert days == sorted(days), "the first day comes after the last"


def quantities(data: bytes) -> None:
    """Find figures in a sentence, without its grammar."""
    from workbench.numbers import find_quantities

    text = text_of(data)
    for found in find_quantities(text):
        assert found.exact == text[found.start : found.end] != "", "no slice of the text"
        ends = [end for end in (found.low, found.high) if end is not None]
        assert all(map(math.isfinite, ends)) and ends == sorted(ends), f"ends {ends}"


def tables_of(texts: list[str], reviews: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """Make every table of articles on one event by the steps of a case, without a file."""
    from workbench.case.by_event import part_in_lots
    from workbench.case.steps import STEPS, decided, make, open_source

    articles, reviews = _articles(texts), empty("reviews") if reviews is None else reviews
    tables = {"read_articles": articles, "reviews": reviews}
    source = decided(open_source(Path("articles that are in no file"), group=_one_event), reviews)
    lots = dict(zip(articles["doc_id"], part_in_lots([0] * len(articles)), strict=True))
    for step in STEPS:
        if not set(step.tables) & set(tables):
            made = make(step, source, [tables[name] for name in step.needs], lots)
            tables |= dict(zip(step.tables, made, strict=True))
    return tables


def _one_event(articles: pd.DataFrame) -> pd.DataFrame:
    return as_table(articles[["doc_id"]].assign(event=0), "events")


def story(data: bytes) -> None:
    """Take one, two or three articles through every room; all spans must be slices of the raw text."""
    check_tables(tables_of([sound(text_of(part)) for part in data.split(b"\x00\x00", 2)]))


def check_tables(tables: dict[str, pd.DataFrame]) -> None:
    """Assert what must hold of the tables of any case."""
    from workbench.case.steps import shape

    raw = dict(zip(tables["articles"]["doc_id"], tables["articles"]["raw"], strict=True))
    for name in ("figures", "drifts", "times"):
        for row in tables[name].itertuples():
            assert raw[row.doc_id][row.start : row.end] == row.exact != "", (
                f"{name}: no slice of the raw text"
            )
    figures, ledger, n = tables["figures"], tables["ledger"], len(tables["articles"])
    for column in ("value_low", "value_high"):
        assert not figures[column].isin([math.inf, -math.inf]).any(), "an endless value"
    assert not (figures["value_low"] > figures["value_high"]).any(), "ends the wrong way round"
    assert (figures["claim_id"] != "").sum() == ledger["n_figures"].sum(), "the ledger miscounts"
    assert len(tables["relations"]) == n * (n - 1) // 2, "a pair without a relation"
    assert set(tables["families"]["doc_id"]) == set(raw), "an article without an origin"
    assert tables["links"]["score"].between(0, 1).all(), "a score beyond 0 to 1"
    for name, frame in tables.items():
        as_table(frame, shape(name))


def passages(data: bytes) -> None:
    """Find the passages that two texts share."""
    from workbench.compare import find_passages

    a, b = (text_of(part) for part in [*data.split(b"\x00\x00", 1), b""][:2])
    for row in find_passages(a, b).itertuples():
        assert 0 <= row.a_start < row.a_end <= len(a) and 0 <= row.b_start < row.b_end <= len(b)


# --- what a person writes


def case_file(data: bytes) -> None:
    """Open a case whose ``case.toml`` is any bytes."""
    from workbench.case import Case

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.toml").write_bytes(data)
        (Path(folder) / "a.txt").write_text(
            "Police said on Monday that 14 people drowned, AP reported.", "utf-8"
        )
        try:
            case = Case(folder, cache=False)
            read = len(case.ledger), len(case.articles), case.title
        except (CaseError, InputError):
            return
    assert read[1] == 1


def reviews(data: bytes) -> None:
    """Read a ``reviews.csv`` of any bytes, add a decision: what was read before must be read again."""
    from workbench.ledger import append_review, damaged_reviews, read_reviews

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.csv"
        path.write_bytes(_header(data) + data[1:])
        try:
            before = read_reviews(path)
            damaged = len(damaged_reviews(path))
            append_review(path, "f1", "confirm", reviewer="ana", at="2020-05-06")
        except ReviewError:
            return
        after = read_reviews(path)
        kept = after.iloc[: len(before)]
        assert kept.equals(before), "a decision was lost or changed"
        assert len(after) == len(before) + 1 and after.iloc[-1]["subject"] == "f1", (
            "the new decision is not last"
        )
        assert len(damaged_reviews(path)) >= min(damaged, 1), "what was damaged is no longer told"


def _header(data: bytes) -> bytes:
    """Return the usual first line, in two cases of three: without it hardly any bytes are reviews."""
    columns = [column.name for column in table("reviews").columns]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(columns)
    return out.getvalue().encode() if data and data[0] % 3 else b""


def decisions(data: bytes) -> None:
    """Append any decision with any words; it is refused, or comes back as it was, and can be applied."""
    from workbench.ledger import append_review, apply_reviews, build_ledger, find_orphans, read_reviews

    texts = ["Police said 14 people drowned. About 300 homes were lost.", "The mayor said 17 people drowned."]
    plain = tables_of(texts)
    ids = [*plain["figures"]["figure_id"], *plain["figures"]["claim_id"], "nobody"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.csv"
        for part in data.split(b"\n")[:6]:
            fields = _decision(part, ids)
            try:
                row = append_review(path, **fields)
            except ReviewError:
                continue
            back = read_reviews(path).iloc[-1]
            for name in ("subject", "decision", "note", "concept", "unit", "figures"):
                assert back[name] == row[name].encode("utf-8", "replace").decode().replace("\0", ""), name
        read = read_reviews(path)
    figures = apply_reviews(plain["figures"], read, plain["articles"], plain["sentences"])
    find_orphans(figures, read)
    ledger = build_ledger(figures, plain["articles"], plain["families"], plain["drifts"], reviews=read)
    check_tables(plain | {"figures": figures, "ledger": ledger})


def _decision(part: bytes, ids: list[str]) -> dict[str, Any]:
    columns = table("reviews").columns
    kinds = next(column.allowed for column in columns if column.name == "decision")
    names = [column.name for column in columns if column.name not in ("subject", "decision")]
    head = (part + b"\0\0\0")[:3]
    fields: dict[str, Any] = {"subject": ids[head[0] % len(ids)], "decision": kinds[head[1] % len(kinds)]}
    for n, piece in enumerate(part[3:].split(b"\t")):
        text = text_of(piece)
        number = piece.isdigit() and len(piece) < 9
        fields[names[(head[2] + n) % len(names)]] = (
            ids[int(piece) % len(ids)] if number and n % 2 else float(piece) if number else text
        )
    return fields


# --- what is handed on


def export(data: bytes) -> None:
    """Write a table of any words and numbers in each format; what is read back must be the same."""
    from workbench.export import ENDINGS, write_table

    words = [sound(text_of(part)) for part in data.split(b"\n")]
    numbers = [
        float(word) if word.replace(".", "", 1).isdigit() and word.isascii() else None for word in words
    ]
    frame = pd.DataFrame(
        {"words": words, words[0][:50] + "*": words, "numbers": pd.Series(numbers, dtype=float)}
    )
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            path = write_table(frame, Path(folder) / f"t{ending}")
            if ending == ".xlsx" and not words[-1].strip():
                continue  # what reads it drops blank rows at the end
            back = READ[ending](path)
            assert len(back) == len(frame), f"{ending}: rows lost"
            assert [path.name for path in Path(folder).glob(".*")] == [], "something was left behind"
            if ending in (".csv", ".xlsx"):
                _no_formula(path, ending)
            if ending in (".jsonl", ".parquet"):
                assert back["words"].tolist() == words, f"{ending}: words changed"


def _no_formula(path: Path, ending: str) -> None:
    if ending == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row[:2]]
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in cells), "a formula"
    else:
        from openpyxl import load_workbook

        kinds = {cell.data_type for row in load_workbook(path).active.iter_rows() for cell in row}
        assert "f" not in kinds, "a formula"


def _read_jsonl(path: Path) -> pd.DataFrame:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    lines = path.read_bytes().decode("utf-8").split("\n")[:-1]
    return pd.DataFrame([json.loads(line, parse_constant=refuse) for line in lines])


READ: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": lambda path: pd.read_csv(path, dtype=str, keep_default_na=False, skip_blank_lines=False),
    ".jsonl": _read_jsonl,
    ".parquet": pd.read_parquet,
    ".xlsx": lambda path: pd.read_excel(path, dtype=str, keep_default_na=False),
}


def markup(data: bytes) -> None:
    """Make markup of any words: the only elements in it may be those of the page, and the words come back."""
    from html.parser import HTMLParser

    from workbench.explorers.markup import Mark, evidence, highlight
    from workbench.explorers.markup import table as markup_table

    text = sound(text_of(data))
    marks = [
        Mark(n % 50, n % 50 + byte % 9, "figure", text[:40], text[:9], text[:7])
        for n, byte in enumerate(data[:30])
    ]
    seen: list[tuple[str, list[str]]] = []
    words: list[str] = []

    class Seen(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, [name for name, _ in attrs]))

        def handle_data(self, data: str) -> None:
            words.append(data)

    parser = Seen(convert_charrefs=True)
    parser.feed(highlight(text, marks))
    parser.close()
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert "".join(words).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "") == shown, (
        "words changed"
    )
    parser.feed(
        evidence(text, text[:5]) + markup_table(pd.DataFrame({"a": [text], text[:9]: [text]}), caption=text)
    )
    tags = {"mark", "span", "table", "div", "thead", "tbody", "tr", "th", "td", "caption", "abbr", "wbr", "a"}
    allowed = {"class", "title", "id", "tabindex", "role", "scope"}
    allowed |= {"data-id", "data-for", "data-evidence", "data-label", "data-sort"}
    assert {tag for tag, _ in seen} <= tags, "an element that is not ours"
    assert {name for _, names in seen for name in names} <= allowed, "an attribute that is not ours"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": read_file,
    "clean": clean,
    "sentences": sentences,
    "times": times,
    "figures": quantities,
    "story": story,
    "passages": passages,
    "case": case_file,
    "reviews": reviews,
    "decisions": decisions,
    "export": export,
    "markup": markup,
}
