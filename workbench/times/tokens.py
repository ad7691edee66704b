"""Text to tokens, each with a class, and the rules over these classes by which time expressions are found.

The words stand in the lexicon: ``times.toml`` (classes of words), ``holidays.csv`` (days of the calendar),
``named_days.csv`` (days named after an event) and ``names_with_times.txt`` (names that hold a time word).

A rule is a sequence of token classes, run as a regular expression over codes. The rules form a finite-state
cascade (Abney 1996, *Partial parsing via finite-state cascades*): a sentence becomes a string with one character a
token, a rule is a pattern over that alphabet, and what one layer finds is a token of the next.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.lexicon.reading import lines, lists, rows
from workbench.lexicon.word_classes import counting_words

# Classes that the reader of numbers and marks gives out, beside the tables of times.toml.
READ_CLASSES = (
    "day_number",
    "number",
    "year_number",
    "ordinal_number",
    "day_range",
    "year_range",
    "decade_number",
    "iso_date",
    "numeric_date",
    "clock",
    "clock_meridiem",
    "quarter_number",
    "holiday",
    "event",
    "name",
    "comma",
    "dot",
    "dash",
    "possessive",
    "other",
    # Made by the rules themselves.
    "day_atom",
    "span_atom",
    "clock_atom",
    "vague_atom",
    "phrase_head",
)


class Entry(NamedTuple):
    """A word's class and the value that it stands for."""

    kind: str
    value: Any


class Phrase(NamedTuple):
    """A fixed phrase: its words in lower case, its class and value."""

    words: tuple[str, ...]
    kind: str
    value: str


@functools.cache
def word_tables() -> dict[str, dict[str, Any]]:
    """Return the tables of ``times.toml``, by class."""
    tables = {kind: words for kind, words in lists("times").items() if isinstance(words, dict)}
    return tables | {"number_word": counting_words()}


@functools.cache
def letters() -> dict[str, str]:
    """Return the character that stands for each class in a code string.

    Examples
    --------
    >>> len(set(letters().values())) == len(letters())
    True
    """
    return {kind: chr(0xE000 + i) for i, kind in enumerate([*word_tables(), *READ_CLASSES])}


@functools.cache
def words() -> dict[str, Entry]:
    """Return every form that a time word may take, with its entry.

    Examples
    --------
    >>> words()["Sunday"]
    Entry(kind='weekday', value=6)
    >>> "may" in words(), "MAY" in words()
    (False, True)
    """
    capital_only = set(lists("times")["capital_only"])
    forms: dict[str, Entry] = {}
    for kind, table in word_tables().items():
        for word, value in table.items():
            cased = () if word in capital_only else (word,)
            forms.update(dict.fromkeys((*cased, word.capitalize(), word.upper()), Entry(kind, value)))
    heads = [first for first in phrases() if not first.isdigit() and phrases()[first][0].kind != "bound"]
    for first in heads:
        for form in (first.capitalize(), first.upper()):
            forms.setdefault(form, Entry("phrase_head", None))
    return forms


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(re.findall(r"['’]s\b|[^\W\d_]+|\d+(?:/\d+)?|[^\s.]", phrase))


@functools.cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the fixed phrases by their first word, longest first.

    Examples
    --------
    >>> phrases()["halloween"]
    (Phrase(words=('halloween',), kind='holiday', value='10-31'),)
    """
    every = [
        *(Phrase(_split(phrase), "holiday", rule) for phrase, rule in map(dict.values, rows("holidays"))),
        *(Phrase(_split(phrase), "event", day) for phrase, day in map(dict.values, rows("named_days"))),
        *(Phrase(_split(name), "name", "") for name in lines("names_with_times")),
        Phrase(("as", "of"), "bound", ""),
    ]
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(every, key=lambda phrase: (-len(phrase.words), phrase.words)):
        by_first.setdefault(phrase.words[0], []).append(phrase)
    return {first: tuple(found) for first, found in by_first.items()}


_TOKEN = re.compile(
    r"(?:[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?(?![0-9-]))"
    r"|[0-9]+(?:[.,:/–-][0-9]+)*[A-Za-z]*|[QH][1-4]\b"
    r"|['’][2-9]0s\b|['’]s\b|[ap]\.\s?m\b\.?|o['’]clock\b|[^\W\d_]+|\S"
)
_MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "'s": "possessive",
    "’s": "possessive",
}
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"

# The first reading that fits the whole token counts.
_NUMBERS = [
    ("iso_date", re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T.*)?")),
    ("year_number", re.compile(_YEAR)),
    ("day_number", re.compile(r"0?[1-9]|[12][0-9]|3[01]")),
    ("ordinal_number", re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)")),
    ("clock_meridiem", re.compile(r"(?:0?[1-9]|1[0-2])(?:[:.][0-5][0-9])?(?:am|pm|AM|PM)")),
    ("clock", re.compile(r"(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9](?::[0-5][0-9])?")),
    ("year_range", re.compile(rf"{_YEAR}[/–-](?:{_YEAR}|[0-9]{{2}})")),
    ("day_range", re.compile(r"(?:[1-9]|[12][0-9]|3[01])[–-](?:[1-9]|[12][0-9]|3[01])")),
    (
        "numeric_date",
        re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[12][0-9]{3}/[0-9]{1,2}/[0-9]{1,2}"),
    ),
    ("decade_number", re.compile(rf"{_YEAR[:-4]}[0-9]0s|['’]?[2-9]0s")),
    ("number", re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")),
]


class Token(NamedTuple):
    """A token: its class, where it stands, its text and what it stands for."""

    kind: str
    start: int
    end: int
    text: str
    value: Any = None


def _numeral(text: str) -> str:
    return next((kind for kind, pattern in _NUMBERS if pattern.fullmatch(text)), "other")


def _kind(text: str) -> str:
    entry = words().get(text)
    if entry is not None:
        return entry.kind
    if text[0] in "0123456789" or (text[0] in "'’" and len(text) == 4):
        return _numeral(text)
    if text[:2].lower() in ("a.", "p."):
        return "meridiem"
    if len(text) == 2 and text[1] in "1234":
        return "quarter_number"
    return _MARKS.get(text, "other")


@functools.lru_cache(maxsize=65536)
def _letter(text: str) -> str:
    return letters()[_kind(text)]


def codes(text: str) -> str:
    """Return the code string of a text: one character a token, by its class.

    Examples
    --------
    >>> codes("killed on July 4") == "".join(letters()[k] for k in ("other", "on", "month", "day_number"))
    True
    """
    return "".join(map(_letter, _TOKEN.findall(text)))


def tokens(text: str) -> list[Token]:
    """Split a text into tokens; fixed phrases (``New Year's Eve``) become one token.

    Examples
    --------
    >>> [(token.kind, token.text) for token in tokens("Late in June, at 6:30 p.m.")]
    [('position', 'Late'), ('in', 'in'), ('month_or_name', 'June'), ('comma', ','), ('on', 'at'), ('clock', '6:30'), ('meridiem', 'p.m.')]
    >>> [token.kind for token in tokens("the Sunday Times")]
    ['the', 'name']
    """
    return joined([_token(match) for match in _TOKEN.finditer(text)], text)


def _token(match: re.Match[str]) -> Token:
    kind, value = _read(match.group())
    return Token(kind, match.start(), match.end(), match.group(), value)


@functools.lru_cache(maxsize=65536)
def _read(text: str) -> tuple[str, Any]:
    """Return the class of a token and what it stands for: the table's value, or the number that it begins with."""
    kind, entry = _kind(text), words().get(text)
    if entry is not None:
        return kind, entry.value
    digits = re.match("[0-9]{1,6}", text.lstrip("'’QH"))
    return kind, int(digits[0]) if digits and kind != "other" else None


def joined(found: Sequence[Token], text: str) -> list[Token]:
    """Return the tokens with each fixed phrase made one token."""
    made: list[Token] = []
    heads = phrases()
    i = 0
    while i < len(found):
        token, i = _phrase_at(found, i, text) if found[i].text.lower() in heads else (found[i], i + 1)
        made.append(token)
    return made


def _phrase_at(found: Sequence[Token], i: int, text: str) -> tuple[Token, int]:
    for phrase in phrases()[found[i].text.lower()]:
        end = _match(found, i, phrase.words)
        if end:
            span = found[i].start, found[end - 1].end
            return Token(phrase.kind, *span, text[slice(*span)], phrase.value), end
    return found[i], i + 1


def _match(found: Sequence[Token], i: int, wanted: tuple[str, ...]) -> int:
    """Return where the phrase ends, or 0; full stops of abbreviations do not count."""
    for word in wanted:
        while i < len(found) and found[i].kind == "dot":
            i += 1
        if i >= len(found) or found[i].text.lower().replace("’", "'") != word.replace("’", "'"):
            return 0
        i += 1
    return i


# Names for several classes at once.
GROUPS: Mapping[str, str] = {
    "any_month": "month|month_or_name|month_short",
    "full_month": "month|month_or_name",
    "any_weekday": "weekday|weekday_short",
    "digits": "day_number|number|year_number",
    "count": "day_number|number|year_number|number_word|one_article",
    "plain_count": "day_number|number|year_number|number_word",
    "ordinal": "ordinal_number|ordinal_word",
    "which": "last|next|this",
    "of_in": "of|in",
    "day_part": "part_of_day",
    "atom": "day_atom|span_atom",
    "never_first": "other|comma|dot|dash|possessive|the|in|of|on|to|and|span_preposition|bound|amount_before|amount_after",
}


# Most tokens are of these classes, and no rule begins with them: the search passes them by.
NEVER_FIRST = "never_first"


class Parts(NamedTuple):
    """What a rule has matched, with the tokens before and after it."""

    tokens: Sequence[Token]
    before: Token | None
    after: Token | None

    def get(self, kinds: str, default: Any = None) -> Any:
        """Return the value of the first token of these classes."""
        return next((token.value for token in self.all(kinds)), default)

    def all(self, kinds: str) -> list[Token]:
        """Return the tokens of these classes."""
        wanted = GROUPS.get(kinds, kinds).split("|")
        return [token for token in self.tokens if token.kind in wanted]

    def follows(self, *words: str) -> bool:
        """Say whether one of these words stands right before."""
        return self.before is not None and self.before.text.lower() in words


Maker = Callable[[Parts], Any]


class Rule(NamedTuple):
    """A rule: its pattern in the notation of classes, the class it makes, and what makes its value."""

    pattern: str
    kind: str
    make: Maker


class Layer(NamedTuple):
    """The rules of one layer, compiled; an earlier rule wins over a later one."""

    rules: tuple[Rule, ...]
    regex: re.Pattern[str]


def _class(name: str) -> str:
    return "".join(letters()[kind] for kind in GROUPS.get(name, name).split("|"))


def translate(pattern: str) -> str:
    """Return the regular expression over codes for a pattern over class names.

    Examples
    --------
    >>> bool(re.fullmatch(translate("any_month dot? day_number"), letters()["month"] + letters()["day_number"]))
    True
    """
    return re.sub(r"[a-z_]+", lambda name: f"[{_class(name[0])}]", pattern).replace(" ", "")


def layer(rules: Sequence[Rule]) -> Layer:
    """Compile the rules of a layer."""
    either = "|".join(f"(?P<r{i}>{translate(rule.pattern)})" for i, rule in enumerate(rules))
    return Layer(tuple(rules), re.compile(f"(?!{translate(NEVER_FIRST)})(?:{either})"))


def run(stage: Layer, found: Sequence[Token], text: str) -> list[Token]:
    """Return the tokens with every stretch that a rule covers made one token of the rule's class.

    Where a rule's ``make`` gives None, its first token stays as it is and the search goes on behind it.
    """
    line = "".join([letters().get(token.kind, letters()["other"]) for token in found])
    made: list[Token] = []
    at = 0
    while match := stage.regex.search(line, at):
        rule = stage.rules[int((match.lastgroup or "")[1:])]
        start, end = match.span()
        before = found[start - 1] if start else None
        value = rule.make(Parts(found[start:end], before, found[end] if end < len(found) else None))
        made.extend(found[at:start])
        made.append(found[start] if value is None else _merged(rule.kind, found[start:end], text, value))
        at = start + 1 if value is None else end
    return [*made, *found[at:]]


def _merged(kind: str, parts: Sequence[Token], text: str, value: Any) -> Token:
    start, end = parts[0].start, parts[-1].end
    return Token(kind, start, end, text[start:end], value)
