"""Which of two articles was published first, as far as their dates and times tell, and how it may be an update."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import pandas as pd

# How one of two articles may be an update of the other: one outlet's own story, one of another moment, or one of which
# nobody knows the moment.
Later = Literal["", "own", "moment", "unknown"]


class Moments:
    """When each article was published: the day, and the time where it is known.

    Parameters
    ----------
    articles
        Table ``articles``.

    Examples
    --------
    >>> rows = [("x", "2021-07-05", "2021-07-05T22:30+00:00"), ("y", "2021-07-05", "2021-07-05T18:45-04:00"),
    ...         ("z", "2021-07-05", "")]
    >>> moments = Moments(pd.DataFrame(rows, columns=["doc_id", "date_published", "time_published"]))
    >>> moments.first("x", "y"), moments.first("x", "z")
    ('x', '')
    """

    def __init__(self, articles: pd.DataFrame) -> None:
        times = (
            articles["time_published"].fillna("") if "time_published" in articles else [""] * len(articles)
        )
        known = zip(articles["doc_id"], articles["date_published"], times, strict=True)
        self._known = {doc_id: (day[:10], time) for doc_id, day, time in known}
        outlets = articles["publisher"].fillna("") if "publisher" in articles else [""] * len(articles)
        self._outlets = {
            doc_id: name.casefold() for doc_id, name in zip(articles["doc_id"], outlets, strict=True)
        }

    def day(self, doc_id: str) -> str:
        """Return the day of publication as ISO 8601; empty where it is not known."""
        return self._known.get(doc_id, ("", ""))[0]

    def later(self, a: str, b: str) -> Later:
        """Return how one of two articles may be an update of the other."""
        outlet = self._outlets.get(a, "")
        if outlet and outlet == self._outlets.get(b):
            return "own"
        return "moment" if self.first(a, b) else "unknown"

    def first(self, a: str, b: str) -> str:
        """Return the earlier of two articles; empty if that is not known, or they are of one moment."""
        (a_day, a_time), (b_day, b_time) = (self._known.get(doc_id, ("", "")) for doc_id in (a, b))
        if a_time and b_time:
            moments = datetime.fromisoformat(a_time), datetime.fromisoformat(b_time)
            # A clock without its zone says nothing beside one with it.
            if (moments[0].tzinfo is None) == (moments[1].tzinfo is None):
                return _smaller(a, b, *(moment.isoformat() for moment in map(_universal, moments)))
        return _smaller(a, b, a_day, b_day) if a_day and b_day else ""


def _universal(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _smaller(a: str, b: str, of_a: str, of_b: str) -> str:
    return "" if of_a == of_b else a if of_a < of_b else b
