"""Wording: what articles, days, values and findings are called, the same wherever a person reads them."""

from workbench.wording.names import article_names, explain, listed, named, origin_names, plain_word, shorten
from workbench.wording.values import (
    bounded,
    claim_values,
    day_in_words,
    days_in_words,
    moment_in_words,
    number,
    value_in_words,
)

__all__ = [
    "article_names",
    "bounded",
    "claim_values",
    "day_in_words",
    "days_in_words",
    "explain",
    "listed",
    "moment_in_words",
    "named",
    "number",
    "origin_names",
    "plain_word",
    "shorten",
    "value_in_words",
]
