"""Words of a text, cut as Universal Dependencies cuts English, and their dictionary forms.

Hyphenated words fall apart ("35-year-old" is five words) save after a prefix ("co-workers"); currency signs,
per cent signs and clitics stand apart; figures keep their commas and full stops. The lists are in the lexicon.

A dictionary form goes by ending and part of speech: the rules are learned from the treebank (``weights/lemmas.json``),
and the lexicon adds what no ending explains.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from workbench.lexicon.reading import lists
from workbench.lexicon.word_classes import irregular_forms

# No word may be longer: a paragraph of base64 has no grammar, and its cost must stay in proportion.
LONGEST = 200

_LONG_CHUNK = 60  # longer ones are not worth remembering
_CHUNK = re.compile(r"\S+")
_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’‘`]"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


@cache
def _pattern() -> re.Pattern[str]:
    known = lists("tokens")
    clitic = rf"{_APOSTROPHE}(?i:s|m|d|re|ve|ll|em)\b"
    fused = "|".join(rf"{word[:cut]}(?={word[cut:]}\b)" for word, cut in sorted(known["fused"].items()))
    kinds = (
        r"(?:https?://|www\.)[^\s<>\"]{1,199}(?<![.,;:!?)\]'’\"])",
        r"[\w.+-]{1,64}@\w[\w-]{0,62}(?:\.[\w-]{1,62}){1,4}",
        rf"\b\w[\w-]{{0,62}}(?:\.[\w-]{{1,62}}){{0,3}}\.(?i:{_any(known['endings'])})\b(?!\.\w)",
        rf"\b(?i:{_any(known['negatable'])})(?=(?i:n['’]t\b))",
        r"(?<=\w)(?i:n['’]t)\b",
        rf"\b(?i:{fused})",
        clitic,
        r"(?:[^\W\d_]\.){2,10}(?!\w)",
        rf"\b{_any(known['abbreviations'])}\.(?!\w)",
        rf"\b{_any(known['abbreviations_before_digit'])}\.(?=\s?\d)",
        rf"\b[A-Z]\.(?=\s[A-Z]{_LETTER})",
        r"\b\d{3}-\d{3,4}-\d{4}\b",
        rf"\d{{1,100}}(?:[.,:/]\d{{1,20}}){{0,20}}(?=(?i:{_any(known['units'])})(?!\w))",
        r"\.\d{1,20}(?!\w)",
        r"\d{1,100}(?:[.,:/]\d{1,20}){1,20}(?!\w)",
        rf"[A-Z]{{1,4}}&[A-Z]{{1,4}}(?!{_LETTER})",
        rf"\b(?i:{_any(known['prefixes'])})-\w{{1,40}}",
        r"\b[A-Z]{1,3}-\d{1,4}[A-Za-z]{0,2}\b",
        rf"{_LETTER}{{1,40}}{_APOSTROPHE}(?!(?i:s|m|d|re|ve|ll|em)\b){_LETTER}{{2,40}}",
        rf"\w[\w\u0300-\u036f]{{0,{LONGEST - 1}}}",
        r"[:;=]-?[()DP](?!\S)",
        r"\.{2,20}|[!?]{2,20}|-{2,100}|''|``|<<|>>|([=*~#_|+])\1{1,100}",
        r"\S",
    )
    return re.compile("|".join(kinds))


def find_tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text and where each begins; together they are all that is not white space.

    Source: the tokenisation guidelines of Universal Dependencies for English, as EWT 2.15 applies them.

    Examples
    --------
    >>> words, starts = find_tokens("Mr. Li didn't pay $2.5m for a 35-year-old e-bike.")
    >>> words
    ['Mr.', 'Li', 'did', "n't", 'pay', '$', '2.5', 'm', 'for', 'a', '35', '-', 'year', '-', 'old', 'e-bike', '.']
    >>> starts[:4]
    [0, 4, 7, 10]
    """
    words: list[str] = []
    starts: list[int] = []
    for match in _CHUNK.finditer(text):
        chunk, start = match.group(), match.start()
        cut = _cut if len(chunk) < _LONG_CHUNK else _cut.__wrapped__
        for word, at in cut(chunk, _what_follows(text, match.end()) if chunk[-1] == "." else ""):
            words.append(word)
            starts.append(start + at)
    return words, starts


def _what_follows(text: str, end: int) -> str:
    """Tell what stands behind a full stop: a figure ("0"), a capitalised word ("Aa") or anything else."""
    following = text[end + 1 : end + 3]
    if following[:1].isdigit():
        return "0"
    return "Aa" if len(following) == 2 and following[0].isupper() and following.isalpha() else ""


@lru_cache(maxsize=50_000)
def _cut(chunk: str, following: str) -> tuple[tuple[str, int], ...]:
    """Cut a chunk between white space; what follows tells whether its full stop ends an abbreviation."""
    found = _pattern().finditer(f"{chunk} {following}")
    return tuple((match.group(), match.start()) for match in found if match.start() < len(chunk))


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
    listed = {tag: _whole_words(irregular_forms(tag)) for tag in ("NOUN", "VERB")}
    return {tag: listed.get(tag, {}) | learned.get(tag, {}) for tag in sorted({*learned, *listed})}


def _whole_words(forms: dict[str, str]) -> dict[str, str]:
    return {f"^{form}": f"{len(form)} {base}" for form, base in forms.items()}
