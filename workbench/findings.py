"""What the tables say, in sentences: every number in them is computed, none is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.ledger import is_rejected
from workbench.wording import plain_word

MOST_PAIRS = 20  # pairs of articles that are told in a sentence each


def plural(n: int, one: str, many: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> plural(1, "article"), plural(4, "family", "families")
    ('1 article', '4 families')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def origins(articles: pd.DataFrame, families: pd.DataFrame) -> str:
    """Say how many articles there are and from how many independent origins: the number that matters.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a", "b", "c"]})
    >>> families = pd.DataFrame({"doc_id": ["a", "b", "c"], "family": ["F1", "F1", "F2"]})
    >>> origins(articles, families)
    '3 articles, 2 independent origins.'
    """
    return (
        f"{plural(len(articles), 'article')}, {plural(families['family'].nunique(), 'independent origin')}."
    )


def loading(load_report: pd.DataFrame) -> str:
    """Say what became of the files that were met; the records in a file of many are counted apart.

    Examples
    --------
    >>> report = pd.DataFrame({"outcome": ["loaded", "loaded", "rejected"], "line": [pd.NA, pd.NA, 3]})
    >>> loading(report)
    '2 files met: 2 loaded, 0 duplicate, 0 rejected; of 1 record in them: 0 loaded, 0 duplicate, 1 rejected.'
    """
    is_file = load_report["line"].isna()
    files, records = load_report[is_file], load_report[~is_file]
    said = f"{plural(len(files), 'file')} met: {_outcomes(files)}"
    return said + (
        f"; of {plural(len(records), 'record')} in them: {_outcomes(records)}." if len(records) else "."
    )


def _outcomes(rows: pd.DataFrame) -> str:
    counts = rows["outcome"].value_counts()
    return ", ".join(f"{int(counts.get(name, 0))} {name}" for name in ("loaded", "duplicate", "rejected"))


def left_out(told: Mapping[str, str]) -> list[str]:
    """Say which articles a person left out of the case, and why.

    Examples
    --------
    >>> left_out({"advert.txt": "an advert"})
    ["'advert.txt' is left out of the case by a person: an advert."]
    """
    return [f"'{name}' is left out of the case by a person: {why.rstrip('.')}." for name, why in told.items()]


def cleaning(edits: pd.DataFrame) -> str:
    """Say how many changes the cleaner made and how many it leaves to a person.

    Examples
    --------
    >>> rules = ["advert", "byline", "loose-line", "unwrap"]
    >>> cleaning(pd.DataFrame({"action": ["removed", "moved", "flagged", "replaced"], "rule": rules}))
    '1 passage removed, 1 moved into a field, 0 replaced; 1 line break undone; 1 flagged for a person to look at.'
    """
    unwrapped = edits["rule"] == "unwrap"
    counts = edits.loc[~unwrapped, "action"].value_counts()
    breaks = f"{plural(int(unwrapped.sum()), 'line break')} undone; " if unwrapped.any() else ""
    removed, moved, replaced, flagged = (
        int(counts.get(name, 0)) for name in ("removed", "moved", "replaced", "flagged")
    )
    return (
        f"{plural(removed, 'passage')} removed, {moved} moved into a field, {replaced} replaced; "
        f"{breaks}{flagged} flagged for a person to look at."
    )


def reuse(relations: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Say for each two articles that share text how they are related, the closest first; then how many do not.

    ``names`` is what articles are called, by ``doc_id``.

    Examples
    --------
    >>> row = {"a": "x", "b": "y", "relation": "siblings", "share_of_a": 0.8, "share_of_b": 0.5, "evidence": ""}
    >>> reuse(pd.DataFrame([row]), {"x": "Echo", "y": "Post"})
    ['Echo and Post are two copies of one text that we do not have: 80 % of Echo and 50 % of Post.']
    >>> reuse(pd.DataFrame([row | {"relation": "wholly derived", "source": "y"}]), {"x": "Echo", "y": "Post"})
    ['Echo is a copy of Post: 80 % of its words stand there, word for word or reworded.']
    """
    related = relations[~relations["relation"].isin(["independent"])]
    order = (
        related[["share_of_a", "share_of_b"]].max(axis=1).sort_values(ascending=False, kind="stable").index
    )
    said = [_related(row, names) for row in related.loc[order[:MOST_PAIRS]].to_dict("records")]
    left, apart = len(order) - len(said), len(relations) - len(order)
    if left:
        said.append(f"{plural(left, 'more pair')} of articles share less.")
    if apart:
        said.append(
            f"{plural(apart, 'other pair' if said else 'pair')} of articles: nothing shows that one was copied from the other."
        )
    return said


# How two articles are related, of which "unsure" says nothing of who copied.
_COPIED = {"wholly derived": "a copy", "partly derived": "copied in part"}


def _related(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Say of two articles who derives from whom, where that is known."""
    a, b = (names.get(row[side], row[side]) for side in "ab")
    share_a, share_b = (f"{row[f'share_of_{side}'] * 100:.0f} %" for side in "ab")
    both = f"{share_a} of {a} and {share_b} of {b}"
    copied = _COPIED.get(row["relation"])
    if copied and row.get("source", ""):
        copy, source, share = (b, a, share_b) if row["source"] == row["a"] else (a, b, share_a)
        said = (
            f"{copy} is {copied} of {source}" if copied == "a copy" else f"{copy} is {copied} from {source}"
        )
        return f"{said}: {share} of its words stand there, word for word or reworded."
    if copied:
        return f"One of {a} and {b} is {copied}; which is not known: {both} are the same text."
    if row["relation"] == "siblings":
        return f"{a} and {b} are {plain_word('relation', 'siblings')}: {both}."
    return f"{a} and {b} share some wording, too little to say who copied: {both}."


def verdicts(ledger: pd.DataFrame) -> str:
    """Say how many claims there are and how their sources compare; those that a person rejected are counted apart.

    Examples
    --------
    >>> marks = ["rejected by ana, 2026-11-20", "", ""]
    >>> verdicts(pd.DataFrame({"verdict": ["single", "agree", "conflict"], "reviewed": marks}))
    '2 claims: 1 in conflict, 0 updated, 0 compatible, 1 agreed on, 0 from one origin. A person rejected 1 more.'
    >>> verdicts(pd.DataFrame({"verdict": ["single", "agree", "unresolved"]}))
    '3 claims: 0 in conflict, 0 updated, 0 compatible, 1 agreed on, 1 from one origin, 1 unresolved.'
    """
    rejected = is_rejected(ledger)
    ledger = ledger[~rejected]
    counts = ledger["verdict"].value_counts()
    told = [
        f"{int(counts.get(v, 0))} {said}"
        for v, said in VERDICTS_SAID.items()
        if v in counts or v != "unresolved"
    ]
    return f"{plural(len(ledger), 'claim')}: {', '.join(told)}." + (
        f" A person rejected {int(rejected.sum())} more." if rejected.any() else ""
    )


# How claims of each verdict are counted in a sentence.
VERDICTS_SAID = {
    "conflict": "in conflict",
    "updated": "updated",
    "compatible": "compatible",
    "agree": "agreed on",
    "single": "from one origin",
    "unresolved": "unresolved",
}


def rejected(figures: pd.DataFrame, ledger: pd.DataFrame) -> str:
    """Say how many claims and figures a person rejected: they are left out of what is counted.

    Examples
    --------
    >>> mark = "rejected by ana, 2026-11-20"
    >>> rejected(pd.DataFrame({"reviewed": [mark, mark]}), pd.DataFrame({"reviewed": [mark, ""]}))
    'A person rejected 1 claim and 2 figures; they are left out above.'
    """
    claims, single = int(is_rejected(ledger).sum()), int(is_rejected(figures).sum())
    if not claims and not single:
        return "Nothing was rejected by a person."
    return f"A person rejected {plural(claims, 'claim')} and {plural(single, 'figure')}; they are left out above."


def unattributed(figures: pd.DataFrame) -> str:
    """Say for how many figures no speaker was found; that is not to say that the article itself stands for them.

    Examples
    --------
    >>> unattributed(pd.DataFrame({"attributed_to": ["the ministry", "", ""]}))
    'No speaker was found for 2 of 3 figures.'
    """
    return f"No speaker was found for {int((figures['attributed_to'] == '').sum())} of {plural(len(figures), 'figure')}."


def decisions(reviews: pd.DataFrame) -> str:
    """Say how many decisions people made.

    Examples
    --------
    >>> decisions(pd.DataFrame({"reviewer": ["ana", "ben", "ana"]}))
    '3 decisions by 2 people.'
    """
    if reviews.empty:
        return "Nobody has decided anything yet."
    people = reviews["reviewer"].nunique()
    return f"{plural(len(reviews), 'decision')} by {plural(people, 'person', 'people')}."


def unreviewed(ledger: pd.DataFrame) -> str:
    """Say how much of the ledger a person has looked at.

    Examples
    --------
    >>> unreviewed(pd.DataFrame({"reviewed": ["", "confirm"]}))
    'A person has looked at 1 of 2 claims; nobody has checked the other 1.'
    """
    looked = int((ledger["reviewed"] != "").sum())
    return f"A person has looked at {looked} of {plural(len(ledger), 'claim')}; nobody has checked the other {len(ledger) - looked}."


def drifted(drifts: pd.DataFrame) -> str:
    """Say how many facts changed on the way from one article to another.

    Examples
    --------
    >>> drifted(pd.DataFrame({"doc_id": ["a", "a"], "kind": ["name", "number"]}))
    '2 changed facts in 1 article: 1 name, 1 number.'
    """
    if drifts.empty:
        return "No changed fact was found in the reworked sentences."
    counts = drifts["kind"].value_counts().sort_index()
    kinds = ", ".join(f"{n} {kind}" for kind, n in counts.items())
    return (
        f"{plural(len(drifts), 'changed fact')} in {plural(drifts['doc_id'].nunique(), 'article')}: {kinds}."
    )


def adds_and_omits(found: pd.DataFrame) -> str:
    """Say how many sentences only one article has, and how many an article leaves out.

    Examples
    --------
    >>> adds_and_omits(pd.DataFrame({"what": ["adds", "omits", "omits"]}))
    '1 sentence stands in one article only; 2 that the rest of a family has are left out.'
    """
    added, omitted = (int((found["what"] == what).sum()) for what in ("adds", "omits"))
    verb = "stands" if added == 1 else "stand"
    return f"{plural(added, 'sentence')} {verb} in one article only; {omitted} that the rest of a family has are left out."


def unsure(ledger: pd.DataFrame, *, below: float = 0.5) -> str:
    """Say how many claims may hold figures of several quantities, and that nobody has looked at them.

    Examples
    --------
    >>> unsure(pd.DataFrame({"confidence": [0.9, 0.3], "reviewed": ["", ""]}))
    'Of 2 claims 1 is unsure: its figures may state more than one quantity, and nobody has looked at it.'
    """
    n_unsure = int(((ledger["confidence"] < below) & (ledger["reviewed"] == "")).sum())
    if not n_unsure:
        return f"None of {plural(len(ledger), 'claim')} is unsure that nobody has looked at."
    one = n_unsure == 1
    return (
        f"Of {plural(len(ledger), 'claim')} {n_unsure} {'is' if one else 'are'} unsure: {'its' if one else 'their'} figures may state "
        f"more than one quantity, and nobody has looked at {'it' if one else 'them'}."
    )


def orphaned(orphans: pd.DataFrame) -> str:
    """Say how many decisions have no effect.

    Examples
    --------
    >>> orphaned(pd.DataFrame({"subject": ["f1"]}))
    '1 decision has no effect: it is on what is no longer there, or on another kind of thing than it can be.'
    """
    if orphans.empty:
        return "Every decision still finds what it was made on."
    verb, it, can = ("has", "it is", "it can") if len(orphans) == 1 else ("have", "they are", "they can")
    return f"{plural(len(orphans), 'decision')} {verb} no effect: {it} on what is no longer there, or on another kind of thing than {can} be."
