"""Kernels from a process that is warm already: as fresh as any other, and never in the way of a failure."""

import gc
import json
import subprocess
import sys

import pytest

from workbench.errors import ReportError
from workbench.report.notebooks import execute_all, started_ahead
from workbench.report.warm import PRELOADED, WarmStart

pytestmark = [pytest.mark.notebooks, pytest.mark.timeout(300)]


def notebook(*cells):
    import nbformat

    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


def printed(executed):
    return "".join(output.get("text", "") for cell in executed.cells for output in cell.get("outputs", []))


@pytest.fixture(scope="module")
def warm():
    with WarmStart() as started:
        if not started.ready:
            pytest.skip("kernels are not forked on this system")
        yield started


def test_each_notebook_has_a_fresh_process_of_its_own(warm, tmp_path):
    leave = "import os, sys, pandas\npandas.left_behind = 1\nprint(os.getpid(), os.getcwd())"
    look = "import os, pandas\nprint(os.getpid(), hasattr(pandas, 'left_behind'))"
    first = execute_all({"a": notebook(leave)}, folder=tmp_path, warm=warm)["a"]
    second = execute_all({"b": notebook(look)}, folder=tmp_path, warm=warm)["b"]
    (one, folder), (other, found) = printed(first).split(), printed(second).split()
    assert one != other
    assert folder == str(tmp_path.resolve())
    assert found == "False"


def test_what_takes_long_to_import_is_there_already(warm, tmp_path):
    first = f"import sys\nprint(*sorted(set({PRELOADED!r}) - set(sys.modules)))"
    assert printed(execute_all({"a": notebook(first)}, folder=tmp_path, warm=warm)["a"]).strip() == ""


def test_an_error_in_a_cell_is_told_as_ever(warm, tmp_path):
    with pytest.raises(
        ReportError, match=r"a\.ipynb, code cell 2 \('1 / 0'\): ZeroDivisionError.*workbench lab"
    ):
        execute_all({"a.ipynb": notebook("1", "1 / 0", "2")}, folder=tmp_path, warm=warm)


def test_a_kernel_that_dies_is_noticed_and_named_without_noise(warm, tmp_path, capfd, caplog):
    dies = notebook("1", "import os\nos._exit(3)")
    with pytest.raises(
        ReportError, match=r"a\.ipynb, code cell 2 \('import os'\): did not finish.*workbench lab"
    ):
        execute_all(
            {"a.ipynb": dies, "b.ipynb": notebook("import time\ntime.sleep(1)")}, folder=tmp_path, warm=warm
        )
    gc.collect()  # tasks that nobody waits for any more complain when they are taken away
    assert "Traceback" not in capfd.readouterr().err + caplog.text


def test_an_error_without_a_name_is_told_in_words(warm, tmp_path):
    """As happens when a result raises while it is drawn, and the kernel then has no error at hand."""
    raises = "raise type('NoneType', (Exception,), {})"
    with pytest.raises(ReportError, match=r"a\.ipynb, code cell 1 .*: its result cannot be shown"):
        execute_all({"a.ipynb": notebook(raises)}, folder=tmp_path, warm=warm)


def test_a_kernel_that_cannot_be_started_is_told_with_its_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr("workbench.report.notebooks.KERNEL", "no-such-kernel")
    with pytest.raises(ReportError, match=r"a\.ipynb, code cell 1 .*could not be run.*no-such-kernel"):
        execute_all({"a.ipynb": notebook("1")}, folder=tmp_path)


def test_kernels_that_start_ahead_wait_for_what_they_read(warm, tmp_path):
    looks = notebook("from pathlib import Path\nprint(Path('made').read_text())")
    with started_ahead({"a": looks, "b": looks}, folder=tmp_path, warm=warm) as run:
        (tmp_path / "made").write_text("there", encoding="utf-8")
        ran = run()
    assert [printed(ran[name]).strip() for name in "ab"] == ["there", "there"]


def test_kernels_that_start_ahead_end_with_what_they_wait_for(warm, tmp_path):
    writes = notebook("open('ran', 'w').close()")
    with (
        pytest.raises(ReportError, match="no tables"),
        started_ahead({"a": writes}, folder=tmp_path, warm=warm),
    ):
        raise ReportError("no tables")
    assert not (tmp_path / "ran").exists()


COPIES = """
import sys
from pathlib import Path
import nbformat, pandas
from workbench.report.notebooks import execute_all
from workbench.report.warm import WarmStart

look = "import json, os, sys, pandas; here = os.getpid(), os.getcwd(); print(json.dumps([*here, hasattr(pandas, 'left')]))"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(look)])
with WarmStart(copy=True) as warm:
    pandas.left = 1
    ran = execute_all({"a": notebook, "b": notebook}, folder=Path(sys.argv[1]), warm=warm)
    assert warm.ready
print("".join(cell.outputs[0].text for name in "ab" for cell in ran[name].cells))
"""


def test_a_copy_of_the_command_itself_gives_kernels_in_which_nothing_was_done(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", COPIES, str(tmp_path)], capture_output=True, text=True, check=True
    )
    said = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len({pid for pid, *_ in said}) == 2
    assert [rest for _, *rest in said] == [[str(tmp_path.resolve()), False]] * 2


def test_where_none_can_be_forked_kernels_start_as_in_jupyter(tmp_path):
    never_started = WarmStart()
    assert not never_started.ready
    ran = execute_all({"a": notebook("print(1 + 1)")}, folder=tmp_path, warm=never_started)["a"]
    assert printed(ran) == "2\n"
