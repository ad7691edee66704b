"""A number in a sentence, as the readers of numbers hand it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Vague = Mapping[str, tuple[float | None, float | None]]


@dataclass(slots=True)
class Numeral:
    """A number in a sentence: its tokens ``[first, last)``, its value or ends, and how it is written.

    ``shape`` is plain, fraction or vague; ``scale`` what its scale words multiply by; ``digits`` whether it is
    written in digits; ``mantissa`` the value before scaling.
    """

    first: int
    last: int
    low: float | None
    high: float | None
    shape: str = "plain"
    scale: float = 1
    digits: bool = False
    mantissa: float = 0.0
