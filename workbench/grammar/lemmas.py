"""Dictionary forms of words, by their ending and part of speech; the rules are learned from the treebank."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# part of speech → ending (after "^" a whole word) → how many letters to cut, a space, what to add
Rules = Mapping[str, Mapping[str, str]]

LONGEST_ENDING = 6


def lemma(word: str, upos: str, rules: Rules) -> str:
    """Return the dictionary form of a word in lower case.

    Examples
    --------
    >>> rules = {"VERB": {"ied": "3 y", "ed": "2 ", "^slew": "2 ay"}}
    >>> [lemma(word, "VERB", rules) for word in ("Carried", "walked", "slew", "go")]
    ['carry', 'walk', 'slay', 'go']
    """
    form = word.lower().replace("’", "'")
    known = rules.get(upos, {})
    rule = known.get(f"^{form}")
    size = min(len(form), LONGEST_ENDING)
    while rule is None and size:
        rule = known.get(form[-size:])
        size -= 1
    if rule is None:
        return form
    cut, _, ending = rule.partition(" ")
    return form[: len(form) - int(cut)] + ending


@cache
def load_rules() -> Rules:
    """Load the rules that come with the package, once."""
    rules: Rules = json.loads(
        files(__package__).joinpath("weights", "lemmas.json").read_text(encoding="utf-8")
    )
    return rules
