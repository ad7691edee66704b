"""A real Chromium and a real JupyterLab on this machine, for the tests that are about them."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from workbench.case import sample_folder
from workbench.errors import ReportError
from workbench.lab import config_path
from workbench.report.layout import find_chromium
from workbench.report.notebooks import notebook_folder, read_notebook

REQUIRED = os.environ.get("WORKBENCH_BROWSER_TESTS") == "required"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    executable = find_chromium()
    if executable is None:
        message = "NO CHROMIUM FOUND: the browser tests did not run. Install one (Debian: apt-get install chromium)."
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that remembers its own errors and every request that it made."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_default_timeout(90_000)  # machines that run several tests at once are slow, not broken
    page.errors, page.requests = [], []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.requests.append(request.url))
    yield page
    context.close()


class Lab:
    """A running JupyterLab on a copy of the notebooks and of the sample case."""

    def __init__(self, folder, port, token):
        self.folder, self.port, self.token = folder, port, token
        self.case = folder / "case"

    def url(self, path):
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def api(self, path, method="GET"):
        request = urllib.request.Request(
            self.url(f"api/{path}"), method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def wait_for(self, what, seconds, condition):
        """Ask until there is an answer; one that is cut off, or a file that is being written, is none yet."""
        deadline, met = time.monotonic() + seconds, None
        while time.monotonic() < deadline:
            try:
                found = condition()
            except (OSError, HTTPException, ValueError, ReportError) as error:
                found, met = None, error
            if found:
                return found
            time.sleep(0.3)
        raise TimeoutError(f"JupyterLab: {what} did not happen within {seconds} seconds") from met

    def make_fresh(self, name):
        """End the kernels of a notebook and take its outputs away: what an earlier test left is no answer."""

        def ended():
            left = [session for session in self.api("sessions") if session["path"] == name]
            for session in left:
                self.api(f"sessions/{session['id']}", method="DELETE")
            return not left

        self.wait_for(f"the end of the kernels of {name}", 60, ended)
        clear_outputs(self.folder / "notebooks" / name)

    def ran(self, name):
        """The code cells of a notebook as it was last saved, if every one of them has run."""
        cells = [
            cell for cell in read_notebook(self.folder / "notebooks" / name).cells if cell.cell_type == "code"
        ]
        return cells if all(cell.execution_count for cell in cells) else None

    def idle_kernel(self, name):
        """The session of a notebook whose kernel has started and is idle."""
        return next(
            (
                session
                for session in self.api("sessions")
                if session["path"] == name and session["kernel"]["execution_state"] == "idle"
            ),
            None,
        )


def draw_every_cell(settings: Path) -> Path:
    """Have JupyterLab draw cells out of sight too: a test cannot find what is not in the page."""
    folder = settings / "@jupyterlab" / "notebook-extension"
    folder.mkdir(parents=True)
    (folder / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}', encoding="utf-8")
    return settings


@contextmanager
def running_lab(folder):
    notebooks = folder / "notebooks"
    shutil.copytree(notebook_folder(), notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in notebooks.glob("*.ipynb"):
        clear_outputs(path)
    shutil.copytree(sample_folder(), folder / "case")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    environment = {key: value for key, value in os.environ.items() if key != "WORKBENCH_STATIC"} | {
        "WORKBENCH_CASE": str(folder / "case"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_CONFIG_PATH": config_path(),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(draw_every_cell(folder / "settings")),
    }
    command = [
        *(
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--ServerApp.port_retries=0",  # another port would not be the one that is asked
            "--allow-root",
        ),
        *(f"--ServerApp.root_dir={notebooks}", f"--IdentityProvider.token={token}", "--LabApp.news_url="),
    ]
    log = (folder / "lab.log").open("w")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    lab = Lab(folder, port, token)
    try:
        lab.wait_for("an answer", 120, lambda: lab.api("status"))
        yield lab
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:  # it is waiting for a kernel; nothing of it is needed any more
            process.kill()
            process.wait()
        log.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


def clear_outputs(path: Path) -> None:
    import nbformat

    notebook = read_notebook(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)


def run_all(page, lab, name):
    """Open a notebook, run all its cells, and return them as saved when the last one has run."""
    page.goto("about:blank")  # a notebook that is still open would save itself over the fresh one
    lab.make_fresh(name)
    page.goto(lab.url(f"lab/tree/{name}") + "&reset")
    lab.wait_for(f"the kernel of {name}", 90, lambda: lab.idle_kernel(name))
    page.locator(".jp-Notebook").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def saved_with_all_run():
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        return lab.ran(name)

    return lab.wait_for(f"{name} run to its end", 240, saved_with_all_run)


SELECT = """pane => {
  const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent.search(/[a-z]{8}/);
    if (at < 0 || node.parentElement.closest("mark")) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 8);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    pane.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    return range.toString();
  }
}"""
