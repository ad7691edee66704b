"""What ``case.toml`` says of single articles, laid over what their files say."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

import pandas as pd

from workbench.case.settings import OF_ARTICLES, Settings
from workbench.tables import NOTHING


def of_articles(told: Mapping[str, str], articles: pd.DataFrame) -> dict[str, str]:
    """Return what is told of articles by ``doc_id``; a name that is a file's, with its ending, is the file's articles'.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm", "storm#2"], "source_file": ["in/storm.txt", "in/storm.txt"]})
    >>> of_articles({"storm.txt": "Radio One"}, articles)
    {'storm': 'Radio One', 'storm#2': 'Radio One', 'storm.txt': 'Radio One'}
    """
    files = {
        doc: PurePosixPath(path).name
        for doc, path in zip(articles["doc_id"], articles["source_file"], strict=True)
    }
    by_file = {doc: told[name] for doc, name in files.items() if name in told}
    return {name: value for name, value in {**by_file, **told}.items() if value != NOTHING}


def tell_of_articles(articles: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the table ``articles`` with the publishers, short names and origins of ``case.toml``.

    What is not told stays as the files say.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm"], "source_file": ["storm.txt"], "publisher": [""]})
    >>> tell_of_articles(articles, Settings(publishers={"storm": "Radio One"}))["publisher"].tolist()
    ['Radio One']
    """
    columns = {
        "publisher": settings.publishers,
        "short_name": settings.short_names,
        "origin": settings.origins,
    }
    given = {}
    for column, told in columns.items():
        by_article = of_articles(told, articles)
        known = articles[column] if column in articles else [""] * len(articles)
        said = [by_article.get(doc, before) for doc, before in zip(articles["doc_id"], known, strict=True)]
        given[column] = pd.Series(said, index=articles.index, dtype="str")
    return articles.assign(**given)


def misnamed(settings: Settings, articles: pd.DataFrame) -> list[str]:
    """Say which names ``case.toml`` gives that no article or file has, each with the nearest one that there is.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm"], "source_file": ["storm.txt"]})
    >>> misnamed(Settings(published={"storm.txt": "2024-05-01", "strom": "2024-05-02"}), articles)
    ["case.toml: [published] names 'strom', but no article is called so: did you mean 'storm'?"]
    """
    docs = sorted(set(articles["doc_id"]))
    names = {*docs, *(PurePosixPath(path).name for path in articles["source_file"])}
    lines = []
    for section in OF_ARTICLES:
        for name in (name for name in getattr(settings, section) if name not in names):
            near = get_close_matches(name, docs, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"the articles are {', '.join(docs[:8])}."
            lines.append(f"case.toml: [{section}] names '{name}', but no article is called so: {hint}")
    return lines
