"""What the wordings of three articles say about their descent, as editors of manuscripts reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

import pandas as pd

from workbench.compare.links import REUSE
from workbench.compare.terms import find_terms

Sentence = tuple[str, int]
MAX_THIRDS = 8  # a wire story may stand in hundreds of papers; a few witnesses are enough
MIN_WORDS = 2  # content words that agree against the third article, for a sentence to count


def agreements(links: pd.DataFrame) -> Counter[tuple[str, str, str]]:
    """Count the sentences in which two articles agree in words that a third one lacks.

    The key (a, b, c) stands for "a and b agree against c", where all three have the sentence. If b were
    copied from c alone, a and b could not agree against c: such a count speaks for an original of a and b
    that c is not.

    Parameters
    ----------
    links
        Table ``links``.

    Notes
    -----
    Source: the common-error method of textual criticism (Maas 1927), applied to shared readings.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> agreements(empty("links"))
    Counter()
    """
    words, partners = _linked_sentences(links)
    in_order = {one: sorted(others) for one, others in partners.items()}
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in sorted(partners):
        for two in (other for other in in_order[one] if one[0] < other[0]):
            both = (other for other in in_order[one] if other in partners[two])
            for three in islice(both, MAX_THIRDS):
                if three[0] not in (one[0], two[0]):
                    shared = (words[one] & words[two]) - words[three]
                    counts[one[0], two[0], three[0]] += len(shared) >= MIN_WORDS
    for (a, b, c), n in list(counts.items()):
        counts[b, a, c] = n
    return +counts


def _linked_sentences(
    links: pd.DataFrame,
) -> tuple[dict[Sentence, frozenset[str]], dict[Sentence, set[Sentence]]]:
    words: dict[Sentence, frozenset[str]] = {}
    partners: dict[Sentence, set[Sentence]] = defaultdict(set)
    for row in links[links["label"].isin(REUSE)].itertuples():
        a, b = (row.a_doc_id, int(row.a_start)), (row.b_doc_id, int(row.b_start))
        for place, text in ((a, row.a_text), (b, row.b_text)):
            if place not in words:
                words[place] = frozenset(t.key for t in find_terms(text) if not t.is_function)
        partners[a].add(b)
        partners[b].add(a)
    return words, partners
