"""Which language a text is in, from its script and its function words, and whether it is read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

SAMPLE = 6000
WORD = re.compile(r"[^\W\d_]+")
UNKNOWN = "und"
"""The code of ISO 639-2 for a language that cannot be told: words enough, and of no language in the table."""

ENOUGH = 12  # words from which on a text by itself shows its language
PLENTY = 40  # words from which on a text in which no known language shows is in none of them
COVERED = 0.15  # share of the words of a text that are function words of its language, at least
UNCOVERED = 0.1
ALIKE = 1.1  # two languages whose counts lie nearer to each other cannot be told apart

# Scripts that stand for one language in news; Arabic, Cyrillic and Latin are shared and decided by function words.
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Words that stand in foreign names inside English prose ("Rio de la Plata") and so show no other language.
OF_NAMES = frozenset(
    [
        "a",
        "al",
        "as",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "die",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "et",
        "i",
        "il",
        "in",
        "la",
        "las",
        "le",
        "les",
        "los",
        "o",
        "u",
        "und",
        "van",
        "von",
        "y",
        "zu",
    ]
)
SWITCH = 2  # words that only another language has before a sentence is taken to be in it


@cache
def readable() -> frozenset[str]:
    """Return the languages that have a folder in the lexicon: only from these anything is read.

    Examples
    --------
    >>> "en" in readable()
    True
    """
    folder = files("workbench.lexicon")
    return frozenset(entry.name for entry in folder.iterdir() if entry.is_dir() and len(entry.name) == 2)


def is_read(language: str) -> bool:
    """Whether figures, days, claims and drifts are read from a text in this language; an unknown one is tried as English.

    Examples
    --------
    >>> is_read("en"), is_read(""), is_read("de"), is_read("und")
    (True, True, False, False)
    """
    return (language or "en") in readable()


def language_name(code: str) -> str:
    """Return the English name of a language.

    Examples
    --------
    >>> language_name("de"), language_name("und")
    ('German', 'a language that is not known')
    """
    from babel import Locale

    name: str | None = Locale("en").languages.get(code) if code != UNKNOWN else None
    return name or "a language that is not known"


@cache
def function_words() -> Mapping[str, tuple[str, ...]]:
    """Return the languages in which each function word is used, from ``languages.csv``."""
    words: dict[str, tuple[str, ...]] = {}
    for language, its_words in _table():
        for word in dict.fromkeys(its_words.split()):
            words[word] = (*words.get(word, ()), language)
    return words


@cache
def _table() -> tuple[tuple[str, str], ...]:
    text = files("workbench.lexicon").joinpath("languages.csv").read_text(encoding="utf-8")
    return tuple((row["language"], row["words"]) for row in csv.DictReader(text.splitlines()))


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, "und" if it is in none that is known, or nothing if it is too short.

    The language whose function words cover most of the text wins, if they cover at least 15 % of it; scripts used for
    one language decide by themselves. Where English and another language come out alike, nothing can be told, nor in a
    text under 12 words unless it names what news count (``counted_nouns.csv``) in another language. In 40 words of any language in the table, more than a tenth are its function words.

    Examples
    --------
    >>> guess_language("The river rose over its banks on Monday and the town was cut off for a day.")
    'en'
    >>> guess_language("Der Fluss ist am Montag über die Ufer getreten und die Stadt war einen Tag lang nicht erreichbar.")
    'de'
    >>> guess_language("Kabul 1,037"), guess_language("Sturm: 12 Verletzte in Reed")
    ('', 'de')
    """
    sample = text[:SAMPLE]
    by_script = _language_of_script(sample, 0.3)
    if by_script:
        return by_script
    words = WORD.findall(sample.casefold())
    if len(words) < ENOUGH:
        return _language_of_few(words) if words else ""
    return _language_of_many(words)


def _language_of_many(words: Sequence[str]) -> str:
    """Return the language whose function words cover a text; nothing where it has a rival, "und" where none does."""
    ranked = _ranked(words)
    best, count = ranked[0] if ranked else ("", 0)
    if count < COVERED * len(words):
        return UNKNOWN if len(words) >= PLENTY and count < UNCOVERED * len(words) else ""
    rivals = [code for code, other in ranked if count < ALIKE * other]
    return "" if len(rivals) > 1 and not readable().isdisjoint(rivals) else best


def _language_of_few(words: Sequence[str]) -> str:
    """Return the language that a text of few words shows by a noun of what news count, and by no English function word.

    Its nouns and function words must be more than a third of the text and two, or all of it: one alone may be a name, or a
    word that English has too.
    """
    known = function_words()
    shown: dict[str, int] = {}
    for language, nouns in _counted_nouns().items():
        of_it = [word in nouns or language in known.get(word, ()) for word in words]
        english = any("en" in known.get(word, ()) and not own for word, own in zip(words, of_it, strict=True))
        if (
            not english
            and not nouns.isdisjoint(words)
            and 3 * sum(of_it) > len(words)
            and (all(of_it) or sum(of_it) > 1)
        ):
            shown[language] = sum(of_it)
    return max(shown, key=lambda language: shown[language], default="")


@cache
def _counted_nouns() -> Mapping[str, frozenset[str]]:
    text = files("workbench.lexicon").joinpath("counted_nouns.csv").read_text(encoding="utf-8")
    return {row["language"]: frozenset(row["nouns"].split()) for row in csv.DictReader(text.splitlines())}


def _language_of_script(text: str, share: float) -> str:
    """Return the language whose own script this share of the letters is in."""
    if text.isascii():
        return ""
    letters = sum(map(str.isalpha, text)) or 1
    for code, script in SCRIPTS:
        found = len(script.findall(text))
        if found > share * letters or (code == "ja" and found > 0.1 * letters):
            return code
    return ""


def _ranked(words: Sequence[str]) -> list[tuple[str, int]]:
    """Return the languages by how many of the words are their function words; of even ones, the first in the table."""
    known = function_words()
    counts = Counter(code for word in words for code in known.get(word, ()))
    return sorted(counts.items(), key=lambda item: (-item[1], _order()[item[0]]))


@cache
def _order() -> dict[str, int]:
    return {code: place for place, (code, _) in enumerate(_table())}


def language_inside(text: str, around: str) -> str:
    """Return the language of a sentence or paragraph that stands in a text of a known language.

    It is the language around unless the words show another one: two or more of them are function words of that
    language and not of the one around, and these are more than twice as many as those that only the one around has.
    Particles of foreign names count only beside others.

    Examples
    --------
    >>> language_inside("300 Häuser wurden beschädigt, wie die Polizei nach dem Sturm sagte.", "en")
    'de'
    >>> language_inside("Police in Rio de la Plata held 12 men.", "en"), language_inside("1.200 Einwohner", "de")
    ('en', 'de')
    """
    by_script = _language_of_script(text, 0.5)
    if by_script:
        return around if around == "zh" and by_script == "ja" else by_script
    words = WORD.findall(text.casefold())
    if _other_letters(text, around):
        return _of_other_letters(words, around)
    return _of_latin_letters(words, around, is_running=_running_words(text) >= ENOUGH)


def _of_latin_letters(words: Sequence[str], around: str, *, is_running: bool) -> str:
    """Return the language that the function words among words show; the one around if they do not tell."""
    known, home = function_words(), around or "en"
    held = [(word, known[word]) for word in words if word in known]
    if _is_at_home(held, home, len(words)):
        return around
    if held:
        return _telling_language(held, home, len(words)) or around
    return UNKNOWN if is_running and home in readable() else around


def _is_at_home(held: Sequence[tuple[str, Sequence[str]]], home: str, size: int) -> bool:
    """Whether at least half of the function words, and a fifth of all words, are of the language around."""
    own = sum(home in languages for _, languages in held)
    return 2 * own >= len(held) + len(held) % 2 and own * 5 >= size


def _telling_language(held: Sequence[tuple[str, Sequence[str]]], home: str, size: int) -> str:
    """Return the language that function words show which the language around has not; nothing if they are too few."""
    telling = [(word, languages) for word, languages in held if home not in languages]
    if not telling:
        return ""
    code, count = _ranked([word for word, _ in telling])[0]
    sure = any(code in languages and word not in OF_NAMES for word, languages in telling)
    against = sum(home in languages and code not in languages for _, languages in held)
    return code if sure and count >= max(SWITCH, 2 * against + 1, size / 6) else ""


def _running_words(text: str) -> int:
    return sum(word.islower() for word in WORD.findall(text))


def _other_letters(text: str, around: str) -> bool:
    """Whether most letters are not Latin ones though the text around may be."""
    if text.isascii():
        return False
    letters = sum(map(str.isalpha, text))
    return 2 * len(LATIN.findall(text)) < letters


def _of_other_letters(words: Sequence[str], around: str) -> str:
    """Return the language of words in a script that several languages share; the one around if they do not tell."""
    known = function_words()
    ranked = _ranked(words)
    scripts = {code for word, codes in known.items() if not LATIN.search(word) for code in codes}
    if ranked and ranked[0][0] in scripts and not any(around in known.get(word, ()) for word in words):
        return ranked[0][0]
    return around if around in scripts else UNKNOWN
