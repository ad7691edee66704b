"""The answer card: the question, the value that stands, who says so, for when, what contradicts it, who checked it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from workbench.briefing.questions import find_answers, is_to_the_point
from workbench.briefing.told import moved, pinned_claims, tell_way, whose
from workbench.case import Case
from workbench.compare.happenings import growing
from workbench.explorers.markup import Html, evidence, term
from workbench.explorers.sources import show_stemma
from workbench.findings import plural
from workbench.ledger import tell_dependence, what_counts
from workbench.ledger.statements import AS_OF, speakers
from workbench.wording import claim_values, day_in_words, days_in_words, listed, named, shorten
from workbench.wording.values import in_words, value_of

MOST_KEY = 5  # further key quantities beside the answer
NEAR, MOST_BESIDES = (
    4,
    2,
)  # claims behind the answer that may be meant as well, and how many of them are named


MOST_DISPUTED = 3  # values of a conflict whose speakers are told apart


class Stated(NamedTuple):
    """On whose word a figure is stated, and who carried that."""

    said_by: str
    via: str


def answer_card(case: Case) -> Html:
    """Return the answer to the question of a case, as far as its articles give one; of a case without one, the first claim.

    Parameters
    ----------
    case
        The case.
    """
    order = _order(case)
    question = escape(case.settings.question or "What do the articles say?")
    if not order:
        return Html(
            f'<section class="answer" aria-label="Answer"><p class="asked">{question}</p>'
            '<p class="value">No figure was found in these articles.</p></section>'
        )
    shown = _Shown(case, order)
    pinned = order[0] in pinned_claims(case.ledger)
    by = "Pinned by a person as the answer." if pinned else _PROPOSED if case.settings.question else _FIRST
    nearest = "" if pinned or _answers(case, order[0]) else f'<p class="nearest">{_NEAREST}</p>'
    return Html(
        f'<section class="answer" aria-label="Answer"><p class="asked">{question}</p>{nearest}'
        f'{shown.value(order[0])}{shown.facts(order[0])}<p class="quiet">{by} {shown.cite(order[0])}</p></section>'
    )


def _answers(case: Case, claim_id: str) -> bool:
    tables = {name: getattr(case, name) for name in ("ledger", "figures", "accounts", "sentences")}
    return is_to_the_point(case.settings.question, claim_id, tables)


_NEAREST = "No figure in these articles seems to be about that. The nearest is:"
_PROPOSED = "Chosen by the words of the question, and not by a person: read the sentence behind the value."
_FIRST = "The case asks no question yet (case.toml); this is the quantity that most origins state."


def key_cards(case: Case) -> Html:
    """Return up to five further key quantities as cards: what was pinned, then what most origins state."""
    order = _order(case)
    pinned = [claim for claim in pinned_claims(case.ledger) if claim not in order[:1]]
    _, ledger = what_counts(case.figures, case.ledger)
    keys = list(dict.fromkeys([*pinned, *(claim for claim in ledger["claim_id"] if claim not in order[:1])]))
    shown = _Shown(case, order)
    cards = "".join(f"<li>{shown.value(claim)}{shown.short(claim)}</li>" for claim in keys[:MOST_KEY])
    return Html(
        f'<ul class="keys">{cards}</ul>'
        if cards
        else '<p class="quiet">Nothing else is stated in figures.</p>'
    )


def _order(case: Case) -> list[str]:
    return find_answers(
        case.settings.question,
        case.ledger,
        case.figures,
        case.accounts,
        case.sentences,
        pinned=pinned_claims(case.ledger),
    )


class _Shown:
    """What cards say of the claims of a case."""

    def __init__(self, case: Case, order: Sequence[str]) -> None:
        self.case, self.names, self.order = case, case.names, order
        self.ledger = {row.claim_id: row for row in case.ledger.itertuples()}
        self.values = claim_values(case.ledger, case.figures)

    def value(self, claim_id: str) -> str:
        """Return the value of a claim, which leads to the characters that state it, and what it is a value of."""
        claim = self.ledger[claim_id]
        figure = self._standing(claim)
        said = self.values[claim_id] or "no value"
        led = evidence(said, figure["figure_id"]) if figure else escape(said)
        return (
            f'<p class="value"><strong>{led}</strong> <span class="of">{escape(value_of(said, shorten(claim.claim, 90)))}</span> '
            f"{term('verdict', claim.verdict, f'verdict verdict-{claim.verdict}')}</p>"
        )

    def facts(self, claim_id: str) -> str:
        """Return what else the answer says, a line each."""
        claim = self.ledger[claim_id]
        told = {
            "Origins": self._origins(claim),
            "On whose word": evidence(self._whose(claim), claim_id),
            "For when": escape(self._when(claim)),
            "Contradicted": self._contradicted(claim),
            "Travelled": self._way(claim_id),
            "Rests on": self._depends(claim),
            "Stated besides": self._besides(claim),
            "Checked": evidence(_checked(claim.reviewed), claim_id),
        }
        lines = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in told.items() if said)
        return f"<dl>{lines}</dl>"

    def short(self, claim_id: str) -> str:
        """Return who states a claim and for when, in one line."""
        claim = self.ledger[claim_id]
        speakers = f"; {escape(self._whose(claim))}" if claim.stated_by else ""
        when = f"; {escape(self._when(claim))}" if self._when(claim) else ""
        return (
            f'<p class="quiet">{evidence(self._counted(claim, "origin"), claim_id)} of '
            f"{plural(claim.n_articles, 'article')}{speakers}{when} {self.cite(claim_id)}</p>"
        )

    def cite(self, claim_id: str) -> str:
        """Return what the report offers to copy: the claim as one sentence with its origins and articles."""
        claim = self.ledger[claim_id]
        return f'<span class="cite" data-cite="{escape(citation(claim, self.values[claim_id], self.names, self.case.title))}"></span>'

    def _origins(self, claim: Any) -> str:
        """Say which origins state the value that stands; of one that was replaced they are no witnesses."""
        parts = _parts(claim.origins)
        if claim.verdict == "updated":
            parts = self._origins_of(self._backing(claim)) or parts
        of = listed((named(name, self.names) for name in parts), most=4)
        counted = evidence(self._counted(claim, "independent origin"), claim.claim_id)
        articles = plural(claim.n_articles, "article")
        if claim.verdict == "updated":
            verb = "states" if len(parts) == 1 else "state"
            return f"<b>{counted}</b> {verb} this value, of which {articles} tell: {escape(of)}"
        return f"<b>{counted}</b> of {articles}: {escape(of)}"

    def _counted(self, claim: Any, noun: str) -> str:
        """Count the origins of a claim, and where its value took the place of others, those that state this one."""
        mine = len(self._origins_of(self._backing(claim))) if claim.verdict == "updated" else 0
        every = plural(claim.n_origins, noun)
        return f"{mine} of {every}" if 0 < mine < claim.n_origins else every

    def _origins_of(self, figures: Sequence[Mapping[str, Any]]) -> list[str]:
        """Return the origins of the articles that figures of one claim stand in, each once."""
        stemma = self.case.stemma
        told = stemma[stemma["claim_id"].isin({row["claim_id"] for row in figures})]
        origins = dict(zip(told["doc_id"], told["origin"], strict=True))
        return list(dict.fromkeys(origins[row["doc_id"]] for row in figures if row["doc_id"] in origins))

    def _whose(self, claim: Any) -> str:
        """Say on whose word the value that stands is stated; of a conflict, on whose word each value is."""
        if claim.verdict == "conflict":
            rows = [row for row in self._rows(claim) if self._is_disputed(row, claim)]
            by_value: dict[str, list[dict[Any, Any]]] = {}
            for row in rows:
                by_value.setdefault(in_words(row), []).append(row)
            if 1 < len(by_value) <= MOST_DISPUTED:
                return "; ".join(f"{value}: {whose(_speakers(held))}" for value, held in by_value.items())
        if claim.verdict == "updated":
            return whose(_speakers(self._backing(claim)))
        return whose(_parts(claim.stated_by))

    def _is_disputed(self, row: Mapping[Any, Any], claim: Any) -> bool:
        ends = [end for end in (row["value_low"], row["value_high"]) if not pd.isna(end)]
        exact = row["modifier"] != "vague" and row["unit"] == claim.unit and ends
        return bool(exact) and all(claim.value_low <= end <= claim.value_high for end in ends)

    def _way(self, claim_id: str) -> str:
        """Return how a claim travelled in a sentence, which opens into the tree of its statements."""
        told = escape(tell_way(self.case.stemma, claim_id, self.names))
        tree = show_stemma(self.case.stemma, claim_id, self.names) if told else ""
        return f"<details><summary>{told}</summary>{tree}</details>" if tree else told

    def _depends(self, claim: Any) -> str:
        told = tell_dependence(self.case.dependence, claim.claim_id, verdict=claim.verdict)
        return escape(named(told, self.names))

    def _besides(self, claim: Any) -> str:
        """Name the next claims that the question may mean: of the same kind, and of what happened; a person has to tell whether they are one."""
        alike = [
            self.ledger[other]
            for other in self.order[1 : 1 + NEAR]
            if self.case.settings.question
            and _alike(self.ledger[other], claim)
            and self._happened(other) == self._happened(claim.claim_id)
        ]
        return "; ".join(
            f"{evidence(self.values[other.claim_id], other.claim_id)} {escape(value_of(self.values[other.claim_id], shorten(other.claim, 60)))}"
            for other in alike[:MOST_BESIDES]
            if self.values[other.claim_id] != self.values[claim.claim_id]
        )

    def _happened(self, claim_id: str) -> str:
        """Return what happened to what a claim counts, as most of its figures say; empty where that is not known."""
        figures, accounts = self.case.figures, self.case.accounts
        mine = figures.loc[figures["claim_id"] == claim_id, "figure_id"]
        told = accounts.loc[accounts["figure_id"].isin(mine), "happening"]
        return str(told.mode().iloc[0]) if len(told) else ""

    def _rows(self, claim: Any) -> list[dict[Any, Any]]:
        """Return the figures of a claim in the order of their days."""
        figures = self.case.figures
        days = dict(zip(self.case.articles["doc_id"], self.case.articles["date_published"], strict=True))
        rows: list[dict[Any, Any]] = figures[figures["claim_id"] == claim.claim_id].to_dict("records")
        return sorted(rows, key=lambda row: (row["as_of_high"], days[row["doc_id"]]))

    def _backing(self, claim: Any) -> list[dict[Any, Any]]:
        """Return the figures that state the value that stands, in the order of their days."""
        if pd.isna(claim.value_best) and claim.modifier:
            return [row for row in self._rows(claim) if row["modifier"] == claim.modifier]
        return [row for row in self._rows(claim) if claim.value_best in (row["value_low"], row["value_high"])]

    def _standing(self, claim: Any) -> dict[Any, Any] | None:
        """Return the latest figure that states the value that stands, else the first of the claim."""
        backing = self._backing(claim)
        figures = self.case.figures
        first = figures[figures["claim_id"] == claim.claim_id].head(1).to_dict("records")
        return backing[-1] if backing else next(iter(first), None)

    def _when(self, claim: Any) -> str:
        """Say for when the value that stands holds; without a day in the sentence, when it was published."""
        figure = self._standing(claim)
        if figure is None:
            return ""
        if (figure["as_of_high"] or figure["as_of_low"]) and self._is_of_count(figure):
            return days_in_words(figure["as_of_low"], figure["as_of_high"])
        days = dict(zip(self.case.articles["doc_id"], self.case.articles["date_published"], strict=True))
        day = days_in_words("", days[figure["doc_id"]]).removeprefix("until ")
        return f"published {day}" if day else ""

    def _is_of_count(self, figure: dict[Any, Any]) -> bool:
        """Whether a day is one of the count: of a toll that goes on, the day on which it happened is none."""
        accounts, sentences = self.case.accounts, self.case.sentences
        happening = accounts.loc[accounts["figure_id"] == figure["figure_id"], "happening"]
        if happening.empty or happening.iloc[0] not in growing():
            return True
        stands = (sentences["doc_id"] == figure["doc_id"]) & (sentences["sentence"] == figure["sentence"])
        return any(AS_OF.search(text) for text in sentences.loc[stands, "text"])

    def _contradicted(self, claim: Any) -> str:
        why = evidence(named(claim.why, self.names), claim.claim_id)
        if claim.verdict == "conflict":
            return f'<span class="verdict-conflict">Yes.</span> {why}'
        if claim.verdict == "updated":
            return f"Not now: it {moved(self.case, claim.claim_id) or 'was another value before'}."
        alone = " One origin alone states it." if claim.verdict == "single" else ""
        return f"By no other article here.{alone}"


def _speakers(figures: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Return who is said to have stated figures, each once, with who carried it."""
    told = [Stated(row["attributed_to"], row["via"]) for row in figures]
    carried = {one.said_by: one.via for one in told if one.via}
    return [f"{name} (via {carried[name]})" if carried.get(name) else name for name in speakers(told)]


def _alike(one: Any, other: Any) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _parts(text: str) -> list[str]:
    return [part for part in text.split("; ") if part]


_MARK = re.compile(r"(.*?)(?: by (.*?))?(?:, (\d{4}-\d\d-\d\d))?")


def _checked(reviewed: str) -> str:
    r"""Say who looked at a claim, when, and what that person decided.

    Examples
    --------
    >>> _checked("pinned, corrected by ana, 2026-11-20").replace("\xa0", " "), _checked("")
    ('by ana on 20 Nov 2026: pinned and corrected', 'nobody has checked it yet')
    """
    found = _MARK.fullmatch(reviewed)
    if not reviewed or not found:
        return "nobody has checked it yet"
    verbs, who, day = found.groups()
    when = f" on {day_in_words(day)}" if day else ""
    return f"by {who or 'a person'}{when}: {listed(verbs.split(', '))}"


def citation(claim: Any, value: str, names: dict[str, str], title: str) -> str:
    """Return a claim as one sentence that can be pasted into a text, with what stands behind it.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> claim = SimpleNamespace(claim="boats lost", origins="AP; Echo", n_origins=2, n_articles=3, articles="a; b", verdict="agree")
    >>> citation(claim, "14", {"a": "AP, 3 Jul", "b": "Echo, 3 Jul"}, "Storm")
    '14 boats lost (agree; 2 independent origins of 3 articles: AP, Echo). Articles: AP, 3 Jul; Echo, 3 Jul. Compared in: Storm.'
    """
    origins = ", ".join(named(name, names) for name in _parts(claim.origins))
    articles = "; ".join(names.get(doc, doc) for doc in _parts(claim.articles))
    verdict = "one origin" if claim.verdict == "single" else claim.verdict
    return (
        f"{value} {value_of(value, claim.claim)} ({verdict}; {plural(claim.n_origins, 'independent origin')} of "
        f"{plural(claim.n_articles, 'article')}: {origins}). Articles: {articles}. Compared in: {title}."
    )
