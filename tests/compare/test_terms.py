import pytest

from workbench.compare.terms import find_quotations, find_terms, stem
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import irregular_forms


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("He fled", ["he", "flee"]),
        ("1,037 and 3.5", ["1037", "and", "3.5"]),
        ("seven pillars", ["7", "pillar"]),
        ("the U.S. envoy", ["the", "us", "envoy"]),
        ("Norway’s state-run radio", ["norway", "state", "run", "radio"]),
        ("", []),
    ],
)
def test_keys(text, keys):
    assert [term.key for term in find_terms(text)] == keys


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left,” he said.", ["we", "leav"]),
        ('"We left," he said.', ["we", "leav"]),
        ('it rained," he said.', ["it", "rain"]),
        ("He said it's the Reyls’ boat.", []),
        ("He called it ‘odd’ again.", []),
    ],
)
def test_what_stands_in_quotation_marks(text, quoted):
    opened = find_quotations([text])[0]
    found = [term.key for term in find_terms(text, opened=opened) if term.in_quotation]
    assert found[: len(quoted)] == quoted
    assert "again" not in found
    assert "boat" not in found


def test_names_are_capitalised_words_that_do_not_open_the_sentence():
    names = [term.key for term in find_terms("Yesterday the mayor of Lund met Reyl.") if term.is_name]
    assert names == ["lund", "reyl"]


def test_a_group_of_synonyms_has_two_members_at_least_and_none_twice():
    for row in rows("synonyms"):
        members = [member.strip() for member in row["words"].split(";")]
        assert len(members) == len(set(members)) >= 2, row
        assert all(members), row


def test_irregular_forms_share_the_stem_of_their_base():
    known = irregular_forms()
    assert all(stem(form) == stem(base) for form, base in known.items() if known[base] == base)
