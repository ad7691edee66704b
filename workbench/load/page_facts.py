"""What a page's markup says about its article: structured data first, each with where it stands.

Publication dates are taken from marks that mean publication: JSON-LD ``datePublished``, ``article:published_time``
and its like, ``itemprop="datePublished"``, a date in the address. htmldate reads the page's other meta tags, of
which those that mean a change, a crawl or the server's clock are taken out before; it never sees the text, where
it would find some date on any page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from itertools import dropwhile, islice, takewhile
from typing import Any

from workbench.load.decode import parse_json
from workbench.load.fields import (
    as_name,
    as_text,
    language_code,
    outlet_address,
    outlet_beside,
    web_address,
    without_outlet,
)
from workbench.load.moments import address_day, iso_date, publication

ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Story")
NOT_PUBLICATION = re.compile(
    r"modif|updat|revis|copyright|expire|gentime|generat|timestamp|crawl|archiv|lastmod|lastdate|utime|release",
    re.IGNORECASE,
)
MARKED_DATES = (
    ("meta article:published_time", ".//meta[@property='article:published_time']", "content"),
    ("meta og:article:published_time", ".//meta[@property='og:article:published_time']", "content"),
    ("itemprop datePublished", ".//*[@itemprop='datePublished']", "content"),
    ("itemprop datePublished", ".//*[@itemprop='datePublished']", "datetime"),
    ("time pubdate", ".//time[@pubdate]", "datetime"),
    ("meta parsely-pub-date", ".//meta[@name='parsely-pub-date']", "content"),
)
# Where a page prints when it was published: elements that are called so.
PRINTED_TIMES = (
    "//*[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publish') or contains(@class, 'byline')]"
    "[not(descendant::p)]"
)
NAMED_DATES = "//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@id, 'date')][not(descendant::p)]"
PRINTED_TIME = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8},? \d{4}|\d{4}-\d\d-\d\d)[ ,|•·–—-]*(?:at )?"
    r"\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4}\b)?"
)
MOST_PRINTED, LONGEST_PRINTED = 40, 200
PRINTED = "printed beside the headline"
PRINTED_DAY = re.compile(
    r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]{2,8}\.?,? \d{4}\b"
    r"|\b\d{4}[-/.]\d\d[-/.]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b"
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
CHANGED = re.compile(r"(?:last )?(?:updated?|modified|edited|revised|reviewed)\b", re.IGNORECASE)
LINES_BELOW, LINES_ABOVE, SHORT_LINE, LEAST_HEADLINE = 8, 2, 25, 4
BEHIND_OUTLET = re.compile(r"\s*[:|»–—-]\s+")
CLOCKS = re.compile(r"clock|today|masthead|topbar|top-bar|ticker|weather", re.IGNORECASE)
NEAR_HEADING = 2  # levels
EITHER_WAY = re.compile(r"\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b")
MOST_DEEP = 5
# What XML may not hold; what a page states of itself is read without.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What is asked of a meta tag: a parser of HTML also takes names of attributes that none may have.
META_ATTRIBUTES = ("name", "property", "itemprop", "pubdate", "datetime", "content")
FAR = "2999-12-31"


def page_facts(
    tree: Any, *, url: str = "", raw: str = ""
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Read fields, extra columns and warnings from the markup of a parsed page.

    Parameters
    ----------
    tree
        The page, parsed by lxml.
    url
        Its address, where that is known from outside the page.
    raw
        All of its text: where no mark tells the day of publication, one printed beside the headline does.

    Returns
    -------
    tuple
        Columns of the table ``articles``; extra columns (``description``, ``section``); warnings.
    """
    values = _structured(tree)
    data, nodes = _article_data(values), _nodes(values)
    library = _library_facts(tree, url)
    address = next(
        filter(None, map(web_address, (url, as_text(data.get("url")), library.get("url", "")))), ""
    )
    publisher = _outlet(unescape(_names(data.get("publisher"), nodes) or library.get("publisher", "")))
    titles = ["".join(heading.itertext()) for heading in tree.iter("h1")]
    stated = as_text(data.get("headline"))
    headline = without_outlet(
        stated or _headline(tree, library.get("headline", "")),
        publisher=publisher,
        url=address,
        titles=titles,
    )
    publisher = publisher or outlet_beside(tree.findtext(".//title") or "", [headline, *titles], url=address)
    published = _published(tree, data, address)
    fields = {
        "headline": headline,
        "publisher": publisher,
        **{"date_published": "", "date_basis": ""},
        **(published or _printed(tree, raw, [headline, *titles])),
        "byline": unescape(_names(data.get("author"), nodes) or library.get("byline", "")),
        "language": language_code(tree.get("lang") or as_text(data.get("inLanguage"))),
        "url": address,
    }
    extra = {
        name: as_text(data.get(key))
        for name, key in (("section", "articleSection"), ("description", "description"))
    }
    plain = {k: " ".join(CONTROL.sub("", v).split()) for k, v in fields.items()}
    return plain, _filled(extra, library), [*_warnings(data), *_dropped(tree, fields)]


def _outlet(name: str) -> str:
    """Return an outlet's name; of one that is an address its site."""
    return outlet_address(name) if web_address(name) else name


def _headline(tree: Any, found: str) -> str:
    """Return the heading that the page's title names beside the outlet, where what was found is the outlet's name.

    On a weblog the first heading names the site, and the title reads "The site: the headline".
    """
    title = " ".join("".join(tree.findtext(".//title") or "").split())
    names_outlet = title == found
    if names_outlet and len(found.split()) >= LEAST_HEADLINE:
        return found
    if names_outlet or (title.startswith(found) and BEHIND_OUTLET.match(title, len(found))):
        return next((text for text in _headings(tree) if names_outlet or title.endswith(text)), found)
    return found


def _headings(tree: Any) -> Iterator[str]:
    """Yield the headings of a page that are long enough to be a headline."""
    printed = (" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1", "h2", "h3"))
    return (text for text in printed if len(text.split()) >= LEAST_HEADLINE)


def _printed(tree: Any, raw: str, headings: list[str]) -> dict[str, str]:
    """Return the day that the page prints beside the headline, or the only one below it in what is called a date.

    What stands above is the clock of the site as often as the day of the article.
    """
    if day := _beside_headline(raw, headings, _of_masthead(tree)):
        return publication(day, basis=PRINTED)
    named = {*tree.iter("time"), *tree.xpath(NAMED_DATES)}
    headed = next(tree.iter("h1"), None) is not None
    below = dropwhile(lambda element: headed and element.tag != "h1", tree.iter())
    shown = islice((element for element in below if element in named), MOST_PRINTED)
    texts = (" ".join("".join(element.itertext()).split())[:LONGEST_PRINTED] for element in shown)
    days = {day for text in texts for found in PRINTED_DAY.findall(text) if (day := iso_date(found))}
    return (
        publication(days.pop(), basis="the only day that the page prints as a date") if len(days) == 1 else {}
    )


def _of_masthead(tree: Any) -> set[str]:
    """Return the texts above the first heading that print a day and belong to the site: its date or clock.

    They stand elsewhere than the heading: in no element with it but the page, or far from it in one.
    """
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return set()
    around = {element: depth for depth, element in enumerate(islice(_upward(heading), NEAR_HEADING + 1))}
    texts = set()
    for element in takewhile(lambda element: element is not heading, tree.iter()):
        if isinstance(element.tag, str) and PRINTED_DAY.search(element.text or ""):
            way = list(islice(_upward(element), NEAR_HEADING + 2))
            shared = next((above for above in way if above in around), None)
            of_page = shared is None or (shared.tag in ("body", "html") and shared is not element.getparent())
            if of_page or any(
                CLOCKS.search(above.get("class") or above.get("id") or "") for above in way[:2]
            ):
                texts.add(_letters("".join(element.itertext())))
    return texts


def _upward(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _beside_headline(raw: str, headings: list[str], of_masthead: Collection[str] = ()) -> str:
    """Return the first day that a short line right below the headline prints, or one right above it without a weekday."""
    lines = list(filter(None, (" ".join(line.split()) for line in raw.splitlines())))
    wanted = {_letters(heading) for heading in headings} - {""}
    at = next((number for number, line in enumerate(lines) if _letters(line) in wanted), None)
    if at is None:
        return ""
    below = takewhile(lambda line: len(line.split()) <= SHORT_LINE, lines[at + 1 : at + 1 + LINES_BELOW])
    above = (
        line
        for line in reversed(lines[max(0, at - LINES_ABOVE) : at])
        if not WEEKDAY.match(line) and _letters(line) not in of_masthead
    )
    return next(filter(None, map(_day_in_line, (*below, *above))), "")


def _day_in_line(line: str) -> str:
    """Return the first whole day in a short line; none in one that says when something was changed."""
    if len(line.split()) > SHORT_LINE or CHANGED.match(line):
        return ""
    return next(filter(None, map(iso_date, PRINTED_DAY.findall(line))), "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def article_body(tree: Any) -> str:
    """Return the article's text where the page gives it as structured data; mostly it does not."""
    return as_text(_article_data(_structured(tree)).get("articleBody"))


def _filled(extra: Mapping[str, str], library: Mapping[str, str]) -> dict[str, str]:
    both = {**{name: library.get(name, "") for name in extra}, **{k: v for k, v in extra.items() if v}}
    return {name: value for name, value in both.items() if value}


def _warnings(data: Mapping[str, Any]) -> list[str]:
    free = as_text(data.get("isAccessibleForFree")).lower()
    return ["the page says that it is not free to read: the text may be cut"] if free == "false" else []


def _dropped(tree: Any, fields: Mapping[str, str]) -> list[str]:
    """Say where control characters were dropped from what the page states of itself."""
    stated = (value for meta in tree.iterfind(".//meta") for value in map(meta.get, META_ATTRIBUTES) if value)
    if not any(map(CONTROL.search, (*stated, *fields.values()))):
        return []
    return ["control characters stand in what the page's markup states of it: they were dropped there"]


def _structured(tree: Any) -> list[Any]:
    """Return the values of the page's JSON-LD; a script that is no JSON says nothing."""
    found = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found.append(parse_json(script.text or "").value)
        except ValueError:
            continue
    return found


def _article_data(values: list[Any]) -> Mapping[str, Any]:
    """Return the JSON-LD object of the page that is an article; of several the one that says most."""
    return max((found for value in values for found in _articles_in(value)), key=len, default={})


def _nodes(values: Any, depth: int = 0) -> dict[str, Mapping[str, Any]]:
    """Return the objects that have an ``@id`` and say more than that: others refer to them by it."""
    found: dict[str, Mapping[str, Any]] = {}
    if depth > MOST_DEEP or not isinstance(values, list | Mapping):
        return found
    if isinstance(values, Mapping) and isinstance(values.get("@id"), str) and as_name(values):
        found[values["@id"]] = values
    for value in values.values() if isinstance(values, Mapping) else values:
        found = {**_nodes(value, depth + 1), **found}
    return found


def _names(value: Any, nodes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the names of persons or organisations, following ``@id``; what has no name is left out."""
    if isinstance(value, list | tuple):
        return "; ".join(dict.fromkeys(filter(None, (_names(item, nodes) for item in value))))
    if isinstance(value, Mapping):
        return as_name(value) or as_name(nodes.get(str(value.get("@id")), {}))
    text = as_text(value)
    if text in nodes:
        return as_name(nodes[text])
    return "" if web_address(text) or text.startswith(("{", "[")) else text


def _articles_in(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > MOST_DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles_in(item, depth + 1)
    elif isinstance(value, Mapping):
        if ARTICLE_TYPE.search(as_text(value.get("@type"))):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles_in(value.get(key), depth + 1)


def _published(tree: Any, data: Mapping[str, Any], url: str) -> dict[str, str]:
    """Return when the article was published, by the first mark that says so, and the day where it was."""
    for basis, value in _marked_dates(tree, data):
        if found := publication(value, basis=basis, url=url, others=_other_times(tree, data)):
            return found
    date = _from_meta_tags(tree)
    if date:
        return {"date_published": date, "date_basis": "meta tags, read by htmldate"}
    return publication(address_day(url), basis="the page's address")


def _other_times(tree: Any, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the times that the page prints, then those that its markup states for other ends."""
    for element in tree.iterfind(".//time"):
        yield " ".join("".join(element.itertext()).split())
    for element in islice(tree.xpath(PRINTED_TIMES), MOST_PRINTED):
        yield from PRINTED_TIME.findall(" ".join("".join(element.itertext()).split())[:LONGEST_PRINTED])
    for path, attribute in (*(row[1:] for row in MARKED_DATES), (".//time[@datetime]", "datetime")):
        yield from (element.get(attribute) or "" for element in tree.iterfind(path))
    yield from (as_text(data.get(key)) for key in ("datePublished", "dateModified", "dateCreated"))


def _marked_dates(tree: Any, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD datePublished", as_text(data.get("datePublished"))
    for basis, path, attribute in MARKED_DATES:
        for element in tree.iterfind(path):
            yield basis, element.get(attribute) or ""


def _from_meta_tags(tree: Any) -> str:
    from htmldate import find_date
    from lxml import html

    head = html.Element("head")
    for meta in tree.iterfind(".//meta[@content]"):
        if _may_mean_publication(meta):
            stated = {name: meta.get(name) for name in META_ATTRIBUTES if name in meta.attrib}
            head.append(
                html.Element("meta", {name: CONTROL.sub("", value) for name, value in stated.items()})
            )
    if not len(head):
        return ""
    page = html.Element("html")
    page.append(head)
    return find_date(page, extensive_search=False, original_date=True, max_date=FAR) or ""


def _may_mean_publication(meta: Any) -> bool:
    name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
    if not name or meta.get("http-equiv") or "url" in name.lower() or NOT_PUBLICATION.search(name):
        return False
    # htmldate takes the first number of 04/02/2022 for the day; which one it is cannot be known.
    value = meta.get("content")
    return not EITHER_WAY.match(value) or bool(iso_date(value))


def _library_facts(tree: Any, url: str) -> dict[str, str]:
    """Return what trafilatura reads from the markup; its date is not asked for, see above."""
    from trafilatura.metadata import (
        examine_meta,
        extract_author,
        extract_meta_json,
        extract_sitename,
        extract_title,
        extract_url,
    )

    found = extract_meta_json(tree, examine_meta(tree))
    author = found.author or ""
    told = {
        "headline": found.title or extract_title(tree),
        "publisher": (found.sitename or extract_sitename(tree) or "").lstrip("@"),
        "byline": author if " " in author else extract_author(tree),
        "url": found.url or extract_url(tree, url or None),
        "description": found.description,
    }
    return {name: value or "" for name, value in told.items()}
