"""What articles and origins are called: short, readable, no two the same, never a hash."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tables.quantities import MODIFIERS, VERDICTS
from workbench.tables.texts import LINK_LABELS, RELATIONS
from workbench.wording import article_names, named, origin_names
from workbench.wording.names import glossary

DAY = "2021-07-03"


def names_of(docs, **columns):
    called = article_names(pd.DataFrame({"doc_id": docs, **columns}))
    return [name.replace("\N{NO-BREAK SPACE}", " ") for name in called.values()]


@pytest.mark.parametrize(
    ("docs", "columns", "names"),
    [
        (["a", "b"], {"publisher": ["AP", "Radio One"], "date_published": DAY}, ["AP, 3 Jul", "Radio One, 3 Jul"]),
        (["a", "b"], {"publisher": "AP", "date_published": ["2021-07-03", "2020-07-03"]}, ["AP, 3 Jul 2021", "AP, 3 Jul 2020"]),
        (["a", "b"], {"publisher": "AP", "date_published": ["2021-07-03", ""]}, ["AP, 3 Jul", "AP"]),
        (["a", "b"], {"publisher": "AP", "date_published": DAY}, ["AP, 3 Jul (a)", "AP, 3 Jul (b)"]),
        (
            ["a", "b"],
            {"publisher": "AP", "date_published": DAY, "time_published": ["09:10", "14:00"]},
            ["AP, 3 Jul, 09:10", "AP, 3 Jul, 14:00"],
        ),
        (["a", "b"], {"publisher": "AP", "date_published": DAY, "short_name": ["First wire", ""]}, ["First wire", "AP, 3 Jul"]),
        (["01_harbour-news", "02_the_echo"], {}, ["harbour news", "the echo"]),
        (["flood__echo", "flood__post"], {}, ["echo", "post"]),
        (["digest", "digest#2"], {}, ["digest", "digest, story 2"]),
        (["d41d8cd98f00b204e9800998ecf8427e", "echo"], {}, ["Article 1", "echo"]),
        (["3f2504e0-4f89-11d3-9a0c-0305e82c3301"], {}, ["Article 1"]),
        (["日本語", "خبر"], {}, ["日本語", "خبر"]),
    ],
)  # fmt: skip
def test_an_article_is_called_by_outlet_and_day(docs, columns, names):
    assert names_of(docs, **columns) == names


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "AP", "AP (a)", "AP, 3 Jul"]), st.sampled_from(["", DAY, "2020-07-03"])
        ),
        min_size=1,
        max_size=40,
    )
)
def test_no_two_articles_have_the_same_name_and_none_has_none(rows):
    outlets, days = zip(*rows, strict=True)
    docs = [f"d{i}" for i, _ in enumerate(rows)]
    names = names_of(docs, publisher=list(outlets), date_published=list(days))
    assert len(set(names)) == len(docs)
    assert all(names)


def test_a_name_that_is_part_of_another_is_no_article():
    names = {"a": "Echo", "a#2": "Post", "news": "Radio"}
    assert named("a#2 against a: newsroom, news", names) == "Post against Echo: newsroom, Radio"


def test_origins_that_share_a_name_say_which_articles_they_are():
    rows = [("a", "F1", "Lumen"), ("b", "F2", "Lumen"), ("c", "F3", "c"), ("d", "F3", "c")]
    families = pd.DataFrame(rows, columns=["doc_id", "family", "origin"])
    called = origin_names(families, {"a": "A", "b": "B", "c": "C", "d": "D"})
    assert list(called.values()) == ["Lumen (A)", "Lumen (B)", "C"]


def test_every_word_of_the_tables_that_needs_one_has_its_plain_word():
    needed = {"verdict": VERDICTS, "relation": RELATIONS, "label": LINK_LABELS, "modifier": MODIFIERS}
    assert {(kind, name) for kind, names in needed.items() for name in names} <= set(glossary())
    assert all(term.said and term.means.endswith(".") for term in glossary().values())
