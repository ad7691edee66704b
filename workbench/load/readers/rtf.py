"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

MAGIC = b"{\\rtf"
LEFT_OUT = re.compile(r"\\(footnote|annotation|header[lrf]?|footer[lrf]?)\b")
UNICODE_HALF = re.compile("[\ud800-\udfff]")


def recognises(source: Source) -> bool:
    """Take what begins as RTF does."""
    return source.data.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(MAGIC)] == MAGIC


def read(source: Source) -> Iterator[Found]:
    """Yield the document, or the articles of a Nexis export."""
    from striprtf.striprtf import rtf_to_text

    # RTF is ASCII; bytes above that are in the code page that the file names, which the library looks up by itself.
    text = source.data.decode("latin-1").lstrip("\ufeff")
    raw = rtf_to_text(text, encoding=source.encoding or "cp1252", errors="replace")
    if UNICODE_HALF.search(raw):
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    record = Record(raw, encoding="rtf", warnings=tuple(_warnings(source.data, text)))
    yield from articles_or_one(record)


def _warnings(data: bytes, text: str) -> Iterator[str]:
    left_out = sorted({match[1] for match in LEFT_OUT.finditer(text)})
    if left_out:
        yield f"the document has parts that are left out: {', '.join(left_out)}"
    if not data.rstrip(b"\0 \r\n\t").endswith(b"}"):
        yield "the end of the file is missing: text may be lost"


READER = Reader("rich text", (".rtf",), "one article, or an export of Nexis with many", recognises, read)
