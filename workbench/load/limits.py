"""How much one input may ask for: every limit in one place, each with its reason."""

from __future__ import annotations

from typing import NamedTuple


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
