"""Days as a reader says them, in one style: 4 Jul 2021, 2 to 5 Jul 2021, 4 Jul 2021, 14:05."""

from __future__ import annotations

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPACE = "\N{NO-BREAK SPACE}"  # no line ends inside a day


def day_in_words(day: str, *, year: bool = True) -> str:
    """Write a day of ISO 8601; what is none stays as it is.

    Examples
    --------
    >>> day_in_words("2021-07-04").replace(SPACE, " "), day_in_words("2021-07-04", year=False).replace(SPACE, " ")
    ('4 Jul 2021', '4 Jul')
    >>> day_in_words("soon")
    'soon'
    """
    try:
        known = date.fromisoformat(day[:10])
    except ValueError:
        return day
    parts = [str(known.day), _MONTHS[known.month - 1], *([str(known.year)] if year else [])]
    return SPACE.join(parts)


def moment_in_words(day: str, time: str = "") -> str:
    """Write a day with its time, where one is known.

    Examples
    --------
    >>> moment_in_words("2021-07-04", "14:05").replace(SPACE, " ")
    '4 Jul 2021, 14:05'
    """
    time = time or (day[11:16] if day[10:11] == "T" else "")
    return f"{day_in_words(day)}, {time}" if time else day_in_words(day)


def days_in_words(first: str, last: str) -> str:
    """Write a day, or the span from the first to the last, with what both share said once; a missing end is open.

    Examples
    --------
    >>> for first, last in (("2021-07-04", "2021-07-04"), ("2021-07-02", "2021-07-05"), ("2021-06-30", "2021-07-05")):
    ...     print(days_in_words(first, last).replace(SPACE, " "))
    4 Jul 2021
    2 to 5 Jul 2021
    30 Jun to 5 Jul 2021
    >>> days_in_words("", "2021-07-05").replace(SPACE, " "), days_in_words("2021-07-02", "").replace(SPACE, " ")
    ('until 5 Jul 2021', 'since 2 Jul 2021')
    """
    if not (first and last):
        known = day_in_words(first or last)
        return f"until {known}" if last else f"since {known}" if first else ""
    if first[:10] == last[:10]:
        return day_in_words(last)
    begin = (
        first[8:10].lstrip("0") if first[:7] == last[:7] else day_in_words(first, year=first[:4] != last[:4])
    )
    return f"{begin} to {day_in_words(last)}"
