"""Ways to clean one text."""

import pandas as pd
import pytest

from workbench.clean import clean_articles
from workbench.tables import table

BLANK = {column.name: "" if column.dtype == "str" else None for column in table("articles").columns}


def make_article(raw, **known):
    return {**BLANK, "doc_id": "a", "raw": raw, "start": 0, "end": len(raw), "n_words": 0, **known}


@pytest.fixture(scope="session")
def article():
    """A function that makes the row of a raw text, with what its file says about it."""
    return make_article


@pytest.fixture(scope="session")
def clean():
    """A function that cleans one raw text, with what its file says about it."""

    def run(raw, *, options=None, **known):
        return clean_articles(pd.DataFrame([make_article(raw, **known)]), **(options or {}))

    return run
