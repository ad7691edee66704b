"""News made by the benchmarks: unrelated articles, copies and light edits in known shares, from a fixed seed.

Every article has words of its own topic among common ones, as news has; a copy is printed as it was, with a line
added, or with words changed here and there and a sentence cut. Which article is a copy of which is known.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

COMMON = [
    "the",
    "of",
    "a",
    "in",
    "to",
    "and",
    "on",
    "for",
    "with",
    "by",
    "from",
    "after",
    "before",
    "near",
    "under",
    "river",
    "town",
    "road",
    "bridge",
    "house",
    "school",
    "farm",
    "county",
    "minister",
    "mayor",
    "officials",
    "police",
    "crews",
    "residents",
    "people",
    "families",
    "workers",
    "spokesman",
    "report",
    "figures",
    "damage",
    "water",
    "storm",
    "flood",
    "fire",
    "strike",
    "vote",
    "market",
    "price",
    "budget",
    "court",
    "trial",
    "harvest",
    "said",
    "told",
    "moved",
    "closed",
    "opened",
    "rose",
    "fell",
    "reached",
    "killed",
    "injured",
    "found",
    "lost",
    "kept",
    "asked",
    "left",
    "stayed",
    "expected",
    "three",
    "several",
    "dozens",
    "million",
    "percent",
    "Monday",
    "Tuesday",
    "night",
    "morning",
    "week",
    "month",
    "year",
    "local",
    "national",
    "regional",
    "old",
    "new",
    "large",
    "small",
    "northern",
]
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "za",
    "bran",
    "clor",
    "dren",
    "fist",
]
VOCABULARY = 60_000
COPIES = {"as it was": 0.4, "with a line added": 0.2, "lightly edited": 0.4}  # shares of the copies
SHARE_OF_COPIES = 0.3
SHARE_OF_WIRES = 0.1  # of the copies: of stories that dozens print, and go on printing
CHANGED = (0.01, 0.06)  # of the words of a lightly edited copy
HOUSES, NOTICE = 50, 20  # publishers, and the words of the notice that each prints below every article
WORDS = (150, 350)


def vocabulary(size: int = VOCABULARY) -> Array:
    """Return words: the common ones first, then made ones, each different."""
    chance = np.random.default_rng(1)
    made: dict[str, None] = dict.fromkeys(COMMON)
    while len(made) < size:
        made[
            "".join(chance.choice(SYLLABLES, 4)).capitalize()
            if chance.random() < 0.3
            else "".join(chance.choice(SYLLABLES, 3 + int(chance.integers(3))))
        ] = None
    return np.array(list(made), dtype=object)


REPORTS = (
    "At least {n} people were killed and {m} injured near {name}, police said on Tuesday.",
    "The {name} council said {n} houses had been damaged, and put the cost at ${m} million.",
    "About {n} residents of {name} spent the night in schools.",
    "Shares of {name} fell {n} cents to ${m} in early trading.",
    "Minister Alan {name} said more than {m} workers had been on strike for {n} days.",
    "Turnout rose from {n} to {m} voters, the {name} election board reported.",
)


class Newsroom:
    """Writes articles one after the other; the same seed writes the same ones.

    ``origin`` of an article is the number of the one that it copies, or its own.
    """

    def __init__(self, seed: int = 7, *, figures: bool = False) -> None:
        self.chance = np.random.default_rng(seed)
        self.words = vocabulary()
        self.figures = figures
        self.notices = [
            self.words[self.chance.integers(0, VOCABULARY, NOTICE)].tolist() for _ in range(HOUSES)
        ]
        self.recent: list[tuple[int, list[str]]] = []
        self.wires: list[tuple[int, list[str]]] = []
        self.number = 0

    def write(self, n: int) -> pd.DataFrame:
        """Write the next ``n`` articles: columns ``doc_id``, ``headline``, ``text``, ``origin``."""
        rows = [self._next() for _ in range(n)]
        return pd.DataFrame(rows, columns=["doc_id", "headline", "text", "origin"])

    def _next(self) -> tuple[str, str, str, int]:
        number, self.number = self.number, self.number + 1
        if self.recent and self.chance.random() < SHARE_OF_COPIES:
            wired = self.wires and self.chance.random() < SHARE_OF_WIRES
            pool = self.wires if wired else self.recent
            origin, words = pool[int(self.chance.integers(len(pool)))]
            words = self._copied(words)
        else:
            origin, words = number, self._original()
            self.recent = [*self.recent[-199:], (origin, words)]
            if number % 1000 < 2:
                self.wires = [*self.wires[-19:], (origin, words)]
        notice = self.notices[int(self.chance.integers(HOUSES))]
        text = _sentences([*words[8:], *notice])
        if self.figures:
            text += "\n\n" + " ".join(self._report() for _ in range(6))
        return f"n{number:08}", " ".join(words[:8]), text, origin

    def _report(self) -> str:
        """Write a sentence with figures."""
        n, m = (int(number) for number in self.chance.integers(3, 900, 2))
        name = str(self.words[int(self.chance.integers(VOCABULARY))]).capitalize()
        return str(self.chance.choice(REPORTS)).format(n=n, m=m, name=name)

    def _original(self) -> list[str]:
        n = int(self.chance.integers(*WORDS))
        # A third of the words are common ones, a third rare as Zipf has it, a third of the article's own topic.
        topic = self.chance.integers(len(COMMON), VOCABULARY, 40)
        rare = np.minimum(len(COMMON) + self.chance.zipf(1.3, n), VOCABULARY - 1)
        common = self.chance.integers(0, len(COMMON), n)
        kind = self.chance.integers(0, 3, n)
        picked = np.choose(kind, [common, rare, topic[self.chance.integers(0, 40, n)]])
        return self.words[picked].tolist()

    def _copied(self, words: list[str]) -> list[str]:
        how = self.chance.choice(list(COPIES), p=list(COPIES.values()))
        if how == "as it was":
            return words
        if how == "with a line added":
            return words + self.words[self.chance.integers(0, VOCABULARY, 12)].tolist()
        changed = list(words)
        for at in np.flatnonzero(self.chance.random(len(words)) < self.chance.uniform(*CHANGED)):
            changed[at] = self.words[int(self.chance.integers(VOCABULARY))]
        cut = int(self.chance.integers(0, len(changed) - 20))
        return changed[:cut] + changed[cut + 10 :]


def _sentences(words: list[str]) -> str:
    """Write words as sentences of 18, four to a paragraph."""
    parts = [" ".join(words[i : i + 18]) for i in range(0, len(words), 18)]
    sentences = [f"{part[:1].upper()}{part[1:]}." for part in parts if part]
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def write_news(path: Path, n: int, *, seed: int = 7, figures: bool = False, at_once: int = 10_000) -> Array:
    """Write ``n`` articles as Parquet, a stretch at a time, and return the origin of each."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    room, origins = Newsroom(seed, figures=figures), []
    schema = pa.schema([(name, pa.string()) for name in ("doc_id", "headline", "text")])
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, n, at_once):
            frame = room.write(min(at_once, n - start))
            origins.append(frame.pop("origin").to_numpy())
            writer.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False))
    return np.concatenate(origins)


def score_pairs(groups: Array, origins: Array) -> tuple[float, float]:
    """Return precision and recall of the pairs of articles that stand in one group, counted without listing them.

    Examples
    --------
    >>> score_pairs(np.array([0, 0, 0, 1]), np.array([5, 5, 6, 6]))
    (0.3333333333333333, 0.5)
    """
    both = pd.DataFrame({"found": groups, "true": origins})

    def pairs(columns: list[str]) -> int:
        sizes = both.groupby(columns).size().to_numpy().astype(object)
        return int(sum(sizes * (sizes - 1) // 2))

    right = pairs(["found", "true"])
    return right / max(1, pairs(["found"])), right / max(1, pairs(["true"]))
