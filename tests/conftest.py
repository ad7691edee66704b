"""One report of the sample and one of a hostile folder, built once for all tests that look at them."""

import os
import sys

import pytest
from hypothesis import settings

from workbench.case import Case, sample_folder
from workbench.report import build_report
from workbench.report.notebooks import chapters, read_notebook

# a busy machine is no fault of what is tested: no test asserts on a clock
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")

# Hundreds of processes are started: what the first one compiles is kept for the others, as it is for anyone.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

HOSTILE = """\
<script>document.title = "owned"</script> Flood <img src=x onerror="document.title='owned'">

Police in <b onmouseover="document.title='owned'">Northtown</b> said 14 people drowned, <a href="javascript:alert(1)">officials</a> said.

The mayor said "]]></script><script>document.title='owned'</script> more than 300 homes" were under water.

<style>@import url(http://evil.example/a.css); body{background:url(//evil.example/b.png)}</style><link rel=prefetch href=//evil.example/c>

<iframe srcdoc="<script>top.document.title='owned'</script>"></iframe><meta http-equiv=refresh content="0;url=http://evil.example/">

<svg onload="document.title='owned'"><image href="http://evil.example/d.png"/></svg><form action=http://evil.example><input autofocus onfocus="document.title='owned'">
"""


@pytest.fixture(scope="session")
def sample_report(tmp_path_factory):
    output = tmp_path_factory.mktemp("sample") / "report"
    return build_report(Case(sample_folder()), output)


@pytest.fixture(scope="session")
def executed(sample_report):
    """The notebooks as they ran for that report: for what a report says beside them they need not run again."""
    folder = sample_report.page.parent / "notebooks"
    return [(path, read_notebook(folder / path.name)) for path in chapters()]


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "in" / "b.txt").write_text(HOSTILE.replace("14", "17"), encoding="utf-8")
    return build_report(Case(folder / "in", cache=False), folder / "report")
