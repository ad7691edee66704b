"""Learn from a treebank how a word's ending and part of speech lead to its dictionary form."""

import re
from collections import Counter, defaultdict

from treebank import Tree

from workbench.grammar.words import LONGEST_ENDING, lemma

NAMES = ("PROPN", "X", "SYM", "PUNCT", "NUM")  # their dictionary form is their form
PLAIN = re.compile(r"(?:[^\W\d_]|['.-])+")  # no addresses, no masked words
LEAST_WORDS = 2  # words that must share an ending before it makes a rule


def learn_rules(trees: list[Tree]) -> dict[str, dict[str, str]]:
    """Return, for each part of speech, the endings that lead to another form than the next shorter ending does."""
    words = _count(trees)
    return {tag: _rules_of(tag, counts) for tag, counts in sorted(words.items())}


def _count(trees: list[Tree]) -> dict[str, dict[str, Counter]]:
    words = defaultdict(lambda: defaultdict(Counter))
    for tree in trees:
        for form, gold, tag in zip(tree.forms, tree.lemmas, tree.upos, strict=True):
            if tag not in NAMES and gold != "_" and PLAIN.fullmatch(form):
                words[tag][form.lower().replace("’", "'")][gold.lower()] += 1
    return words


def _rules_of(tag: str, words: dict[str, Counter]) -> dict[str, str]:
    best = {form: max(sorted(lemmas), key=lemmas.get) for form, lemmas in words.items()}
    rules: dict[str, str] = {}
    for size in range(1, LONGEST_ENDING + 1):
        votes = defaultdict(Counter)
        for form, gold in best.items():
            if len(form) > size:
                votes[form[-size:]][_script(form, gold)] += 1
        longer = {}
        for ending, scripts in votes.items():
            script = max(sorted(scripts), key=scripts.get)
            if sum(scripts.values()) >= LEAST_WORDS and script != _shorter(ending, rules):
                longer[ending] = script
        rules |= longer
    for form, gold in best.items():
        if lemma(form, tag, {tag: rules}) != gold and (sum(words[form].values()) > 1 or len(form) < 12):
            rules[f"^{form}"] = _script(form, gold)
    return dict(sorted(rules.items()))


def _shorter(ending: str, rules: dict[str, str]) -> str:
    return next((rules[ending[at:]] for at in range(1, len(ending)) if ending[at:] in rules), "0 ")


def _script(form: str, gold: str) -> str:
    same = 0
    while same < min(len(form), len(gold)) and form[same] == gold[same]:
        same += 1
    return f"{len(form) - same} {gold[same:]}"
