"""Real worker processes: the same tables as in one process, a lost worker costs no rows, errors stay our own."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from pandas.testing import assert_frame_equal

from workbench.cli import main
from workbench.engine import ENGINE_TABLES, read_output, run_alone, run_engine
from workbench.engine.cluster import open_cluster
from workbench.errors import InputError, WorkbenchError

pytest.importorskip("distributed")
pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes, and a scheduler with an address."""
    with open_cluster(workers=2) as client:
        yield client


@pytest.fixture(scope="module")
def alone(mixed):
    return run_alone(mixed)


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
