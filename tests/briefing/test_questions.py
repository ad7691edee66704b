"""Which claim answers a question, and what the cards and sentences say of it; events and places are made up."""

import re

import pytest

from workbench.briefing import (
    answer_card,
    changes,
    conflicts,
    find_answers,
    key_cards,
    pinned_claims,
    updates,
)
from workbench.case import Case

FIRST = """Storm batters Marenby

MARENBY (Northern Wire) - At least 12 people were killed when a storm tore through the harbour town of Marenby on Monday, police said.

Hundreds of homes lost power. The port put the damage at $4 million, and the winds reached 150 km per hour.

Twelve fishing boats sank, the coastguard said.
"""
SECOND = """Toll of the Marenby storm climbs

The storm that struck Marenby has killed 27 people, the interior ministry said on Wednesday, and 40 people were injured.

Repairs will cost $9 million, the mayor said. The coastguard counted 15 sunken boats.
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "articles" / "second.txt").write_text(SECOND, encoding="utf-8")

    def asking(question):
        (tmp_path / "case.toml").write_text(
            f'question = "{question}"\n[published]\nfirst = "2024-03-04"\nsecond = "2024-03-06"\n'
            '[publishers]\nfirst = "The Echo"\nsecond = "The Post"\n',
            encoding="utf-8",
        )
        return Case(tmp_path, cache=False)

    return asking


def words(markup):
    return " ".join(re.sub(r"<[^>]*>", " ", markup).replace("\N{NO-BREAK SPACE}", " ").split())


def answers(case):
    return find_answers(case.settings.question, case.ledger, case.figures, case.accounts, case.sentences)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many people did the storm kill?", 27),
        ("How many people were hurt?", 40),
        ("How fast were the winds?", 150),
        ("How many boats sank?", (12, 15)),
        ("How much will the repairs cost?", 9_000_000),
    ],
)
def test_the_claim_that_answers_stands_first(case, question, value):
    asked = case(question)
    line = asked.ledger.set_index("claim_id").loc[answers(asked)[0]]
    wanted = value if isinstance(value, tuple) else (value,)
    assert {line["value_best"], line["value_low"], line["value_high"]} & set(wanted), line["claim"]


@pytest.mark.parametrize(
    ("question", "is_answered"),
    [
        ("How many people did the storm kill?", True),
        ("How fast were the winds?", True),
        ("How many people were arrested?", False),
        ("How many passports were stolen?", False),
        ("", True),
    ],
)
def test_the_card_says_where_no_figure_is_about_what_is_asked(case, question, is_answered):
    said = words(str(answer_card(case(question))))
    assert ("No figure in these articles seems to be about that." in said) != is_answered


def test_another_event_answers_no_question_that_does_not_ask_for_it(tmp_path):
    (tmp_path / "articles").mkdir()
    text = "The flood in Arlo killed 12 people, police said. A flood in 1987 killed 90 people in Dray."
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    for question, value in (
        ("How many people did the flood kill?", 12),
        ("How many people were killed in 1987?", 90),
    ):
        (tmp_path / "case.toml").write_text(f'question = "{question}"', encoding="utf-8")
        asked = Case(tmp_path, cache=False)
        assert asked.ledger.set_index("claim_id").loc[answers(asked)[0], "value_best"] == value


def test_without_a_question_the_order_of_the_ledger_stands(case):
    asked = case("")
    assert answers(asked) == asked.ledger["claim_id"].tolist()


def test_what_a_person_rejected_answers_nothing(case):
    asked = case("How many people did the storm kill?")
    first = answers(asked)[0]
    asked.decide(first, "reject", reviewer="ana")
    assert first not in answers(asked)


def test_what_a_person_pinned_answers_first(case):
    asked = case("How many people did the storm kill?")
    last = answers(asked)[-1]
    arguments = (asked.settings.question, asked.ledger, asked.figures, asked.accounts, asked.sentences)
    assert find_answers(*arguments, pinned=[last])[0] == last
    assert sorted(find_answers(*arguments, pinned=[last, "gone"])) == sorted(answers(asked))


def test_the_card_shows_what_a_person_pinned_until_it_is_taken_back(case):
    asked = case("How many people did the storm kill?")
    proposed, last = answers(asked)[0], answers(asked)[-1]
    name = asked.ledger.set_index("claim_id").loc[last, "claim"]
    asked.decide(last, "pin", reviewer="ana")
    assert pinned_claims(asked.ledger) == [last]
    assert name[:40] in words(answer_card(asked))
    assert "Pinned by a person" in answer_card(asked)
    asked.decide(last, "unpin", reviewer="ana")
    assert pinned_claims(asked.ledger) == []
    assert asked.ledger.set_index("claim_id").loc[proposed, "claim"][:40] in words(answer_card(asked))


def test_the_card_says_value_origins_speakers_day_dispute_and_check(case):
    said = words(answer_card(case("How many people did the storm kill?")))
    assert said.startswith("How many people did the storm kill? 27")
    for told in ("independent origin", "interior ministry", "nobody has checked it yet", "2024"):
        assert told in said, told


FERRY = {
    "monday": ("2024-05-06", "The Wave", "At least 11 people were killed when a ferry sank off Lowmere, the coast guard said."),
    "tuesday": ("2024-05-07", "The Post", "The sinking of the ferry off Lowmere killed 17 people, harbour chief Ana Reed said. The ferry had 140 passengers aboard, Ms Reed said."),
    "friday": ("2024-05-10", "The Beacon", "Officials now say 24 people were killed when the ferry sank. Two passengers died, the ministry said, raising the toll from 21 to 24. The ferry had 186 passengers aboard, the police said."),
}  # fmt: skip


@pytest.fixture
def ferry(tmp_path):
    (tmp_path / "articles").mkdir()
    for name, (_, _, text) in FERRY.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    days = "\n".join(f'{name} = "{day}"' for name, (day, _, _) in FERRY.items())
    outlets = "\n".join(f'{name} = "{outlet}"' for name, (_, outlet, _) in FERRY.items())
    asked = "How many people were killed when the ferry sank?"
    (tmp_path / "case.toml").write_text(
        f'question = "{asked}"\n[published]\n{days}\n[publishers]\n{outlets}\n', encoding="utf-8"
    )
    return Case(tmp_path, cache=False)


def test_who_gave_an_earlier_value_is_no_witness_of_the_one_that_stands(ferry):
    said = words(answer_card(ferry))
    assert "24 people killed updated" in said
    assert "1 of 3 independent origins states this value, of which 3 articles tell: The Beacon" in said
    whom = said.partition("On whose word ")[2].partition(" For when")[0]
    assert "Officials" in whom and "coast guard" not in whom and "Reed" not in whom


def test_of_a_conflict_each_value_has_its_own_speakers(ferry):
    rows = ferry.figures[ferry.figures["exact"].isin(["140", "186"])]
    one, other = rows["claim_id"].tolist()
    if one != other:
        ferry.decide(one, "merge", concept=other)
    said = words(key_cards(ferry))
    assert "140 or 186" in said
    assert "140: harbour chief Ana Reed; 186: the police" in said.replace("Ms Reed", "harbour chief Ana Reed")


def test_no_end_that_nobody_stated_is_printed(case):
    asked = case("How many homes lost power?")
    said = words(answer_card(asked) + key_cards(asked))
    assert "hundreds" in said
    assert not re.search(r"\b(?:100|999|9,999)\b", said)


def test_a_value_that_moved_is_told_from_first_to_last(case):
    said = " ".join(map(words, updates(case(""))))
    if "updated" in set(case("").ledger["verdict"]):
        assert re.search(r"rose from (?:at least )?12 to \w+", said)
        assert "in 2 days" in said


def test_a_case_without_figures_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor resigned. Nobody said why.", encoding="utf-8")
    empty = Case(tmp_path, cache=False)
    assert "No figure was found" in answer_card(empty)
    assert "Nothing else" in key_cards(empty)
    assert (updates(empty), conflicts(empty), changes(empty)) == ([], [], [])


def test_what_articles_and_case_toml_say_is_escaped(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(
        "Police said <b>14</b> people <i>drowned</i> at Marenby.", encoding="utf-8"
    )
    (tmp_path / "case.toml").write_text(
        "question = '<script>alert(1)</script> how many drowned?'", encoding="utf-8"
    )
    shown = answer_card(Case(tmp_path, cache=False))
    assert "<script" not in shown
    assert "<i>" not in shown


WIRE = """Ferry runs aground near Marenby

MARENBY (Northern Wire) - A ferry ran aground on the sandbank off Marenby early on Monday in thick fog, the coastguard said.

All 212 passengers were taken ashore in small boats before noon, and two of them had to be treated for the cold.

The ferry had left Oldmere at dawn; its captain was questioned by the harbour police for several hours.
"""


def two_articles(folder, second):
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "articles" / "copy.txt").write_text(second, encoding="utf-8")
    (folder / "case.toml").write_text(
        '[published]\nwire = "2024-03-04"\ncopy = "2024-03-04"\n[publishers]\ncopy = "The Post"\n',
        encoding="utf-8",
    )
    return Case(folder, cache=False)


def test_a_value_that_only_a_copy_changed_is_told_as_its_change(tmp_path):
    changed = two_articles(tmp_path / "a", WIRE.replace("212", "221").replace("early on Monday", "on Monday"))
    said = " ".join(map(words, conflicts(changed)))
    assert "221" in said and "A copy changed it" in said
    own = "The ferry off Marenby carried 221 passengers, who were taken ashore, the shipping line said on Monday."
    told = " ".join(map(words, conflicts(two_articles(tmp_path / "b", own))))
    assert "A copy changed it" not in told
