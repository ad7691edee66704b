"""How exactly a figure is stated, and whether it is an amount of change: the words around the number."""

from __future__ import annotations

from workbench.numbers.cardinals import vulgar_value
from workbench.numbers.lexing import Tokens
from workbench.numbers.units import HYPHENS, Measured, past_restatement
from workbench.numbers.vocabulary import changes, hedges, joined_hedges, longest, number_words, word_list

# A bound outweighs an approximation where both stand: "at least about 20".
_WEIGHT = {
    "": 0,
    "exact": 0,
    "about": 1,
    "nearly": 2,
    "at_most": 3,
    "at_least": 3,
    "less_than": 3,
    "more_than": 3,
}
PLACES = frozenset({"near", "above", "below", "beyond", "around", "about", "under"})
KEPT = 5  # words from "keep" to its "from": "keep oil prices from"
_DENIED = {"more_than": "at_most", "less_than": "at_least"}


def find_bound(tokens: Tokens, measured: Measured) -> tuple[str, int]:
    """Return the modifier that the words before or behind a figure give it, and where its phrase begins.

    Examples
    --------
    >>> tokens = Tokens("as many as about 40 people")
    >>> find_bound(tokens, Measured("", "count", 4, 5))
    ('at_most', 0)
    >>> find_bound(Tokens("has taken over six districts"), Measured("", "count", 3, 4))
    ('exact', 3)
    """
    modifier, first = "exact", measured.first
    for _ in range(3):
        found, index = _hedge_before(tokens, first, measured)
        if not found:
            break
        modifier = max(modifier, found, key=_WEIGHT.__getitem__)
        first = index
    modifier, first = _under_negation(tokens, modifier, first)
    joined = (
        _joined_behind(tokens, measured)
        or _in_brackets_behind(tokens, measured)
        or _behind_noun(tokens, measured)
    )
    behind, reached = longest(hedges()[1], tokens, past_restatement(tokens, measured.last))
    if joined or (behind and not _WEIGHT[modifier] and not _starts_over(tokens, measured.last)):
        if tokens.at(measured.last) == "+":
            measured.last = reached
        modifier = max(modifier, joined or behind, key=_WEIGHT.__getitem__)
    return modifier, first


def _under_negation(tokens: Tokens, modifier: str, first: int) -> tuple[str, int]:
    """Turn a bound round that is denied: "nothing under 500", "will not take more than 30", "hardly more than 30".

    Only verbs that tell an amount may stand between: who did not stop more than 300 people met more than 300.
    """
    if tokens.at(first - 1) in word_list("scarcely"):
        return ("about" if modifier in ("more_than", "about", "exact") else modifier), first - 1
    if modifier not in _DENIED:
        return modifier, first
    index = first - 1
    while index > first - 4 and tokens.at(index) in word_list("tells amount"):
        index -= 1
    if _keeps_from(tokens, index):
        return _DENIED[modifier], first
    if _denies(tokens.at(index)):
        return _DENIED[modifier], index if index == first - 1 else first
    no_one = tokens.low[max(0, index - 1) : index + 1] == ["no", "one"]
    return (_DENIED[modifier] if no_one else modifier), first


def _denies(word: str) -> bool:
    return word in word_list("denies bound") or word.endswith(("n't", "n’t"))


def _keeps_from(tokens: Tokens, index: int) -> bool:
    """Whether something is kept from it: "keep prices from falling below $10"."""
    before = tokens.low[max(0, index - KEPT) : index]
    return tokens.at(index) == "from" and not word_list("keeps from").isdisjoint(before)


def _in_brackets_behind(tokens: Tokens, measured: Measured) -> str:
    """Return the bound that stands in brackets of its own behind a figure: "300 (or more)"."""
    if tokens.at(measured.last) != "(":
        return ""
    for side, step in ((1, 1), (0, -1)):
        closing = next((i for i in range(measured.last + 2, measured.last + 6) if tokens.at(i) == ")"), 0)
        begin, end = (measured.last + 1, closing) if step == 1 else (closing - 1, measured.last)
        found, reached = longest(hedges()[side], tokens, begin, step)
        if closing and found and reached == end:
            return str(found)
    return ""


def _behind_noun(tokens: Tokens, measured: Measured) -> str:
    """Return the bound that stands behind what is counted: "300 people or fewer"."""
    noun = measured.last
    if (
        not tokens.raw(noun).islower()
        or tokens.at(noun + 1) != "or"
        or tokens.at(noun) in word_list("function")
    ):
        return ""
    found, _ = longest(hedges()[1], tokens, noun + 1)
    return str(found) if found in ("at_least", "at_most") else ""


def _joined_behind(tokens: Tokens, measured: Measured) -> str:
    """Take in "-plus", "-odd" behind the number ("100-plus houses") and return what they make of it."""
    last = measured.last
    if tokens.at(last) not in HYPHENS or not tokens.glued(last):
        return ""
    found = joined_hedges().get(tokens.at(last + 1), "")
    if found:
        measured.last = last + 2
    return found


def _hedge_before(tokens: Tokens, first: int, measured: Measured) -> tuple[str, int]:
    """Return the hedge that ends right before a token, across an article ("about a third"), and where it begins."""
    index = _past_marks(tokens, first)
    if tokens.at(index) in word_list("inside bound"):
        if _is_known(tokens, index, measured):
            return "", first
        index -= 1
    if tokens.at(index) == "say" and tokens.at(index - 1) in (",", "—", "–"):
        return "about", index  # "a higher price, say $20"
    found, reached = longest(hedges()[0], tokens, index, -1)
    if found is None or not _is_hedge(tokens, tokens.at(reached + 1), reached, index, measured):
        return "", first
    begin = reached + 1
    while tokens.at(begin - 1) in word_list("strengthens bound"):
        begin -= 1
    return found, begin


def _past_marks(tokens: Tokens, first: int) -> int:
    """Return the token before a figure, before its hyphen, and before or inside brackets around one word."""
    index = first - 1
    if tokens.at(index) in HYPHENS and tokens.glued(index) and tokens.glued(first):
        index -= 1
    if tokens.at(index) == ")" and tokens.at(index - 2) == "(":
        index -= 1
    if tokens.at(index) == "(" and tokens.at(index + 2) == ")":
        index -= 1  # "about (300) dollars"
    return index


def _is_hedge(tokens: Tokens, word: str, reached: int, index: int, measured: Measured) -> bool:
    """Whether the word bounds the figure here: not "taken over six", "over three years", "the top three"."""
    before, single = tokens.at(reached), reached + 1 == index
    if not single:
        return not (word == "up" and before in word_list("going"))
    return _is_single_hedge(tokens, word, before, index, measured)


def _is_single_hedge(tokens: Tokens, word: str, before: str, index: int, measured: Measured) -> bool:
    """Whether one word that means other things as well bounds the figure here."""
    if word == "over":
        return _is_bounding_over(tokens, before, index, measured)
    if word == "within":
        between = tokens.low[index + 1 : measured.first]
        return measured.kind in ("measure", "duration") and between in ([], ["a"], ["an"])
    if word in ("passes", "passed", "passing"):
        return not word_list("running total").isdisjoint(tokens.low[max(0, index - 4) : index])
    if word == "some":
        return before not in ("and", "in") or not tokens.at(index + 1).startswith("of")
    lasts = word == "under" and measured.kind == "duration"
    return word not in PLACES or lasts or _is_bounding_place(tokens, before, index, measured)


def _is_bounding_place(tokens: Tokens, before: str, index: int, measured: Measured) -> bool:
    """Whether a word of place bounds an amount: not "lies near 12 villages", "near Route 9"."""
    return before not in word_list("takes place word") and not _is_place_or_topic(tokens, index, measured)


def _is_place_or_topic(tokens: Tokens, index: int, measured: Measured) -> bool:
    """Whether the word leads to a name ("near Route 9") or to what is spoken of ("spoke about the 15 years")."""
    if tokens.at(index) == "about" and tokens.at(index + 1) in word_list("definite"):
        return True
    money = measured.kind == "money" and measured.first == index + 1
    return tokens.raw(index + 1)[:1].isupper() and not money


def _is_known(tokens: Tokens, index: int, measured: Measured) -> bool:
    """Whether something else is compared with it: "more than the $2bn of last year", "near the 12-year low"; not "the 200 mark"."""
    if tokens.at(index) not in word_list("definite"):
        return False
    if tokens.at(index - 1) != "than":
        return tokens.at(measured.last - 2) in HYPHENS and measured.kind == "duration"
    return tokens.at(measured.last) not in word_list("passed mark")


def _is_bounding_over(tokens: Tokens, before: str, index: int, measured: Measured) -> bool:
    """Whether "over" means more than: not "taken over six", "over the three", "over two defenders"."""
    if _is_small_count(tokens, index + 1, measured):
        return before in ("just", "well")
    if before in word_list("takes over") or tokens.at(index + 1) in word_list("definite"):
        return False
    return measured.kind != "duration" or before in word_list("before over") or not before


def _is_small_count(tokens: Tokens, index: int, measured: Measured) -> bool:
    """Whether a count below ten in words follows: nobody writes "over two defenders" for three."""
    role, _ = number_words().get(tokens.at(index), ("", 0))
    return measured.kind == "count" and not measured.unit and role == "unit" and measured.last == index + 1


def _starts_over(tokens: Tokens, index: int) -> bool:
    """Whether "at least" behind the figure belongs to the next one: "killed five, at least two of them"."""
    return tokens.at(index) == "at" and (
        tokens.is_sort(index + 2, "n") or tokens.at(index + 2) in word_list("opener")
    )


def find_change(tokens: Tokens, measured: Measured, first: int) -> tuple[str, str, int | None]:
    """Return up or down for an amount of change, what says so (verb, noun, after, sign), and the verb's token.

    ``first`` is where the figure's phrase begins, its bound included. "rose 5 %" and "a 5 % rise" are amounts of
    change, "rose to 120" is a level.

    Examples
    --------
    >>> tokens = Tokens("Sales rose by about 5 % to 120")
    >>> find_change(tokens, Measured("percent", "percent", 4, 6), 3)
    ('up', 'verb', 1)
    """
    index = first - 1
    signed = _signed_change(tokens, index) if measured.kind == "percent" else ""
    if signed:
        return signed, "sign", None
    behind = _noun_of_change(tokens, measured)
    if behind:
        return (*behind, None)
    for _ in range(2):
        if tokens.at(index) in word_list("inside change"):
            index -= 1
    found, reached = longest(changes()[0], tokens, index, -1)
    if found and _changes_amount(tokens, index, measured):
        return (*found, reached + 1)
    if tokens.at(first - 1) == "by":
        return (*_verb_before_object(tokens, first - 2), None)
    return "", "", None


def _signed_change(tokens: Tokens, index: int) -> str:
    """Return up or down where a plus or a minus that stands apart tells of a change."""
    sign = tokens.at(index)
    if sign in ("+", "plus"):
        return "up"
    return "down" if sign in ("-", "−", "–") and not tokens.glued(index) else ""


def _verb_before_object(tokens: Tokens, index: int) -> tuple[str, str]:
    """Return the change of a verb whose object stands before "by": "to raise output by 40 per cent"."""
    for at in range(index, max(-1, index - 6), -1):
        if not tokens.is_sort(at, "w"):
            break
        found, _ = longest(changes()[0], tokens, at, -1)
        if found and tokens.at(at) not in ("up", "down", "off"):
            return found
    return "", ""


def _noun_of_change(tokens: Tokens, measured: Measured) -> tuple[str, str] | None:
    index = measured.last
    if tokens.at(index) in ("-", "in", "of") or measured.kind not in ("percent", "money", "measure"):
        index += tokens.at(index) == "-"
    if measured.kind == "count" or measured.kind == "age":
        return None
    for at in (index, index + 1):
        found, reached = longest(changes()[1], tokens, at)
        if found and tokens.at(reached) != "than" and not (at > index and not tokens.is_sort(index, "w")):
            return found
    return None


def _is_in_parts(tokens: Tokens, measured: Measured) -> bool:
    """Whether a number ends in a fraction and is no share of something: a price in eighths, "rose 1 3/8"."""
    last = measured.last - 1
    parts = tokens.at(last - 1) in ("/", "⁄") or vulgar_value(tokens.raw(last)) is not None
    return parts and tokens.at(measured.last) != "of"


def _changes_amount(tokens: Tokens, index: int, measured: Measured) -> bool:
    """Whether the verb speaks of an amount; a plain count changes only with "by", "up", "down"."""
    if measured.kind == "money" and tokens.at(index) in word_list("gathers money"):
        return False  # "raised $5m"
    if measured.kind in ("percent", "money", "measure") or measured.unit:
        return measured.kind not in ("duration", "age")
    if _is_in_parts(tokens, measured):
        return True
    if tokens.at(index) in ("up", "down"):
        return tokens.at(index - 1) in (",", "(", "is", "are", "was", "were", "been")
    return tokens.at(index + 1) == "by"
