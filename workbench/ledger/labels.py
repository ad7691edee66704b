"""What a figure counts or measures, as its sentence puts it: a noun phrase, never a verb's clause."""

from __future__ import annotations

import re
from functools import cache

from workbench.figures.tree import NOMINAL, Tree
from workbench.lexicon.reading import rows, spellings
from workbench.lexicon.units import units

KEPT = frozenset({"compound", "amod", "flat", "fixed", "nmod", "case", "punct", "advmod"})
BARE = frozenset({"compound", "amod", "flat", "fixed"})
LINKS = frozenset({"of", "in", "for", "to", "from", "between", "on", "at", "near", "with", "against", "by"})
WORDS = 7  # of a phrase at most
HYPHEN = re.compile(r"(?:(?<!\s)\s+)?-\s*")


@cache
def _units() -> frozenset[str]:
    """Return the words and signs of all units and currencies: they are no answer to what is measured."""
    words = [word for unit in units() for word in (*unit.words, *unit.symbols)]
    words += [
        word for row in rows("currencies") for word in (*spellings(row["names"]), *spellings(row["signs"]))
    ]
    return frozenset(word.lower() for word in words)


def label_of(tree: Tree, figure: range) -> str:
    """Return the noun phrase that a figure stands in or, where a verb stands between, the verb's subject or object.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> text = "The depth of the lake near Arlo is 40 metres."
    >>> tree = Tree(text, parse([text])[0])
    >>> label_of(tree, tree.between(35, 37))
    'depth of the lake'
    """
    if not figure:
        return ""
    at = tree.top(figure)
    seen = set(figure)
    while at:
        if at not in seen:
            seen.add(at)
            if _tells(tree, at, figure):
                return _phrase(tree, at, figure)
            if tree.upos(at) in ("VERB", "AUX", "ADJ"):
                return _around_verb(tree, at, figure)
        elif tree.upos(at) in NOMINAL and _tells(tree, at, figure):
            return _phrase(tree, at, figure)
        of = _measured(tree, at, figure)
        if of:
            return _phrase(tree, of, figure)
        head = tree.word(at).head
        subject = tree.child(at, "nsubj") if at not in figure or _is_unit(tree, at) else 0
        if subject and _tells(tree, subject, figure):
            return _phrase(tree, subject, figure)
        at = head
    return _around_verb(tree, tree.top(figure), figure)


def _is_unit(tree: Tree, number: int) -> bool:
    return tree.lower(number) in _units() or tree.upos(number) in ("NUM", "SYM")


def _tells(tree: Tree, number: int, figure: range) -> bool:
    return (
        tree.upos(number) in NOMINAL
        and number not in figure
        and not _is_unit(tree, number)
        and not re.search(r"[$€£%]", tree.word(number).text)
        and not tree.is_temporal(number)
    )


def _measured(tree: Tree, unit: int, figure: range) -> int:
    """Return what a unit is of: "40 percent of the voters"; 0 if nothing is said."""
    for kid in tree.children[unit]:
        if (
            tree.relation(kid) == "nmod"
            and tree.lower(tree.child(kid, "case")) == "of"
            and _tells(tree, kid, figure)
        ):
            return kid
    return 0


def _around_verb(tree: Tree, verb: int, figure: range) -> str:
    for relation in ("nsubj", "obj", "obl"):
        number = tree.child(verb, relation)
        if number and _tells(tree, number, figure):
            return _phrase(tree, number, figure)
    return ""


def _phrase(tree: Tree, head: int, figure: range) -> str:
    """Return a noun with what stands before it, and one phrase behind that a preposition opens."""
    words = _bare(tree, head, figure)
    for kid in tree.children[head]:
        case = tree.child(kid, "case")
        if kid > head and tree.relation(kid) == "nmod" and case and tree.lower(case) in LINKS:
            if kid in figure or _is_unit(tree, kid):
                continue
            behind = [case, *_bare(tree, kid, figure, articles=True)]
            deeper = [
                n
                for n in tree.children[kid]
                if tree.relation(n) == "nmod" and n > kid and tree.child(n, "case")
            ]
            words += behind
            if deeper and len(words) < WORDS - 2 and not set(deeper) & set(figure):
                words += [tree.child(deeper[0], "case"), *_bare(tree, deeper[0], figure, articles=True)]
            break
    kept = [number for number in words if number not in figure][:WORDS]
    return _joined(tree, sorted(dict.fromkeys(kept)))


def _bare(tree: Tree, head: int, figure: range, *, articles: bool = False) -> list[int]:
    before = [
        kid
        for kid in tree.children[head]
        if (
            kid < head
            and (
                tree.relation(kid) in BARE
                or (tree.relation(kid) == "nmod" and tree.child(kid, "case") and kid < head)
            )
        )
        or tree.relation(kid) == "flat"
    ]
    inner = [
        number
        for kid in before
        for number in (*[n for n in tree.children[kid] if tree.relation(n) in BARE | {"case"}], kid)
    ]
    words = [number for number in inner if tree.upos(number) not in ("NUM", "PUNCT")]
    article = [kid for kid in tree.children[head] if articles and tree.lower(kid) == "the"]
    return sorted({*article, *words, head} - set(figure))


def _joined(tree: Tree, numbers: list[int]) -> str:
    text, last = "", 0
    for number in numbers:
        word = tree.word(number)
        apart = " " if last and (number != last + 1 or word.start > tree.word(last).end) else ""
        text += apart + word.text
        last = number
    return HYPHEN.sub("-", text).replace(" ’s", "’s").replace(" 's", "'s")
