"""Decisions of the analyst: put into effect on figures and claims, marked on them, and told in words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from workbench.ledger.claims import name_claim
from workbench.tables import NOTHING, as_table, table
from workbench.tables.schema import NUMBER
from workbench.wording.values import value_in_words

OF_FIGURES = ("confirm", "correct", "reject", "add", "settle")
PAST = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "rate": "rated",
    "accept": "accepted",
    "add": "added",
    "pin": "pinned",
    "unpin": "unpinned",
    "tag": "tagged",
    "unresolved": "left unresolved",
    "dismiss": "dismissed",
    "set": "set",
    "put_back": "put back",
    "unlink": "unlinked",
    "settle": "settled",
}
# A decision takes the place of earlier ones of these kinds; one that is corrected has to be confirmed anew.
REPLACES = {
    "confirm": ("confirm", "reject", "dismiss"),
    "reject": ("confirm", "reject"),
    "correct": ("confirm", "reject"),
    "pin": ("unpin",),
    "unpin": ("pin",),
    "dismiss": ("confirm",),
    "accept": ("put_back",),
    "put_back": ("accept",),
}
# Decisions of which one person's may exclude another's, by what they are about.
_JUDGED = {
    "confirm": "right or wrong",
    "correct": "right or wrong",
    "reject": "right or wrong",
    "dismiss": "right or wrong",
    "accept": "the edit",
    "put_back": "the edit",
    "pin": "pinned or not",
    "unpin": "pinned or not",
    "rename": "the name",
    "rate": "the rating",
    "set": "the article",
}
# What a decision can be on; a person can settle what was decided of anything.
OF_FIGURE, OF_CLAIM = ("figure",), ("claim",)
DECIDED_ON = {
    **dict.fromkeys(("correct", "add"), OF_FIGURE),
    **dict.fromkeys(("pin", "unpin", "tag", "unresolved"), OF_CLAIM),
    **dict.fromkeys(("reject", "rename", "rate", "merge", "split"), (*OF_FIGURE, *OF_CLAIM)),
    **dict.fromkeys(("accept", "put_back"), ("edit",)),
    "confirm": (*OF_FIGURE, *OF_CLAIM, "changed fact"),
    "dismiss": ("changed fact",),
    "unlink": ("pair of sentences",),
    "set": ("article",),
}
WORDS = ("unit", "concept", "attributed_to", "as_of_low", "as_of_high")
CHANGED = ("value_low", "value_high", "modifier", *WORDS)
# How sure a field is, and the fields that it is said of: what a person has corrected is certain.
SURE = {
    "confidence": ("value_low", "value_high", "modifier", "unit"),
    "concept_confidence": ("concept",),
    "speaker_confidence": ("attributed_to",),
}
COLUMNS = (
    "at",
    "reviewer",
    "decision",
    "about",
    "became",
    "value_low",
    "value_high",
    "unit",
    "note",
    "evidence",
)


def apply_reviews(
    figures: pd.DataFrame, reviews: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures as the analyst decided: corrected, rejected, added, and their claims merged and split.

    Decisions take effect in their order, so that a later one on the same figure stands. A decision on a claim
    follows the figures it was made on (``reviews.figures``), so that it holds when claims are made anew.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``.
    reviews
        The table ``reviews``, oldest first.
    articles, sentences
        The tables of those names: a figure that was added counts as long as its characters stand where they stood.

    Returns
    -------
    pandas.DataFrame
        The table ``figures`` with a further column ``reviewed``: what holds of all that was decided on the figure,
        and by whom and when the last was. A rejected figure has no claim.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> apply_reviews(*map(empty, ("figures", "reviews", "articles", "sentences"))).empty
    True
    """
    reviews = decisions_that_stand(reviews)
    figures = _with_added(figures, reviews, articles, sentences)
    place = {figure_id: number for number, figure_id in enumerate(figures["figure_id"])}
    columns = {name: list(figures[name]) for name in (*CHANGED, *SURE) if name in figures}
    decided: dict[str, list[dict[str, Any]]] = {}
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    members = _members(claims)
    for review in reviews.to_dict("records"):
        if review["decision"] in OF_FIGURES and review["subject"] in place:
            decided.setdefault(review["subject"], []).append(review)
            _correct(columns, place[review["subject"]], review)
        elif review["decision"] in ("merge", "split"):
            _regroup(claims, members, review)
    columns["reviewed"] = [mark_decisions(decided.get(name, ())) for name in figures["figure_id"]]
    marks = zip(figures["figure_id"], columns["reviewed"], strict=True)
    columns["claim_id"] = [_claim_left(claims[name], mark) for name, mark in marks]
    return as_table(figures.assign(**columns), "figures")


def _claim_left(claim: str, mark: str) -> str:
    """Return the claim of a figure, none where it was rejected."""
    return "" if says_rejected(mark) else claim


def apply_drift_reviews(drifts: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Return the changed facts without those that the analyst dismissed.

    Parameters
    ----------
    drifts
        The table ``drifts`` as it was found.
    reviews
        The table ``reviews``, oldest first.

    Returns
    -------
    pandas.DataFrame
        The table ``drifts`` with a further column ``reviewed``: what was decided, by whom and when.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> apply_drift_reviews(empty("drifts"), empty("reviews")).empty
    True
    """
    decided: dict[str, list[dict[str, Any]]] = {}
    reviews = decisions_that_stand(reviews)
    for review in reviews[reviews["subject"].isin(drifts["drift_id"])].to_dict("records"):
        decided.setdefault(review["subject"], []).append(review)
    marks = [mark_decisions(decided.get(name, ())) for name in drifts["drift_id"]]
    marked = drifts.assign(reviewed=pd.Series(marks, index=drifts.index, dtype="str"))
    return as_table(marked[~marked["reviewed"].str.startswith(PAST["dismiss"])], "drifts")


def decisions_that_stand(reviews: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions without those that a person settled against: where two differ, whose stands.

    Only what both decided of one thing is settled: what the other alone said of the subject still counts.

    Parameters
    ----------
    reviews
        The table ``reviews``, oldest first. A row ``settle`` names in ``value`` the person whose earlier decisions on
        its subject stand; what is decided after it counts as always.

    Examples
    --------
    >>> rows = [("ana", "reject", ""), ("ben", "confirm", ""), ("eva", "settle", "ana")]
    >>> reviews = pd.DataFrame(rows, columns=["reviewer", "decision", "value"]).assign(subject="f1")
    >>> decisions_that_stand(reviews)["reviewer"].tolist()
    ['ana', 'eva']
    """
    if "settle" not in reviews["decision"].tolist():
        return reviews.reset_index(drop=True)
    kept: list[dict[str, Any]] = []
    for row in reviews.to_dict("records"):
        if row["decision"] == "settle":
            of_it = [one for one in kept if one["subject"] == row["subject"]]
            won = {_of(one) for one in of_it if one["reviewer"] == row["value"]}
            kept = [one for one in kept if not _settled_away(one, row, won)]
        kept.append(row)
    return pd.DataFrame(kept, columns=reviews.columns).astype(reviews.dtypes)


def _settled_away(decision: dict[str, Any], settling: dict[str, Any], won: set[str]) -> bool:
    of_another = decision["reviewer"] != settling["value"] and decision["decision"] != "settle"
    return of_another and decision["subject"] == settling["subject"] and _of(decision) in won - {""}


def _of(review: dict[str, Any]) -> str:
    """Return what of its subject a decision is about, in words; nothing where no two such decisions can differ."""
    return review.get("field", "").replace("_", " ") or _JUDGED.get(review["decision"], "")


def find_disagreements(reviews: pd.DataFrame) -> pd.DataFrame:
    """Return where people decided differently, and nobody has settled it yet.

    Parameters
    ----------
    reviews
        The table ``reviews``, oldest first.

    Returns
    -------
    pandas.DataFrame
        A row a subject and what was decided of it: ``subject``, ``of``, ``said`` (what each person decided last),
        ``stands`` (whose decision counts until it is settled: the last one's) and ``people``. To confirm what another
        corrected is to agree.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> blank = dict.fromkeys(empty("reviews").columns, "") | {"value_low": None, "value_high": None, "subject": "f1"}
    >>> said = [("ana", "reject"), ("ben", "confirm")]
    >>> reviews = pd.DataFrame([blank | {"reviewer": who, "decision": what} for who, what in said])
    >>> find_disagreements(reviews)[["said", "stands"]].to_numpy().tolist()
    [['ana: rejected; ben: confirmed', 'ben']]
    """
    rows = [
        (subject, of, "; ".join(f"{who or 'somebody'}: {said}" for who, said in by.items()), [*by][-1], [*by])
        for (subject, of), by in _said_last(reviews).items()
        if len(set(by.values())) > 1
    ]
    return pd.DataFrame(rows, columns=["subject", "of", "said", "stands", "people"])


def _said_last(reviews: pd.DataFrame) -> dict[tuple[str, str], dict[str, str]]:
    """Return what each person decided last of each subject and field, the last decision last; nothing of what was settled."""
    held: dict[tuple[str, str], dict[str, str]] = {}
    current: dict[tuple[str, str], str] = {}
    for review in reviews.to_dict("records"):
        if review["decision"] == "settle":
            for place in [place for place in held if place[0] == review["subject"]]:
                held[place].clear()
        elif review["decision"] in _JUDGED:
            place, said = (review["subject"], _of(review)), _said(review)
            confirms = review["decision"] == "confirm" and current.get(place, "").startswith(PAST["correct"])
            said = current[place] if confirms else said
            current[place] = said
            by = held.setdefault(place, {})
            by.pop(review["reviewer"], None)  # whose decision is the last one stands last
            by[review["reviewer"]] = said
    return held


def _said(review: dict[str, Any]) -> str:
    """Return what a decision says, in words; two that say the same are one."""
    ends = [f"{review[name]:,.12g}" for name in ("value_low", "value_high") if not pd.isna(review[name])]
    words = [review[name] for name in ("modifier", *WORDS, "value", "source_rating", "information_rating")]
    told = [" to ".join(dict.fromkeys(ends)), *words]
    return " ".join([PAST[review["decision"]], *(word for word in told if word)])


def name_sentence(doc_id: str, text: str) -> str:
    """Return the name of a sentence: made from its article and its words, so that it holds where it moves in the text.

    Examples
    --------
    >>> name_sentence("a", "The bridge fell.") == name_sentence("b", "The bridge fell.")
    False
    """
    return (
        "s"
        + hashlib.blake2b(f"{doc_id}\x1f{text}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    )


def name_links(links: pd.DataFrame) -> list[str]:
    """Return the name of each pair of linked sentences, as a decision to unlink them has it; their order does not count.

    Parameters
    ----------
    links
        The table of that name.

    Examples
    --------
    >>> links = pd.DataFrame([{"a_doc_id": "a", "a_text": "One.", "b_doc_id": "b", "b_text": "Two."}])
    >>> name_links(links)[0].count("+")
    1
    """
    sides = [
        [
            name_sentence(doc, text)
            for doc, text in zip(links[f"{side}_doc_id"], links[f"{side}_text"], strict=True)
        ]
        for side in "ab"
    ]
    return ["+".join(sorted(pair)) for pair in zip(*sides, strict=True)]


def without_unlinked(links: pd.DataFrame, unlinked: Collection[str]) -> pd.DataFrame:
    """Return the links without the pairs of sentences that a person unlinked.

    Examples
    --------
    >>> links = pd.DataFrame([{"a_doc_id": "a", "a_text": "One.", "b_doc_id": "b", "b_text": "Two."}])
    >>> len(without_unlinked(links, [])), len(without_unlinked(links, name_links(links)))
    (1, 0)
    """
    if not unlinked:
        return links
    return links[[name not in unlinked for name in name_links(links)]].reset_index(drop=True)


def find_orphans(
    figures: pd.DataFrame,
    reviews: pd.DataFrame,
    *,
    besides: Mapping[str, Collection[str]] | None = None,
    articles: pd.DataFrame | None = None,
    grouped: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the decisions that have no effect, because what they were made on is no longer there, each with what to do.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``, before or after the decisions.
    reviews
        The table ``reviews``.
    besides
        What else there is to decide on, by its kind as it is told: edits, changed facts, articles, pairs of sentences.
    articles
        The table ``articles``: a figure that was added is looked for in its article.
    grouped
        The figures with the claims that the workbench made, before any decision: whether a merge still joins two.

    Returns
    -------
    pandas.DataFrame
        The rows of ``reviews`` that have no effect, with a further column ``reason``. Empty is good.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> find_orphans(empty("figures"), empty("reviews")).empty
    True
    """
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    kinds = kinds_of(figures, besides or {})
    raw = {} if articles is None else dict(zip(articles["doc_id"], articles["raw"], strict=True))
    made = {} if grouped is None else dict(zip(grouped["figure_id"], grouped["claim_id"], strict=True))
    apart: set[str] = set()  # figures that were split off: they may be joined again
    reasons = []
    for review in reviews.to_dict("records"):
        apart |= set(figure_list(review["figures"])) if review["decision"] == "split" else set()
        reasons.append(
            _lost(review, claims, kinds, raw)
            or of_another_kind(review, kinds)
            or _joins_nothing(review, made, apart)
        )
    marked = reviews.assign(reason=pd.Series(reasons, index=reviews.index, dtype="str"))
    return marked[marked["reason"] != ""].reset_index(drop=True)


_DELETE = "decide anew, and delete this row of reviews.csv"


def _lost(
    review: dict[str, Any], claims: dict[str, str], known: Mapping[str, str], raw: dict[str, str]
) -> str:
    """Say why a decision has no effect, and what to do; nothing where it has one."""
    decision, subject, behind = review["decision"], review["subject"], figure_list(review["figures"])
    if decision == "add" and raw and subject not in claims:
        return _lost_addition(review, raw)
    if decision == "set" and subject not in known:
        return f"no article of this case is called '{subject}': put its file back, or {_DELETE}"
    if known.keys().isdisjoint((subject, *behind)):
        return f"no figure or claim of this case is the one that was decided on; the article may have changed: {_DELETE}"
    if decision == "split" and claims.keys().isdisjoint(behind):
        return f"none of the figures that were split off is there any more: {_DELETE}"
    return ""


def kinds_of(figures: pd.DataFrame, besides: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return of everything that can be decided on what it is.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``.
    besides
        The names of other things, by their kind.

    Examples
    --------
    >>> kinds_of(pd.DataFrame({"figure_id": ["f1"], "claim_id": ["c1"]}), {"article": ["a"]})
    {'a': 'article', 'c1': 'claim', 'f1': 'figure'}
    """
    kinds = {name: kind for kind, names in besides.items() for name in names}
    kinds |= dict.fromkeys(figures["claim_id"], "claim") | dict.fromkeys(figures["figure_id"], "figure")
    kinds.pop("", None)
    return kinds


def of_another_kind(review: Mapping[str, Any], kinds: Mapping[str, str]) -> str:
    """Say it of a decision that is on another kind of thing than it can be on; nothing where it is not.

    Examples
    --------
    >>> of_another_kind({"subject": "a", "decision": "reject"}, {"a": "article"})[:75]
    "'a' is the name of an article, and 'reject' is said of a figure or a claim:"
    """
    kind, may_be = kinds.get(review["subject"], ""), DECIDED_ON.get(review["decision"], ())
    if not kind or not may_be or kind in may_be:
        return ""
    return f"'{review['subject']}' is the name of {_one(kind)}, and '{review['decision']}' is said of {' or '.join(map(_one, may_be))}: {_DELETE}"


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'ae' else 'a'} {kind}"


def _lost_addition(review: dict[str, Any], raw: dict[str, str]) -> str:
    if review["doc_id"] not in raw:
        return f"the article '{review['doc_id']}' is not in this case any more: put its file back, or delete this row of reviews.csv"
    if not _stands(review, raw):
        return (
            f"'{review['exact']}' does not stand in its place any more; the article may have changed: select it anew in "
            "notebook 03, and delete this row of reviews.csv"
        )
    return "the workbench finds this figure itself now: delete this row of reviews.csv, or correct the figure"


def _joins_nothing(review: dict[str, Any], made: dict[str, str], apart: set[str]) -> str:
    """Say it of a merge of which one side is gone, or that the workbench makes itself by now."""
    behind = [name for name in figure_list(review["figures"]) if name in made]
    if review["decision"] != "merge" or not behind or apart & {*behind}:
        return ""
    if len({made[name] for name in behind}) > 1:
        return ""
    return f"there are no two claims here any more that it joins: {_DELETE}"


def figure_list(cell: str) -> list[str]:
    """Return the figure_ids in a cell of ``reviews.figures``.

    Examples
    --------
    >>> figure_list("f1; f2")
    ['f1', 'f2']
    """
    return [name for name in cell.split("; ") if name]


def claim_of(review: dict[str, Any], claims: dict[str, str], known: set[str]) -> str:
    """Return the claim that a decision is about: the one that now holds most of its figures; empty if there is none.

    Parameters
    ----------
    review
        A row of ``reviews``.
    claims
        The claim of each figure.
    known
        The claims that are there.

    Examples
    --------
    >>> claim_of({"subject": "old", "figures": "f1; f2; f3"}, {"f1": "a", "f2": "b", "f3": "b"}, {"a", "b"})
    'b'
    """
    held = Counter(claims[name] for name in figure_list(review["figures"]) if claims.get(name))
    if held:
        return min(held, key=lambda name: (-held[name], name))
    return review["subject"] if review["subject"] in known else claims.get(review["subject"], "")


def _members(claims: dict[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for name, claim in claims.items():
        members.setdefault(claim, []).append(name)
    return members


def _correct(columns: dict[str, list[Any]], number: int, review: dict[str, Any]) -> None:
    if review["decision"] != "correct":
        return
    for name in WORDS:
        columns[name][number] = _put(review[name], columns[name][number])
    low, high = review["value_low"], review["value_high"]
    if not (pd.isna(low) and pd.isna(high)):
        columns["modifier"][number] = _modifier(low, high, columns["modifier"][number])
        columns["value_low"][number], columns["value_high"][number] = low, high
    columns["modifier"][number] = review["modifier"] or columns["modifier"][number]
    for name in SURE.keys() & columns.keys():
        if any(review[field] and not pd.isna(review[field]) for field in SURE[name]):
            columns[name][number] = 1.0


def _put(said: str, before: str) -> str:
    """Return what a cell of a decision makes of what was there: nothing said leaves it."""
    return "" if said == NOTHING else said or before


def _with_added(
    figures: pd.DataFrame, reviews: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures with those that the analyst added, each in the claim of the figures named with it."""
    added = reviews[reviews["decision"] == "add"].drop_duplicates("subject", keep="last")
    if added.empty:
        return figures
    raw = dict(zip(articles["doc_id"], articles["raw"], strict=True))
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    rows = [
        _added(review, claims, sentences)
        for review in added.to_dict("records")
        if review["subject"] not in claims and _stands(review, raw) and not _is_found(review, figures)
    ]
    if not rows:
        return figures
    extended = pd.concat([figures, as_table(rows, "figures")], ignore_index=True)
    return extended.sort_values(["doc_id", "start"], kind="stable", ignore_index=True)


def _is_found(review: dict[str, Any], figures: pd.DataFrame) -> bool:
    """Whether a figure was found where one was added: it is corrected, and not counted twice."""
    there = figures["doc_id"] == review["doc_id"]
    return bool((there & (figures["start"] < review["end"]) & (figures["end"] > review["start"])).any())


def _stands(review: dict[str, Any], raw: dict[str, str]) -> bool:
    """Whether the characters of an added figure stand in its article where they stood when it was added."""
    return raw.get(review["doc_id"], "")[int(review["start"]) : int(review["end"])] == review["exact"]


def _added(review: dict[str, Any], claims: dict[str, str], sentences: pd.DataFrame) -> dict[str, Any]:
    around = sentences[(sentences["doc_id"] == review["doc_id"]) & (sentences["start"] <= review["start"])]
    sentence = around.iloc[-1].to_dict() if len(around) else {}
    held = Counter(claims[name] for name in figure_list(review["figures"]) if claims.get(name))
    low, high = review["value_low"], review["value_high"]
    kept = {name: review[name] for name in ("doc_id", "start", "end", "exact", "kind")}
    return (
        {column.name: None if column.dtype == NUMBER else "" for column in table("figures").columns}
        | kept
        | {name: _put(review[name], "") for name in WORDS}
        | {
            "figure_id": review["subject"],
            "value_low": low,
            "value_high": high,
            "modifier": review["modifier"] or _modifier(low, high, "exact"),
            "sentence": sentence.get("sentence", 0),
            "part": sentence.get("part", "body"),
            "in_body": sentence.get("part", "body") == "body",
            "claim_id": held.most_common(1)[0][0] if held else name_claim([review["subject"]]),
        }
    )


def _modifier(low: float, high: float, before: str) -> str:
    """Return how exactly a corrected value is stated: its ends say so."""
    if pd.isna(high):
        return before if before in ("more_than", "at_least") else "at_least"
    if pd.isna(low):
        return before if before in ("less_than", "at_most") else "at_most"
    if low == high:
        return before if before in ("about", "nearly") else "exact"
    return "range"


def _regroup(claims: dict[str, str], members: dict[str, list[str]], review: dict[str, Any]) -> None:
    """Merge the claims of the named figures, or split the named figures off."""
    named = [name for name in figure_list(review["figures"]) if name in claims]
    if review["decision"] == "split":
        _move(claims, members, named, name_claim(named))
        return
    joined = {claims[name] for name in named} | ({review["subject"], review["concept"]} & set(members))
    into = review["subject"] if review["subject"] in joined else min(joined, default="")
    for claim in sorted(joined - {into}):
        _move(claims, members, list(members.get(claim, ())), into)


def _move(claims: dict[str, str], members: dict[str, list[str]], names: list[str], into: str) -> None:
    for name in names:
        members[claims[name]].remove(name)
        members.setdefault(into, []).append(name)
        claims[name] = into


def retell_decisions(reviews: pd.DataFrame, figures: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions with what each is about in words, oldest first.

    Parameters
    ----------
    reviews, figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    pandas.DataFrame
        ``about`` names the figure with its article, or the claim, or else the subject as it stands in the file;
        ``became`` is the new name, thing counted or rating, or the claim merged with; ``evidence`` is the
        ``figure_id`` of a figure behind it, empty if there is none.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> retell_decisions(empty("reviews"), empty("figures"), empty("ledger")).empty
    True
    """
    known = {row["figure_id"]: row for row in figures.to_dict("records")}
    held = {name: row["claim_id"] for name, row in known.items()}
    claims = dict(zip(ledger["claim_id"], ledger["claim"], strict=True))
    rows = [
        {**review, "about": _about(review, known, held, claims), "became": _became(review, held, claims),
         "evidence": _evidence(review, known, held)}
        for review in reviews.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def retell_rejections(reviews: pd.DataFrame, figures: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rejections that still hold, each once, with what they are about in words.

    Parameters
    ----------
    reviews, figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`retell_decisions`.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> retell_rejections(empty("reviews"), empty("figures"), empty("ledger")).empty
    True
    """
    held = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    out = {*figures.loc[is_rejected(figures), "figure_id"], *ledger.loc[is_rejected(ledger), "claim_id"]}
    known = set(ledger["claim_id"])
    holds = [
        review["decision"] == "reject"
        and bool(
            {review["subject"], "" if review["subject"] in held else claim_of(review, held, known)} & out
        )
        for review in reviews.to_dict("records")
    ]
    told = retell_decisions(reviews[holds], figures, ledger)
    return told.drop_duplicates("about", keep="last").reset_index(drop=True)


def _about(
    review: dict[str, Any], known: dict[str, dict[str, Any]], held: dict[str, str], claims: dict[str, str]
) -> str:
    subject = review["subject"]
    if subject in known:
        figure = known[subject]
        return f"{figure['exact']} {figure['concept'] or figure['unit']} in {figure['doc_id']}"
    return claims.get(claim_of(review, held, set(claims)), subject)


def _became(review: dict[str, Any], held: dict[str, str], claims: dict[str, str]) -> str:
    """Say what a decision made of what it is about: a name, a field's value, a figure's new value, speaker or day."""
    merged = (claims.get(held.get(name, "")) for name in figure_list(review["figures"]))
    given = claims.get(review["concept"], "") or next(filter(None, merged), "")
    set_to = (
        f"{review['field'].replace('_', ' ')}: {review['value']}"
        if review["field"] and review["value"]
        else ""
    )
    day = review["as_of_high"] or review["as_of_low"]
    of_figure = (
        value_in_words(review["value_low"], review["value_high"], review["unit"]),
        f"said by {review['attributed_to']}" if review["attributed_to"] else "",
        f"as of {day}" if day else "",
    )
    ratings = review["source_rating"] + review["information_rating"]
    named = given if review["decision"] == "merge" else review["concept"]
    return "; ".join(part for part in (named, set_to, *of_figure, ratings) if part)


def _evidence(review: dict[str, Any], known: dict[str, dict[str, Any]], held: dict[str, str]) -> str:
    behind = [review["subject"], *figure_list(review["figures"])]
    of_claim = (name for name, claim in held.items() if claim and claim == review["subject"])
    return next((name for name in behind if name in known), next(of_claim, ""))


def mark_decisions(reviews: Iterable[dict[str, Any]]) -> str:
    """Return what holds of the decisions on one thing: a rejection first, and who made the last one, and when.

    Parameters
    ----------
    reviews
        Rows of ``reviews``, oldest first.

    Examples
    --------
    >>> by = {"reviewer": "ana", "at": "2026-11-20T10:00:00+00:00"}
    >>> mark_decisions([{"decision": "correct", **by}, {"decision": "confirm", **by}])
    'corrected, confirmed by ana, 2026-11-20'
    >>> mark_decisions([{"decision": "reject", **by}, {"decision": "rename", **by}])
    'rejected, renamed by ana, 2026-11-20'
    >>> mark_decisions([])
    ''
    """
    held: list[str] = []
    signature = ""
    for review in reviews:
        kind = review["decision"]
        held = [one for one in held if one not in (kind, *REPLACES.get(kind, ()))] + [kind]
        signature = _signature(review)
    verbs = sorted((PAST[kind] for kind in held), key=lambda verb: verb != PAST["reject"])
    return f"{', '.join(verbs)}{signature}"


def _signature(review: dict[str, Any]) -> str:
    who = f" by {review['reviewer']}" if review["reviewer"] else ""
    return f"{who}, {review['at'][:10]}".rstrip(", ")


def says_rejected(mark: str) -> bool:
    """Say whether a mark made by :func:`mark_decisions` is that of something rejected.

    Examples
    --------
    >>> says_rejected("rejected by ana, 2026-11-20"), says_rejected("confirmed by ana, 2026-11-20")
    (True, False)
    """
    return mark.startswith(PAST["reject"])


def is_rejected(frame: pd.DataFrame) -> pd.Series:
    """Say of each figure or claim whether a person rejected it.

    Parameters
    ----------
    frame
        The table ``figures`` or ``ledger``; without a column ``reviewed`` nobody has decided anything.

    Examples
    --------
    >>> is_rejected(pd.DataFrame({"reviewed": ["", "rejected by ana, 2026-11-20"]})).tolist()
    [False, True]
    """
    marks = frame["reviewed"] if "reviewed" in frame else [""] * len(frame)
    return pd.Series([says_rejected(mark) for mark in marks], index=frame.index, dtype="bool")


def what_counts(figures: pd.DataFrame, ledger: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures and the claims without what a person rejected.

    Parameters
    ----------
    figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    tuple of pandas.DataFrame
        The tables ``figures`` and ``ledger``, with fewer rows. The figures of a rejected claim are left out too.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["c1", "c2"], "reviewed": ["", "rejected by ana, 2026-11-20"]})
    >>> figures, ledger = what_counts(pd.DataFrame({"claim_id": ["c1", "c2", ""]}), claims)
    >>> figures["claim_id"].tolist(), ledger["claim_id"].tolist()
    (['c1'], ['c1'])
    """
    counted = ledger[~is_rejected(ledger)].reset_index(drop=True)
    kept = figures["claim_id"].isin(counted["claim_id"])
    return figures[kept].reset_index(drop=True), counted
