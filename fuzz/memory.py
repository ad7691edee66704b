"""How much memory each room takes for each byte of its input, in a process of its own.

    python -m fuzz.memory [--size 2000000]

The room first reads a few words, so that libraries and weights are loaded, then the whole text: the growth of the
peak between the two, over the bytes of the text, is its multiple. What is promised stands in ``PROMISED``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

# Bytes of memory for a byte of text. The tables hold each sentence and figure as a row of many columns.
PROMISED = {
    "sentences": 50,
    "load": 80,
    "page": 300,
    "clean": 150,
    "times": 200,
    "figures": 400,
    "passages": 300,
    "story": 4000,
}
NEWS = (
    "ARBEL, Brodno – At least 1,037 people were killed in the flood near the harbour, police said on Monday. The mayor "
    "told reporters that about 300 homes stood under water and that two bridges were closed since Saturday.\n\n"
    "“We have never seen the river rise by 12 metres in a night,” said Ana Reed, who runs a shelter for twenty "
    "families. Rain is expected to go on until the end of the week, the weather service warned.\n\n"
)
CODE = """
import resource, sys
from fuzz.growth import ROOMS
from fuzz.memory import news
run, size = ROOMS[sys.argv[1]][0], int(sys.argv[2])
run(news(1000))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
run(news(size))
unit = 1 if sys.platform == "darwin" else 1024
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit)
"""


def news(size: int) -> str:
    """Return a text of news of about so many characters, in which no two paragraphs are the same."""
    return "".join(f"Report {n}. {NEWS}" for n in range(size // len(NEWS) + 1))[:size]


def multiple(room: str, size: int) -> float:
    """Return the bytes of memory that a room takes for each byte of a text of so many characters."""
    command = [sys.executable, "-W", "ignore", "-c", CODE, room, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) / len(news(size).encode())


def main() -> int:
    """Measure every room and print a table; the status is 1 if one takes more than is promised."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--size", type=int, default=2_000_000, help="characters; a twentieth for a whole story"
    )
    size = parser.parse_args().size
    over = 0
    for room, promised in PROMISED.items():
        found = multiple(room, size // 20 if room == "story" else size)
        over += found > promised
        print(f"{room:<10} {found:>7.0f} bytes for a byte of text, {promised:>6,} promised", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
