"""Whether a sentence looks back or ahead where a date stands: "will open on Friday", "opened on Friday"."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from workbench.lexicon.reading import lists
from workbench.times.tokens import Token

# Words further away than this belong to another clause.
_REACH = 14


@functools.cache
def _cues() -> dict[str, int]:
    read = lists("tense")
    return dict.fromkeys(read["ahead"], 1) | dict.fromkeys(read["back"], -1)


def _direction(word: str) -> int:
    lower = word.lower()
    return _cues().get(lower, -1 if len(lower) > 4 and lower.endswith("ed") else 0)


def _first(words: Iterable[Token]) -> int:
    return next((found for found in (_direction(token.text) for token in words) if found), 0)


def tense_at(found: Sequence[Token], i: int) -> int:
    """Return -1 where the words around token ``i`` look back, 1 where they look ahead, 0 where they do not tell."""
    before = found[max(0, i - _REACH) : i]
    shown = _first(reversed(before)) or _first(found[i + 1 : i + 1 + _REACH])
    leads = before[-1].text.lower() if before else ""
    return shown or int(leads in ("by", "until", "till"))
