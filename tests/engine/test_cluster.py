"""Real worker processes: the tables of a case row for row, a lost worker costs no rows, errors stay our own."""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from workbench.case import Case
from workbench.case.steps import STEP_OF
from workbench.cli import main
from workbench.engine import ENGINE_TABLES, read_output, run_engine
from workbench.engine.cluster import open_cluster
from workbench.errors import InputError, WorkbenchError
from workbench.tables import as_table

pytest.importorskip("distributed")
pytestmark = pytest.mark.cluster


CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes, and a scheduler with an address."""
    with open_cluster(workers=2) as client:
        yield client


@pytest.fixture(scope="module")
def alone(mixed):
    """The tables that the case has of the same folder."""
    return tables_of(Case(mixed, cache=False))


def tables_of(case):
    return {name: case.table(name) for name in ENGINE_TABLES}


def address(client):
    return client.scheduler_info()["address"]


def assert_same(folder, alone, tables=ENGINE_TABLES):
    for name in tables:
        assert_frame_equal(read_output(folder, name), alone[name], obj=name)


def test_tables_are_those_of_one_process_row_for_row(cluster, mixed, alone, tmp_path):
    said = []
    done = run_engine(mixed, tmp_path / "out", scheduler=address(cluster), size=6, progress=said.append)
    assert done.n_articles == len(alone["articles"]) > 15
    assert_same(done.folder, alone)
    assert sorted(path.name for path in done.folder.iterdir()) == sorted(ENGINE_TABLES)
    assert any(line.startswith("Comparing and building ledgers") for line in said)


def test_the_engine_makes_every_table_of_a_case():
    inside = {"read_articles", "grouped_figures", "reviews"}
    assert set(ENGINE_TABLES) | inside == set(STEP_OF)


def test_rows_of_several_events_are_those_of_the_case(cluster, tmp_path):
    for event in ("cholera", "money", "plant", "quake"):
        shutil.copytree(CORPUS / event, tmp_path / "case" / "articles" / event)
    case = Case(tmp_path / "case", cache=False)
    assert len(set(case.events["event"])) > 1
    assert len(case.links)
    done = run_engine(tmp_path / "case", tmp_path / "out", scheduler=address(cluster), size=4)
    assert_same(done.folder, tables_of(case))


def test_what_a_case_says_of_itself_and_decisions_count(cluster, tmp_path):
    shutil.copytree(CORPUS / "quake", tmp_path / "case" / "articles")
    articles = sorted(path.stem for path in (tmp_path / "case" / "articles").iterdir())
    (tmp_path / "case" / "case.toml").write_text(
        f'[published]\n{articles[0]} = "2031-03-04"\n', encoding="utf-8"
    )
    case = Case(tmp_path / "case", cache=False)
    case.decide(case.figures["figure_id"][0], "reject", reviewer="A. Reader", note="a misprint")
    done = run_engine(tmp_path / "case", tmp_path / "out", scheduler=address(cluster), size=2)
    assert "2031-03-04" in set(case.articles["date_published"])
    assert (case.figures["reviewed"] != "").sum() == 1
    assert_same(done.folder, tables_of(case))


def by_length(articles):
    return as_table(articles[["doc_id"]].assign(event=articles["text"].str.len() % 3), "events")


def test_who_groups_events_may_be_somebody_else(cluster, mixed, tmp_path):
    case = Case(mixed, cache=False, group=by_length)
    assert len(set(case.events["event"])) > 1
    done = run_engine(mixed, tmp_path / "out", scheduler=address(cluster), group=by_length)
    assert_same(done.folder, tables_of(case))


def test_many_articles_are_grouped_as_a_case_groups_them(cluster, mixed, tmp_path, monkeypatch):
    """Above a number of articles the cluster makes the events by shuffling keys; here that number is small."""
    monkeypatch.setattr("workbench.compare.events.MOST_BESIDE", 5)
    monkeypatch.setattr("workbench.compare.MOST_BESIDE", 5)
    case = Case(mixed, cache=False)
    done = run_engine(mixed, tmp_path / "out", tables=["events"], scheduler=address(cluster), size=7)
    assert_same(done.folder, {"events": case.events}, ["events"])


def test_workers_killed_in_the_middle_cost_no_rows(mixed, alone, tmp_path):
    killed = []
    with open_cluster(workers=2) as client:

        def kill_one(doing):
            """Kill a worker once in the middle of a plain step, and once in the middle of each sort of shuffle."""
            step = doing.partition(":")[0]
            if step not in killed and step.split()[0] in ("Cleaning", "Grouping", "Comparing"):
                killed.append(step)
                pids = client.run(os.getpid)
                threading.Timer(0.05, os.kill, (sorted(pids.values())[0], signal.SIGKILL)).start()

        done = run_engine(mixed, tmp_path / "out", scheduler=address(client), size=4, progress=kill_one)
    assert len(killed) == 4
    assert_same(done.folder, alone)


def test_only_what_is_asked_for_is_made(cluster, mixed, alone, tmp_path):
    done = run_engine(mixed, tmp_path / "out", tables=["near_duplicates"], scheduler=address(cluster), size=9)
    assert [path.name for path in done.folder.iterdir()] == ["near_duplicates"]
    assert_same(done.folder, alone, ["near_duplicates"])


def test_an_error_of_ours_comes_back_and_nothing_is_left(cluster, mixed, tmp_path):
    with pytest.raises(InputError, match="utf-99"):
        run_engine(mixed, tmp_path / "out", scheduler=address(cluster), encoding="utf-99")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing to compute"):
        run_engine(tmp_path / "empty", tmp_path / "out", scheduler=address(cluster))
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_task_that_kills_every_worker_is_an_error_of_ours(tmp_path):
    from workbench.engine.cluster import each

    with open_cluster(workers=1) as client, pytest.raises(WorkbenchError, match="again and again"):
        each(client, os._exit, [1], doing="Dying", progress=lambda line: None)


class UnsendableError(Exception):
    """What a library may raise: it holds what cannot go from process to process."""

    def __reduce__(self):
        raise RecursionError


def raises(_item):
    raise UnsendableError("out of paper")


def test_an_error_that_cannot_be_sent_comes_back_in_words():
    from workbench.engine.cluster import plainly

    with pytest.raises(WorkbenchError, match="UnsendableError: out of paper") as caught:
        plainly(raises)(1)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--engine", "dask", "--table", "figurs"], "makes no table 'figurs'"),
        (["--engine", "dask", "--table", "figures", "--scheduler", "nonsense://x"], "No Dask scheduler"),
        (["--table", "figures", "--workers", "2"], "belong to --engine dask"),
    ],
)
def test_what_cannot_be_done_says_why(mixed, tmp_path, capsys, arguments, words):
    assert main(["export", str(mixed), *arguments, "-o", str(tmp_path / "out")]) == 2
    assert words in capsys.readouterr().err


def test_an_output_that_is_there_is_not_written_over(mixed, tmp_path, capsys):
    assert main(["export", str(mixed), "--engine", "dask", "--table", "all", "-o", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_command_starts_workers_of_its_own_and_says_when_it_is_not_worth_it(mixed, alone, tmp_path):
    command = [sys.executable, "-m", "workbench", "export", str(mixed), "--engine", "dask", "--workers", "1"]
    done = subprocess.run(
        [*command, "--table", "events,load_report", "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr  # something was rejected
    assert "a single process is as fast" in done.stderr
    assert "needs a person" in done.stderr
    assert_same(tmp_path / "out", alone, ["events", "load_report"])
