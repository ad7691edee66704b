"""From a record's own names and values to the columns of the table ``articles``, and outlets by their addresses."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from workbench.lexicon.reading import rows
from workbench.load.moments import CLOCK, iso_date, publication, timed
from workbench.tables import table

SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(?P<bar>\||»|::|•|·)\s*|(?<!\s)\s+(?P<dash>[–—-]{1,2})\s+")
WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
# An address inside an address: of an archive, a cache, a translation.
INNER = re.compile(r".+?(https?:/{1,2}(?!/)\S+)", re.IGNORECASE)
LABELS = frozenset(("www", "m", "amp", "mobile", "edition", "beta", "us", "uk", "eu", "en", "rss", "feeds"))
# The last word of a newspaper's or station's name; words that also end headlines are left out.
NAMES_END = frozenset(
    [
        "news",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "telegraph",
        "chronicle",
        "examiner",
        "inquirer",
        "courier",
        "newspaper",
    ]
)
MOST_WORDS, FEWEST_LEFT = 5, 3


def outlet_address(url: str) -> str:
    """Return the name of the site that an address belongs to: of an archived page, the site that was archived.

    Examples
    --------
    >>> outlet_address("https://www.example.org/2021/07/05/storm"), outlet_address("http://amp.news.example.org:80/a")
    ('example.org', 'news.example.org')
    >>> outlet_address("https://keep.example/web/2013/http://example.org/a"), outlet_address("storm.html")
    ('example.org', '')
    """
    inner = INNER.match(url)
    try:
        host = urlsplit(inner[1] if inner else url).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    while len(labels) > 2 and (labels[0] in LABELS or re.fullmatch(r"www\d+", labels[0])):
        labels.pop(0)
    return ".".join(labels) if len(labels) > 1 and not labels[-1].isdigit() else ""


def without_outlet(headline: str, *, publisher: str = "", url: str = "", titles: Iterable[str] = ()) -> str:
    """Return a headline without the names of outlet and section that a page's title puts around it.

    What is behind the last bar or dash is taken off if it names the publisher or the site, if the page prints the rest
    as a heading of its own, or if it ends as names of newspapers and stations do.

    Examples
    --------
    >>> without_outlet("Storm kills five near Lower Reed | Reed Valley News"), without_outlet("Rain - heavy at times")
    ('Storm kills five near Lower Reed', 'Rain - heavy at times')
    >>> without_outlet("Storm kills five in Arva - WXRV", url="https://www.wxrv.example/storm")
    'Storm kills five in Arva'
    >>> without_outlet("Storm kills five | World | The Lantern", publisher="Lantern")
    'Storm kills five'
    """
    headline = " ".join(unescape(unescape(headline)).split())
    printed = {_letters(title) for title in titles}
    known = [_letters(publisher), _letters(outlet_address(url))]
    while True:
        shorter = _shorter(headline, known, printed)
        if shorter == headline:
            return headline
        headline = shorter


def outlet_beside(title: str, headings: Iterable[str], *, url: str = "") -> str:
    """Return the outlet that a page's title names beside its headline; empty where it names a section or nothing.

    What stands behind a bar is one if it is written as a name; behind a dash or before a colon it must be in the page's
    address or end, or begin, as names of newspapers and stations do.

    Examples
    --------
    >>> outlet_beside("Storm kills five in Arva | World | The Lantern", ["Storm kills five in Arva"])
    'The Lantern'
    >>> outlet_beside("Reed Valley News: Storm kills five", ["Storm kills five"])
    'Reed Valley News'
    >>> outlet_beside("Storm kills five - what we know", ["Storm kills five"])
    ''
    """
    title = " ".join(unescape(unescape(title)).split())
    host = _letters(outlet_address(url))
    for heading in filter(None, (" ".join(heading.split()) for heading in headings)):
        beside, colon = _beside(title, heading)
        names = [part for part in _parts(beside) if _is_name_beside(*part, host=host, colon=colon)]
        in_host = [name for name, _ in names if _letters(name) in host]
        if names:
            return (in_host or [name for name, _ in names])[0 if colon else -1]
    return ""


def _beside(title: str, heading: str) -> tuple[str, bool]:
    """Return what a title holds beside a heading, and whether a colon parts the two."""
    low, own = title.casefold(), heading.casefold()
    if low.startswith(own) and SEPARATOR.match(title, len(heading)):
        return title[len(heading) :], False
    before = title[: -len(heading)] if low.endswith(own) else ""
    if before.endswith(": "):
        return before[:-2], True
    borders = list(SEPARATOR.finditer(before))
    return (before, False) if borders and borders[-1].end() == len(before) else ("", False)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands between bars and dashes, and whether a bar stands at it."""
    start, is_bar = 0, False
    for border in SEPARATOR.finditer(text):
        if text[start : border.start()].strip():
            yield text[start : border.start()].strip(), is_bar or bool(border["bar"])
        start, is_bar = border.end(), bool(border["bar"])
    if text[start:].strip():
        yield text[start:].strip(), is_bar


def _is_name_beside(text: str, is_bar: bool, *, host: str, colon: bool) -> bool:
    words = WORD.findall(text)
    low = {word.casefold() for word in words}
    if not 0 < len(words) <= MOST_WORDS or low <= _sections():
        return False
    if len(_letters(text)) > 2 and _letters(text) in host:
        return True
    written = all(word[:1].isupper() or len(word) <= 3 for word in words) and words[0][:1].isupper()
    named = _ends_as_name(words) or (words[0] == "The" and len(words) <= MOST_WORDS - 1)
    return written and (named or (is_bar and not colon))


@cache
def _sections() -> frozenset[str]:
    return frozenset(word for row in rows("page_sections") for word in row["words"].split())


def _shorter(headline: str, known: list[str], printed: set[str]) -> str:
    borders = list(SEPARATOR.finditer(headline))
    if not borders:
        return headline
    last, first = borders[-1], borders[0]
    kept, behind = headline[: last.start()], headline[last.end() :]
    if len(WORD.findall(kept)) >= FEWEST_LEFT and (
        _letters(kept) in printed or _is_outlet(behind, known, is_bar=bool(last["bar"]))
    ):
        return _without_section(kept)
    kept, before = headline[first.end() :], headline[: first.start()]
    is_name = _letters(before) in _spellings(known)
    return kept if is_name and len(WORD.findall(kept)) >= FEWEST_LEFT else headline


def _without_section(headline: str) -> str:
    """Take off what stands between the headline and the outlet: one or two words behind a bar."""
    borders = [border for border in SEPARATOR.finditer(headline) if border["bar"]]
    if not borders:
        return headline
    kept, behind = headline[: borders[-1].start()], headline[borders[-1].end() :]
    is_section = len(WORD.findall(behind)) <= 2 and len(WORD.findall(kept)) >= FEWEST_LEFT
    return kept if is_section else headline


def _is_outlet(text: str, known: list[str], *, is_bar: bool) -> bool:
    words = WORD.findall(text)
    if not 0 < len(words) <= MOST_WORDS:
        return False
    if _letters(text) in _spellings(known):
        return True
    if _is_part_of(words, known, is_bar=is_bar):
        return True
    return _ends_as_name(words) and (is_bar or len(words) > 1)


def _is_part_of(words: list[str], known: list[str], *, is_bar: bool) -> bool:
    """Whether all words stand in the names that are known; behind a bar the first one is enough."""
    held = [any(_letters(word) in name for name in known) for word in words if len(word) > 2]
    return bool(held) and (all(held) or (is_bar and held[0]))


def _spellings(known: list[str]) -> set[str]:
    """Return the names that are known, with and without "the" before them."""
    names = set(filter(None, known))
    return names | {f"the{name}" for name in names}


def _ends_as_name(words: list[str]) -> bool:
    return words[-1].casefold() in NAMES_END and all(word[:1].isupper() for word in words if len(word) > 3)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


NAMES = ("name", "title", "main", "fullname", "label")
NAME_KEYS = (*NAMES, "id", "uri")
# "published: true" says that it is, not when.
FLAGS = frozenset(("true", "false", "yes", "no", "0", "1"))
PROSE_WORDS = 30
SENTENCES = re.compile(r"\w[.!?…]+[\"'”’»)]*(?=\s|\Z)")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z", re.IGNORECASE)


class Known(NamedTuple):
    """A record told apart: its text, its id, the columns we know, the rest, and what is odd."""

    text: str | None
    name: str
    fields: dict[str, str]
    extra: dict[str, Any]
    warnings: tuple[str, ...]


def known(record: Mapping[str, Any], *, what: str) -> Known:
    """Tell a record's values apart by the names in ``data/field_names.csv``.

    Of several names for one field the one that stands first in that table and holds a value wins; the others are
    kept as extra columns. A date that is not whole stays unknown, with a warning.

    Parameters
    ----------
    record
        Names and values, as the file has them.
    what
        What the names are, for ``date_basis``: "JSON field", "CSV column".

    Returns
    -------
    Known
        ``text`` is None if no name for a text is there.

    Examples
    --------
    >>> known({"Title": "Storm", "body": "Rain.", "published_at": "2021-07-05T10:00Z", "n": 3}, what="JSON field")
    Known(text='Rain.', name='', fields={'headline': 'Storm', 'date_published': '2021-07-05',
    'date_basis': 'JSON field published_at (2021-07-05T10:00Z)', 'time_published': '2021-07-05T10:00+00:00'},
    extra={'n': '3'}, warnings=())
    """
    chosen = _choose(record)
    warnings: list[str] = []
    fields = _facts(record, chosen, what, warnings)
    if "text" not in chosen and (found := prose_in(record)):
        chosen["text"] = found
        warnings.append(f"the text is taken from {what} {found!r}, the longest running text of the record")
    taken = set(chosen.values())
    extra = {column_name(key): as_text(value) for key, value in record.items() if key not in taken}
    text_key = chosen.get("text")
    return Known(
        _text_of(record, text_key),
        as_text(record[chosen["id"]]) if "id" in chosen else "",
        fields,
        extra,
        tuple(warnings),
    )


def _facts(
    record: Mapping[str, Any], chosen: Mapping[str, str], what: str, warnings: list[str]
) -> dict[str, str]:
    """Return the values of the fields by the keys chosen for them: dates, language, address and headline as we write them."""
    fields = {name: _stated(record[key]) for name, key in chosen.items() if name not in ("text", "id")}
    if "date_retrieved" in fields:
        stated = fields.pop("date_retrieved")
        fields["date_retrieved"] = _whole(
            stated, iso_date(stated), f"{what} {chosen['date_retrieved']}", warnings
        )
    published = chosen.get("date_published") or chosen.get("time_published")
    if published:
        fields |= _published(fields, f"{what} {published}", warnings)
    if "language" in fields:
        fields["language"] = language_code(fields["language"])
    if fields.get("url") and not web_address(fields["url"]):
        warnings.append(f"{fields.pop('url')[:60]!r} is no address of the web: left out")
    if "headline" in fields:
        told = {name: fields.get(name, "") for name in ("publisher", "url")}
        fields["headline"] = without_outlet(fields["headline"], **told)
    return fields


def has_text(names: Iterable[str]) -> bool:
    """Whether one of the names is one for an article's text."""
    return any(_names().get(_bare(name), ("",))[0] == "text" for name in names)


def n_known(names: Iterable[str]) -> int:
    """Count the names that are in the table of field names."""
    return sum(_bare(name) in _names() for name in names)


def as_text(value: Any) -> str:
    """Write a value of a record as text: names of things by their name, lists with "; " between.

    Examples
    --------
    >>> as_text({"id": None, "name": "The Post"}), as_text(["A. B.", {"name": "C. D."}]), as_text(None), as_text(2.0)
    ('The Post', 'A. B.; C. D.', '', '2')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return _number_as_text(value)
        case Mapping():
            names = (value[key] for key in NAME_KEYS if isinstance(value.get(key), str) and value[key])
            return next(names, None) or json.dumps(value, ensure_ascii=False)
        case list() | tuple():
            return "; ".join(filter(None, map(as_text, value)))
    return str(value).strip()


def _number_as_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)


def as_name(value: Mapping[str, Any]) -> str:
    """Return the name that an object states, itself or in what it holds; empty if there is none.

    Examples
    --------
    >>> as_name({"name": "The Post"}), as_name({"owner": {"title": "The Post"}}), as_name({"@id": "#post"})
    ('The Post', 'The Post', '')
    """
    own = next((value[key] for key in NAMES if isinstance(value.get(key), str) and value[key].strip()), "")
    if own:
        return str(own).strip()
    inner = (item for item in value.values() if isinstance(item, Mapping))
    return next((item[key].strip() for item in inner for key in NAMES if isinstance(item.get(key), str)), "")


def column_name(name: str) -> str:
    """Return a name for an extra column that does not hide a column of the table ``articles``.

    Examples
    --------
    >>> column_name("section"), column_name("raw")
    ('section', 'source_raw')
    """
    documented = {column.name for column in table("articles").columns}
    return f"source_{name}" if name in documented or not name else name


def language_code(value: str) -> str:
    """Return the ISO 639-1 code of a language given by code or English name; empty if it is none.

    Examples
    --------
    >>> language_code("en-US"), language_code("English"), language_code("??")
    ('en', 'en', '')
    """
    value = value.strip().lower()
    code = re.split(r"[-_]", value)[0]
    if re.fullmatch(r"[a-z]{2}", code):
        return code
    return _languages().get(value, "")


def web_address(value: str) -> str:
    """Return an address of the web, or nothing for anything else (``javascript:``, ``data:``, a path).

    Examples
    --------
    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    value = value.strip()
    return value if WEB_ADDRESS.match(value) else ""


def _choose(record: Mapping[str, Any]) -> dict[str, str]:
    """Return, for each field, the record's name for it that stands first in the table and holds a value."""
    ranked: dict[str, tuple[bool, int, str]] = {}
    for key in record:
        field, rank = _names().get(_bare(key), ("", 0))
        if field and not (field.startswith("date_") and as_text(record[key]).lower() in FLAGS):
            candidate = (_is_empty(record[key]), rank, key)
            ranked[field] = min(ranked.get(field, candidate), candidate)
    return {field: key for field, (_, _, key) in ranked.items()}


def _is_empty(value: Any) -> bool:
    return as_text(value) == ""


def _stated(value: Any) -> str:
    """Write a value of a known field: of an object its name, never its JSON."""
    if isinstance(value, list | tuple):
        return "; ".join(dict.fromkeys(filter(None, map(_stated, value))))
    if isinstance(value, Mapping):
        return as_name(value) or next(
            (value[key] for key in NAME_KEYS if isinstance(value.get(key), str)), ""
        )
    return as_text(value)


def _published(fields: dict[str, str], basis: str, warnings: list[str]) -> dict[str, str]:
    """Return the date and time of publication, taken out of the fields; the time of day may have a field of its own."""
    stated, time = fields.pop("date_published", ""), fields.pop("time_published", "")
    found = publication(stated or time, basis=basis, url=fields.get("url", ""))
    _whole(stated, found.get("date_published", ""), basis, warnings)
    clock = CLOCK.match(time)
    if clock and clock["minute"] and found and "time_published" not in found:
        found["time_published"] = timed(found["date_published"], clock)
    return found


def _whole(stated: str, day: str, basis: str, warnings: list[str]) -> str:
    if stated and not day:
        warnings.append(f"{basis} says {stated[:60]!r}: no whole date that can be read in one way only")
    return day


def _text_of(record: Mapping[str, Any], key: str | None) -> str | None:
    if key is None:
        return None
    value = record[key]
    if isinstance(value, list):  # pieces of one text, some of them with their formatting
        return "".join(piece if isinstance(piece, str) else _piece(piece) for piece in value)
    # The raw layer is what was read: text is not stripped.
    return value if isinstance(value, str) else as_text(value)


def _piece(piece: Any) -> str:
    text = piece.get("text", "") if isinstance(piece, Mapping) else as_text(piece)
    return text if isinstance(text, str) else as_text(text)


def prose_in(record: Mapping[str, Any]) -> str:
    """Return the name of the value that is running text, whatever it is called: the longest one; empty if none is.

    Examples
    --------
    >>> prose_in({"note": "Short.", "Inhalt": "Rain fell on the valley for days, and the river rose. " * 5})
    'Inhalt'
    >>> prose_in({"keywords": "rain; river; mill; " * 40})
    ''
    """
    long = {
        key: len(value)
        for key, value in record.items()
        if isinstance(value, str) and len(value.split()) >= PROSE_WORDS and len(SENTENCES.findall(value)) > 1
    }
    return max(long, key=lambda key: long[key], default="")


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


@cache
def _names() -> dict[str, tuple[str, int]]:
    text = (files("workbench.load") / "data" / "field_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["name"]: (row["field"], rank) for rank, row in enumerate(rows)}


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").languages
    return {name.lower(): code for code, name in names.items() if len(code) == 2}
