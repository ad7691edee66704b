"""How to add a word: one row in a table of the lexicon, and every room reads it.

Each row is put into a copy of the lexicon, in a package of its own beside which all else is the same.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.lexicon import guess_language
from workbench.lexicon.reading import either, rows

PACKAGE = Path(workbench.__file__).parent

# The file, and the row that is added to it. None of these words is in the lexicon.
ADDED = (
    ("units.csv", "dunam,measure,dunam,dunam|dunams,,area,"),
    ("units.csv", "firkin,measure,firkin,firkin|firkins,fkn,volume,"),
    ("currencies.csv", "XQD,quandar|quandars,XQD"),
    ("rates.csv", "hive,hive,yes,"),
    ("saying.csv", "opine,clause,,quotation|clause,verb"),
    ("agencies.csv", "Vestan,Vestan,,"),
    ("people.csv", "trade,quandist"),
)

PROBE = """
import json, sys
import pandas as pd
from workbench.clean.agencies import find_agencies
from workbench.compare import find_drifts
from workbench.figures import find_figures
from workbench.ledger.vocabulary import counted_class
from workbench.tables import as_table

def figures(text):
    row = dict(doc_id="a", sentence=0, start=0, end=len(text), text=text, part="body", paragraph=0, breaks="")
    found = find_figures(as_table([row], "sentences"))
    columns = ["exact", "unit", "kind", "modifier", "concept", "attributed_to", "via"]
    return found[columns].values.tolist()

def drifts(a, b):
    rows = [dict(doc_id=d, sentence=0, start=0, end=len(t), text=t, part="body", paragraph=0, breaks="")
            for d, t in (("a", a), ("b", b))]
    link = dict(a_doc_id="a", a_start=0, a_end=len(a), a_text=a, b_doc_id="b", b_start=0, b_end=len(b), b_text=b,
                label="light", score=0.9)
    return find_drifts(pd.DataFrame([link]), as_table(rows, "sentences"))[["kind", "exact"]].values.tolist()

asked = json.load(sys.stdin)
print(json.dumps({
    "figures": {text: figures(text) for text in asked["figures"]},
    "drifts": {a: drifts(a, b) for a, b in asked["drifts"]},
    "agencies": {text: find_agencies(text) for text in asked["agencies"]},
    "people": [counted_class(noun).kind_of for noun in asked["people"]],
}))
"""

FIGURES = {
    "Fire burnt more than a dunam of the orchard.": ["a dunam", "dunam", "measure", "more_than"],
    "The council paid $300 a dunam for the field.": ["300", "USD per dunam", "money", "exact"],
    "The council paid $300 per dunam for the field.": ["300", "USD per dunam", "money", "exact"],
    "By noon the blaze grew to 400 dunams.": ["400", "dunam", "measure", "exact"],
    "They sold half a dunam to the town.": ["half", "dunam", "measure", "exact"],
    "Half-dunam plots were sold in Arlen.": ["Half", "dunam", "measure", "exact"],
    "A 300-dunam farm was flooded near Arlen.": ["300", "dunam", "measure", "exact"],
    "The tank holds 40fkn of oil.": ["40", "firkin", "measure", "exact"],
    "The repair cost 40 million quandars in all.": ["40 million", "XQD", "money", "exact"],
    "The keeper spent $12 a hive on sugar.": ["12", "USD per hive", "money", "exact"],
}
SPEAKERS = {
    "The mayor opined that 40 houses were lost.": ["the mayor", ""],
    "“We lost 40 houses,” opined Mayor Ann Lee.": ["Mayor Ann Lee", ""],
    "Police chief Bo Lund told Vestan that 40 houses were lost.": ["Police chief Bo Lund", "Vestan"],
}
DRIFTS = [
    (
        "Mayor Ann Lee opined that the bridge at Arlen would stay shut.",
        "Coroner Bo Lund opined that the bridge at Arlen would stay shut.",
    )
]


def asked_of(folder):
    asked = {"figures": [*FIGURES, *SPEAKERS], "drifts": DRIFTS, "agencies": ["With reporting by Vestan."]}
    asked["people"] = [
        "quandists",
        "quandings",
        "toasters",
        "skyscrapers",
        "burgers",
        "bakers",
        "shopkeepers",
    ]
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a package says whose lexicon has the rows, and what the package itself says."""
    folder = tmp_path_factory.mktemp("added")
    (folder / "workbench").mkdir()
    for entry in PACKAGE.iterdir():
        if entry.name != "lexicon":
            (folder / "workbench" / entry.name).symlink_to(entry)
    shutil.copytree(PACKAGE / "lexicon", folder / "workbench" / "lexicon")
    for name, row in ADDED:
        with (folder / "workbench" / "lexicon" / "en" / name).open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
    return asked_of(folder), asked_of(PACKAGE.parent)


@pytest.mark.parametrize("text", FIGURES)
def test_one_row_adds_a_unit(told, text):
    after, before = told
    assert [found[:4] for found in after["figures"][text]] == [FIGURES[text]]
    assert [found[:4] for found in before["figures"][text]] != [FIGURES[text]]


def test_the_area_that_a_fire_grew_to_is_what_is_counted(told):
    [[*_, concept, _, _]] = told[0]["figures"]["By noon the blaze grew to 400 dunams."]
    assert concept == "dunams"


@pytest.mark.parametrize("text", SPEAKERS)
def test_one_row_adds_a_verb_of_saying_or_an_agency(told, text):
    after, before = told
    assert [[said.lower() for said in found[5:]] for found in after["figures"][text]] == [
        [said.lower() for said in SPEAKERS[text]]
    ]
    assert after["figures"][text] != before["figures"][text]


def test_one_row_shows_who_is_said_to_have_said_so_in_a_copy(told):
    [(a, _)] = DRIFTS
    assert [exact for _, exact in told[0]["drifts"][a]] == ["Coroner Bo Lund"]
    assert told[1]["drifts"][a] == []


def test_one_row_adds_an_agency_to_those_that_an_article_names(told):
    [found] = list(told[0]["agencies"].values())
    assert [name for name, *_ in found] == ["Vestan"]
    assert list(told[1]["agencies"].values()) == [[]]


def test_one_row_adds_a_noun_for_people_and_no_ending_makes_one(told):
    assert told[0]["people"] == ["people", "", "", "", "", "people", "people"]
    assert told[1]["people"] == ["", "", "", "", "", "people", "people"]


def test_no_pattern_is_made_of_an_empty_table():
    with pytest.raises(ValueError, match="there are none"):
        either([])


def test_no_row_stands_twice():
    for name, column in (("units", "unit"), ("saying", "verb"), ("agencies", "name"), ("rates", "word")):
        named = [row[column] for row in rows(name)]
        assert len(named) == len(set(named)), name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("40 Tote.", "de"),
        ("Erdrutsch: 7 Vermisste in Reed", "de"),
        ("25 blessés à Castrel", "fr"),
        ("Incendio en Castrel: 8 heridos", "es"),
        ("12 muertos", "es"),
        ("3 morts, 12 blessés", "fr"),
        ("40 dead in Alder", ""),
        ("40 tote bags", ""),
        ("The 40 Morts were a band", ""),
        ("Storm in Los Muertos kills 12", ""),
        ("Menschen hall: 40 hurt", ""),
        ("", ""),
        ("1,037", ""),
    ],
)
def test_the_language_of_a_few_words(text, language):
    assert guess_language(text) == language
