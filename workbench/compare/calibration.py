"""Whether scores keep what they promise: of those at 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

SURE, LIKELY = 0.9, 0.7


def reliability(scores: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> pd.DataFrame:
    """Compare what scores promise with what came true.

    Parameters
    ----------
    scores
        Probabilities, 0 to 1.
    right
        Whether each was right.
    bins
        Number of classes of equal width.

    Returns
    -------
    pandas.DataFrame
        One row a class that is not empty: ``low`` and ``high`` (its ends), ``n``, ``promised`` (mean score)
        and ``kept`` (share that was right), both 0 to 1. The nearer the two, the better.

    Notes
    -----
    Source: reliability diagram, Murphy and Winkler 1977.

    Examples
    --------
    >>> reliability([0.95, 0.95, 0.12], [True, True, False])[["n", "kept"]].to_numpy().tolist()
    [[1.0, 0.0], [2.0, 1.0]]
    """
    frame = pd.DataFrame({"score": np.asarray(scores, dtype=float), "right": np.asarray(right, dtype=float)})
    frame["class"] = np.clip((frame["score"] * bins).astype(int), 0, bins - 1)
    found = frame.groupby("class", sort=True).agg(
        n=("score", "size"), promised=("score", "mean"), kept=("right", "mean")
    )
    found = found.assign(low=found.index / bins, high=(found.index + 1) / bins)
    return found[["low", "high", "n", "promised", "kept"]].reset_index(drop=True)


def how_sure(score: float) -> str:
    """Put the score of a link in a word: ``sure``, ``likely`` or ``unsure``.

    Examples
    --------
    >>> [how_sure(score) for score in (0.97, 0.8, 0.55)]
    ['sure', 'likely', 'unsure']
    """
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "unsure"
