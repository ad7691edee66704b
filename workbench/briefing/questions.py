"""Which claims answer the question that the analyst came with."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from workbench.compare.happenings import akin, happenings_in, stems
from workbench.compare.terms import find_terms
from workbench.ledger import is_rejected
from workbench.ledger.vocabulary import counted_class, unit_words
from workbench.lexicon.units import units

_EXTENTS = ("length", "area", "weight", "volume", "speed", "temperature")
_LENGTHS = "|".join(
    sorted(
        {re.escape(word) for unit in units() if unit.dimension in _EXTENTS for word in unit.words},
        key=len,
        reverse=True,
    )
)
# What an interrogative asks for, as kinds of figures; the first that stands in the question counts.
_ASKS = (
    (re.compile(r"\bpercent|\bpercentage|\bshare of|\bproportion", re.I), ("percent", "share")),
    (re.compile(r"\bhow (?:much|expensive|costly)\b|\bworth\b|\bcosts?\b|\bprice\b|\bdollars\b|\bmoney\b", re.I), ("money",)),
    (re.compile(r"\bhow long\b|\bhow many (?:\w+ ){0,2}(?:seconds|minutes|hours|days|weeks|months|years)\b", re.I), ("duration",)),
    (re.compile(r"\bhow old\b|\bwhat age\b", re.I), ("age",)),
    (re.compile(rf"\bhow many (?:{_LENGTHS})\b", re.I), ("measure",)),
    (re.compile(r"\bhow (?:strong|fast|far|deep|high|tall|large|big|heavy|hot|cold|wide)\b|\bmagnitude\b", re.I), ("measure",)),
    (re.compile(r"\bhow many\b|\bwhat number\b|\bhow often\b", re.I), ("count",)),
)  # fmt: skip
_COUNTED = re.compile(r"\bhow many\s((?:[\w'-]+\s){1,4})", re.I)
# What each sign adds. What happened tells quantities of one event apart better than any word does; a kind of figure
# that is not asked for nearly excludes a claim; words count by how few sentences have them.
_HAPPENING, _COUNTED_CLASS, _KIND, _UNIT, _HEAD = 2.0, 1.0, 3.0, 1.5, 0.5
# A name that says all that is asked, one that says a year or a name that is not asked for, another event, more articles.
_NAMED, _FOREIGN, _ELSEWHERE, _STATED = 1.5, 1.0, 1.0, 0.3
_PEOPLE = frozenset(stems("people persons"))
_ALIKE = 0.15  # claims that lie so close to the best answer alike


def find_answers(
    question: str,
    ledger: pd.DataFrame,
    figures: pd.DataFrame,
    accounts: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    pinned: Sequence[str] = (),
) -> list[str]:
    """Return the claims in the order in which they answer a question: first what a person pinned.

    A claim answers the better, the more of the question's words stand around its figures (each weighted by how few
    sentences have it), if the same happened to the same kind of thing, and if it is the kind of figure that is asked
    for. Of claims that answer alike, and where there is no question, the order of the ledger decides.

    Parameters
    ----------
    question
        The question of the case; it may be empty.
    ledger, figures, accounts, sentences
        The tables of those names.
    pinned
        ``claim_id`` of claims that a person wants to stand first.

    Returns
    -------
    list of str
        Every ``claim_id`` of the ledger that no person rejected.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> find_answers("How many?", *(empty(name) for name in ("ledger", "figures", "accounts", "sentences")))
    []
    """
    known = ledger[~is_rejected(ledger)]
    order = [*(claim for claim in pinned if claim in set(known["claim_id"])), *known["claim_id"]]
    rest = list(dict.fromkeys(order))
    if not question.strip() or known.empty:
        return rest
    scores = _score(question, known, figures, accounts, sentences)
    first = rest[: len(rest) - len(known) + len(set(pinned) & set(rest))] if pinned else []
    left = [claim for claim in rest if claim not in first]
    return [*first, *_ranked(left, scores)]


def is_to_the_point(question: str, claim_id: str, case_tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a claim is about what a question asks, so that it may stand as an answer and not only as the nearest.

    It is if what the question says happened is said of it or in one of its sentences, if one of the question's words
    stands in its name, or one that not most articles have in a sentence. A question without such words is answered by
    anything.

    Parameters
    ----------
    question
        The question of the case.
    claim_id
        The claim.
    case_tables
        The tables ``ledger``, ``figures``, ``accounts`` and ``sentences`` by their names.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> tables = {name: empty(name) for name in ("ledger", "figures", "accounts", "sentences")}
    >>> is_to_the_point("How many were arrested?", "c1", tables), is_to_the_point("How many?", "c1", tables)
    (False, True)
    """
    asked, figures, accounts = _Asked(question), case_tables["figures"], case_tables["accounts"]
    sentences = case_tables["sentences"]
    words = {(row.doc_id, row.sentence): set(stems(row.text)) for row in sentences.itertuples()}
    held = figures[figures["claim_id"] == claim_id]
    around = set().union(*(words.get((row.doc_id, row.sentence), set()) for row in held.itertuples()))
    ledger = case_tables["ledger"]
    named = {stem for name in ledger.loc[ledger["claim_id"] == claim_id, "claim"] for stem in stems(name)}
    told = accounts[accounts["figure_id"].isin(held["figure_id"])]["happening"]
    happened = {_wide(name) for name in told} | {_wide(name) for _, name in happenings_in(sorted(around))}
    telling = (asked.words - _everywhere(words)) & around | asked.words & named
    return bool(happened & asked.happenings or telling - _PEOPLE or not asked.words - _PEOPLE)


def _ranked(claims: Sequence[str], scores: Mapping[str, float]) -> list[str]:
    """Return the claims by how well they answer; of those that answer best alike, what an analyst asks for first."""
    best = max((scores.get(claim, 0.0) for claim in claims), default=0.0)
    alike = [claim for claim in claims if scores.get(claim, 0.0) >= best - _ALIKE]
    others = (claim for claim in claims if claim not in alike)
    return [*alike, *sorted(others, key=lambda claim: -scores.get(claim, 0.0))]


def _score(
    question: str,
    ledger: pd.DataFrame,
    figures: pd.DataFrame,
    accounts: pd.DataFrame,
    sentences: pd.DataFrame,
) -> dict[str, float]:
    asked = _Asked(question)
    texts = {(row.doc_id, row.sentence): row.text for row in sentences.itertuples()}
    words = {place: set(stems(text)) for place, text in texts.items()}
    rarity = _rarity(words)
    told = accounts.set_index("figure_id") if len(accounts) else accounts
    everywhere = _everywhere(words)
    per_claim: dict[str, list[float]] = {}
    for row in figures[figures["claim_id"].isin(ledger["claim_id"])].itertuples():
        around = words.get((row.doc_id, row.sentence), set())
        account = told.loc[row.figure_id] if row.figure_id in told.index else {}
        per_claim.setdefault(row.claim_id, []).append(asked.weigh(row, around, account, rarity))
    lines = {row.claim_id: row for row in ledger.itertuples()}
    # The best sentence speaks for a claim, and many that speak to the point for it more than one does.
    return {
        claim: max(scores) * 0.7
        + 0.3 * sum(scores) / len(scores)
        + _STATED * math.log2(lines[claim].n_articles)
        + asked.weigh_name(lines[claim].claim, everywhere)
        for claim, scores in per_claim.items()
    }


def _rarity(words: Mapping[tuple[str, int], set[str]]) -> dict[str, float]:
    counts = Counter(word for held in words.values() for word in held)
    return {word: math.log((1 + len(words)) / n) for word, n in counts.items()}


def _everywhere(words: Mapping[tuple[str, int], set[str]]) -> set[str]:
    """Return the words that most articles have: the place of the event is no place of something else."""
    held: dict[str, set[str]] = {}
    for (doc, _), stood in words.items():
        held.setdefault(doc, set()).update(stood)
    counts = Counter(word for stood in held.values() for word in stood)
    return {word for word, count in counts.items() if 2 * count > len(held)}


class _Asked:
    """What a question asks for: its words, what happened, what is counted, and the kind of figure."""

    def __init__(self, question: str) -> None:
        terms = [term for term in find_terms(question) if not term.is_function]
        self.words = {term.key for term in terms} - {"how", "mani", "much", "what"}
        self.happenings = {_wide(name) for _, name in happenings_in(stems(question))}
        counted = _COUNTED.search(question)
        self.nouns = counted[1].split() if counted else []
        self.counted = next(filter(None, (counted_class(noun).name for noun in self.nouns)), "")
        self.kinds = next((kinds for pattern, kinds in _ASKS if pattern.search(question)), ())
        self.units = self.words & unit_words()
        self.said = set(stems(question))

    def weigh_name(self, name: str, everywhere: set[str]) -> float:
        """Return how well the name of a claim answers: a year or a proper name that is not asked for is of something else."""
        words = _telling_words(name)
        held = [word for word in words if self._holds(word)]
        foreign = [word for word in words if self._is_foreign(word, everywhere)]
        share = len(held) / len(words) if words else 0.0
        return _NAMED * share - _FOREIGN * min(len(foreign), 2)

    def _holds(self, word: str) -> bool:
        """Whether the question says a word, or what it means."""
        return set(stems(word)) <= self.said or self._happens(word) or self._is_counted(word)

    def _is_foreign(self, word: str, everywhere: set[str]) -> bool:
        """Whether a word is a name or a number that neither the question nor most articles have."""
        told = word[0].isupper() or word.strip("()").isdigit()
        return told and not set(stems(word)) & (self.said | everywhere)

    def _is_counted(self, word: str) -> bool:
        return bool(self.counted) and counted_class(word).name == self.counted

    def _happens(self, word: str) -> bool:
        return bool({_wide(name) for _, name in happenings_in(stems(word))} & self.happenings)

    def weigh(
        self, figure: object, around: set[str], account: Mapping[str, str], rarity: Mapping[str, float]
    ) -> float:
        """Return how well a figure answers."""
        concept, unit = set(stems(figure.concept)), set(stems(figure.unit))  # type: ignore[attr-defined]
        near = around | concept
        total = sum(rarity.get(word, 0.0) for word in self.words) or 1.0
        in_unit = bool(self.units & unit)
        other_kind = bool(self.kinds and figure.kind not in self.kinds and not in_unit)  # type: ignore[attr-defined]
        weights = [
            3.0 * sum(rarity.get(word, 0.0) for word in self.words & near) / total,
            _HEAD * len(self.words & concept),
            *(self._weigh_account(account) if len(account) else ()),
            _UNIT * in_unit,
            -_KIND * other_kind,
        ]
        return sum(weights)

    def _weigh_account(self, account: Mapping[str, str]) -> list[float]:
        """Return what adds and takes away by what happened, to what kind of thing, and of which event."""
        happened, event = _wide(account.get("happening", "")), set(stems(account.get("event", "")))
        same = happened in self.happenings
        return [
            _HAPPENING * bool(happened and same),
            -_HAPPENING * bool(happened and self.happenings and not same),
            _COUNTED_CLASS * bool(self.counted and account.get("counted", "") == self.counted),
            -_ELSEWHERE * bool(event and not event & self.said),
        ]


def _telling_words(name: str) -> list[str]:
    """Return the words of a claim's name but those of grammar and "people", who are in most names."""
    words = [word for word in name.split() if any(not term.is_function for term in find_terms(word))]
    return [word for word in words if word != "people"]


def _wide(happening: str) -> str:
    return akin().get(happening, happening)
