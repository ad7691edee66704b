"""A mixed folder: lines, rows, files and a crawl, with copies, doubtful names and things that cannot be read."""

import io
import json

import pandas as pd
import pytest

PLACES = ("Dover", "Arlen", "Minsk", "Lagos")


def story(place, n, more=""):
    return (
        f"The river rose in {place} on Sunday. Mayor {place}son asked {n} people in {place} to leave their homes, "
        f"police said. About {n * 3} houses were flooded. {more}"
    )


def lines():
    rows = [
        {
            "id": f"r{n}",
            "title": f"Flood in {PLACES[n % 4]}",
            "text": story(PLACES[n % 4], n + 2, f"Story {n}."),
        }
        for n in range(8)
    ]
    odd = [
        {"text": story("Arlen", 50, "No name here.")},
        {"title": "only a title"},
        {"id": "r3", "text": story("Minsk", 77)},
        {"text": story("Arlen", 50, "No name  here.")},
    ]
    last = {"id": "last", "text": story("Dover", 9)}
    return "\n".join([*map(json.dumps, rows + odd), "broken{", "", json.dumps(last)]) + "\n"


def crawl():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for n in range(3):
        text = "".join(f"<p>{story(PLACES[n], 20 + n, 'The water fell on Monday.')}</p>" for _ in range(2))
        page = f"<html><head><title>Flood {n}</title></head><body><article>{text}</article></body></html>"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{n}",
                "response",
                payload=io.BytesIO(page.encode()),
                http_headers=headers,
            )
        )
    return stream.getvalue()


@pytest.fixture(scope="session")
def mixed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "sub").mkdir()
    (folder / "feed.jsonl").write_text(lines(), encoding="utf-8")
    (folder / "b.txt").write_text(story("Dover", 4), encoding="utf-8")
    (folder / "sub" / "b.txt").write_text(story("Dover", 5), encoding="utf-8")
    (folder / "sub" / "c.txt").write_text(story("Dover", 4), encoding="utf-8")
    (folder / "sub" / "d.txt").write_text(story("Dover", 4).replace(" ", "  "), encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "README.md").write_text("Not an article.", encoding="utf-8")
    (folder / "crawl.warc.gz").write_bytes(crawl())
    rows = [
        {"doc_id": f"q{n}", "text": story(PLACES[n % 3], n + 30), "publisher": "The Post"} for n in range(6)
    ]
    pd.DataFrame(rows).to_parquet(folder / "rows.parquet", row_group_size=4)
    return folder
