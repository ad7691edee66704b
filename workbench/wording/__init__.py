"""Wording: what articles, days, values and findings are called, the same wherever a person reads them."""

from workbench.wording.articles import article_names, listed, named, origin_names, shorten
from workbench.wording.claims import claim_values
from workbench.wording.days import day_in_words, days_in_words, moment_in_words
from workbench.wording.glossary import explain, plain_word
from workbench.wording.values import bounded, number, value_in_words

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
