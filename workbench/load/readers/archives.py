"""Files that hold files: archives, what a crawler stored as WARC or its forerunner ARC, mailboxes, messages, MHTML."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from gzip import BadGzipFile, GzipFile
from itertools import pairwise
from typing import Any, cast

from workbench.errors import InputError
from workbench.load.decode import decode
from workbench.load.fields import web_address
from workbench.load.limits import ZIP_MAGIC, names_in, size, unpack
from workbench.load.moments import iso_date, publication
from workbench.load.readers import Reader
from workbench.load.readers.html import as_record, read_page
from workbench.load.records import Found, Member, Note, Record, Rejected, Source, Unread

BOOK, CHAPTERS = b"mimetypeapplication/epub+zip", (".xhtml", ".html", ".htm")
EMPTY = b"PK\x05\x06"
# Office formats are zips too; unpacked they would be hundreds of files of XML.
OFFICE = {
    "xl/workbook.xml": "an Excel workbook: save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation: save it as PDF or paste its text",
    "content.xml": "an OpenDocument file that is no text: save it as CSV or plain text",
}


def recognises_zip(source: Source) -> bool:
    """Take zips that no other reader has taken."""
    return source.data.startswith((ZIP_MAGIC, EMPTY))


def read_zip(source: Source) -> Iterator[Found]:
    """Yield the files of the archive."""
    names = set(names_in(source.data))
    reason = next((reason for name, reason in OFFICE.items() if name in names), "")
    if reason:
        yield Rejected(reason)
        return
    is_book = BOOK in source.data[:200]
    for found in unpack(source.data, limits=source.limits):
        if is_book and not found.name.lower().endswith(CHAPTERS):
            continue  # styles, pictures and the table of contents
        yield Unread(found.name, found.reason) if found.reason else Member(found.name, found.data)


ZIP = Reader(
    "zip",
    (".zip", ".epub"),
    "an archive of any of these; the chapters of an e-book",
    recognises_zip,
    read_zip,
)


GZIP_MAGIC = b"\x1f\x8b"


def recognises_gzip(source: Source) -> bool:
    """Take what begins as gzip does."""
    return source.data.startswith(GZIP_MAGIC)


def read_gzip(source: Source) -> Iterator[Found]:
    """Yield the file inside.

    Raises
    ------
    InputError
        If it is damaged or unpacks to more than the limit.
    """
    limit = source.limits.member_bytes
    try:
        data = GzipFile(fileobj=io.BytesIO(source.data)).read(limit + 1)
    except (BadGzipFile, EOFError, zlib.error, OSError) as error:
        raise InputError(f"a damaged gzip file ({error})") from error
    if len(data) > limit:
        raise InputError(f"unpacks to more than {size(limit)}")
    yield Member(source.stem, data)


GZIP = Reader("gzip", (".gz",), "one of these, packed", recognises_gzip, read_gzip)


MAGICS, PACKED = (b"WARC/", b"filedesc://"), b"\x1f\x8b"
PAGES = ("text/html", "application/xhtml+xml")


def recognises_warc(source: Source) -> bool:
    """Take what begins as WARC does, packed or not."""
    return source.data.startswith(MAGICS) or (
        source.data.startswith(PACKED) and _unpacked_head(source.data).startswith(MAGICS)
    )


def read_warc(source: Source) -> Iterator[Found]:
    """Yield each page; what else the crawler stored is counted.

    The day of the crawl goes into ``date_retrieved``; it says nothing about when a page was published.

    Raises
    ------
    InputError
        If the file breaks off or is damaged; what stands before that is read.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    try:
        for number, stored in enumerate(ArchiveIterator(io.BytesIO(source.data), arc2warc=True), start=1):
            kind = _other(stored)
            if kind:
                others[kind] += 1
            else:
                yield _page(stored, number, source)
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError) as error:
        raise InputError(f"a damaged WARC file ({error})") from error
    if others:
        yield Note("no pages: " + ", ".join(f"{kind} ({n:,})" for kind, n in sorted(others.items())))


def _other(stored: Any) -> str:
    """Return what a stored record is if it is no page."""
    if stored.rec_type not in ("response", "resource"):
        return f"{stored.rec_type} records"
    kind = _content_type(stored)
    return "" if kind in PAGES else kind or "responses of no type"


def _page(stored: Any, number: int, source: Source) -> Record | Rejected:
    status = stored.http_headers.get_statuscode() if stored.http_headers else "200"
    if status != "200":
        return Rejected(f"the server answered {status}", number)
    limit = source.limits.page_chars
    data = stored.content_stream().read(limit + 1)
    if len(data) > limit:
        return Rejected(f"a page of more than {size(limit)}", number)
    decoded = decode(data, encoding=source.encoding)
    address = stored.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        record = as_record(read_page(decoded.text, url=address, limits=source.limits), number)
    except InputError as error:
        return Rejected(str(error), number)
    crawled = iso_date(stored.rec_headers.get_header("WARC-Date") or "")
    fields = {**record.fields, "date_retrieved": crawled}
    return record._replace(
        fields=fields, encoding=decoded.encoding, warnings=decoded.warnings + record.warnings
    )


def _content_type(stored: Any) -> str:
    headers = stored.http_headers or stored.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _unpacked_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:4096], max(map(len, MAGICS)))
    except zlib.error:
        return b""


WARC = Reader(
    "WARC",
    (".warc", ".warc.gz", ".arc", ".arc.gz"),
    "pages as a crawler stored them",
    recognises_warc,
    read_warc,
)


HEADER = re.compile(r"^([a-z][a-z0-9-]{1,40}):", re.MULTILINE)
OF_MAIL = {"mime-version", "message-id", "received", "return-path"}
# What a writer of mail fills in. A program that saves a mail may keep no more; other texts begin so as well.
OF_WRITER = {"from", "date", "to", "subject"}
SECOND_HAND = re.compile(r"\A(?:\s*+(?:re|fwd?|wg|aw|tr)\s*+:)+", re.IGNORECASE)


def recognises_eml(source: Source) -> bool:
    """Take text that begins with the headers of a message."""
    if source.is_binary:
        return False
    head = source.head.replace("\r\n", "\n").partition("\n\n")[0]
    names = set(HEADER.findall(head))
    if not HEADER.match(head):
        return False
    if source.suffix == ".eml" and len(names & OF_WRITER) >= 2:
        return True
    return bool(names & OF_MAIL) and bool(names & {"from", "date", "subject"})


def read_eml(source: Source) -> Iterator[Found]:
    """Yield the message's text and each attachment as a file of its own."""
    message = message_from_bytes(source.data, policy=policy.default)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        yield Rejected("a message without a text")
    else:
        yield _record(cast(EmailMessage, body), message, source)
    if _header(message, "Snapshot-Content-Location"):
        return  # the other parts of a saved page are its styles and pictures
    for number, attachment in enumerate(message.iter_attachments(), start=1):
        yield _attached(attachment, number)


def _attached(attachment: EmailMessage, number: int) -> Found:
    """Return what is attached as a file of its own; a message that is attached or forwarded as one is a message again."""
    name = (attachment.get_filename() or "").replace("!", "_")
    if attachment.get_content_type() == "message/rfc822":
        inner = cast(list[EmailMessage], attachment.get_payload())
        title = re.sub(r"[^\w -]+", " ", _header(inner[0], "Subject")).strip() if inner else ""
        whole = inner[0].as_bytes() if inner else b""
        return Member(name or f"{title or f'message {number}'}.eml", whole)
    data = attachment.get_payload(decode=True)
    if isinstance(data, bytes) and name:
        return Member(name, data)
    return Unread(
        name or f"part {number}", f"an attachment ({attachment.get_content_type()}) without a name: not read"
    )


def _record(body: EmailMessage, message: EmailMessage, source: Source) -> Record:
    data = body.get_payload(decode=True)
    text = decode(data, encoding=_charset(body)).text if isinstance(data, bytes) else str(body.get_payload())
    fields = _fields(message)
    if body.get_content_subtype() == "html":
        record = as_record(read_page(text, url=fields.get("url", ""), limits=source.limits))
        fields = {**fields, **{name: value for name, value in record.fields.items() if value}}
    else:
        record = Record(text)
    extra = {"mail_from": _header(message, "From"), "mail_to": _header(message, "To"), **record.extra}
    return record._replace(
        fields=fields, extra={k: v for k, v in extra.items() if v}, encoding=_charset(body) or "utf-8"
    )


def _fields(message: EmailMessage) -> dict[str, str]:
    """Read a message's headers: the day it was sent is the publication date only of what its sender wrote."""
    subject, sent = _header(message, "Subject"), iso_date(_header(message, "Date"))
    address = web_address(_header(message, "Snapshot-Content-Location"))
    fields = {"headline": SECOND_HAND.sub("", subject).strip(), "url": address}
    if address or SECOND_HAND.match(subject):
        return fields | {"date_retrieved": sent}
    return fields | publication(_header(message, "Date"), basis="Date header of the e-mail")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, KeyError, TypeError):
        # The standard library's header parser raises on some malformed headers.
        return ""


def _charset(body: EmailMessage) -> str | None:
    charset = body.get_content_charset()
    try:
        "".encode(charset or "")
    except (LookupError, ValueError):
        return None
    return charset


EML = Reader(
    "e-mail, saved page",
    (".eml", ".mht", ".mhtml"),
    "a newsletter, alert or forwarded article, with its attachments; a page saved as MHTML",
    recognises_eml,
    read_eml,
)


# The line between messages: an address and the date of delivery.
BETWEEN = re.compile(rb"^From \S+ .*\d{4}.*\r?$", re.MULTILINE)
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
EMLX = re.compile(rb"(\d+)[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)")


def recognises_mbox(source: Source) -> bool:
    """Take text that begins with the line between messages, or with the length of a message and its headers."""
    return not source.is_binary and bool(BETWEEN.match(source.data) or EMLX.match(source.data))


def read_mbox(source: Source) -> Iterator[Found]:
    """Yield each message as a file of its own."""
    one = EMLX.match(source.data)
    if one:
        yield Member(f"{source.stem}.eml", source.data[one.end() : one.end() + int(one[1])])
        return
    starts = [*(found.span() for found in BETWEEN.finditer(source.data)), (len(source.data), 0)]
    for number, ((_, start), (end, _)) in enumerate(pairwise(starts), start=1):
        message = QUOTED.sub(rb"\1", source.data[start:end].lstrip(b"\r\n"))
        yield Member(f"{source.stem} {number}.eml", message)


MBOX = Reader(
    "mailbox", (".mbox", ".emlx"), "the messages of a mail program's folder", recognises_mbox, read_mbox
)
