"""What the network is told of a word by itself: form, endings, beginning, shape. Training and running share it."""

import re

FEATURES = ("form", "suffix3", "prefix3", "shape", "suffix2")

_DIGIT = re.compile(r"\d")
_RUNS = (
    (re.compile(r"[A-Z]+"), "X"),
    (re.compile(r"[a-z]+"), "x"),
    (re.compile(r"\d+"), "0"),
)
_LONGEST_FIGURE = 6
_LONGEST_SHAPE = 12


def normal_form(word: str) -> str:
    """Return the word in lower case with every digit a zero; long figures keep their last four characters.

    Examples
    --------
    >>> normal_form("Qaim"), normal_form("1,037"), normal_form("713-853-3989")
    ('qaim', '0,000', '000000')
    """
    form = word.lower().replace("’", "'").replace("‘", "'")
    zeros = _DIGIT.sub("0", form)
    return "00" + zeros[-4:] if zeros != form and len(zeros) > _LONGEST_FIGURE else zeros


def shape(word: str) -> str:
    """Return the word's outline: runs of capitals, small letters and digits as one ``X``, ``x``, ``0``.

    Examples
    --------
    >>> shape("McDonald"), shape("1,037"), shape("B-52s")
    ('XxXx', '0,0', 'X-0x')
    """
    for pattern, sign in _RUNS:
        word = pattern.sub(sign, word)
    return word[:_LONGEST_SHAPE]


def features(word: str) -> tuple[str, str, str, str, str]:
    """Return the word's features in the order of :data:`FEATURES`.

    Examples
    --------
    >>> features("Killed")
    ('killed', 'led', 'kil', 'Xx', 'ed')
    """
    form = normal_form(word)
    return form, form[-3:], form[:3], shape(word), form[-2:]
