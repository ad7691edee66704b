"""The frame around a page of the report: head, navigation, style, the one script, and what it may do."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

from workbench.explorers.markup import Html, markup_style


class Page(NamedTuple):
    """A page of the report: its file name, title and body."""

    name: str
    title: str
    body: Html


@cache
def _asset(name: str) -> str:
    return files("workbench.report").joinpath("template", name).read_text(encoding="utf-8")


def _style() -> str:
    return _asset("style.css") + markup_style()


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_asset("page.html"))


def render(page: Page, listed: list[tuple[str, str]], report_title: str, about: str, *, up: str = "") -> str:
    """Return a whole page as HTML that asks nothing of any other host.

    Its content security policy allows the one script of the report, by its hash, and no request at all.

    Parameters
    ----------
    page
        The page.
    listed
        File name and title of each page in the navigation.
    report_title
        The report's title.
    about
        What the foot of the page says.
    up
        The way from the page to the report's folder: ``../`` for a page one folder down.

    Examples
    --------
    >>> html = render(Page("a.html", "A", Html("<p>text</p>")), [("a.html", "A")], "R & D", "")
    >>> "R &amp; D" in html and "<p>text</p>" in html
    True
    """
    from markupsafe import Markup

    script = _asset("script.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _template().render(
        title=page.title,
        current=page.name,
        body=Markup(page.body),
        pages=[{"name": name, "title": title} for name, title in listed],
        report_title=report_title,
        footer=Markup(escape(about)),
        up=up,
        style=Markup(_style()),
        script=Markup(script),
        script_hash=digest,
    )
