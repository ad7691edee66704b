"""The pages of a report: the briefing first, a page to find things on, a chapter for each notebook, validation, the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.charts.style import article_anchor
from workbench.checks import Check
from workbench.explorers.cited import section_anchor
from workbench.explorers.markup import Html, evidence, markup_style, table, term
from workbench.findings import left_out, loading, plural
from workbench.ledger import article_origins, figure_origins, is_rejected
from workbench.report.evidence import EvidencePage, evidence_pages
from workbench.report.layout import Page, render
from workbench.report.notebooks import Executed, notebook_format, notebook_title, to_html
from workbench.report.results import Moved, pack, stored
from workbench.wording import claim_values, day_in_words, named, shorten
from workbench.wording.names import glossary
from workbench.wording.values import in_words


class Outcome(NamedTuple):
    """What a report says beside its notebooks.

    ``record`` is what ``report.json`` holds, ``attention`` what a person has to look at, ``moved`` what differs
    from the earlier report; None where there is none; ``other_case`` says it if that one is of another case.
    """

    record: dict[str, Any]
    checks: list[Check]
    attention: list[str]
    moved: list[Moved] | None
    other_case: str = ""


def write_pages(folder: Path, case: Case, executed: Executed, outcome: Outcome) -> list[Page]:
    """Write the pages of the report with the notebooks beside them, and return all pages in their order.

    Parameters
    ----------
    folder
        The folder of the report.
    case
        The case; its sources become pages with every figure marked in place.
    executed
        Path and content of each notebook with its outputs; the last one is the briefing, which opens the report.
    outcome
        What else the report says.
    """
    sources = evidence_pages(case)
    chapters, places = _chapters(folder / "notebooks", executed, sources)
    briefing = chapters.pop()
    opening = _opening(briefing.body, outcome) + _validated(outcome)
    listed = [
        Page("index.html", briefing.title, Html(opening)),
        Page(FIND_PAGE, "Find", _found(case, sources, places)),
        *chapters,
        Page("validation.html", "Validation", _validation(outcome, folder, case)),
        Page("sources.html", "Sources as they came", _source_list(sources)),
    ]
    pages = [*listed, *(_source_page(source) for source in sources)]
    (folder / "evidence").mkdir()
    names = [(page.name, page.title) for page in listed]
    for page in pages:
        up = "../" if "/" in page.name else ""
        text = render(page, names, outcome.record["title"], about(outcome.record), up=up)
        (folder / page.name).write_text(text, encoding="utf-8")
    return pages


def briefing_and_claims(pages: list[Page]) -> list[Page]:
    """Return what is printed unless all is asked for: the briefing, and of the ledger the claims.

    What the briefing lists of the claims is left out: the claims follow.

    Examples
    --------
    >>> ledger = Page(CLAIMS, "The ledger", Html('<h1>L</h1><h2 id="04-a">Claims</h2>c<h2 id="04-b">More</h2>m'))
    >>> first = Page("index.html", "B", Html('b<h2 id="06_briefing-what-several-articles-state">W</h2>t<h2>In short</h2>s'))
    >>> [str(page.body) for page in briefing_and_claims([first, ledger])]
    ['b<h2>In short</h2>s', '<h1>L</h1><h2 id="04-a">Claims</h2>c']
    """
    ledger = next(page for page in pages if page.name == CLAIMS)
    claims = "<h2".join(ledger.body.split("<h2")[:2])
    parts = [part for part in pages[0].body.split("<h2") if not part.startswith(f' id="{LISTED}"')]
    return [pages[0]._replace(body=Html("<h2".join(parts))), ledger._replace(body=Html(claims))]


LISTED = section_anchor("06_briefing", "What several articles state")
CLAIMS = "04_ledger.html"


def about(record: dict[str, Any]) -> str:
    """Return the line at the foot of every page: version, digest of the results, moment.

    Examples
    --------
    >>> about({"versions": {"workbench": "1.0"}, "digest": "ab" * 32, "built": "2021-07-05T12:00:00+00:00"})
    'workbench 1.0 · results abababababababab · 2021-07-05T12:00:00+00:00'
    """
    return (
        f"workbench {record['versions']['workbench']} · results {record['digest'][:16]} · {record['built']}"
    )


class _Places(NamedTuple):
    """Where links lead: the characters of each figure and changed fact, and each section, claim and table row."""

    characters: dict[str, str]
    sections: dict[str, str]


def _chapters(folder: Path, executed: Executed, sources: list[EvidencePage]) -> tuple[list[Page], _Places]:
    """Write the notebooks with their outputs, and return a page for each, and where links lead."""
    folder.mkdir()
    for path, notebook in executed:
        notebook_format().write(notebook, folder / path.name)
    bodies = [_with_anchors(_ordered(to_html(notebook)), path.stem) for path, notebook in executed]
    characters = {anchor: f"evidence/{page.name}#{anchor}" for page in sources for anchor in page.anchors}
    characters |= {article_anchor(doc): f"evidence/{page.name}" for page in sources for doc in page.docs}
    names = [f"{path.stem}.html" for path, _ in executed[:-1]] + [
        "index.html"
    ]  # the briefing opens the report
    sections = {
        anchor: f"{name}#{anchor}"
        for name, body in zip(names, bodies, strict=True)
        for anchor in _PLACE.findall(body)
    }
    places = _Places(characters, sections)
    pages = [
        _chapter(path, notebook, _link_evidence(body, places), pack(folder / path.name).name)
        for (path, notebook), body in zip(executed, bodies, strict=True)
    ]
    return pages, places


_PLACE = re.compile(r'<(?:h2|tr|tbody) id="([^"]*)">')
_HOW = re.compile(r"<p>(?:(?!</p>).)*<strong>Data\.</strong>.*?</p>", re.DOTALL)


def _ordered(body: str) -> str:
    """Let a chapter begin with what it found: data, method and limits go to its foot.

    The style of marked text, which each output of a notebook brings along, stands in the head of every page.
    """
    body = body.replace(f"<style>{markup_style()}</style>", "")
    how = _HOW.search(body)
    if how is None:
        return body
    return f"{body[: how.start()]}{body[how.end() :]}<h2>Data, method, limits</h2>{how[0]}"


def _with_anchors(body: str, notebook: str) -> str:
    """Give each section of a chapter an anchor; what stands between the tags is the notebook's own, escaped."""
    return re.sub(
        r"<h2>([^<]*)</h2>",
        lambda found: f'<h2 id="{section_anchor(notebook, unescape(found[1]))}">{found[1]}</h2>',
        body,
    )


def _chapter(path: Path, notebook: Any, body: str, file: str) -> Page:
    how = f'<p class="quiet">Computed by <a href="notebooks/{file}">notebooks/{file}</a>.</p>'
    return Page(f"{path.stem}.html", notebook_title(notebook, path), Html(body + how))


_EVIDENCE = re.compile(r'<span class="evidence" data-evidence="([^"]*)">([^<]*)</span>')


def _link_evidence(body: str, places: _Places) -> str:
    """Turn each piece of evidence into a link: to its characters in the source file, to a claim or section, or to what is found."""

    def link(found: re.Match[str]) -> str:
        anchor, words = found.groups()
        if anchor in places.characters:
            return f'<a class="evidence" href="{places.characters[anchor]}">{words}</a>'
        if anchor in places.sections:
            return f'<a class="counted" href="{places.sections[anchor]}">{words}</a>'
        if anchor.startswith(FIND):
            return f'<a class="counted" href="{FIND_PAGE}#{anchor}">{words}</a>'
        return words

    return _MARK.sub(lambda found: _of_drawing(found, places), _EVIDENCE.sub(link, body))


_MARK = re.compile(r'<a class="evidence" data-evidence="([^"]*)"( tabindex="-1")?>')


def _of_drawing(found: re.Match[str], places: _Places) -> str:
    """Turn a mark of a drawing into a link, to the characters of a figure, to a claim, or to an article."""
    anchor, again = found.groups()
    to = places.characters.get(anchor) or places.sections.get(anchor)
    return f'<a class="evidence" href="{to}"{again or ""}>' if to else "<a>"


FIND, FIND_PAGE = "find:", "find.html"


def _found(case: Case, sources: list[EvidencePage], places: _Places) -> Html:
    pages = {doc: f"evidence/{page.name}" for page in sources for doc in page.docs}
    return Html(_link_evidence(find_page(case, pages), places))


def _source_page(source: EvidencePage) -> Page:
    body = f"<h1>{escape(source.title)}</h1>{source.body}"
    return Page(f"evidence/{source.name}", source.title, Html(body))


def _source_list(sources: list[EvidencePage]) -> Html:
    items = "".join(
        f'<li><a href="evidence/{page.name}">{escape(page.title)}</a> <span class="quiet">{escape(page.file)}</span></li>'
        for page in sources
    )
    return Html(
        f"<h1>Sources as they came</h1><p>Each file with its figures marked in place.</p><ul>{items}</ul>"
    )


def _opening(body: str, outcome: Outcome) -> str:
    """Return the first page: the answer stands first; only a check that failed stands above it."""
    said = _alarm(outcome)
    if any(not check.passed for check in outcome.checks):
        return said + body
    first = body.find("<h2")
    return body + said if first < 0 else body[:first] + said + body[first:]


def _alarm(outcome: Outcome) -> str:
    failed = [check for check in outcome.checks if not check.passed]
    lines = [*(f"Check failed: {check.name} ({check.compared})." for check in failed), *outcome.attention]
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    look = "alarm" if failed else "note"
    lead = "This report has failed checks." if failed else "A person has to look at this."
    return f'<section class="{look}" aria-label="Attention"><p><strong>{lead}</strong></p><ul>{items}</ul></section>'


def _validated(outcome: Outcome) -> str:
    passed = sum(check.passed for check in outcome.checks)
    lines = [
        escape(outcome.other_case),
        f"Re-run from {len(outcome.record['inputs'])} files; {passed} of {len(outcome.checks)} checks passed.",
        f"Digest of the results: <code>{outcome.record['digest'][:16]}</code>.",
        escape(_moved_line(outcome.moved)),
    ]
    return f'<h2>Validated</h2><p>{" ".join(lines)} <a href="validation.html">Every check and input</a>.</p>'


def _moved_line(moved: list[Moved] | None) -> str:
    if moved is None:
        return "There is no earlier report to compare with."
    if not moved:
        return "The results equal those of the earlier report."
    said = [one for m in moved for one in m.said]
    tables = f"Results moved since the earlier report, in {', '.join(m.table for m in moved)}."
    if not said:
        return f"{tables} No claim has another value or verdict."
    more = f" {plural(len(said) - 1, 'other claim')} moved too." if len(said) > 1 else ""
    return f"{tables} {said[0][:1].upper()}{said[0][1:]}.{more}"


_FOR_OTHERS = {
    "case.xlsx": "ledger and figures as Excel",
    "annotations.jsonld": "evidence as W3C Web Annotations",
    "claims.json": "claims in the shape of ClaimReview",
}
_FOR_TEXTS = {
    "briefing.docx": "the briefing for Word, with its notes",
    "briefing.md": "the briefing as Markdown with footnotes",
    "references.json": "the articles as CSL-JSON",
    "references.bib": "the articles as BibTeX",
}


def exchange_links(folder: Path) -> str:
    """Link what other tools read from the folder of tables, by the name it has there: what is large is packed."""
    links = ", ".join(
        f'<a href="tables/{stored(folder / name).name}">{what}</a>' for name, what in _FOR_OTHERS.items()
    )
    texts = ", ".join(f'<a href="{name}">{what}</a>' for name, what in _FOR_TEXTS.items())
    return f"<p>The same for other tools: {links}. For texts of your own: {texts}.</p>"


def _validation(outcome: Outcome, folder: Path, case: Case) -> Html:
    record = outcome.record
    versions = pd.DataFrame(record["versions"].items(), columns=["what", "version"])
    sections = {
        "Checks": _check_table(outcome.checks),
        "Since the last report": _differences(outcome),
        "Inputs": "".join(
            f"<p>{escape(line)}</p>" for line in (loading(case.load_report), *left_out(case.left_out))
        )
        + table(pd.DataFrame(record["inputs"])),
        "Results": _counted(record["tables"]) + exchange_links(folder / "tables"),
        "Versions": table(versions),
        "Words": _words(),
    }
    return Html(
        "<h1>Validation</h1>" + "".join(f"<h2>{title}</h2>{body}" for title, body in sections.items())
    )


def _words() -> str:
    """Return the glossary: what the hover helps say, for those who cannot hover."""
    told = [(term.said, term.means) for term in glossary().values()]
    return table(pd.DataFrame(told, columns=["word", "means"]))


def _check_table(checks: list[Check]) -> str:
    rows = [(check.name, "passed" if check.passed else "FAILED", check.compared) for check in checks]
    return table(pd.DataFrame(rows, columns=["check", "outcome", "compared"]))


def _counted(tables: dict[str, Any]) -> str:
    rows = [(name, entry["rows"], entry["sha256"][:16]) for name, entry in tables.items()]
    files = {"table": lambda row: f'<a href="{tables[row.table]["file"]}">{row.table}</a>'}
    return table(pd.DataFrame(rows, columns=["table", "rows", "sha256"]), cells=files)


def _differences(outcome: Outcome) -> str:
    """Say which claims moved since the last report; what moved in each table is a click away."""
    line = f"<p>{escape(outcome.other_case)} {_moved_line(outcome.moved)}</p>"
    if not outcome.moved:
        return line
    said = "".join(f"<li>{escape(one)}</li>" for m in outcome.moved for one in m.said)
    changes = {"change": lambda row: escape(row.change).replace("\n", "<br>")}
    sections = [
        f"<details><summary>{m.table}: {m.added} added, {m.removed} removed, {m.changed} changed</summary>"
        + table(m.rows, cells=changes)
        + "</details>"
        for m in outcome.moved
    ]
    return line + (f"<ul>{said}</ul>" if said else "") + "".join(sections)


SEPARATOR = " | "  # between values of one line, such as several speakers
MOST_SHOWN = 180  # characters of a sentence that a line shows; all of it is searched


def find_page(case: Case, sources: Mapping[str, str]) -> Html:
    """Return the body of the page: a box to type into, and the lines, which the report's script narrows down.

    Parameters
    ----------
    case
        The case.
    sources
        Where the page of each article is, by ``doc_id``.
    """
    lines = [*_claims(case), *_figures(case), *_articles(case, sources)]
    return Html(
        "<h1>Find</h1>"
        '<section class="finder" aria-label="Find" hidden><label>Words that must all stand in a line '
        '<input type="search" class="words" autocomplete="off"></label><div class="chips"></div></section>'
        f'<p class="found" role="status">{len(lines):,} claims, figures and articles</p>'
        f'<ul class="hits">{"".join(lines)}</ul>'
    )


def _line(what: str, said: str, **facets: str) -> str:
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in facets.items() if value)
    return f'<li data-what="{what}"{data}>{said}</li>'


def _joined(text: str, names: Mapping[str, str]) -> str:
    """Return the values of a list, without how many articles each has."""
    return SEPARATOR.join(named(part.partition(" (")[0], names) for part in text.split("; ") if part)


def _checked(reviewed: str) -> str:
    return "checked by a person" if reviewed else "not checked"


def _claims(case: Case) -> list[str]:
    values, names = claim_values(case.ledger, case.figures), case.names
    rows = zip(case.ledger.itertuples(), is_rejected(case.ledger), strict=True)
    return [
        _line(
            "claim",
            f"<b>{evidence(values[row.claim_id] or 'no value', row.claim_id)} {escape(row.claim)}</b> "
            f"{term('verdict', row.verdict, f'verdict verdict-{row.verdict}')}{_small(_whose(row, names))}",
            verdict="rejected" if rejected else row.verdict,
            origin=_joined(row.origins, names),
            speaker=_joined(row.stated_by, names),
            day=_day(row.as_of_high),
            checked=_checked(row.reviewed),
        )
        for row, rejected in rows
    ]


def _whose(claim: Any, names: Mapping[str, str]) -> str:
    return "; ".join(filter(None, (named(claim.origins, names), claim.stated_by)))


def _small(said: str) -> str:
    return f' <span class="quiet">{escape(said)}</span>' if said else ""


def _day(day: str) -> str:
    return day_in_words(day).replace("\N{NO-BREAK SPACE}", " ") if day else ""


def _figures(case: Case) -> list[str]:
    names, texts = case.names, {(row.doc_id, row.sentence): row.text for row in case.sentences.itertuples()}
    verdicts = dict(zip(case.ledger["claim_id"], case.ledger["verdict"], strict=True))
    origins = figure_origins(
        case.figures, case.articles, case.families, case.links, case.sentences, case.accounts
    )
    lines = []
    for row in case.figures.itertuples():
        text = texts.get((row.doc_id, row.sentence), "")
        said = f"{in_words(row._asdict())} {row.concept}".strip()
        by = f", {row.attributed_to}" if row.attributed_to else ""
        rest = f"<span hidden>{escape(text)}</span>" if len(text) > MOST_SHOWN else ""
        lines.append(
            _line(
                "figure",
                f"{evidence(said, row.figure_id)}{_small(names[row.doc_id] + by)} "
                f"<q>{escape(shorten(text, MOST_SHOWN))}</q>{rest}",
                verdict=verdicts.get(row.claim_id, ""),
                origin=_joined(origins.get(row.figure_id, ""), names),
                speaker=row.attributed_to,
                day=_day(row.as_of_high),
                checked=_checked(row.reviewed),
            )
        )
    return lines


def _articles(case: Case, sources: Mapping[str, str]) -> list[str]:
    names = case.names
    origins = article_origins(case.articles, case.families, case.links, case.sentences)
    return [
        _line(
            "article",
            f'<a href="{escape(sources[row.doc_id])}">{escape(names[row.doc_id])}</a> {escape(row.headline)}',
            origin=_joined(origins[row.doc_id], names),
            day=_day(row.date_published),
        )
        for row in case.articles.itertuples()
    ]
