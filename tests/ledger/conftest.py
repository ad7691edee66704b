"""Small cases in a few lines: sentences of several articles, their figures and claims."""

import pytest

from workbench.figures import find_figures
from workbench.ledger import group_claims
from workbench.tables import as_table, empty


def make_sentences(texts):
    """One article a text, one sentence a line; texts is {doc_id: text}."""
    rows = []
    for doc_id, text in texts.items():
        start = 0
        for number, line in enumerate(text.split("\n")):
            rows.append(
                {
                    "doc_id": doc_id,
                    "sentence": number,
                    "start": start,
                    "end": start + len(line),
                    "text": line,
                    "part": "body",
                    "paragraph": number,
                    "breaks": "",
                }
            )
            start += len(line) + 1
    return as_table(rows, "sentences")


def make_articles(texts, published=None):
    blank = dict.fromkeys(empty("articles").columns, "")
    return as_table(
        [
            blank
            | {
                "doc_id": doc_id,
                "raw": text,
                "text": text,
                "start": 0,
                "end": len(text),
                "record": None,
                "n_words": len(text.split()),
                "source_file": f"{doc_id}.txt",
                "date_published": (published or {}).get(doc_id, ""),
            }
            for doc_id, text in texts.items()
        ],
        "articles",
    )


@pytest.fixture
def case():
    """Return a maker of cases: {doc_id: text} to sentences, articles and grouped figures."""

    def make(texts, published=None):
        sentences, articles = make_sentences(texts), make_articles(texts, published)
        found = find_figures(sentences, articles)
        return sentences, articles, group_claims(found, empty("links"), sentences)

    return make
