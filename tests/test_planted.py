"""A case runs no code: whatever lies in it and in the current folder, no process of the workbench imports it.

Every folder of a case, which is the current folder too, holds modules with the names of what the workbench and its
libraries import, and files that libraries read from where they run. Each leaves a mark when it is run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from workbench.errors import CaseError
from workbench.lab import open_lab
from workbench.lab.copies import copy_notebooks, foreign_notebooks, trust_notebooks
from workbench.starting import absolute_alone, environment, leave_out_current_folder

pytestmark = pytest.mark.notebooks

MODULES = [
    "abc",
    "argparse",
    "ast",
    "asyncio",
    "base64",
    "cProfile",
    "collections",
    "colorsys",
    "conftest",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "dask",
    "datetime",
    "decimal",
    "distributed",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "importlib",
    "ipykernel",
    "ipykernel_launcher",
    "IPython",
    "ipywidgets",
    "json",
    "jupyter_client",
    "jupyter_server",
    "jupyterlab",
    "logging",
    "matplotlib",
    "multiprocessing",
    "nbclient",
    "nbconvert",
    "nbformat",
    "nbval",
    "numpy",
    "os",
    "pandas",
    "papermill",
    "pathlib",
    "pdb",
    "platform",
    "pyarrow",
    "pypdf",
    "pytest",
    "random",
    "re",
    "readline",
    "runpy",
    "secrets",
    "select",
    "sitecustomize",
    "socket",
    "sqlite3",
    "statistics",
    "string",
    "subprocess",
    "tempfile",
    "textstat",
    "threading",
    "traitlets",
    "typing",
    "usercustomize",
    "uuid",
    "workbench",
    "zmq",
]
NEWS = "Police in Oldmere said on Monday that {} people were hurt when a stand gave way at the fair. " * 3
ARTICLES = {"a.txt": NEWS.format(*[14] * 3), "b.txt": NEWS.format(*[17] * 3)}
SCRIPT = Path(sys.executable).with_name("workbench")
MINUTES = 10


def plant(folder, mark):
    """Put into a folder what would be run there; what is run appends its name to ``mark``."""
    leave = f"open({str(mark)!r}, 'a').write(__file__ + '\\n')\n"
    for name in MODULES:
        (folder / f"{name}.py").write_text(leave, encoding="utf-8")
    for name in ("workbench_plugin", "evil"):  # a package, and what the files below name
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(leave, encoding="utf-8")
    settings = f"open({str(mark)!r}, 'a').write('settings\\n')\n"
    for name in (
        "ipython",
        "ipython_kernel",
        "jupyter",
        "jupyter_lab",
        "jupyter_server",
        "jupyter_nbconvert",
    ):
        (folder / f"{name}_config.py").write_text(settings, encoding="utf-8")
    (folder / ".pdbrc").write_text(f"!{settings}", encoding="utf-8")
    (folder / "evil.pth").write_text(f"import sys; {settings}", encoding="utf-8")
    (folder / "matplotlibrc").write_text("backend: module://evil\nfigure.dpi: 3\n", encoding="utf-8")
    (folder / "setup.cfg").write_text("[tool:pytest]\naddopts = -p evil\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n", encoding="utf-8")
    template = folder / "basic"
    template.mkdir()
    asked = {"preprocessors": {"1": {"type": "evil.Evil"}}, "base_template": "base"}
    (template / "conf.json").write_text(json.dumps(asked), encoding="utf-8")
    (template / "index.html.j2").write_text("{{ 1/0 }}", encoding="utf-8")
    metadata = folder / "evil-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", encoding="utf-8")
    groups = ("pytest11", "nbconvert.exporters", "jupyter_client.kernel_provisioners", "papermill.engine")
    points = "".join(f"[{group}]\nevil = evil\n" for group in groups)
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\necho chromium >> '{mark}'\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "theirs"
    (folder / "articles" / "more").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    copy_notebooks(folder)
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        plant(place, tmp_path / "mark")
    return folder


@pytest.fixture
def around(tmp_path):
    """An environment with the bad habits that make the current folder count: empty parts of search paths."""
    return {
        **os.environ,
        "PATH": os.pathsep.join(["", os.environ["PATH"]]),
        "WORKBENCH_CACHE": str(tmp_path / "cache"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        **{f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")},
    }


def ran(case):
    """Return what left its mark."""
    mark = case.parent / "mark"
    return mark.read_text(encoding="utf-8").splitlines() if mark.exists() else []


def run(case, around, *arguments):
    return subprocess.run(
        [SCRIPT, *arguments],
        cwd=case,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60 * MINUTES,
        check=False,
    )


def test_what_is_planted_leaves_its_mark_where_it_is_run(case, around):
    """Else the other tests show nothing."""
    code = "import colorsys, evil, matplotlib\nassert matplotlib.rcParams['figure.dpi'] == 3"
    subprocess.run([sys.executable, "-c", code], cwd=case, env=around, check=False)
    assert len(ran(case)) >= 2


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("report", ".", "-o", "../report", "--pdf"), {0, 1, 2}),  # 2: a check failed on what was planted
        (("export", ".", "--table", "ledger", "-o", "../ledger.csv"), {0, 1}),
        (
            (
                "export",
                "articles",
                "--table",
                "figures",
                "-o",
                "../out",
                "--engine",
                "dask",
                "--workers",
                "1",
            ),
            {0, 1},
        ),
        (("new", "another"), {0}),
        (("verify", "."), {2}),
    ],
    ids=["report", "export", "dask", "new", "verify"],
)
def test_a_command_runs_nothing_of_a_case(case, around, arguments, status):
    done = run(case, around, *arguments)
    assert done.returncode in status, done.stdout
    assert ran(case) == []
    assert "Traceback" not in done.stdout


def test_validate_runs_nothing_of_the_current_folder(case, around):
    done = run(case, around, "validate")
    assert "Validating" in done.stdout
    assert ran(case) == []


LOOK = """
import sys, colorsys, pdb, pandas, matplotlib.pyplot, IPython.core.debugger
import workbench.explorers
from workbench import Case
IPython.core.debugger.Pdb()
print(len(Case.open().figures), matplotlib.rcParams["figure.dpi"] != 3, [p for p in sys.path if "theirs" in p or not p])
"""


def test_a_kernel_beside_a_case_imports_nothing_of_it_and_works_in_its_folder(case, around):
    command = [SCRIPT, "lab", ".", "--no-browser", "--port", "8937"]
    with subprocess.Popen(command, cwd=case, env=around, stderr=subprocess.PIPE, text=True) as lab:
        try:
            port, token = address(lab)
            kernel = start_kernel(f"http://127.0.0.1:{port}/api/sessions?token={token}")
            said = execute(Path(around["JUPYTER_RUNTIME_DIR"]) / f"kernel-{kernel}.json", LOOK)
            where = execute(
                Path(around["JUPYTER_RUNTIME_DIR"]) / f"kernel-{kernel}.json", "import os; print(os.getcwd())"
            )
        finally:
            lab.terminate()
            lab.communicate(timeout=60)
    assert said.split(maxsplit=1)[1].strip() == "True []", said
    assert Path(where.strip()).resolve() == (case / "notebooks").resolve()
    assert ran(case) == []


def address(lab):
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\S*\?token=(\w+)", lab.stderr.readline())
        if found:
            return found.groups()
    raise TimeoutError("JupyterLab did not say where it is")


def start_kernel(url):
    asked = {"path": "04_ledger.ipynb", "name": "", "type": "notebook", "kernel": {"name": "python3"}}
    request = urllib.request.Request(url, data=json.dumps(asked).encode(), method="POST")
    for _ in range(50):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["kernel"]["id"]
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("JupyterLab does not answer")


def wait_until_ready(client):
    """A kernel that is still starting has no heartbeat, and is taken for dead."""
    for _ in range(50):
        try:
            return client.wait_for_ready(timeout=60)
        except RuntimeError:
            time.sleep(0.5)
    raise TimeoutError("the kernel does not answer")


def execute(connection, code):
    from jupyter_client import BlockingKernelClient

    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    said = []
    try:
        wait_until_ready(client)
        client.execute_interactive(
            code, timeout=120, output_hook=lambda message: said.append(message["content"])
        )
    finally:
        client.stop_channels()
    return "".join(content.get("text", "") or "\n".join(content.get("traceback", [])) for content in said)


# --- notebooks that others have written


@pytest.fixture
def jupyter(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))


def theirs(folder, name, **metadata):
    cells = [nbformat.v4.new_code_cell("import os; os.system('true')")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / name)
    return folder / name


def forged(notebooks):
    """A start page with other code that says of itself what the workbench's own say."""
    from workbench.lab.copies import _digest

    path = theirs(notebooks, "00_start.ipynb")
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["workbench"] = {"sources": _digest(notebook), "changed": True}
    notebook.cells[0].source += "\n"
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: theirs(folder, "07_mine.ipynb"),
        lambda folder: theirs(folder, "04_ledger.ipynb"),
        forged,
        lambda folder: theirs((folder / "a" / "b"), "c.ipynb"),
    ],
    ids=["another", "in the place of one of ours", "forged", "in a folder"],
)
def test_notebooks_that_others_wrote_are_named_and_opened_only_when_asked(
    tmp_path, jupyter, monkeypatch, write
):
    case = tmp_path / "theirs"
    (case / "articles").mkdir(parents=True)
    (case / "articles" / "a.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    folder = copy_notebooks(case)
    (folder / "a" / "b").mkdir(parents=True)
    path = write(folder)
    assert foreign_notebooks(folder) == [path]
    with pytest.raises(CaseError, match=re.escape(str(path))):
        open_lab(str(case), browser=False)
    opened = []
    monkeypatch.setattr("workbench.lab._become", lambda command, around: opened.append(command) or 0)
    assert open_lab(str(case), browser=False, trust=True) == 0
    assert open_lab(str(case), browser=False) == 0  # it was asked once
    assert len(opened) == 2


@pytest.mark.parametrize("where", ["folder", "notebook", "part"])
def test_no_link_in_a_case_leads_the_notebooks_elsewhere(tmp_path, jupyter, where):
    case, victim = tmp_path / "case", tmp_path / "victim"
    (case / "articles").mkdir(parents=True)
    victim.mkdir()
    (victim / "mine.ipynb").write_text("mine", encoding="utf-8")
    if where == "folder":
        (case / "notebooks").symlink_to(victim)
    else:
        (case / "notebooks").mkdir()
        name = "00_start.ipynb" if where == "notebook" else ".00_start.ipynb.part"
        (case / "notebooks" / name).symlink_to(victim / "mine.ipynb")
    if where == "part":
        copy_notebooks(case)
    else:
        with pytest.raises(CaseError, match="is a link"):
            copy_notebooks(case)
    assert [path.name for path in victim.iterdir()] == ["mine.ipynb"]
    assert (victim / "mine.ipynb").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"]
)
def test_a_notebook_that_would_be_waited_for_is_named_and_not_read(tmp_path, jupyter, make):
    case = tmp_path / "case"
    (case / "articles").mkdir(parents=True)
    folder = copy_notebooks(case)
    make(folder / "07_mine.ipynb")
    assert foreign_notebooks(folder) == [folder / "07_mine.ipynb"]
    trust_notebooks([folder / "07_mine.ipynb"])


def test_a_notebook_of_ours_with_results_of_others_is_theirs(tmp_path, jupyter):
    case = tmp_path / "case"
    (case / "articles").mkdir(parents=True)
    folder = copy_notebooks(case)
    path = folder / "00_start.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": "<script>alert(1)</script>"})]
    nbformat.write(notebook, path)
    assert foreign_notebooks(folder) == [path]


def test_what_this_user_saved_in_jupyterlab_is_known(tmp_path, jupyter):
    from jupyter_server.services.contents.filemanager import FileContentsManager

    case = tmp_path / "mine"
    shutil.copytree(Path(__file__).parents[1] / "data" / "sample" / "articles", case / "articles")
    folder = copy_notebooks(case)
    assert foreign_notebooks(folder) == []
    manager = FileContentsManager(root_dir=str(folder))
    model = manager.get("04_ledger.ipynb")
    model["content"].cells.append(nbformat.v4.new_code_cell("case.ledger.head()"))
    manager.save(model, "04_ledger.ipynb")
    assert foreign_notebooks(folder) == []
    path = folder / "04_ledger.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("head()", "tail()"), encoding="utf-8")
    assert foreign_notebooks(folder) == [path]


# --- the parts


def test_search_paths_lose_what_is_relative(monkeypatch):
    absolute = os.path.abspath("lib")  # noqa: PTH100
    assert absolute_alone(os.pathsep.join(["", ".", absolute, "lib"])) == absolute
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", absolute]))
    assert environment()["PYTHONPATH"] == absolute


def test_the_current_folder_is_taken_off_the_path_of_this_process(tmp_path, monkeypatch):
    (tmp_path / "workbench").mkdir()
    monkeypatch.chdir(tmp_path)
    before = list(sys.path)
    monkeypatch.setattr(sys, "path", ["", *before, ".", str(tmp_path)])
    leave_out_current_folder()
    assert sys.path == [path for path in before if path not in ("", ".")]


def test_a_checkout_stays_on_the_path_of_who_works_in_it(monkeypatch):
    root = Path(__file__).parents[1]
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", [str(root)])
    leave_out_current_folder()
    assert sys.path == [str(root)]
