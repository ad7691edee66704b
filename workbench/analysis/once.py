"""What is found in sentences: words with their tree, times, and what rooms derive from them, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from workbench.grammar import Parser, Word, parse
from workbench.times import Marked, Time, last_named, mark_times, resolve_times

Found = TypeVar("Found")
FARTHEST = 3
"""So many sentences without a date may stand between a date and what is counted from it."""


class Analysis:
    """Sentences with what is found in them, each thing worked out when first asked for and then kept.

    One is made for a case, or for a part of one, and handed from room to room: no room parses a sentence, or looks for
    times in it, that another one has read before. A sentence is known by its text, so that an analysis never grows
    stale; it lives as long as who holds it.

    Parameters
    ----------
    parser
        Cuts sentences into words with tags and trees. Another library can stand behind it (:class:`Parser`).

    Examples
    --------
    >>> analysis = Analysis()
    >>> text = "Two boats sank on Monday."
    >>> [word.upos for word in analysis.words(text)]
    ['NUM', 'NOUN', 'VERB', 'ADP', 'PROPN', 'PUNCT']
    >>> [time.low for time in analysis.times(text, "2021-07-07")]
    ['2021-07-05']
    """

    def __init__(self, *, parser: Parser = parse) -> None:
        self._parser = parser
        self._words: dict[str, Sequence[Word]] = {}
        self._marked: dict[str, Marked] = {}
        self._times: dict[tuple[str, str, tuple[str, str] | None], list[Time]] = {}
        self._derived: dict[tuple[Hashable, ...], Any] = {}

    def parse(self, texts: Iterable[str]) -> None:
        """Parse in one call those sentences that are not parsed yet: many together take far less time than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._words]
        if new:
            self._words.update(zip(new, self._parser(new), strict=True))

    def words(self, text: str) -> Sequence[Word]:
        """Return the words of a sentence."""
        if text not in self._words:
            self.parse([text])
        return self._words[text]

    def times(
        self, text: str, published: str = "", *, reference: tuple[str, str] | None = None
    ) -> list[Time]:
        """Return the time expressions of a sentence, resolved against the day of publication where it is known.

        ``reference`` are the days that the sentences before spoke of last: "three days later" counts from them.
        """
        if text not in self._marked:
            self._marked[text] = mark_times(text)
        if not self._marked[text]:
            return []
        key = text, published, reference
        if key not in self._times:
            self._times[key] = resolve_times(self._marked[text], text, published, reference=reference)
        return self._times[key]

    def times_in_turn(self, texts: Iterable[str], published: str = "") -> Iterator[list[Time]]:
        """Yield the time expressions of the sentences of one article, each seen from what the ones before it named.

        Examples
        --------
        >>> told = ["The dam broke on Friday.", "Nobody was hurt.", "The day after, the army came."]
        >>> [[time.low for time in times] for times in Analysis().times_in_turn(told, "2021-07-07")]
        [['2021-07-02'], [], ['2021-07-03']]
        """
        named, since = None, 0
        for text in texts:
            times = self.times(text, published, reference=named if since <= FARTHEST else None)
            last = last_named(times, text) if times else None
            named, since = (last, 0) if last else (named, since + 1)
            yield times

    def once(self, find: Callable[[Analysis, str], Found], text: str) -> Found:
        """Return what a function of a room finds in a sentence, asking it once for the same one."""
        key = find, text
        if key not in self._derived:
            self._derived[key] = find(self, text)
        return self._derived[key]
