"""Every regular expression of the workbench, and texts made to take each of them long.

A backtracking matcher takes more than linear time where a pattern can read one stretch in many ways, or where a
search begins a long read at each character anew. For each pattern the texts repeat what its own parts match
(taken from its parse tree), behind what leads there and before what makes the match fail.
"""

from __future__ import annotations

import ast
import json
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Set
from math import log
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

PACKAGE = Path(__file__).parents[1] / "workbench"
# What stands for each class of characters.
CLASSES = {
    codes.CATEGORY_DIGIT: "5٣",
    codes.CATEGORY_SPACE: " \n\t",
    codes.CATEGORY_WORD: "aZ5_é",
    codes.CATEGORY_NOT_DIGIT: "a -",
    codes.CATEGORY_NOT_SPACE: "a5.-",
    codes.CATEGORY_NOT_WORD: " .-\n",
}
ENDINGS = ("", "\0", "!\n")
MOST_PUMPS = 60
SIZE = 2000  # characters of the texts for patterns without a bound
# Patterns without a name of their own, and how they are used.
MATCHED = {"clean/wording.py": "fullmatch", "numbers/patterns.py": "match"}
# Patterns that take more than linear time on long texts, and the longest text (characters) that each is given.
BOUNDED = {
    "clean/wording.py": 600,  # LONGEST: no line of furniture is longer
    "clean/around.py:CONTACT": 1500,  # LONGEST of that room
    "clean/around.py:NUMBER": 300,  # of words of lines as short as that
    "clean/around.py:AGENCY_SEPARATORS": 60,  # only of lines as short as that
    "clean/metadata.py:BYLINE_END": 600,  # LONGEST_BYLINE
    "clean/slips.py:CUT_TAIL": 60,  # CUT_REACH
    "clean/slips.py:GLUED": 200,  # LONGEST_PREFIX
    "load/moments.py:ISO": 80,  # MAX_CHARS
    "load/moments.py:STAMP": 80,  # MAX_CHARS
    "load/readers/json.py:CUT": 60,  # CUT_CHARS
    "engine/names.py:_COUNTS": 1000,  # of the load report, written by the workbench itself
    "ledger/naming.py:LOOSE_END": 300,  # LONGEST: what of a phrase may become a name
    "ledger/naming.py:BEHIND": 300,  # the same
    "ledger/naming_figures.py:NAMED_BEFORE": 300,  # NAME_REACH
    "ledger/statements.py:TITLE": 400,  # who is said to have stated a figure: a part of one sentence
    "sentences.py:BEFORE": 40,  # LONGEST_WORD
}
ENDLESS = 9.0
QUICK = 1e-6  # seconds a character: whatever takes less is linear enough
GIVEN_UP = 0.5  # seconds of the processor, so that other work on the machine does not count; the matcher looks for signals as it goes


class Pattern(NamedTuple):
    """A pattern as it was compiled: its text, its flags, where it stands, and how it is used.

    One that is only matched against a beginning, or a whole text, begins one read and not one at each character.
    """

    text: str
    flags: int
    place: str
    method: str = "search"


class Slow(NamedTuple):
    """A pattern and the text that takes it longer than the text grows: by which power of its length."""

    pattern: Pattern
    power: float
    lead: str
    pump: str
    ending: str


def collect() -> list[Pattern]:
    """Return every pattern that the package compiles, when imported and on news that reaches every room.

    What was compiled before is not met again: ask in a fresh process.
    """
    from fuzz.seeds import NEWS, seeds
    from fuzz.targets import TARGETS, tables_of

    found: dict[tuple[str, int], Pattern] = {}
    compile_one = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: Any) -> Any:
        made = compile_one(pattern, flags)
        module = _caller()
        if module and isinstance(made.pattern, str):
            found.setdefault((made.pattern, made.flags), Pattern(made.pattern, made.flags, module))
        return made

    re._compile = compiled  # type: ignore[attr-defined]
    try:
        for name in _modules():
            __import__(name)
        _compile_the_lazy()
        tables_of([*NEWS, "\n\n".join(NEWS)])
        for target in ("readers", "case", "reviews", "export"):
            for data in seeds(target):
                TARGETS[target](data)
    finally:
        re._compile = compile_one  # type: ignore[attr-defined]
    names, methods = _names(), _methods()
    return sorted(
        pattern._replace(
            place=f"{pattern.place}:{name}" if name else pattern.place,
            method=MATCHED.get(pattern.place) or _method(methods.get(name, SEARCHES)),
        )
        for key, pattern in found.items()
        for name in [names.get(key, "")]
    )


def _compile_the_lazy() -> None:
    """Compile what is otherwise compiled when it is first tried, which on a few texts much never is."""
    from workbench.clean.wording import Written, wordings
    from workbench.numbers import exclusions, quantities
    from workbench.numbers.patterns import Rules, compiled

    for value in (*vars(exclusions).values(), *vars(quantities).values()):
        for rule in value.rules if isinstance(value, Rules) else ():
            sides = compiled(rule.pattern)
            _ = sides.before and sides.left, sides.behind and sides.right, sides.itself and sides.own
    for file in ("furniture.toml", "credits.toml"):
        for written in (part for row in wordings(file, "en") for part in row if isinstance(part, Written)):
            written.fullmatch("")


SEARCHES = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))


def _method(called: Set[str]) -> str:
    return "search" if called & SEARCHES else "fullmatch" if "fullmatch" in called else "match"


def _names() -> dict[tuple[str, int], str]:
    """Return the names that the package gives to its patterns."""
    return {
        (value.pattern, value.flags): name
        for module in map(sys.modules.get, _modules())
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def _methods() -> dict[str, set[str]]:
    """Return for each name what is called on it anywhere in the package."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault(node.id, set())
    return {name: called for name, called in found.items() if called}


def _caller() -> str:
    """Return the module of the package that asked for a pattern, or nothing if a library did."""
    frame = sys._getframe(2)
    while (
        frame is not None
        and Path(frame.f_code.co_filename).name == "__init__.py"
        and "/re/" in frame.f_code.co_filename
    ):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame is not None else Path()
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else ""


def _modules() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "__main__.py":
            name = path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
            yield name.removesuffix(".__init__")


# --- texts from a parse tree


def _of_set(items: Iterable[tuple[Any, Any]]) -> str:
    chars, negated = "", False
    for op, value in items:
        if op is codes.NEGATE:
            negated = True
        elif op is codes.LITERAL:
            chars += chr(value)
        elif op is codes.RANGE:
            chars += chr(value[0]) + chr(value[1])
        elif op is codes.CATEGORY:
            chars += CLASSES.get(value, "a")
    if negated:
        return "".join(char for char in "a5 .-\n\"'é" if char not in chars) or "\u4e00"
    return chars or "a"


def samples(tree: Any) -> list[str]:
    """Return a few short texts that a part of a pattern matches, or nearly so."""
    out = [""]
    for op, value in tree:
        pieces = _samples_of(op, value)
        out = [text + piece for text in out for piece in pieces][:6]
    return out


def _samples_of(op: Any, value: Any) -> list[str]:
    if op is codes.LITERAL:
        return [chr(value)]
    if op is codes.NOT_LITERAL:
        return ["a" if chr(value) != "a" else "b"]
    if op is codes.ANY:
        return ["a", " "]
    if op is codes.IN:
        return list(dict.fromkeys(_of_set(value)))[:4]
    if op is codes.BRANCH:
        return [text for branch in value[1] for text in samples(branch)[:2]][:8]
    if op is codes.SUBPATTERN:
        return samples(value[3])
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [text * max(value[0], 1) for text in samples(value[2])[:4]] if value[0] < 50 else [""]
    if op is codes.ATOMIC_GROUP:
        return samples(value)
    return [""]


def repeats(tree: Any, lead: str = "") -> Iterator[tuple[str, str]]:
    """Yield for each part that may repeat: a text that leads to it, and one that it repeats."""
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, high, inner = value
            if high > 30:
                yield from ((lead, text) for text in samples(inner) if text)
            yield from repeats(inner, lead)
        elif op is codes.SUBPATTERN:
            yield from repeats(value[3], lead)
        elif op is codes.ATOMIC_GROUP:
            yield from repeats(value, lead)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, lead)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[1], lead)
        lead = (lead + _samples_of(op, value)[0])[:60]


def attacks(pattern: Pattern) -> list[tuple[str, str, str]]:
    """Return lead, pump and ending of texts that may take a pattern long."""
    tree = parser.parse(pattern.text, pattern.flags & ~re.DEBUG)
    found = list(dict.fromkeys(repeats(tree)))
    pumps = list(dict.fromkeys(pump for _, pump in found))
    pairs = [one + other for one in pumps[:8] for other in pumps[:8] if one != other]
    whole = [text for text in samples(tree) if text]
    leads = [(lead, pump) for lead, pump in found if lead]
    bare = [("", pump) for pump in (*pumps, *pairs, *whole)]
    return [(lead, pump, ending) for lead, pump in (*bare, *leads)[:MOST_PUMPS] for ending in ENDINGS]


# --- time


def took(pattern: re.Pattern[str], text: str, method: str, tries: int = 1) -> float:
    """Return the processor seconds that a search through a whole text, or a match of it, takes: the least of some tries."""
    times = []
    for _ in range(tries):
        started = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP)
        try:
            if method == "search":
                for _found in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, method)(text)
        except TimeoutError:
            return GIVEN_UP
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        times.append(time.process_time() - started)
    return min(times)


def _stop(*_: Any) -> None:
    raise TimeoutError


def find_slow(pattern: Pattern, *, size: int = SIZE) -> Slow | None:
    """Return a text whose time grows by more than the power 1.5 of its length, or None if there is none.

    ``size`` is the length of the texts in characters: what the pattern is given at the most, where that is bounded.
    """
    signal.signal(signal.SIGVTALRM, _stop)
    made = re.compile(pattern.text, pattern.flags)
    for attack in attacks(pattern):
        power = _power(made, pattern.method, attack, size)
        if (
            1.5 < power < ENDLESS and pattern.place not in BOUNDED
        ):  # a bounded repeat is linear beyond its bound
            power = min(_power(made, pattern.method, attack, size * 6) for _ in range(3))
        if power == ENDLESS or (power > 1.5 and pattern.place not in BOUNDED):
            return Slow(pattern, power, *attack)
    return None


def _power(made: re.Pattern[str], method: str, attack: tuple[str, str, str], size: int) -> float:
    """Return by which power of its length a text takes longer; 0 if it is quick, ENDLESS if it was given up.

    Small lengths go first: the time of some patterns doubles with each character.
    """
    lead, pump, ending = attack
    text, half = (lead + pump * max(1, n // len(pump)) + ending for n in (size, size // 4))
    small = lead + pump * max(1, 30 // len(pump)) + ending
    if any(took(made, one, method) >= GIVEN_UP for one in (small, half, text)):
        return ENDLESS
    if took(made, text, method, 2) < QUICK * len(text):
        return 0.0
    # The clock of the processor stands still for what is quicker than its tick.
    whole, part = (max(took(made, one, method, 3), 1e-6) for one in (text, half))
    return log(whole / part) / log(len(text) / len(half))


def check(patterns: Iterable[Pattern]) -> tuple[list[Slow], list[Slow]]:
    """Return the patterns that take more than linear time: those given texts of any length, and the bounded ones.

    A bounded one is told only where it does not come to an end on a text as long as its bound.
    """
    found: tuple[list[Slow], list[Slow]] = ([], [])
    for pattern in patterns:
        bound = BOUNDED.get(pattern.place, 0)
        slow = find_slow(pattern, size=bound or SIZE)
        if slow:
            found[bool(bound)].append(slow)
    return found


def main() -> int:
    """Print every pattern that takes more than linear time on some text; the status is 1 if there is one."""
    patterns = collect()
    if "--list" in sys.argv:
        print(json.dumps(patterns))
        return 0
    unbounded, bounded = check(patterns)
    for one in (*unbounded, *bounded):
        print(f"{one.power:.1f}  {one.pattern.place}: {one.pattern.text[:110]!r}")
        print(f"     {one.pattern.method} on {one.lead!r} + {one.pump!r} × n + {one.ending!r}")
    n = sum(pattern.place in BOUNDED for pattern in patterns)
    print(
        f"{len(patterns)} patterns ({n} of them given short texts only): {len(unbounded)} take more than linear time, "
        f"{len(bounded)} do not end within their bound"
    )
    return 1 if unbounded or bounded else 0


if __name__ == "__main__":
    sys.exit(main())
