"""A case: opened from whatever a person has, computed once, kept on disk, and clear about what is wrong."""

import json
import re
import signal
import subprocess
import sys

import pandas as pd
import pytest

from benchmarks.many_articles import write_stories
from workbench import store
from workbench.case import Case, sample_folder
from workbench.case.progress import Pace
from workbench.case.steps import LIVE, STEPS
from workbench.checks import run_checks
from workbench.cli import main
from workbench.errors import CaseError, ReviewError, TableError, WorkbenchError
from workbench.tables import TABLES, as_table

FLOOD = "The river rose overnight. Police said about 40 houses were flooded and two people drowned.\n"
OTHER = "A bridge fell on Tuesday. Officials said more than 12 cars were on it.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cache(tmp_path_factory, monkeypatch):
    root = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("WORKBENCH_CACHE", str(root))
    return root


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_documented_table_can_be_had_from_a_case(name):
    frame = Case(sample_folder()).table(name)
    assert [column.name for column in TABLES[name].columns] == frame.columns[
        : len(TABLES[name].columns)
    ].tolist()


def test_an_unknown_table_is_refused_with_the_list_of_those_that_exist(folder):
    with pytest.raises(TableError, match="articles"):
        Case(folder, cache=False).table("artcles")


def test_a_bare_folder_a_file_and_a_jsonl_are_cases_too(folder, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "\n".join(json.dumps({"id": f"r{i}", "text": FLOOD + str(i)}) for i in range(3)), encoding="utf-8"
    )
    case = Case(rows, cache=False)
    assert len(case.articles) == 3
    assert all(check.passed for check in run_checks(case))
    assert len(Case(folder / "flood.txt", cache=False).articles) == 1


def test_a_case_folder_keeps_its_articles_apart_from_its_settings(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "case.toml").write_text(
        'title = "A flood"\n[published]\nflood = 2024-05-02\n', encoding="utf-8"
    )
    case = Case(tmp_path, cache=False)
    assert case.title == "A flood"
    assert case.articles["doc_id"].tolist() == ["flood"]
    assert case.articles.loc[0, ["date_published", "date_basis"]].tolist() == [
        "2024-05-02",
        "given in case.toml",
    ]


def test_one_article_alone_is_a_case(folder):
    (folder / "bridge.txt").unlink()
    case = Case(folder, cache=False)
    assert len(case.families) == 1
    assert case.relations.empty
    assert all(check.passed for check in run_checks(case))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path / "nowhere", "no folder or file"),
        (lambda path: path, "is empty"),
        (lambda path: (path / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 99) and path, "broken.txt"),
    ],
    ids=["missing", "empty", "nothing readable"],
)
def test_what_cannot_be_a_case_is_said_clearly(tmp_path, make, words):
    with pytest.raises(WorkbenchError, match=words):
        Case(make(tmp_path), cache=False).articles  # noqa: B018  the table is computed when asked


@pytest.mark.parametrize("name", ["flood", "flood.txt", '"flood.txt"', '"flood"'])
def test_a_date_in_the_settings_may_name_the_file_with_its_ending(folder, name):
    (folder / "case.toml").write_text(f'[published]\n{name} = "2024-05-02"\n', encoding="utf-8")
    case = Case(folder, cache=False)
    assert case.articles.set_index("doc_id").loc["flood", "date_published"] == "2024-05-02"
    assert case.misnamed == []


def test_the_settings_tell_of_articles_what_their_files_do_not(folder):
    (folder / "case.toml").write_text(
        '[published]\nflood = 2024-05-02T14:05:00\nbridge = "2024-05-03"\n[publishers]\n"flood.txt" = "Radio One"\n'
        '[short_names]\nflood = "Radio, noon"\n[origins]\nbridge = "AP"\n',
        encoding="utf-8",
    )
    case = Case(folder, cache=False)
    told = case.articles.set_index("doc_id")[
        ["date_published", "time_published", "publisher", "short_name", "origin"]
    ]
    assert told.loc["flood"].tolist() == ["2024-05-02", "2024-05-02T14:05", "Radio One", "Radio, noon", ""]
    assert told.loc["bridge"].tolist() == ["2024-05-03", "", "", "", "AP"]
    assert case.misnamed == []


def test_what_the_settings_say_of_an_article_that_is_left_out_is_no_slip(folder):
    (folder / "case.toml").write_text(
        '[published]\nflood = 2024-05-02\n[left_out]\nflood = "another one"\n', encoding="utf-8"
    )
    case = Case(folder, cache=False)
    assert (case.articles["doc_id"].tolist(), case.misnamed) == (["bridge"], [])


def test_a_case_of_which_every_article_is_left_out_says_so_each_time_it_is_asked(folder, capsys):
    (folder / "case.toml").write_text('[left_out]\nflood = "another one"\nbridge = "old"\n', encoding="utf-8")
    case = Case(folder, cache=False)
    for _ in range(2):
        with pytest.raises(CaseError, match=r"flood \(another one\) and bridge \(old\).*\[left_out\]"):
            _ = case.ledger
    assert main(["report", str(folder), "-o", str(folder / "out")]) == 2
    assert "left out of the case" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_time_at_the_edge_of_the_calendar_keeps_no_case_from_its_ledger(folder):
    (folder / "case.toml").write_text(
        '[published]\nflood = "9999-12-31T23:00:00-12:00"\nbridge = "0001-01-01T00:00:00+14:00"\n',
        encoding="utf-8",
    )
    assert not Case(folder, cache=False).ledger.empty


def test_a_date_for_no_article_is_told_with_the_nearest_name(folder, capsys):
    (folder / "case.toml").write_text(
        '[published]\nfloood = "2024-05-02"\nzzz = 2024-05-02\n', encoding="utf-8"
    )
    near, far = Case(folder, cache=False).misnamed
    assert "'floood'" in near
    assert "'flood'" in near
    assert "bridge" in far
    assert main(["export", str(folder), "--table", "articles", "-o", str(folder.parent / "a.csv")]) == 1
    assert f"needs a person: {near}" in capsys.readouterr().err


def test_an_empty_case_names_the_folder_to_fill(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "README.md").write_text("About this case.", encoding="utf-8")
    with pytest.raises(CaseError, match=r"articles' is empty"):
        Case(tmp_path, cache=False).articles  # noqa: B018


@pytest.mark.parametrize("settings", ["title = ", "agencies = 3", "agency = 'AP'"])
def test_broken_settings_name_the_file(folder, settings):
    (folder / "case.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(CaseError, match=r"case\.toml"):
        Case(folder, cache=False)


def test_one_unreadable_file_does_not_stop_the_rest(folder):
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    case = Case(folder, cache=False)
    assert len(case.articles) == 2
    assert case.load_report.query("outcome == 'rejected'")["path"].tolist() == ["noise.txt"]
    assert all(check.passed for check in run_checks(case))


def test_a_second_run_reads_what_the_first_one_stored(folder, cache):
    steps = []
    first = Case(folder).figures
    second = Case(folder, progress=steps.append).figures
    pd.testing.assert_frame_equal(first, second)
    assert "Finding figures" not in steps


def test_a_changed_article_is_computed_anew(folder, cache):
    before = Case(folder).figures["exact"].tolist()
    (folder / "flood.txt").write_text(FLOOD.replace("40", "57"), encoding="utf-8")
    after = Case(folder).figures["exact"].tolist()
    assert "40" in before
    assert "57" in after
    assert "40" not in after


def test_a_broken_store_is_made_anew(folder, cache):
    expected = Case(folder).figures
    for path in cache.rglob("*.table"):
        path.write_bytes(b"half a fi")
    said = []
    pd.testing.assert_frame_equal(Case(folder, progress=said.append).figures, expected)
    assert any("damaged: it is made anew" in line for line in said)


def test_a_decision_counts_at_once_and_after_a_restart(folder, cache):
    case = Case(folder)
    figure = case.figures.iloc[0]
    case.decide(figure["figure_id"], "correct", value_low=41.0, value_high=41.0, note="counted again")
    for opened in (case, Case(folder)):
        corrected = opened.figures.set_index("figure_id").loc[figure["figure_id"]]
        assert (corrected["value_low"], corrected["value_high"]) == (41.0, 41.0)
        assert opened.reviews["note"].tolist() == ["counted again"]


def test_tables_that_hang_on_decisions_are_handed_on_for_the_same_decisions_alone(folder, cache):
    live = [name for step in LIVE if step.needs for name in step.tables]
    first = Case(folder)
    made = {name: first.table(name) for name in live}
    first.hand_on()
    steps = []
    second = Case(folder, progress=steps.append)
    for name in live:
        pd.testing.assert_frame_equal(second.table(name), made[name])
    assert steps == []
    assert "grouped_figures" not in second._tables, "what is there is read, not made anew"
    figure = made["figures"]["figure_id"].iloc[0]
    Case(folder).decide(figure, "reject")
    third = Case(folder)
    assert third.figures["claim_id"].iloc[0] == ""
    assert made["figures"]["claim_id"].iloc[0] != ""
    third.hand_on()
    (folder / "reviews.csv").unlink()
    pd.testing.assert_frame_equal(Case(folder).figures, made["figures"])


SHORE = "A ferry ran aground on Friday. The coast guard took 31 passengers off, its captain said.\n"


@pytest.fixture
def computed(monkeypatch):
    """The articles that are looked through for figures, and those whose sentences are compared, call by call."""
    import workbench.compare
    import workbench.figures

    met = {"figures": [], "links": []}
    for module, function, kind in (
        (workbench.figures, "find_figures", "figures"),
        (workbench.compare, "link_sentences", "links"),
    ):
        monkeypatch.setattr(module, function, _noting(getattr(module, function), met[kind]))
    return met


def _noting(call, met):
    def noted(sentences, *rest, **options):
        met.append(sorted(set(sentences["doc_id"])))
        return call(sentences, *rest, **options)

    return noted


def test_an_added_article_is_computed_and_its_event_alone(folder, cache, computed):
    copied = {
        "flood2.txt": f"{FLOOD}The mayor thanked the crews.\n",
        "bridge2.txt": f"{OTHER}Nobody was hurt.\n",
    }
    for name, text in copied.items():
        (folder / name).write_text(text, encoding="utf-8")
    Case(folder).ledger  # noqa: B018
    assert computed["links"] == [["bridge", "bridge2"], ["flood", "flood2"]]
    for found in computed.values():
        found.clear()
    (folder / "flood3.txt").write_text(f"{FLOOD}Schools stay shut.\n", encoding="utf-8")
    case, fresh = Case(folder), Case(folder, cache=False)
    tables = {name: case.table(name) for name in sorted({name for step in STEPS for name in step.tables})}
    assert computed == {"figures": [["flood3"]], "links": [["flood", "flood2", "flood3"]]}
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, fresh.table(name))


@pytest.mark.parametrize("at_once", [1, 500])
def test_whatever_is_added_changed_and_taken_out_the_tables_are_those_of_a_new_case(
    folder, cache, monkeypatch, at_once
):
    monkeypatch.setattr(store, "AT_ONCE", at_once)
    changes = [
        {},
        {"shore.txt": SHORE, "empty.txt": "Rain."},
        {"flood.txt": FLOOD.replace("40", "57")},
        {"flood.txt": FLOOD, "shore.txt": None},
        {"bridge.txt": f"{FLOOD}A bridge closed.\n"},
        {"case.toml": 'question = "How many houses were flooded?"\n[published]\nflood = 2024-05-02\n'},
    ]
    for change in changes:
        for name, text in change.items():
            if text is None:
                (folder / name).unlink()
            else:
                (folder / name).write_text(text, encoding="utf-8")
        kept, fresh = Case(folder), Case(folder, cache=False)
        for name in (name for step in STEPS for name in step.tables):
            pd.testing.assert_frame_equal(kept.table(name), fresh.table(name))


def test_work_that_was_killed_goes_on_behind_the_events_that_are_done(tmp_path, cache, computed):
    write_stories(40, tmp_path / "case" / "articles")
    killed_at_the_third = """if True:
        import os, signal, sys
        import workbench.compare
        from workbench.case import Case
        call, times = workbench.compare.link_sentences, iter(range(2))
        def link_sentences(*tables):
            if next(times, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*tables)
        workbench.compare.link_sentences = link_sentences
        Case(sys.argv[1]).links
    """
    ended = subprocess.run([sys.executable, "-c", killed_at_the_third, tmp_path / "case"], check=False)
    assert ended.returncode == -signal.SIGKILL
    done = len(list(cache.glob("parts-*/links.*.table")))
    case = Case(tmp_path / "case")
    events = case.events["event"].value_counts()
    links = case.links
    assert done == 2
    assert len(computed["links"]) == int((events > 1).sum()) - done > 0
    assert computed["figures"] == []
    pd.testing.assert_frame_equal(links, Case(tmp_path / "case", cache=False).links)


def test_a_long_step_says_how_far_it_is_and_how_long_the_rest_takes(folder, monkeypatch):
    seconds = iter(range(0, 10_000, 30))
    monkeypatch.setattr(Pace.__init__, "__defaults__", (lambda: next(seconds),))
    (folder / "shore.txt").write_text(SHORE, encoding="utf-8")
    said = []
    assert Case(folder, cache=False, progress=said.append).ledger["claim_id"].is_unique
    told = [line for line in said if line.startswith("Grouping figures into claims: event ")]
    assert told[0].endswith(": event 0 of 3")
    assert re.search(r": event 1 of 3, about \d+ min left$", told[1])


def test_a_decision_is_taken_back(folder, cache):
    case = Case(folder)
    before = case.figures
    case.decide(before["figure_id"].iloc[0], "reject")
    case.undo()
    pd.testing.assert_frame_equal(case.figures, before)
    assert case.reviews.empty
    with pytest.raises(ReviewError, match="no decision to take back"):
        case.undo()


@pytest.mark.parametrize("decision", ["reject", "dismiss", "pin", "accept"])
def test_a_decision_on_another_kind_of_thing_is_refused(tmp_path, decision):
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    case = Case(tmp_path, cache=False)
    with pytest.raises(ReviewError, match=f"is the name of an article, and '{decision}' is said of"):
        case.decide("flood", decision)
    assert not case.reviews_path.exists()


@pytest.mark.parametrize("where", ["folder", "file"])
def test_no_decision_is_written_beside_a_case_that_is_gone(tmp_path, cache, where):
    home = tmp_path / "home"
    (home / "in").mkdir(parents=True)
    (home / "in" / "flood.txt").write_text(FLOOD, encoding="utf-8")
    case = Case(home / "in" if where == "folder" else home / "in" / "flood.txt")
    figure_id = case.figures["figure_id"].iloc[0]
    (home / "in").rename(home / "moved")
    with pytest.raises(ReviewError, match="no longer there"):
        case.decide(figure_id, "confirm")
    assert not list(home.rglob("reviews.csv*"))


def test_no_decision_is_made_on_an_article_that_changed_meanwhile(folder, cache):
    (folder / "other.txt").write_text("Police counted 12 lost cats on Sunday.", encoding="utf-8")
    case = Case(folder)
    figures = case.figures.drop_duplicates("doc_id").set_index("doc_id")
    (folder / "flood.txt").write_text("Nothing of that.", encoding="utf-8")
    for subject in figures.loc["flood", ["figure_id", "claim_id"]]:
        with pytest.raises(ReviewError, match=r"flood\.txt changed on the disk"):
            case.decide(subject, "confirm")
    case.decide(figures.loc["other", "figure_id"], "confirm")
    assert len(case.reviews) == 1


def test_decisions_of_somebody_else_count_when_asked(folder, cache):
    mine, theirs = Case(folder), Case(folder)
    figure = mine.figures.iloc[0]
    theirs.decide(figure["figure_id"], "reject")
    mine.reread()
    assert mine.figures["claim_id"].iloc[0] == ""
    with pytest.raises(ReviewError, match="Choose again"):
        mine.decide(figure["claim_id"], "confirm")
    kept = mine.figures
    mine.reread()
    assert mine.figures is kept, "nothing was written, so nothing is made anew"


def test_checks_find_what_is_broken(folder):
    case = Case(folder, cache=False)
    assert all(check.passed for check in run_checks(case))
    case._tables["found_figures"] = case.table("found_figures").assign(start=0, end=1)
    assert [check.name for check in run_checks(case) if not check.passed] == [
        "every figure is a slice of the raw text"
    ]


def test_a_failed_check_names_what_is_wrong_and_what_to_do(folder):
    case = Case(folder, cache=False, group=lambda articles: articles[["doc_id"]].assign(event=0))
    odd = case.figures.assign(value_low=9.0, value_high=2.0)
    case._tables["figures"] = odd
    failed = {check.name: check.compared for check in run_checks(case) if not check.passed}
    told = failed["no figure has its ends the wrong way round"]
    first = odd.iloc[0]
    assert all(word in told for word in (first["exact"], first["doc_id"], first["figure_id"], "notebook 03"))
    assert (f"and {len(odd) - 3} more" in told) == (len(odd) > 3)
    case._tables["relations"] = case.relations.iloc[1:]
    pair = next(check.compared for check in run_checks(case) if "pair of articles" in check.name)
    assert " and ".join(sorted(case.articles["doc_id"])) in pair


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"title = 5", "must be text in quotes"),
        (b"[agencies]\nnames = 5", "must be a list of texts"),
        (b'[agencies]\nnames = "AP"', "must be a list of texts"),
        (b'[agencies]\nnames = [""]', "must be a list of texts"),
        (b'[published]\na = "soon"', "must read like 2024-01-31"),
        (b"[published]\na = {b = 1}", "must read like 2024-01-31"),
        (b'[published]\na = "14:05"', "must read like 2024-01-31"),
        (b"[publishers]\na = 5", "'a' in .publishers. must be a name in quotes"),
        (b'[origins]\na = " "', "'a' in .origins. must be a name in quotes"),
        (b'short_names = "a"', "must be a section"),
        (b"n = " + b"9" * 5000, "is not valid TOML"),
        (b"n = " + b"[" * 3000, "is not valid TOML"),
        (b"\xff\xfe", "is not valid TOML"),
    ],
)
def test_settings_of_another_kind_are_refused_with_their_file(tmp_path, content, says):
    (tmp_path / "case.toml").write_bytes(content)
    with pytest.raises(CaseError, match=says):
        Case(tmp_path)


def test_settings_that_are_a_link_are_not_followed(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "other.toml").write_text("secret = 1", encoding="utf-8")
    (tmp_path / "case" / "case.toml").symlink_to(tmp_path / "other.toml")
    with pytest.raises(CaseError, match="is a link"):
        Case(tmp_path / "case")


def test_what_is_quoted_is_quoted_as_it_was_printed(tmp_path):
    for name, count in (("a", "five"), ("b", "six")):
        (tmp_path / f"{name}.txt").write_text(
            f"The river rose on Monday, and at least {count}\nhun\u00addred people fled from the town of Arbel, police said.",
            encoding="utf-8",
        )
    case = Case(tmp_path, cache=False)
    assert case.figures["exact"].tolist() == ["five\nhun\u00addred", "six\nhun\u00addred"]
    assert case.figures["value_low"].tolist() == [500, 600]
    assert len(case.drifts) == 1
    assert all(check.passed for check in run_checks(case))


def test_an_address_is_not_fetched_and_it_is_said_what_to_do():
    with pytest.raises(CaseError, match="an address, and the workbench fetches nothing: save the page"):
        Case("https://example.org/story.html")


def each_its_own_event(articles):
    return as_table(articles[["doc_id"]].assign(event=range(len(articles))), "events")


def test_articles_of_two_events_are_not_compared_and_every_check_holds(folder):
    case = Case(folder, cache=False, group=each_its_own_event)
    assert len(case.articles) > 1
    assert case.relations.empty
    assert [check for check in run_checks(case) if not check.passed] == []
