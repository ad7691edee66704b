"""The place of a report: the old one or the new one, whole, whoever else is at work there."""

import multiprocessing
import os
import signal
import time

import pytest

from workbench.errors import ReportError
from workbench.report import place
from workbench.report.place import put_in_place, workplace

FORK = multiprocessing.get_context("fork")
FILES = 40


def write(output, version):
    with workplace(output) as folder:
        (folder / "new").mkdir()
        for number in range(FILES):
            (folder / "new" / f"{number}.html").write_text(version, encoding="utf-8")
        put_in_place(folder / "new", output)


def write_for_ever(output, name):
    for number in range(10**9):
        write(output, f"{name}-{number}")


def versions(folder):
    """The versions in a report, read through one handle: a folder that is swapped meanwhile is still the same."""
    handle = os.open(folder, os.O_RDONLY)
    found = set()
    try:
        for number in range(FILES):
            with open(
                f"{number}.html", opener=lambda name, flags: os.open(name, flags, dir_fd=handle)
            ) as page:
                found.add(page.read())
    finally:
        os.close(handle)
    return found


def killed(target, *arguments, after):
    process = FORK.Process(target=target, args=arguments)
    process.start()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@pytest.mark.parametrize("swaps", [True, False], ids=["swapped", "moved"])
def test_a_new_report_takes_the_place_of_the_old(tmp_path, monkeypatch, swaps):
    if not swaps:
        monkeypatch.setattr(place, "_exchange", lambda one, other: False)
    for version in "ab":
        write(tmp_path / "report", version)
        assert versions(tmp_path / "report") == {version}
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == ["report"]


def test_a_killed_writer_leaves_the_old_report_or_the_new(tmp_path):
    write(tmp_path / "report", "first")
    for number in range(12):
        killed(write_for_ever, tmp_path / "report", str(number), after=0.01 + number * 0.003)
        assert len(versions(tmp_path / "report")) == 1
    write(tmp_path / "report", "last")
    assert versions(tmp_path / "report") == {"last"}
    assert list(tmp_path.glob("*in-work*")) == []


def test_an_old_report_that_was_put_aside_is_put_back(tmp_path):
    write(tmp_path / "report", "old")
    left = tmp_path / ".report-in-work-x"
    left.mkdir()
    (tmp_path / "report").rename(left / "old")
    with workplace(tmp_path / "report"):
        assert versions(tmp_path / "report") == {"old"}
    assert not left.exists()


def test_what_a_run_left_that_was_killed_while_it_tried_the_place_is_taken_away(tmp_path):
    (tmp_path / ".report-in-work-tried").touch()
    (tmp_path / ".report-in-work-notes").write_text("not empty: not ours", encoding="utf-8")
    write(tmp_path / "report", "new")
    left = {path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")}
    assert left == {"report", ".report-in-work-notes"}


def test_a_run_that_is_still_at_work_is_left_alone(tmp_path):
    with workplace(tmp_path / "report") as first:
        (first / "new").mkdir()
        write(tmp_path / "report", "second")
        assert (first / "new").is_dir()
        put_in_place(first / "new", tmp_path / "report")
    assert [path.name for path in (tmp_path / "report").iterdir()] == []


def test_runs_side_by_side_do_each_other_no_harm(tmp_path):
    write(tmp_path / "report", "first")
    writers = [FORK.Process(target=write_for_ever, args=(tmp_path / "report", name)) for name in "abc"]
    for process in writers:
        process.start()
    met = set()
    try:
        deadline = time.monotonic() + 60
        while len(met) < 20 and time.monotonic() < deadline:
            try:
                found = versions(tmp_path / "report")
            except FileNotFoundError:  # the folder that was open is being deleted: it has been replaced
                assert (tmp_path / "report").is_dir()
                continue
            assert len(found) == 1
            met |= found
        assert all(process.is_alive() for process in writers)
    finally:
        for process in writers:
            os.kill(process.pid, signal.SIGKILL)
            process.join()
    assert len({version[0] for version in met}) >= 2


def test_a_place_that_cannot_be_written_is_an_error_of_ours(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be written"), workplace(tmp_path / "file" / "report"):
        pass
