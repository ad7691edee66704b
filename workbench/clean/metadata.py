"""What is known about an article, and how: read from its file's metadata, its edits, its text, its address, its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

import pandas as pd

from workbench.clean.agencies import BYLINE, find_agencies, find_credits, is_outlet, is_role, names_of
from workbench.clean.dates import DATE, MONTH, UNSURE, Stamp, find_unsure, read_date, read_stamp, read_time
from workbench.clean.page import Edit, Page, plain_text
from workbench.load.fields import NAMES_END, outlet_address, without_outlet
from workbench.load.moments import address_day, falls_on

ADDRESS, FILE_NAME = "the page's address", "the file's name"
# "daily-echo_2021-07-05", "2021_07_05 storm", "5-july-2021"
FILE_DAY = re.compile(
    rf"(?<![^\W_])(?:(?:19|20)\d\d([-_. ]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|\d{{1,2}}[-_ ]{MONTH}[-_ ](?:19|20)\d\d"
    rf"|{MONTH}[-_ ]\d{{1,2}}[-_ ](?:19|20)\d\d)(?![^\W_])",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"(?<![\w@.-])(?:www\.)?((?:[a-z\d-]+\.)+(?:com|org|net|info|news|tv|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2}))(?=[_ ]|$)"
)


def addressed(known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield field, value and basis of what an article's address tells, and behind it what its file's name does.

    Examples
    --------
    >>> list(addressed({"url": "https://example.org/2021/07/05/storm", "source_file": "post/storm.html"}))
    [('publisher', 'example.org', "the page's address"), ('date_published', '2021-07-05', "the page's address")]
    >>> list(addressed({"source_file": "articles/Reed-Valley-Times_2021-07-05.txt"}))
    [('date_published', '2021-07-05', "the file's name"), ('publisher', 'Reed Valley Times', "the file's name")]
    >>> [row[:2] for row in addressed({"source_file": "2021-07-05 Reed Valley Times.txt"})]
    [('date_published', '2021-07-05'), ('publisher', 'Reed Valley Times')]
    >>> list(addressed({"source_file": "flood-news-2.txt"}))
    []
    """
    url = known.get("url", "")
    found = [
        ("publisher", outlet_address(url), ADDRESS),
        ("date_published", address_day(url), ADDRESS),
        *_named(PurePosixPath(known.get("source_file", "").rpartition("!")[2]).stem),
    ]
    yield from (row for row in found if row[1])


def _named(stem: str) -> Iterator[tuple[str, str, str]]:
    day = FILE_DAY.search(stem)
    if day:
        yield "date_published", file_day(day[0]), FILE_NAME
    domain = DOMAIN.search(stem.lower())
    beside = (stem[: day.start()].strip(" _-.") or stem[day.end() :]) if day else ""
    words = re.findall(r"[^\W\d_]+", beside)
    if domain:
        yield "publisher", domain[1], FILE_NAME
    elif len(words) > 1 and words[-1].casefold() in NAMES_END:
        yield "publisher", " ".join(word[:1].upper() + word[1:] for word in words), FILE_NAME


def file_day(text: str) -> str:
    """Return the day in a file's name.

    Examples
    --------
    >>> file_day("2021_07_05"), file_day("20210705"), file_day("5-july-2021"), file_day("July_5_2021")
    ('2021-07-05', '2021-07-05', '2021-07-05', '2021-07-05')
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) == len("20210705"):
        return read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    return read_date(re.sub(r"[-_ ]", " ", text))


def name_by_address(articles: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """Return the articles of a case; where only the address tells the outlet, under the name that its other pages state."""
    hosts = [outlet_address(url) for url in articles["url"]]
    first = fields[fields["field"] == "publisher"].drop_duplicates("doc_id").set_index("doc_id")["basis"]
    by_address = [first.get(doc_id) == ADDRESS for doc_id in articles["doc_id"]]
    known = list(zip(hosts, articles["publisher"], by_address, strict=True))
    only = _only_names((host, name) for host, name, is_address in known if not is_address)
    named = [only.get(host, name) if is_address else name for host, name, is_address in known]
    return articles.assign(publisher=pd.Series(named, index=articles.index, dtype="str"))


def _only_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the name of each site all of whose pages state the same."""
    stated: dict[str, set[str]] = {}
    for host, name in pairs:
        if host and name:
            stated.setdefault(host, set()).add(name)
    return {host: min(names) for host, names in stated.items() if len(names) == 1}


CREDIT_LINE = "credit line"
GIVEN = "metadata of the file"
KNOWN_FIELDS = ("headline", "publisher", "date_published", "time_published", "date_retrieved", "byline")
DAY_LENGTH = len("2021-07-05")
CHANGED_ON = "the day of its last change: published then, or before"
DATED_BYLINE = "a date in the line that names the author"
LONGEST_BYLINE = 600
BYLINE_END = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
SITE_EDGES = " \t\r\n*=~_#+|·•<>[]–—-"
SITE_PARTS = re.compile(r"(?<!\s)\s+[-–—|·•:]\s+|[|·•\[\]<>]|(?<![ \t])[ \t]{2,}|:\s")
# A day without a year, or a time, behind the names: "on Mar 10th, 7:05am".
DAY_OR_CLOCK = re.compile(
    rf"\b(?:on |at )?(?:(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})|\d{{1,2}}[:.]\d\d)\b",
    re.IGNORECASE,
)
# An agency that no table lists is known by what it calls itself: "Ana Reed, Northern Newswire".
AGENCY_BEHIND = re.compile(
    r", (?P<agency>(?:[A-Z][\w.&'-]+ ){1,4}(?:Wire|Newswire|Wire Service|News Service|News Agency|Press Agency|Press Association))$"
)
# So an agency signs behind a place: in capitals, "(NPA)", or by what it calls itself.
SIGNS_ITSELF = re.compile(r"[A-Z]{3,6}|(?:[A-Z][\w.&'-]+ ){1,3}(?:Wire|Newswire|News|Press|Agency|Service)")
NO_AGENCIES = frozenset({"USA", "UAE", "DRC", "CAR", "PNG"})
ANY_DATE = re.compile(DATE, re.IGNORECASE)
# NAIROBI, Kenya (AP) — / BANGKOK, March 27 (Xinhua) -- / LAGOS: / Kabul (AFP) –
NAME = r"[A-Z][\w.'’/-]*"
PLACE = rf"(?P<place>{NAME}(?:[ -]{NAME}){{0,3}}(?:, {NAME}(?:[ -]{NAME}){{0,3}})?)"
DAY = (
    rf"(?:,? \(?(?P<day>(?i:{MONTH})\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} (?i:{MONTH})\.?(?:,? \d{{4}})?"
    r"|\d{4}-\d\d-\d\d)\)?)?"
)
SLUG = r"\((?P<slug>[A-Z][\w ./'&-]{1,40})\)"
DATELINE = re.compile(
    rf"{PLACE}{DAY}(?:\s*(?P<mark>{SLUG})\s*(?:[-–—]{{1,2}}|:)\s*|\s+[-–—]{{1,2}}\s+|(?P<colon>\s?:)\s+)(?=\S)"
)


class Field(NamedTuple):
    """A thing known about an article: which field, its value, how it is known, and where it stands in the raw text."""

    field: str
    value: str
    basis: str
    start: int | None = None
    end: int | None = None


def read_fields(page: Page) -> list[Field]:
    """Return all that is known about the story on the page, the surest source of each field first."""
    edits = [edit for edit in page.edits if edit.field and edit.action == "moved"]
    given = [Field(name, page.known[name], GIVEN) for name in KNOWN_FIELDS if page.known.get(name)]
    fields = [*given, *_from_edits(page, edits), *_dateline(page), *_agencies(page, edits)]
    fields += [Field(*told) for told in addressed(page.known)]
    fields += _filed(page)
    if not any(field.field == "date_published" for field in fields):
        fields += _changed(page)
    is_dated = any(field.field == "date_published" for field in fields)
    return fields if is_dated else [*fields, *_unsure_dates(page)]


def _unsure_dates(page: Page) -> Iterator[Field]:
    """Yield the dates around the headline and in the byline that could be more than one day."""
    for edit in page.edits:
        is_head = (
            edit.action == "flagged"
            and edit.end <= page.lines[min(page.first_prose, len(page.lines) - 1)].start
        )
        if is_head or (edit.action == "moved" and edit.field in ("byline", "agencies", "date_published")):
            printed, why = find_unsure(page.raw[edit.start : edit.end][:LONGEST_BYLINE])
            if printed:
                first = page.raw.index(printed, edit.start)
                yield Field(UNSURE, printed, why, first, first + len(printed))


def _from_edits(page: Page, edits: Sequence[Edit]) -> Iterator[Field]:
    for edit in edits:
        printed = page.raw[edit.start : edit.end]
        text = " ".join(printed.split())
        value = site_name(printed) if edit.field == "publisher" else read_value(edit.field, text)
        if edit.field == "headline" and (outlet := _behind(value, page)):
            yield Field("publisher", outlet, "behind the headline", edit.start, edit.end)
            value = value.removesuffix(outlet).rstrip(" |-–—·•:")
        if (
            edit.rule == "time-stamp"
            and edit.field == "date_published"
            and (stamp := read_stamp(plain_text(text)))
        ):
            value = stamp.published[:DAY_LENGTH] or value
            yield from _stamped(stamp, edit, page)
        if value and edit.field != "agencies":
            yield Field(edit.field, value, edit.reason, edit.start, edit.end)
        if edit.field in ("byline", "agencies") and (day := read_date(text)):
            yield Field("date_published", day, DATED_BYLINE, edit.start, edit.end)
        if edit.field in ("byline", "agencies", "date_published") and (time := read_time(text)):
            basis = edit.reason if edit.field == "date_published" else DATED_BYLINE
            yield Field("time_published", time, basis, edit.start, edit.end)


def _stamped(stamp: Stamp, edit: Edit, page: Page) -> Iterator[Field]:
    """Yield the time that a line with a date tells, and the author and outlet that stand beside it."""
    if len(stamp.published) > DAY_LENGTH:
        yield Field("time_published", stamp.published, edit.reason, edit.start, edit.end)
    below = page.raw[edit.end : page.end].casefold()
    for part in stamp.rest:
        # A place is named in the text too, an author seldom is.
        if (names := names_of(part)) and names.casefold() not in below:
            yield Field("byline", names, "beside the date", edit.start, edit.end)
        elif is_outlet(part):
            yield Field("publisher", part, "beside the date", edit.start, edit.end)


def _changed(page: Page) -> Iterator[Field]:
    """Yield the day on which a page says that it was changed: it was published then, or before."""
    for edit in page.edits:
        stamp = read_stamp(plain_text(page.raw[edit.start : edit.end])) if edit.rule == "time-stamp" else None
        if stamp and stamp.changed:
            yield Field("date_published", stamp.changed[:DAY_LENGTH], CHANGED_ON, edit.start, edit.end)
            if len(stamp.changed) > DAY_LENGTH:
                yield Field("time_published", stamp.changed, CHANGED_ON, edit.start, edit.end)


def _behind(headline: str, page: Page) -> str:
    """Return the outlet that stands behind a headline and a bar or dash in the text."""
    shorter = without_outlet(
        headline, publisher=page.known.get("publisher", ""), url=page.known.get("url", "")
    )
    behind = headline[len(shorter) :].strip(" |-–—·•:") if headline.startswith(shorter) else ""
    return behind if is_outlet(behind) else ""


def read_value(field: str, text: str) -> str:
    """Return what a moved text says about its field: a date as ISO 8601, a byline as the names alone.

    Examples
    --------
    >>> read_value("byline", "By Ana Reed and Jo Lund | Updated 3:04 PM")
    'Ana Reed and Jo Lund'
    >>> read_value("byline", "Posted by Ana Reed, Northern Newswire, on Mar 3rd")
    'Ana Reed'
    >>> read_value("date_published", "Published: 3 May 2021, 09:15")
    '2021-05-03'
    """
    if field.startswith("date_"):
        return read_date(text)
    if field == "byline":
        return _without_roles(AGENCY_BEHIND.sub("", _names(plain_text(text))))
    return plain_text(text) if field == "headline" else text


def _without_roles(names: str) -> str:
    """Return the names without what the authors are, for whom they write, and where."""
    first, *others = names.split(", ")
    kept = [other for other in others if not (is_role(other) or is_outlet(other))]
    return names_of(", ".join([first, *kept])) or ", ".join([first, *kept])


def _names(byline: str) -> str:
    """Return a byline without its opening words, and without what stands behind the names."""
    names = BYLINE.sub("", byline[:LONGEST_BYLINE].strip())
    date = ANY_DATE.search(names) or DAY_OR_CLOCK.search(names)
    return BYLINE_END.split(names[: date.start()] if date else names)[0].strip(" ,|-–—•·")


def site_name(text: str) -> str:
    """Return the name of a site without the rules around it and the slogan or menu behind it.

    Examples
    --------
    >>> site_name("*** The Lantern - news from the valley ***"), site_name("[ Reed Post ] [ Sport ]")
    ('The Lantern', 'Reed Post')
    """
    names = filter(None, (part.strip(SITE_EDGES) for part in SITE_PARTS.split(text.strip())))
    return " ".join(next(names, "").split())


def find_dateline(text: str) -> str:
    """Return the place at the head of a body's first paragraph, or the empty string.

    It is a place if it is printed in capitals, or if an agency in brackets stands behind it.

    Examples
    --------
    >>> find_dateline("PORT REED, Arvonia (AP) — The ferry sank.")
    'PORT REED, Arvonia'
    >>> find_dateline("Arvonia : The ferry sank.")
    ''
    """
    found = DATELINE.match(text[:200])
    if found is None:
        return ""
    place: str = found["place"].strip(" ,")
    in_capitals = place.split(",")[0].isupper() and len(place.split(",")[0]) > 2
    return place if in_capitals or (found["mark"] and not found["colon"]) else ""


def _filed(page: Page) -> Iterator[Field]:
    """Yield the day in the dateline, where it tells its year: that of the report, or the one before."""
    first = next((line for line in page.free if line.is_prose), None)
    found = DATELINE.match(first.text[:200]) if first and find_dateline(first.text) else None
    day = read_date(found["day"]) if found and found["day"] else ""
    if first and found and day:
        start, end = (first.start + place for place in found.span("day"))
        yield Field("date_published", day, "the day in the dateline", start, end)


def _dateline(page: Page) -> Iterator[Field]:
    first = next((line for line in page.free if line.is_prose), None)
    place = find_dateline(first.text) if first else ""
    if first and place:
        yield Field(
            "dateline", place, "at the head of the first paragraph", first.start, first.start + len(place)
        )


def _agencies(page: Page, edits: Sequence[Edit]) -> Iterator[Field]:
    lines = [(edit.start, edit.end) for edit in edits if edit.field in ("agencies", "byline")]
    behind = [*_agency_of_dateline(page), *_agencies_behind(page, lines)]
    yield from behind
    seen = {field.value for field in behind}
    for field in _credited_agencies(page, edits, lines):
        if field.value not in seen:
            seen.add(field.value)
            yield field


def _agency_of_dateline(page: Page) -> Iterator[Field]:
    """Yield the agency in brackets behind the place, where no table lists it: "PORT REED (Northern Press) -"."""
    first = next((line for line in page.free if line.is_prose), None)
    found = DATELINE.match(first.text[:200]) if first and find_dateline(first.text) else None
    slug = (found["slug"] or "") if found else ""
    signs = SIGNS_ITSELF.fullmatch(slug) or is_outlet(slug)
    if first and found and signs and not (found["colon"] or find_agencies(slug) or slug in NO_AGENCIES):
        start, end = (first.start + place for place in found.span("slug"))
        yield Field("agencies", slug, "in the dateline", start, end)


def _agencies_behind(page: Page, places: Sequence[tuple[int, int]]) -> Iterator[Field]:
    """Yield what stands as an agency behind the names of authors, and is none that is known."""
    for start, end in places:
        found = AGENCY_BEHIND.search(_names(page.raw[start:end]))
        if found and not find_agencies(found["agency"]):
            first = page.raw.index(found["agency"], start)
            yield Field("agencies", found["agency"], CREDIT_LINE, first, first + len(found["agency"]))


def _credited_agencies(
    page: Page, edits: Sequence[Edit], places: Sequence[tuple[int, int]]
) -> Iterator[Field]:
    """Yield the agencies that are named in credit lines, then those that the text credits."""
    # Who took the pictures made no text.
    pictures = [edit for edit in edits if edit.field in ("credit", "caption")]
    for start, end in places:
        for name, first, last in find_agencies(page.raw[start:end]):
            yield Field("agencies", name, CREDIT_LINE, start + first, start + last)
    for line in page.lines:
        if not any(edit.start < line.end and line.start < edit.end for edit in pictures):
            for name, first, last in find_credits(page.raw[line.start : line.end]):
                yield Field("agencies", name, "credited in the text", line.start + first, line.start + last)


def first_value(fields: Sequence[Field], name: str) -> str:
    """Return the value of the surest source of a field, or the empty string."""
    return next((field.value for field in fields if field.field == name), "")


def time_of(fields: Sequence[Field], day: str) -> str:
    """Return the surest time of publication that fits the day: of that day, or in UTC of one beside it.

    Examples
    --------
    >>> times = [Field("time_published", "2021-07-06T02:30+00:00", ""), Field("time_published", "2021-07-05T22:30", "")]
    >>> time_of(times, "2021-07-05"), time_of(times[1:], "2021-07-04")
    ('2021-07-06T02:30+00:00', '')
    """
    return next(
        (field.value for field in fields if field.field == "time_published" and falls_on(field.value, day)),
        "",
    )


def all_values(fields: Sequence[Field], name: str) -> str:
    """Return all values of a field, joined by semicolons.

    Examples
    --------
    >>> all_values([Field("byline", "A. Reed", ""), Field("byline", "B. Lee", "")], "byline")
    'A. Reed; B. Lee'
    """
    return "; ".join(dict.fromkeys(field.value for field in fields if field.field == name))


def _odd_days(fields: Sequence[Field], today: date) -> Iterator[str]:
    dated = [field for field in fields if field.field == "date_published"]
    # A file's name may hold the day on which the file was made.
    published = sorted({field.value for field in dated if field.basis != FILE_NAME or field is dated[0]})
    future = (day for day in published if day[:10] > today.isoformat())
    yield from (f"the publication date {day} lies in the future" for day in future)
    if len({day[:10] for day in published}) > 1:
        yield f"the file gives several publication dates: {', '.join(published)}"


def find_warnings(fields: Sequence[Field], text: str, *, today: date) -> Iterator[str]:
    """Return what a person should know: a date in the future, two dates, characters that could not be read."""
    yield from _odd_days(fields, today)
    if "\ufffd" in text:
        yield "characters could not be read (U+FFFD)"
    if not text.strip():
        yield "no body text is left"
