"""Mailboxes: mbox with many messages, and emlx with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.load.readers import Reader
from workbench.load.records import Found, Member, Source

# The line between messages: an address and the date of delivery.
BETWEEN = re.compile(rb"^From \S+ .*\d{4}.*\r?$", re.MULTILINE)
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
EMLX = re.compile(rb"(\d+)[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)")


def recognises(source: Source) -> bool:
    """Take text that begins with the line between messages, or with the length of a message and its headers."""
    return not source.is_binary and bool(BETWEEN.match(source.data) or EMLX.match(source.data))


def read(source: Source) -> Iterator[Found]:
    """Yield each message as a file of its own."""
    one = EMLX.match(source.data)
    if one:
        yield Member(f"{source.stem}.eml", source.data[one.end() : one.end() + int(one[1])])
        return
    starts = [*(found.span() for found in BETWEEN.finditer(source.data)), (len(source.data), 0)]
    for number, ((_, start), (end, _)) in enumerate(pairwise(starts), start=1):
        message = QUOTED.sub(rb"\1", source.data[start:end].lstrip(b"\r\n"))
        yield Member(f"{source.stem} {number}.eml", message)


READER = Reader("mailbox", (".mbox", ".emlx"), "the messages of a mail program's folder", recognises, read)
