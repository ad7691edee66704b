"""Files made of any bytes: as they are under the ending of some format, or set into the frame of one.

Without the frame hardly any change of bytes gets past the check sums of a zip or the cross references of a PDF.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

from fuzz.text import text_of

Named = tuple[str, bytes]
ENDINGS = (
    *("txt", "md", "html", "json", "jsonl", "csv", "tsv", "xml", "warc", "warc.gz", "pdf", "docx", "rtf"),
    *("eml", "zip", "gz"),
)


def _as_it_is(ending: str) -> Callable[[bytes], Named]:
    return lambda data: (f"a.{ending}", data)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def word_document(data: bytes) -> Named:
    """Return a Word document whose body is the bytes; those of a package too if they hold a line ``=====``."""
    body, _, relations = data.partition(b"=====")
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": DOCUMENT % body,
    }
    if relations:
        members["word/_rels/document.xml.rels"] = relations
    return "a.docx", _zip(members)


def pdf(data: bytes) -> Named:
    """Return a PDF of one page whose content stream is the bytes, with cross references that hold."""
    content, _, font = data.partition(b"=====")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica %s>>" % font,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return "a.pdf", out + b"xref\n0 6\n0000000000 65535 f \n" + rows + trailer


def warc(data: bytes) -> Named:
    """Return a WARC of one page whose HTTP answer is the bytes."""
    return "a.warc", (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/a\r\n"
        b"WARC-Date: 2023-01-09T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(data), data)
    )


def zipped(data: bytes) -> Named:
    """Return a zip whose members are the lines, each named by its first word."""
    pieces = [line.partition(b" ") for line in data.split(b"\n")[:8]]
    names = [name.decode("latin-1").partition("\0")[0][:60] or "a.txt" for name, _, _ in pieces]
    return "a.zip", _zip({name: content for name, (_, _, content) in zip(names, pieces, strict=True)})


def page(data: bytes) -> Named:
    """Return a page whose body is news made of the bytes."""
    text = text_of(data).encode("utf-8", "replace")
    return (
        "a.html",
        b"<html><head><title>Storm</title></head><body><article>" + text + b"</article></body></html>",
    )


def news(data: bytes) -> Named:
    """Return plain text made of the bytes."""
    return "a.txt", text_of(data).encode("utf-8", "replace")


def records(data: bytes) -> Named:
    """Return JSON lines: each line of the bytes in turn as a value of a known or unknown field."""
    keys = ("text", "id", "title", "date", "publisher", "url", "author", "body_html", "x")
    values = [text_of(line) for line in data.split(b"\n")]
    rows = [
        dict(zip(keys, values[at : at + len(keys)], strict=False)) for at in range(0, len(values), len(keys))
    ]
    return "a.jsonl", b"\n".join(json.dumps(row).encode() for row in rows)


FILES: tuple[Callable[[bytes], Named], ...] = (
    *(word_document, pdf, warc, zipped, page, news, records),
    lambda data: ("a.gz", gzip.compress(data, mtime=0)),
    lambda data: ("a.warc.gz", gzip.compress(warc(data)[1], mtime=0)),
    lambda data: (
        "b.pdf",
        pdf(zlib.compress(data))[1].replace(b"<</Length", b"<</Filter/FlateDecode/Length", 1),
    ),
    *map(_as_it_is, ENDINGS),
)
