"""Packs the large files that lie beside the pages, so that the report of many articles can still be passed on."""

from __future__ import annotations

import gzip
from pathlib import Path

LARGE = 1_000_000  # bytes from which a file is packed: smaller ones open with a click


def pack(path: Path, *, large: int = LARGE) -> Path:
    """Put a file of at least ``large`` bytes into a gzip file of the same bytes, and return where it is then.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "links.csv"
    >>> _ = path.write_text("a,b" * 100)
    >>> pack(path).name, pack(path, large=100).name
    ('links.csv', 'links.csv.gz')
    """
    if path.stat().st_size < large:
        return path
    packed = path.with_name(f"{path.name}.gz")
    packed.write_bytes(
        gzip.compress(path.read_bytes(), mtime=0)
    )  # without a time: the same bytes on every run
    path.unlink()
    return packed


def stored(path: Path) -> Path:
    """Return where a file is that may have been packed.

    Examples
    --------
    >>> stored(Path("nowhere/links.csv")).name
    'links.csv'
    """
    packed = path.with_name(f"{path.name}.gz")
    return packed if packed.is_file() else path
