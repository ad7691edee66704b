"""Work that takes more memory than there is: it is said before, ends with a clear word, and goes on where it was."""

import subprocess
import sys

import pandas as pd
import pytest

from workbench.case import Case
from workbench.case.by_event import foretell, part_in_lots
from workbench.case.progress import _held_to, bounded, in_gigabytes, is_of_memory, memory_there
from workbench.errors import CaseError

linux = pytest.mark.skipif(sys.platform != "linux", reason="the limit of the system that is used is Linux's")
SENTENCE = (
    "The {n} ferries of pier {n} carried {n} people and {n} cars to Tarn on Monday, the harbour office said."
)
STORY = "\n\n".join(SENTENCE.format(n=n) for n in range(21, 40))


def near_identical(folder, count):
    """Write one story so many times, each with a word of its own."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"a{number}.txt").write_text(STORY.replace("pier 30", f"pier w{number}"), encoding="utf-8")
    return folder


# Once all that the comparison needs is there, the process may take a little more memory than it has.
CHILD = """
import os, sys
import pyarrow.parquet, scipy.linalg, scipy.sparse  # what libraries take when they are loaded is no part of it
from workbench.case import Case
from workbench.compare import link_sentences
from workbench.errors import MemoryLimitError
case = Case(sys.argv[1])
case.events, case.table("found_figures")
link_sentences(case.sentences.head(20))
taken = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("RssAnon"))
os.environ["WORKBENCH_MEMORY"] = f"{taken + (8 << 10)}K"
try:
    case.ledger
except MemoryLimitError as error:
    print(error)
"""


@linux
def test_too_little_memory_ends_with_a_word_and_the_next_run_goes_on(tmp_path, monkeypatch):
    folder = near_identical(tmp_path / "case", 80)
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    command = [sys.executable, "-W", "ignore", "-c", CHILD, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=250)
    assert (done.returncode, done.stderr) == (0, "")
    assert "There is not enough memory for 'Comparing sentences'" in done.stdout
    assert "kept, and the next run goes on from there. To need less: split the articles" in done.stdout
    steps = []
    links = Case(folder, progress=steps.append).links
    assert len(links) > 80 * 79 / 2
    assert steps[:1] == ["Comparing sentences"]


@linux
def test_a_size_that_is_too_small_is_said_by_the_command(tmp_path):
    folder = near_identical(tmp_path / "case", 2)
    command = [sys.executable, "-W", "ignore", "-m", "workbench", "export", str(folder), "--table", "ledger"]
    for size, status in (("much", 2), ("300MB", 0)):  # what libraries reserve and do not use does not count
        more = ["-o", str(tmp_path / "ledger.csv"), "--memory", size]
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=False, timeout=250)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        assert (tmp_path / "ledger.csv").exists() == (status == 0)


@linux
def test_a_bound_holds_while_it_is_asked_for():
    with bounded(512 << 20), bounded(768 << 20):
        assert len(bytes(16 << 20)) == 16 << 20
        with pytest.raises(MemoryError):
            bytes(8 << 30)
    assert len(bytes(1 << 30)) == 1 << 30


@pytest.mark.parametrize(
    ("said", "size"),
    [("6GB", 6 << 30), ("800 MB", 800 << 20), ("2g", 2 << 30), ("1.5GiB", 3 << 29), ("1048576", 1 << 20)],
)
def test_sizes_are_read_as_people_write_them(said, size):
    assert memory_there(said) == size


@pytest.mark.parametrize(
    "said", ["much", "-1GB", "0", "0%", "101%", "6 TBs", "1e9", "GB", "%", "٣GB", "6GB\n7GB"]
)
def test_what_is_no_size_is_said(said, monkeypatch):
    monkeypatch.setenv("WORKBENCH_MEMORY", said)
    with pytest.raises(CaseError, match="write 6GB, 800MB, 50% or all"):
        memory_there()


def test_without_a_word_it_is_a_share_of_what_there_is(monkeypatch):
    monkeypatch.delenv("WORKBENCH_MEMORY", raising=False)
    assert 0 < memory_there() < memory_there("all")
    assert memory_there() == pytest.approx(memory_there("75%"), rel=0.01)


@pytest.mark.parametrize(
    ("lines", "files", "found"),
    [
        ("0::/jobs/one\n", {"jobs/one/memory.max": "max", "jobs/memory.max": "4096"}, [4096]),
        ("0::/jobs/one\n", {"jobs/one/memory.max": "100", "memory.max": "900"}, [100, 900]),
        (
            "5:cpu:/a\n4:memory:/a\n0::/\n",
            {"memory/a/memory.limit_in_bytes": "77", "memory.max": "88"},
            [77, 88],
        ),
        ("4:cpu,memory:/inside/a/container\n", {"memory/memory.limit_in_bytes": "55"}, [55]),
        ("no line of a group\n0::/../up\n", {"memory.max": "none of it"}, []),
    ],
)
def test_control_groups_are_asked_as_each_version_writes_them(tmp_path, lines, files, found):
    groups = tmp_path / "cgroup"
    groups.write_text(lines, encoding="utf-8")
    for name, content in files.items():
        path = tmp_path / "fs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="ascii")
    assert list(_held_to(tmp_path / "fs", groups)) == found


def test_where_there_are_no_control_groups_nothing_is_held(tmp_path):
    assert list(_held_to(tmp_path, tmp_path / "cgroup")) == []


@pytest.mark.parametrize(
    ("error", "of_memory"),
    [
        (MemoryError(), True),
        (OSError(12, "Cannot allocate memory"), True),
        (ImportError("libx.so: failed to map segment from shared object"), True),
        (RuntimeError("can't start new thread"), True),
        (OSError(28, "No space left on device"), False),
        (RuntimeError("something else"), False),
        (ImportError("No module named 'x'"), False),
        (Exception("Failed to launch worker thread: Resource temporarily unavailable"), True),
        (ValueError("no memory of that"), False),
    ],
)
def test_errors_of_memory_are_told_from_others(error, of_memory):
    assert is_of_memory(error) is of_memory


def test_many_articles_on_one_event_say_before_what_they_need(tmp_path):
    case = Case(near_identical(tmp_path / "case", 60), cache=False)
    sentences = case.sentences
    assert foretell(sentences, lots_of(sentences)) is None
    twice, four_times = (several(sentences, times) for times in (4, 8))
    less, more = foretell(twice, lots_of(twice)), foretell(four_times, lots_of(four_times))
    assert (less.n_articles, more.n_articles) == (240, 480)
    assert more.memory / less.memory == pytest.approx(4, rel=0.1)  # as the pairs
    assert foretell(twice, lots_of(twice, events=120)) is None


def several(sentences, times):
    copies = [sentences.assign(doc_id=sentences["doc_id"] + f"-{n}") for n in range(times)]
    return pd.concat(copies, ignore_index=True)


def lots_of(sentences, *, events=1):
    names = sentences["doc_id"].unique()
    return dict(zip(names, part_in_lots([n % events for n in range(len(names))]), strict=True))


def test_sizes_are_told_as_readers_take_them():
    assert [in_gigabytes(size) for size in (0, 5 << 20, 1 << 30, 17.74 * (1 << 30))] == [
        "0 MB",
        "5 MB",
        "1.0 GB",
        "17.7 GB",
    ]
