"""Rules of time expressions, written as sequences of token classes and run as regular expressions over codes.

A finite-state cascade (Abney 1996, *Partial parsing via finite-state cascades*): a sentence becomes a string
with one character a token, a rule is a pattern over that alphabet, and what one layer finds is a token of the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.times.tokens import Token, letters

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
