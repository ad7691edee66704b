"""Outlet and day that only an address or a file's name tells: used where nothing better is known, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pandas as pd

from workbench.clean.dates import MONTH, read_date
from workbench.load.moments import address_day
from workbench.load.outlets import NAMES_END, outlet_address

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
    words = re.findall(r"[^\W\d_]+", stem[: day.start()]) if day else []
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
    stated: dict[str, set[str]] = {}
    for host, name, unknown in zip(hosts, articles["publisher"], by_address, strict=True):
        if host and name and not unknown:
            stated.setdefault(host, set()).add(name)
    only = {host: min(names) for host, names in stated.items() if len(names) == 1}
    named = [
        only.get(host, name) if unknown else name
        for host, name, unknown in zip(hosts, articles["publisher"], by_address, strict=True)
    ]
    return articles.assign(publisher=pd.Series(named, index=articles.index, dtype="str"))
