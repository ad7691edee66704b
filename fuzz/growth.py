"""How the time of each room grows with texts made to take it long.

    python -m fuzz.growth [--size 1000000] [--rooms figures,times]

Each text repeats one piece: it is read at a quarter of the size and at the whole size. Linear work takes four times
as long, quadratic work sixteen times.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from math import log
from typing import NamedTuple

PIECES = (
    *("and ", "5", "1,000,", "1, 000, ", "10-", "1/2 ", "٣", "$5 ", "(", "[5", "“", "“5 people”, he said. ", "'s "),
    *("\n", " ", "\t\n", "-\n", "a-\nb ", "!", ". ", ".'", "U.S. ", "a", "a.", "😀", "é\u0301", "\u200b", "\u202e"),
    *("http://", "x@", "<b>", "&amp;", "five hundred and ", "between 5 and ", "of the ", "half a ", "few dozen "),
    *("Monday ", "May ", "May 4, 2020 ", "3 p.m. ", "two years ago, ", "said Reed, ", "according to ", "Ana Reed "),
    *("he said. ", "5 people, ", "5 homes and 3 dogs were lost. ", "Advertisement\n", "By Ana Reed\n", "the water-\nfall "),
)  # fmt: skip
LINEAR = 1.5  # the power of the length beyond which growth is not taken for linear
QUICK = 1.0  # seconds: nothing is said of the growth of what takes less


class Grown(NamedTuple):
    """How a room did on a piece: seconds for the whole size, and by which power of the length they grew."""

    room: str
    piece: str
    seconds: float
    power: float


def _figures(text: str) -> None:
    from workbench.numbers import find_quantities

    find_quantities(text)


def _times(text: str) -> None:
    from workbench.times import find_times

    find_times(text, "2020-05-06")


def _sentences(text: str) -> None:
    from workbench.sentences import split_text

    split_text(text)


def _clean(text: str) -> None:
    from fuzz.targets import _articles
    from workbench.clean import clean_articles
    from workbench.sentences import split_sentences

    cleaned = clean_articles(_articles([text]))
    split_sentences(cleaned.articles, cleaned.edits)


def _passages(text: str) -> None:
    from workbench.compare import find_passages

    find_passages(text, text[: len(text) // 2])


def _load(text: str) -> None:
    _read("a.txt", text)


def _page(text: str) -> None:
    _read(
        "a.html",
        f"<html><head><title>Storm</title></head><body><article><p>{text}</p></article></body></html>",
    )


def _read(name: str, text: str) -> None:
    from workbench.load.intake import Desk
    from workbench.load.records import Source

    Desk().take(Source(name, text.encode()))


def _markup(text: str) -> None:
    from workbench.explorers.markup import Mark, highlight

    highlight(text, [Mark(n, n + 3, "figure", "a title", f"f{n}") for n in range(0, len(text), 5)])


def _story(text: str) -> None:
    from fuzz.targets import tables_of

    tables_of([text, text[: len(text) // 2] + " It rained. "])


# Each room with the share of the size that it is given: what reads grammar takes longer for each character.
ROOMS: dict[str, tuple[Callable[[str], None], float]] = {
    "sentences": (_sentences, 1.0),
    "figures": (_figures, 1.0),
    "times": (_times, 1.0),
    "load": (_load, 1.0),
    "page": (_page, 1.0),
    "clean": (_clean, 1.0),
    "passages": (_passages, 0.5),
    "markup": (_markup, 0.5),
    "story": (_story, 0.05),
}


def measure(room: str, piece: str, size: int) -> Grown:
    """Measure a room on a text of one piece."""
    run, share = ROOMS[room]
    whole = int(size * share)
    seconds = _seconds(run, _text(piece, whole))
    if seconds < QUICK:
        return Grown(room, piece, seconds, 0.0)
    quarter = min(_seconds(run, _text(piece, whole // 4)) for _ in range(2))
    return Grown(room, piece, seconds, log(seconds / max(quarter, 1e-4)) / log(4))


def _text(piece: str, size: int) -> str:
    return "It rained. " + piece * max(1, size // len(piece)) + " There\0"


def _seconds(run: Callable[[str], None], text: str) -> float:
    started = time.perf_counter()
    run(text)
    return time.perf_counter() - started


def main() -> int:
    """Measure every room on every piece and print what took longest; the status is 1 if any is not linear."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--rooms", default=",".join(ROOMS))
    arguments = parser.parse_args()
    bent = 0
    for room in arguments.rooms.split(","):
        _seconds(ROOMS[room][0], "It rained. ")  # what is loaded at first use
        found = []
        for piece in PIECES:
            one = measure(room, piece, arguments.size)
            found.append(one)
            if one.power > LINEAR:
                bent += 1
                print(
                    f"    {room}: {one.piece!r} takes {one.seconds:.1f} s, power {one.power:.1f}", flush=True
                )
        worst = max(found, key=lambda one: one.seconds)
        print(f"{room:<10} {len(found)} texts, slowest {worst.seconds:.2f} s ({worst.piece!r})", flush=True)
    return 1 if bent else 0


if __name__ == "__main__":
    sys.exit(main())
