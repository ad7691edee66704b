"""What is found in a sentence, as the layers hand it on: numbers, then figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

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


LOWER_BOUNDS = ("more_than", "at_least")
UPPER_BOUNDS = ("less_than", "at_most")


@dataclass(slots=True)
class Quantity:
    """A figure in a text.

    ``start`` and ``end`` are offsets in the text; ``first`` and ``last`` tokens ``[first, last)`` with unit and
    currency, ``phrase`` the first token with the bound. ``rate`` is what the amount is reckoned by, ``by`` what
    says that it is a change (verb, noun, after, sign). ``whole``, ``same`` and ``partner`` are places in the list
    of the text's figures: the whole that this is a part of, the figure that it restates ("100 km (60 miles)"),
    the first end of a change ("from 5 to 10"). ``concept`` is what is counted or measured, ``counted`` whether
    that noun stands with the figure itself, ``noun`` its place in the tree, ``inner`` whether
    it is counted inside a compound ("a three-judge panel"). ``route`` is how the concept was found (beside,
    understood, shared, chosen, none), ``share`` how probable it was among its candidates, ``second`` the next one.
    """

    start: int
    end: int
    exact: str
    low: float | None
    high: float | None
    modifier: str = "exact"
    unit: str = ""
    kind: str = "count"
    change: str = ""
    by: str = ""
    verb: int | None = None
    rate: str = ""
    concept: str = ""
    second: str = ""
    route: str = "none"
    share: float = 0.0
    counted: bool = False
    inner: bool = False
    noun: Any = None
    first: int = 0
    last: int = 0
    phrase: int = 0
    numeral: Numeral | None = None
    whole: int | None = None
    same: int | None = None
    partner: int | None = None

    def bounded(self) -> Quantity:
        """Return this figure with the end left empty that its bound leaves open."""
        if self.modifier in LOWER_BOUNDS:
            return replace(self, high=None)
        if self.modifier in UPPER_BOUNDS:
            return replace(self, low=None)
        return self

    @property
    def bare(self) -> bool:
        """Whether this is a plain number with no unit."""
        return not self.unit and self.kind == "count" and self.modifier != "vague"

    @property
    def value(self) -> float:
        """One number for comparing: the low end, or the high one."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0

    @property
    def full_unit(self) -> str:
        """The unit with its rate: ``USD per barrel``."""
        return f"{self.unit} per {self.rate}".strip() if self.rate else self.unit
