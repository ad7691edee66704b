import pandas as pd
import pytest

from workbench.compare import find_families, link_sentences, relate_articles
from workbench.tables import empty, table


def sentences(**articles):
    """A sentence frame: one list of sentences an article."""
    rows = []
    for doc_id, texts in articles.items():
        start = 0
        for n, text in enumerate(texts):
            rows.append(
                {
                    "doc_id": doc_id,
                    "sentence": n,
                    "start": start,
                    "end": start + len(text),
                    "text": text,
                    "part": "body",
                    "paragraph": n,
                    "breaks": "",
                }
            )
            start += len(text) + 1
    return pd.DataFrame(rows) if rows else empty("sentences")


def articles(**agencies):
    rows = [{"doc_id": doc_id, "agencies": named} for doc_id, named in agencies.items()]
    frame = pd.DataFrame(rows)
    for column in table("articles").columns:
        if column.name not in frame:
            frame[column.name] = "" if column.dtype == "str" else 0
    return frame


FERRY = [
    "The ferry Marigold ran aground off Port Sella early on Tuesday with 212 passengers on board.",
    "Rescuers brought everyone ashore within three hours, the harbour master said.",
    "An inquiry will look at why the vessel left its usual channel.",
]
REWORKED = [
    "The ferry Marigold ran aground off Port Sella on Tuesday morning with 212 passengers aboard.",
    "Within three hours rescuers brought everybody ashore, said the harbour master.",
    "An inquiry will examine why the ship left its usual channel.",
]
OTHER = [
    "Milk prices rose again in the spring, farmers complain.",
    "A new dairy is to open in Castelmont next year.",
]


def test_a_reworked_article_is_linked_sentence_by_sentence():
    links = link_sentences(sentences(a=FERRY, b=REWORKED), shared_facts=False)
    assert list(zip(links["a_text"], links["b_text"], strict=True)) == list(zip(FERRY, REWORKED, strict=True))


def test_articles_on_other_matters_are_not_linked():
    assert link_sentences(sentences(a=FERRY, b=OTHER)).empty


@pytest.mark.parametrize("texts", [[], [""], ["."], ["…"]])
def test_sentences_without_a_word_are_no_error(texts):
    assert link_sentences(sentences(a=texts, b=texts)).empty


def test_a_copy_and_a_report_of_its_own_are_two_families():
    frame = sentences(a=FERRY, b=REWORKED, c=OTHER)
    cases = articles(a="", b="", c="")
    links = link_sentences(frame)
    relations = relate_articles(links, frame, cases)
    assert relations["relation"].tolist() == ["wholly derived", "independent", "independent"]
    assert find_families(relations, cases, links, frame)["family"].tolist() == ["F1", "F1", "F2"]
