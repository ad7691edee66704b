"""Every regular expression of the package takes linear time on texts made from its own parts, or only short texts."""

import json
import re
import subprocess
import sys

import pytest

from fuzz import patterns
from fuzz.patterns import ENDLESS, Pattern, check, find_slow


@pytest.fixture(scope="module")
def collected():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "fuzz.patterns", "--list"], capture_output=True, check=True
    )
    return [Pattern(*pattern) for pattern in json.loads(done.stdout)]


def test_no_pattern_takes_more_than_linear_time(collected):
    unbounded, bounded = check(collected)
    assert [(one.pattern.place, one.pattern.text[:80], one.pump) for one in (*unbounded, *bounded)] == []


def test_the_patterns_of_every_room_are_met(collected):
    """A module-level pattern that is not among them would not have been checked."""
    met = {pattern.text for pattern in collected}
    places = {pattern.place.partition(":")[0] for pattern in collected}
    assert set(patterns.BOUNDED) <= {pattern.place for pattern in collected}
    assert {"sentences.py", "clean/wording.py", "load/nexis.py", "times/tokens.py"} <= places
    for path in patterns.PACKAGE.rglob("*.py"):
        for literal in re.findall(r're\.compile\(\s*r"([^"\\]+)"\s*\)', path.read_text(encoding="utf-8")):
            assert literal in met, f"{path}: {literal}"


@pytest.mark.parametrize(
    ("text", "method", "is_slow"),
    [
        (r"(a+)+b", "search", True),
        (r"(?:x|<!--.*?-->)*y", "match", True),
        (r"\s+$", "search", True),
        (r"\s+$", "fullmatch", False),
        (r"[ \t]*[ \t]*x", "match", True),
        (r"[ \t]*+[ \t]*x", "match", False),
        (r"(?<!\s)\s+x", "search", False),
        (r"[a-z]+", "search", False),
    ],
)
def test_slow_patterns_are_told_from_quick_ones(text, method, is_slow):
    slow = find_slow(Pattern(text, re.compile(text).flags, "here", method))
    assert (slow is not None) == is_slow
    assert slow is None or 1.5 < slow.power <= ENDLESS
