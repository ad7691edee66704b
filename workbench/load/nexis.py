"""Exports of Nexis: many articles in one text, each with its facts as tagged lines around the body.

Two layouts are known, the text files of the old Nexis ("2 of 50 DOCUMENTS" before each article, tags in capitals)
and what Nexis Uni writes into docx, rtf and pdf ("End of Document" behind each article, a line "Body" before the
text). The tags are the same. The date of loading into the database is never taken for the publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.load.fields import language_code
from workbench.load.moments import CLOCK, iso_date, publication, timed
from workbench.load.records import Note, Record

Span = tuple[int, int]

# "2 of 50 DOCUMENTS", and the same in the German and French interface.
NUMBERED = re.compile(
    r"^[ \t]*+(?:(?:Dokument|Document)[ \t]*+)?\d++[ \t]++(?:of|von|de)[ \t]++\d++(?:[ \t]++(?:DOCUMENTS|DOKUMENTEN?))?[ \t\r]*+$",
    re.MULTILINE,
)
# Every export holds one of these; looking for them is quicker than the patterns.
MARKS = ("DOCUMENTS", "DOKUMENT", "Dokument", "Document")
# The tags of the German and French interface by those of the English one.
ENGLISH = {
    **{
        "länge": "length",
        "longueur": "length",
        "rubrik": "section",
        "rubrique": "section",
        "autor": "byline",
    },
    **{"auteur": "byline", "sprache": "language", "langue": "language", "update": "load-date"},
    **{"date-chargement": "load-date", "grafik": "graphic", "graphique": "graphic"},
}
ENDED = re.compile(r"^[ \t]*End of Document[ \t\r]*$", re.MULTILINE)
TAG = re.compile(
    r"^[ \t]*(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|"
    r"DOCUMENT-TYPE|CORRECTION|CORRECTION-DATE|SUBJECT|SERIES|TYPE|COPYRIGHT|CATEGORY|COUNTRY|CITY|STATE|ISSN|"
    r"INDUSTRY|GEOGRAPHIC|PERSON|COMPANY|ORGANIZATION|TICKER|NOTES|URL|LÄNGE|LONGUEUR|RUBRIK|RUBRIQUE|AUTOR|AUTEUR|SPRACHE|"
    r"LANGUE|UPDATE|DATE-CHARGEMENT|GRAFIK|GRAPHIQUE)[ \t]*:[ \t]*([^\r\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
BODY = re.compile(r"^[ \t]*Body[ \t\r]*$", re.MULTILINE)
CLASSIFIED = re.compile(r"^[ \t]*Classification[ \t\r]*$", re.MULTILINE)
# Lines of the cover sheet that Nexis Uni puts before the first article.
COVER = re.compile(
    r"User Name|Date and Time|Job Number|Documents? \(\d+\)|\d+\.\s|Client/Matter|Search (?:Terms|Type)|Narrowed by|"
    r"Content Type|-None-|.{0,60}LexisNexis"
)
COPYRIGHT = re.compile(r"^[ \t]*(?:Copyright|©)[^\r\n]*", re.MULTILINE | re.IGNORECASE)
BEHIND_THE_BODY = (
    "graphic",
    "load-date",
    "language",
    "publication-type",
    "journal-code",
    "document-type",
    "correction-date",
)
DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2}(?:\.|er)? [^\W\d_]{3,}\.? \d{4}")
WEEKDAY = r"(?:[^\W\d_]{4,10}day|[^\W\d_]{3,7}tag|Mittwoch|Sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DATE_LINE = re.compile(rf"(?:{WEEKDAY},? )?(?:{DAY.pattern})(?=$|[ ,]+(?:{WEEKDAY}|\d))", re.IGNORECASE)
LINE = re.compile(r"[^\r\n]+")
# Lines of a header that say which edition; in the old layout they are centred, headlines are not.
CENTRED = re.compile(r" {10,}")


def articles_or_one(record: Record) -> Iterator[Record | Note]:
    r"""Yield the articles of a Nexis export that a text is, or else the record as it came.

    Examples
    --------
    >>> text = "1 of 1 DOCUMENTS\n\nThe Post\n\nJuly 5, 2021 Monday\n\nRain\n\nLENGTH: 2 words\n\nIt rained.\n"
    >>> found = next(articles_or_one(Record(text)))
    >>> found.fields["publisher"], found.fields["headline"], found.fields["date_published"]
    ('The Post', 'Rain', '2021-07-05')
    """
    pieces = _pieces(record.raw)
    if not pieces:
        yield record
        return
    around = record.raw[: pieces[0][0]].strip(), record.raw[pieces[-1][1] :].strip()
    if any(around):
        yield Note(
            f"{sum(map(len, around)):,} characters before the first and behind the last article are left out"
        )
    for number, (start, end) in enumerate(pieces, start=1):
        yield _article(record.raw[start:end], number, record)


def _pieces(text: str) -> list[Span]:
    """Return where each article of an export stands; none if it is no export."""
    if not any(mark in text for mark in MARKS):
        return []
    numbered = [match.start() for match in NUMBERED.finditer(text)]
    if numbered:
        pieces = list(zip(numbered, [*numbered[1:], len(text)], strict=True))
    else:
        ends = [match.end() for match in ENDED.finditer(text)]
        pieces = list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []
    return pieces if pieces and all(_has_length(text, piece) for piece in pieces[:3]) else []


def _has_length(text: str, piece: Span) -> bool:
    return any(_tag(match) in ("length", "load-date") for match in TAG.finditer(text, *piece))


def _article(text: str, number: int, whole: Record) -> Record:
    tags = _tags(text)
    body = _body(text)
    fields = _header(text)
    fields |= {
        "byline": tags.get("byline", ""),
        "dateline": tags.get("dateline", ""),
        "language": language_code(tags.get("language", "").partition(";")[0]),
    }
    extra = {
        column: tags[tag]
        for column, tag in (
            ("section", "section"),
            ("load_date", "load-date"),
            ("publication_type", "publication-type"),
        )
        if tags.get(tag)
    }
    return Record(
        text,
        number,
        fields={**whole.fields, **{name: value for name, value in fields.items() if value}},
        extra={**whole.extra, **extra},
        warnings=whole.warnings,
        main_spans=(body,) if text[slice(*body)].strip() else (),
        caption_spans=tuple(match.span() for match in TAG.finditer(text) if _tag(match) == "graphic"),
        encoding=whole.encoding,
    )


def _tag(found: re.Match[str]) -> str:
    name = found[1].lower()
    return ENGLISH.get(name, name)


def _tags(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in TAG.finditer(text):
        found.setdefault(_tag(match), match[2].strip())
    return found


def _body(text: str) -> Span:
    """Return where the body stands: behind the line "Body" or the last tag before it, up to the tags behind."""
    start = _body_start(text)
    ends = [match.start() for match in TAG.finditer(text, start) if _tag(match) in BEHIND_THE_BODY]
    ends += [match.start() for pattern in (CLASSIFIED, ENDED) for match in pattern.finditer(text, start)]
    return _trimmed(text, start, min(ends, default=len(text)))


def _body_start(text: str) -> int:
    body = BODY.search(text)
    if body:
        return body.end()
    length = next((match for match in TAG.finditer(text) if _tag(match) == "length"), None)
    start = length.end() if length else 0
    # Dateline and highlight may stand behind the length, each in a paragraph of its own.
    while (tag := TAG.search(text, start)) and not text[start : tag.start()].strip():
        if _tag(tag) in BEHIND_THE_BODY:
            break
        start = tag.end()
    return start


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else start


def _header(text: str) -> dict[str, str]:
    """Read the lines before the first tag: publisher, date, and a headline before or behind them."""
    lines = _header_lines(text)
    dated = _date_line(lines)
    if dated is None:
        return {"headline": lines[-1].strip()} if lines else {}
    before, behind = lines[:dated], [line for line in lines[dated + 1 :] if not CENTRED.match(line)]
    headline = before[:-1] or behind
    return {
        "headline": " ".join(line.strip() for line in headline),
        "publisher": before[-1].strip() if before else "",
        **_published(lines[dated]),
    }


def _header_lines(text: str) -> list[str]:
    """Return the lines before the first tag that are not empty, below the cover sheet."""
    first = TAG.search(text)
    head = NUMBERED.sub("", text[: first.start() if first else 0], count=1)
    lines = [match[0] for match in LINE.finditer(COPYRIGHT.sub("", head)) if match[0].strip()]
    covers = [number for number, line in enumerate(lines) if _is_cover(line.strip())]
    return lines[covers[-1] + 1 :] if covers else lines


def _is_cover(line: str) -> bool:
    return bool(COVER.match(line)) and not DAY.match(line)


def _date_line(lines: list[str]) -> int | None:
    """Return the number of the line with the date. A headline may hold one too; the line of the date begins with it."""
    days = [number for number, line in enumerate(lines) if iso_date(_day(line))]
    alone = [number for number in days if DATE_LINE.match(lines[number].strip())]
    return next(iter([*alone, *days]), None)


def _published(line: str) -> dict[str, str]:
    day = _day(line)
    behind = CLOCK.search(line, line.index(day) + len(day))
    found = publication(day, basis="Nexis: date line")
    return found | {
        "date_basis": f"Nexis: date line ({line.strip()})",
        "time_published": timed(found["date_published"], behind) if behind and behind["minute"] else "",
    }


def _day(line: str) -> str:
    """Return the part of a line that may be a date: Nexis writes weekday, time and zone behind it."""
    found = DAY.search(line)
    return found[0] if found else ""
