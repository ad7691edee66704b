"""Who counts as one origin of a claim, and who is only carried."""

import pandas as pd
import pytest

from workbench.compare.provenance import signed
from workbench.ledger.origins import Sources, Voice, carrier, find_origins, read_sources
from workbench.tables import as_table, empty

NOBODY = Sources(names={}, family={}, wire={}, outlets=frozenset(), reworked={})


def count(voices, **known):
    return len(set(find_origins(voices, NOBODY._replace(**known))))


A, B, C = Voice("a", 0, "", ""), Voice("b", 4, "", ""), Voice("c", 2, "", "")
CARRIED = Voice("c", 2, "the ministry", "Reuters")

ORIGINS = [
    ("nothing is known", 2, [A, B], {}),
    ("one article twice", 1, [A, A._replace(sentence=9)], {}),
    ("one outlet", 1, [A, B], {"names": {"a": ("The Harbour Post",), "b": ("Harbour Post",)}}),
    ("two outlets", 2, [A, B], {"names": {"a": ("The Harbour Post",), "b": ("The Hill Post",)}}),
    ("one agency signs both", 1, [A, B], {"names": {"a": ("AP", "The Harbour Post"), "b": ("Associated Press", "Radio One")}}),
    ("one family", 1, [A, B], {"family": {"a": "F1", "b": "F1"}}),
    ("two families", 2, [A, B], {"family": {"a": "F1", "b": "F2"}}),
    ("the sentences are one", 1, [A, B], {"reworked": {("a", 0): frozenset({("b", 4)})}}),
    ("other sentences are one", 2, [A, B], {"reworked": {("a", 1): frozenset({("b", 4)})}}),
    ("an outlet joins what a text joins", 1, [A, B, C], {"family": {"a": "F1", "b": "F1", "c": "F2"}, "names": {"b": ("Radio One",), "c": ("Radio One",)}}),
    ("one carries what the agency signs", 1, [A, CARRIED], {"names": {"a": ("Reuters",)}}),
    ("one carries what the outlet reported", 1, [A, Voice("b", 4, "Radio One", "")], {"names": {"a": ("Radio One",)}, "outlets": frozenset({"radioone"})}),
    ("two carry one agency", 1, [Voice("a", 0, "AFP", ""), Voice("b", 4, "the mayor", "Agence France-Presse")], {}),
    ("own words beside what is carried", 1, [C._replace(sentence=7), CARRIED], {}),
    ("own words beside what two are carried", 3, [C, CARRIED, CARRIED._replace(sentence=5, via="AFP")], {}),
    ("one carries and another reports", 2, [A, CARRIED], {}),
    ("two quote one ministry", 2, [A._replace(said_by="the ministry"), B._replace(said_by="the ministry")], {}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "number", "voices", "known"), ORIGINS, ids=[row[0] for row in ORIGINS])
def test_independent_origins_are_counted_once(what, number, voices, known):
    assert count(voices, **known) == number


@pytest.mark.parametrize(
    ("said_by", "via", "name"),
    [
        ("the governor", "", ""),
        ("a television engineer", "", ""),
        ("Lumera news agency", "", "Lumera news agency"),
        ("the governor", "the website", ""),
        ("the governor", "Harbour Post", "Harbour Post"),
        ("Harbour Post", "", "Harbour Post"),
        ("Hill Post", "", ""),
    ],
)
def test_who_is_carried(said_by, via, name):
    assert carrier(said_by, via, frozenset({"harbourpost"})) == name


def test_two_origins_of_one_name_are_told_apart():
    known = {"names": {}, "family": {"a": "F1", "b": "F2"}, "wire": {"a": "AP", "b": "AP"}}
    voices = [A, A._replace(doc_id="a2"), B, B._replace(doc_id="b2")]
    known["family"] |= {"a2": "F1", "b2": "F2"}
    known["wire"] |= {"a2": "AP", "b2": "AP"}
    names = {origin.name for origin in find_origins(voices, NOBODY._replace(**known))}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("byline", "opening", "copy_ends", "signs"),
    [
        ("Fennwire staff", "CALDER, May 3 (Fennwire) - A ferry sank.", "(Fennwire)", {"a": ["Fennwire"], "b": ["Fennwire"]}),
        ("Fennwire staff", "A ferry sank off Calder.", "(Fennwire)", {"a": [], "b": []}),
        ("Ann Lee", "CALDER (Fenland) - A ferry sank.", "(Fenland)", {"a": [], "b": []}),
        ("Fennwire staff", "CALDER, May 3 (Fennwire) - A ferry sank.", "Divers are at work.", {"a": ["Fennwire"], "b": []}),
    ],
)  # fmt: skip
def test_an_agency_that_no_table_lists_signs_by_its_desk_and_its_brackets(byline, opening, copy_ends, signs):
    articles = pd.DataFrame({"doc_id": ["a", "b"], "agencies": "", "byline": [byline, ""]})
    texts = [opening, "Ten people died.", "A ferry sank off Calder.", copy_ends]
    assert signed(articles, pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "text": texts})) == signs


@pytest.mark.parametrize(("shares_with", "number"), [("b", 1), ("", 2)])
def test_sentences_worded_alike_are_one_only_of_articles_that_share_copied_text(shares_with, number):
    places = [
        {
            "doc_id": doc_id,
            "sentence": 0,
            "start": 0,
            "end": 9,
            "text": "",
            "part": "body",
            "paragraph": 0,
            "breaks": "",
        }
        for doc_id in "ab"
    ]
    link = {
        "a_doc_id": "a",
        "a_start": 0,
        "a_end": 9,
        "a_text": "",
        "b_doc_id": "b",
        "b_start": 0,
        "b_end": 9,
        "b_text": "",
        "label": "light",
        "score": 0.9,
    }
    families = as_table(
        [
            {"doc_id": "a", "family": "F1", "origin": "own", "confidence": 1.0, "shares_with": shares_with},
            {
                "doc_id": "b",
                "family": "F2",
                "origin": "own",
                "confidence": 1.0,
                "shares_with": shares_with and "a",
            },
        ],
        "families",
    )
    sources = read_sources(
        empty("articles"), families, as_table([link], "links"), as_table(places, "sentences")
    )
    assert len(set(find_origins([A, B._replace(sentence=0)], sources))) == number
