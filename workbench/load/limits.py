"""How much one input may ask for, each limit with its reason, and zip files opened within it."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from workbench.errors import InputError


class Limits(NamedTuple):
    """Limits that keep one odd file from taking the whole case with it.

    What is over a limit is rejected by name in the load report, and the rest is carried on.

    Parameters
    ----------
    file_bytes
        A single file; larger collections are given as several files.
    article_chars
        One article, in code points. A novel has about a million; beyond five it is no article but a dump.
    page_chars
        The HTML source of one page. Parsers slow down, or give up without a word, on pages far beyond this.
    member_bytes
        One member of an archive, unpacked.
    unpacked_bytes
        All members of one archive together, unpacked.
    ratio
        Unpacked to packed size of a member of more than a megabyte. Text packs 3 to 20 times, bombs 1,000.
    members
        Members of one archive.
    depth
        Archives inside archives.
    pages
        Pages of a PDF.
    pdf_seconds
        Time to read one PDF: about a second takes 50 pages, and some files are made to take for ever.
    extra_columns
        Columns of a table or JSON file beyond the known ones.
    """

    file_bytes: int = 1 << 30
    article_chars: int = 5_000_000
    page_chars: int = 20_000_000
    member_bytes: int = 1 << 28
    unpacked_bytes: int = 1 << 31
    ratio: int = 200
    members: int = 100_000
    depth: int = 3
    pages: int = 2_000
    pdf_seconds: float = 120
    extra_columns: int = 200


LIMITS = Limits()


def size(n_bytes: int) -> str:
    """Write a number of bytes for a message.

    Examples
    --------
    >>> size(1_500_000), size(12)
    ('1.5 MB', '12 bytes')
    """
    return f"{n_bytes / 1e6:,.1f} MB" if n_bytes >= 100_000 else f"{n_bytes:,} bytes"


ZIP_MAGIC = b"PK\x03\x04"
SMALL = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Unpacked(NamedTuple):
    """A member of an archive: its name and bytes, or the reason why it was not unpacked."""

    name: str
    data: bytes = b""
    reason: str = ""


def names_in(data: bytes) -> list[str]:
    """Return the names of the members of a zip; none if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except DAMAGED:
        return []


def check_zip(data: bytes, *, limits: Limits = LIMITS) -> None:
    """Raise InputError if the members of a zip, by their stated sizes, come to more than the limits.

    Raises
    ------
    InputError
        If there are too many members, they are too large, or packed as only bombs are; or the zip is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except DAMAGED as error:
        raise InputError(f"a damaged archive ({error})") from error
    if len(members) > limits.members:
        raise InputError(f"an archive of {len(members):,} files; the limit is {limits.members:,}")
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise InputError(f"an archive of {size(total)} unpacked; the limit is {size(limits.unpacked_bytes)}")
    for member in members:
        reason = _too_large(member, limits)
        if reason:
            raise InputError(f"'{member.filename}' inside is {reason}")


def unpack(data: bytes, *, limits: Limits = LIMITS) -> Iterator[Unpacked]:
    """Yield the files of a zip; those that are no files, unsafe by name, encrypted or over the limits with a reason.

    Raises
    ------
    InputError
        If the archive cannot be opened, has too many members or is too large as a whole.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise InputError(f"a damaged archive ({error})") from error
    with archive:
        members = archive.infolist()
        if len(members) > limits.members:
            raise InputError(f"an archive of {len(members):,} files; the limit is {limits.members:,}")
        left = limits.unpacked_bytes
        for member in members:
            if member.is_dir():
                continue
            found = _unpack(archive, member, limits, left)
            left -= len(found.data)
            yield found


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, left: int) -> Unpacked:
    name = member.filename
    reason = _unsafe(member) or _too_large(member, limits)
    if not reason and member.file_size > left:
        reason = f"beyond the {size(limits.unpacked_bytes)} that an archive may unpack to"
    if reason:
        return Unpacked(name, reason=reason)
    try:
        return Unpacked(name, archive.read(member))
    except DAMAGED as error:
        return Unpacked(name, reason=f"cannot be unpacked: {error}")


def _unsafe(member: zipfile.ZipInfo) -> str:
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or parts[0].endswith(":"):
        return "a name that leads out of the archive: not read"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link: not followed"
    if member.flag_bits & 1:
        return "encrypted: unpack it with its password and add the file"
    return ""


def _too_large(member: zipfile.ZipInfo, limits: Limits) -> str:
    if member.file_size > limits.member_bytes:
        return f"{size(member.file_size)} unpacked; the limit is {size(limits.member_bytes)}"
    if member.file_size > SMALL and member.file_size > limits.ratio * max(1, member.compress_size):
        return f"packed {member.file_size // max(1, member.compress_size):,} times, as only archive bombs are"
    return ""
