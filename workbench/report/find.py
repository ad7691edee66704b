"""The page to find things on: every claim, figure and article as a line that can be searched and narrowed down."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from workbench.case import Case
from workbench.explorers.markup import Html, evidence, term
from workbench.ledger import is_rejected
from workbench.wording import claim_values, day_in_words, named, origin_names, shorten
from workbench.wording.claims import in_words

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
    family = case.families.drop_duplicates("doc_id").set_index("doc_id")["family"]
    origins = origin_names(case.families, names)
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
                origin=origins.get(family.get(row.doc_id, ""), ""),
                speaker=row.attributed_to,
                day=_day(row.as_of_high),
                checked=_checked(row.reviewed),
            )
        )
    return lines


def _articles(case: Case, sources: Mapping[str, str]) -> list[str]:
    origins, names = origin_names(case.families, case.names), case.names
    family = case.families.drop_duplicates("doc_id").set_index("doc_id")["family"]
    return [
        _line(
            "article",
            f'<a href="{escape(sources[row.doc_id])}">{escape(names[row.doc_id])}</a> {escape(row.headline)}',
            origin=origins.get(family.get(row.doc_id, ""), ""),
            day=_day(row.date_published),
        )
        for row in case.articles.itertuples()
    ]
