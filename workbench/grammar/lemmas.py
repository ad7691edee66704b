"""Dictionary forms of words, by their ending and part of speech.

The rules are learned from the treebank (``weights/lemmas.json``); the lexicon adds what no ending explains.
"""

import json
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files

from workbench.lexicon.reading import lists

# part of speech → ending (after "^" a whole word) → how many letters to cut, a space, what to add
Rules = Mapping[str, Mapping[str, str]]

LONGEST_ENDING = 6

# Endings that lead to a word even where it is not known; "timber", "forest", "meth" end in no such way.
_REGULAR = {"NOUN": ("s", "men"), "VERB": ("s", "ed", "ing")}

# English spelling leaves open whether an "e" was dropped; which form is a word decides.
_SPELLINGS = {
    "VERB": {"ed": ("1 ", "2 "), "ing": ("3 ", "3 e"), "es": ("1 ", "2 ")},
    "NOUN": {"es": ("1 ", "2 ")},
    "ADJ": {"er": ("1 ", "2 "), "est": ("2 ", "3 ")},
}


def lemma(word: str, upos: str, rules: Rules, known: Container[str] = frozenset()) -> str:
    """Return the dictionary form of a word in lower case; of several that are possible, one of the known words.

    Examples
    --------
    >>> rules = {"VERB": {"ied": "3 y", "ited": "1 ", "^slew": "2 ay"}}
    >>> [lemma(word, "VERB", rules, {"credit"}) for word in ("Carried", "cited", "credited", "slew", "go")]
    ['carry', 'cite', 'credit', 'slay', 'go']
    >>> [lemma(word, "ADJ", {"ADJ": {"er": "2 "}}, {"small"}) for word in ("smaller", "timber")]
    ['small', 'timber']
    """
    form = word.lower().replace("’", "'")
    whole = rules.get(upos, {}).get(f"^{form}")
    if whole is not None:
        return _apply(form, whole)
    first = ""
    for script in _scripts(form, upos, rules):
        candidate = _apply(form, script)
        if candidate and candidate in known:
            return candidate
        first = first or candidate
    unsure = known and not form.endswith(_REGULAR.get(upos, ()))
    return form if unsure else first or form


def _scripts(form: str, upos: str, rules: Rules) -> Iterator[str]:
    """Yield the rules that fit, the longest ending first, then the other spellings."""
    learned, spellings = rules.get(upos, {}), _SPELLINGS.get(upos, {})
    endings = [form[-size:] for size in range(min(len(form), LONGEST_ENDING), 0, -1)]
    yield from (learned[ending] for ending in endings if ending in learned)
    if len(form) > LONGEST_ENDING - 2:
        yield from (script for ending in endings for script in spellings.get(ending, ()))


def _apply(form: str, script: str) -> str:
    cut, _, ending = script.partition(" ")
    return form[: len(form) - int(cut)] + ending


@cache
def load_rules() -> Rules:
    """Load the rules that come with the package, once; the list of irregular forms adds what they lack."""
    folder = files(__package__)
    learned = json.loads(folder.joinpath("weights", "lemmas.json").read_text(encoding="utf-8"))
    listed = lists("irregular")
    return {
        tag: _whole_words(listed.get(tag, [])) | learned.get(tag, {}) for tag in sorted({*learned, *listed})
    }


def _whole_words(lines: list[str]) -> dict[str, str]:
    rules = {}
    for line in lines:
        base, *forms = line.split()
        for form in (base, *forms):
            rules[f"^{form}"] = f"{len(form)} {base}"
    return rules
