"""JupyterLab on a case: notebooks of the case's own, without another case's results, in a real JupyterLab."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest

from workbench.case import Case, sample_folder
from workbench.errors import CaseError
from workbench.lab import open_lab
from workbench.lab.copies import copy_notebooks
from workbench.report.notebooks import notebooks


@pytest.fixture
def case(tmp_path):
    shutil.copytree(sample_folder() / "articles", tmp_path / "mine" / "articles")
    return tmp_path / "mine"


def test_a_case_gets_every_notebook_without_the_results_of_the_sample(case):
    folder = copy_notebooks(case)
    assert folder == case / "notebooks"
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in notebooks())
    for path in folder.iterdir():
        for cell in nbformat.read(path, as_version=4).cells:
            assert not cell.get("outputs")
            assert cell.get("execution_count") is None


def test_what_an_analyst_wrote_into_a_copy_stays(case):
    path = copy_notebooks(case) / "04_ledger.ipynb"
    mine = nbformat.read(path, as_version=4)
    mine.cells.append(nbformat.v4.new_markdown_cell("my own note"))
    nbformat.write(mine, path)
    copy_notebooks(case)
    assert nbformat.read(path, as_version=4).cells[-1].source == "my own note"


def test_a_copy_that_nobody_changed_follows_the_workbench(case):
    path = copy_notebooks(case) / "04_ledger.ipynb"
    old = nbformat.read(path, as_version=4)
    current = [cell.source for cell in old.cells]
    old.cells = old.cells[:1]
    nbformat.write(old, path)  # as an older workbench would have made it:
    from workbench.lab.copies import _digest

    old.metadata["workbench"] = {"sources": _digest(old)}
    nbformat.write(old, path)
    copy_notebooks(case)
    assert [cell.source for cell in nbformat.read(path, as_version=4).cells] == current


def test_a_bare_folder_of_articles_stays_as_it_is(case, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    before = sorted((case / "articles").iterdir())
    folder = copy_notebooks(case / "articles")
    assert folder.is_relative_to(tmp_path / "cache")
    assert sorted((case / "articles").iterdir()) == before


def test_a_notebook_finds_the_case_that_it_lies_in(case, monkeypatch):
    monkeypatch.delenv("WORKBENCH_CASE", raising=False)
    monkeypatch.chdir(copy_notebooks(case))
    assert Case.open().path == case
    monkeypatch.chdir(case)
    assert Case.open().path == sample_folder()


@pytest.mark.parametrize("name", ["nowhere", "empty", "new"])
def test_a_case_without_articles_is_refused_before_anything_starts(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "new" / "articles").mkdir(parents=True)
    with pytest.raises(CaseError, match=name):
        open_lab(str(tmp_path / name), browser=False)


def test_a_folder_that_cannot_be_written_is_named(case):
    (case / "notebooks").write_text("not a folder")
    with pytest.raises(CaseError, match="notebooks"):
        copy_notebooks(case)


def listed(url, deadline):
    """Return the names that JupyterLab lists; it says its address a moment before it answers there."""
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return [entry["name"] for entry in json.load(answer)["content"]]
        except urllib.error.URLError:
            assert time.monotonic() < deadline, "JupyterLab does not answer"
            time.sleep(0.2)


def test_the_command_opens_jupyterlab_on_the_notebooks_of_the_case(case, tmp_path):
    jupyter = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "workbench", "lab", str(case), "--no-browser", "--port", "8931"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **jupyter}) as lab:
        try:
            address = None
            deadline = time.monotonic() + 120
            while address is None and time.monotonic() < deadline:
                address = re.search(
                    r"http://127\.0\.0\.1:(\d+)/lab/tree/\S+\?token=(\w+)", lab.stderr.readline()
                )
            assert address, "JupyterLab did not say where it is"
            port, token = address.groups()
            url = f"http://127.0.0.1:{port}/api/contents?token={token}"
            assert "00_start.ipynb" in listed(url, deadline)
            lab.terminate()
            assert lab.wait(timeout=60) is not None
            with pytest.raises(urllib.error.URLError):
                urllib.request.urlopen(url, timeout=10)
        finally:
            lab.kill()
