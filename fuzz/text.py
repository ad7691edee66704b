"""Text out of any bytes: a byte above 127 stands for a word of news, the others for themselves.

A fuzzer that changes bytes then changes words, and its inputs look enough like news to reach the rules behind.
"""

from __future__ import annotations

import re

# Atoms that the rules look at, one for each byte from 0x80; the rest of the bytes stand for spaces and line ends.
WORDS = (
    *("five", "twenty", "hundred", "thousand", "million", "dozens", "several", "half", "one-third", "a", "of the"),
    *("1,037", "12.5", "3", "1/2", "٣٤", "½", "20-30", "$", "€", "£5m", "%", "per cent", "km", "miles", "degrees"),
    *("people", "homes", "were killed", "injured", "missing", "at least", "about", "nearly", "up to", "no", "not"),
    *("and", "to", "from", "between", "or", "the", "in", "on", "by", "for", "who", "that", "than", "rose", "fell"),
    *("Monday", "May 4, 2020", "2020-05-04", "yesterday", "last week", "3 p.m.", "two years ago", "1990s", "noon"),
    *("police", "the mayor", "Ana Reed", "Reuters", "(AP)", "officials", "the ministry", "he", "they", "U.S.", "Gen."),
    *("said", "told reporters", "according to", "denied", "quoted", "confirmed", "“", "”", '"', "’s", "‘", "’"),
    *(".", ". ", ", ", "; ", ": ", " – ", "—", "…", "(", ")", "[", "]", "?", "!", "\u2028", "\r\n", "\n", "\n\n", "\t"),
    *("Advertisement", "Read more", "By ", "ARBEL, Brodno – ", "<b>", "&amp;", "=1+1", "\u202e", "\u200b", "e\u0301"),
    *("😀", "\ufeff", "\0", "\x1b[2J", "\ud800"),
)  # fmt: skip
ATOM = {byte: WORDS[byte - 0x80] if byte - 0x80 < len(WORDS) else " " for byte in range(0x80, 0x100)}


def text_of(data: bytes) -> str:
    """Return the text that some bytes stand for.

    Examples
    --------
    >>> text_of(b"It: " + bytes([0x80, 0xff, 0x9a]))
    'It: five people'
    """
    return "".join(chr(byte) if byte < 0x80 else ATOM[byte] for byte in data)


def bytes_of(text: str) -> bytes:
    """Return bytes for a text that only holds ASCII and the atoms.

    Examples
    --------
    >>> text_of(bytes_of("About five people “ran”"))
    'About five people “ran”'
    """
    byte_of = {word: bytes([byte]) for byte, word in ATOM.items() if word != " "}
    words = sorted((word for word in byte_of if not word.isascii() or len(word) > 1), key=len, reverse=True)
    pieces = re.split("(" + "|".join(map(re.escape, words)) + ")", text)
    return b"".join(byte_of.get(piece) or piece.encode("ascii", "ignore") for piece in pieces)


def sound(text: str) -> str:
    r"""Return the text with lone halves of characters replaced, as every reader hands it on.

    Examples
    --------
    >>> sound("a\ud800b")
    'a\ufffdb'
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
