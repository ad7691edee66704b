"""Function words: one row each, and in which questions a word is taken for one."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import rows


@cache
def function_words(question: str) -> frozenset[str]:
    """Return the words that carry grammar and not content, in lower case, as one question takes them.

    Parameters
    ----------
    question
        "likeness": what adds little to the likeness of two sentences. "changes": what changes no fact when it changes.
        "figures": what is no noun that a number could count or name.

    Examples
    --------
    >>> "the" in function_words("likeness"), "border" in function_words("likeness")
    (True, False)
    """
    return frozenset(row["word"] for row in rows("function_words") if row[f"in_{question}"])
