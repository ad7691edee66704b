"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.errors import InputError
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

MAGIC = b"{\\rtf"
LEFT_OUT = re.compile(r"\\(footnote|annotation|header[lrf]?|footer[lrf]?)\b")
MAX_FONT_CHARS = 300
UNICODE_HALF = re.compile("[\ud800-\udfff]")


def recognises(source: Source) -> bool:
    """Take what begins as RTF does."""
    return source.data.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(MAGIC)] == MAGIC


def read(source: Source) -> Iterator[Found]:
    """Yield the document, or the articles of a Nexis export."""
    from striprtf.striprtf import rtf_to_text

    # RTF is ASCII; bytes above that are in the code page that the file names, which the library looks up by itself.
    text = _tamed(source.data.decode("latin-1"))
    raw = rtf_to_text(text, encoding=source.encoding or "cp1252", errors="replace")
    if UNICODE_HALF.search(raw):
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    record = Record(raw, encoding="rtf", warnings=tuple(_warnings(source.data, text)))
    yield from articles_or_one(record)


def _tamed(text: str) -> str:
    """Rewrite what takes the library's patterns more than linear time; the document stays the same.

    Raises
    ------
    InputError
        If the table of fonts is none.
    """
    # A space behind a control word belongs to it. Without it a pattern for links runs over the line for each field.
    text = text.replace("{\\field{", "{\\field {")
    start = text.find("\\fonttbl")
    if start < 0:
        return text
    end = _end_of_group(text, start)
    entries = re.split(r"(?<=})", text[start:end])
    if max(map(len, entries)) > MAX_FONT_CHARS:
        raise InputError("an RTF file with a damaged table of fonts")
    # The pattern for a font reads on until a semicolon, over all fonts that have none.
    return text[:start] + "\n".join(re.sub("}$", ";}", entry) for entry in entries) + text[end:]


def _end_of_group(text: str, start: int) -> int:
    depth = 1
    for brace in re.finditer(r"[{}]", text[start:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return start + brace.end()
    return len(text)


def _warnings(data: bytes, text: str) -> Iterator[str]:
    left_out = sorted({match[1] for match in LEFT_OUT.finditer(text)})
    if left_out:
        yield f"the document has parts that are left out: {', '.join(left_out)}"
    if not data.rstrip(b"\0 \r\n\t").endswith(b"}"):
        yield "the end of the file is missing: text may be lost"


READER = Reader("rich text", (".rtf",), "one article, or an export of Nexis with many", recognises, read)
