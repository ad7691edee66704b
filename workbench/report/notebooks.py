"""Finds the notebooks, runs them on a case, keeps what came out of them, and turns them into pages."""

from __future__ import annotations

import asyncio
import atexit
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workbench.case import Case
from workbench.case.progress import ASKED, STATIC
from workbench.case.steps import LIVE
from workbench.errors import ReportError
from workbench.report.warm import WarmStart, manager_class
from workbench.starting import environment, import_without

CELL_SECONDS = 300
NOTEBOOK_SECONDS = 900
TRIES = 2
KERNEL = "python3"
SIDE_BY_SIDE = 2
MOST_AHEAD = 8
# What a notebook asserts and does not hold marks the report, it does not withhold it.
FAILED_CHECK = "AssertionError"

Executed = Sequence[tuple[Path, Any]]
"""Path and content of notebooks that have run, with their outputs."""


def notebook_folder() -> Path:
    """Return the folder of the notebooks: beside the package in a checkout, inside it when installed.

    Raises
    ------
    ReportError
        If there is none.

    Examples
    --------
    >>> any(path.suffix == ".ipynb" for path in notebook_folder().iterdir())
    True
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "notebooks", package / "notebooks"):
        if folder.is_dir():
            return folder
    raise ReportError(
        f"The notebooks are missing: neither {package.parent / 'notebooks'} nor {package / 'notebooks'} exists."
    )


def notebooks() -> list[Path]:
    """Return the notebooks that belong to the workbench: the numbered ones in order, then the tutorial and the workbench."""
    found = sorted(
        path for path in notebook_folder().glob("*.ipynb") if re.match(r"\d|tutorial|workbench", path.name)
    )
    return sorted(found, key=lambda path: not path.name[0].isdigit())


def chapters() -> list[Path]:
    """Return the notebooks that make up a report: the numbered ones but the start page."""
    return [path for path in notebooks() if re.match(r"(?!00)\d", path.name)]


@cache
def notebook_format() -> Any:
    """Return the library ``nbformat``, imported without the grammars of web addresses in other scripts.

    Its validator loads them if they are installed, for a format that no notebook has: two seconds for nothing.

    Examples
    --------
    >>> notebook_format().v4.new_code_cell("1 + 1").cell_type
    'code'
    """
    return import_without("nbformat", "rfc3987_syntax")


def read_notebook(path: Path) -> Any:
    """Read a notebook.

    Raises
    ------
    ReportError
        If the file is no notebook.
    """
    try:
        return notebook_format().read(path, as_version=4)
    except Exception as error:  # the library raises several kinds; the file is what matters
        raise ReportError(f"{path}: is not a notebook that can be read ({error}).") from error


def parameterize(notebook: Any, case: Path) -> Any:
    """Return a copy of a notebook that opens another case, by papermill's ``parameters`` cell."""
    from copy import deepcopy

    from papermill.parameterize import parameterize_notebook

    tagged = deepcopy(notebook)
    for cell in tagged.cells:
        cell.metadata.setdefault("tags", [])  # the library expects these to be there
    tagged.metadata.setdefault("papermill", {})
    return parameterize_notebook(tagged, {"CASE": str(case.resolve())}, report_mode=True)


def execute(notebook: Any, *, folder: Path, name: str) -> Any:
    """Run a notebook from top to bottom in a fresh kernel, and return it with its outputs.

    A kernel now and then hangs at its start: each cell and the whole notebook have a time limit, and a
    notebook that hit it is tried once more.

    Raises
    ------
    ReportError
        If a cell raises or the kernel fails; the message names the notebook and the cell, and shows the error.
    """
    done = execute_all({name: notebook}, folder=folder)[name]
    for what, where in failed_assertions(name, done):
        raise ReportError(f"{where}: {FAILED_CHECK}: {what}. {_ADVICE}")
    return done


def execute_all(
    named: Mapping[str, Any],
    *,
    folder: Path,
    started: Callable[[str], None] = lambda name: None,
    warm: WarmStart | None = None,
    asked: Path | None = None,
    gate: Gate | None = None,
) -> dict[str, Any]:
    """Run notebooks as :func:`execute` does, two side by side, and return them under their names.

    A cell whose assertion fails ends there and the next ones run: :func:`failed_assertions` lists them.

    Parameters
    ----------
    named
        The notebooks by name.
    folder
        Where they run.
    started
        Is called with the name of each as it starts.
    warm
        Where fresh kernels are to be had without the wait for their imports; None starts them as Jupyter does.
    asked
        A folder in which each notebook leaves, under its name, the names of the tables that it asked for.
    gate
        What the first cells wait for; kernels start before.
    """

    async def run_all() -> list[Any]:
        # Tasks of a kernel that died fail after the notebook has: what happened is said once, by our own error.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        kernels = _Kernels(folder, warm, asked, gate, started)
        running = asyncio.gather(*(_execute(notebook, name, kernels) for name, notebook in named.items()))
        return await (gate.until_closed(running) if gate else running)

    return dict(zip(named, _to_its_end(run_all), strict=True))


class Gate:
    """What notebooks wait for whose kernels start ahead: it is opened when what they read is there, or closed."""

    def __init__(self) -> None:
        self._opened: Future[None] = Future()
        self._closed: Future[None] = Future()

    def open(self) -> None:
        """Let the cells run."""
        self._opened.set_result(None)

    def close(self) -> None:
        """End all kernels: nobody waits for what they do any more."""
        self._closed.set_result(None)

    async def passed(self) -> None:
        """Wait until it is open."""
        await asyncio.shield(asyncio.wrap_future(self._opened))

    async def until_closed(self, running: asyncio.Future[list[Any]]) -> list[Any]:
        """Return what comes of work, which is cancelled if the gate is closed meanwhile."""
        closed = asyncio.wrap_future(self._closed)
        both: set[asyncio.Future[Any]] = {running, closed}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            running.cancel()
        return await running


@contextmanager
def started_ahead(named: Mapping[str, Any], **options: Any) -> Iterator[Callable[[], dict[str, Any]]]:
    """Start the kernels of notebooks in a thread beside; what is given runs their cells and returns them.

    Parameters
    ----------
    named
        The notebooks by name.
    **options
        As for :func:`execute_all`.
    """
    gate = Gate()
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(execute_all, named, gate=gate, **options)

        def run() -> dict[str, Any]:
            gate.open()
            return running.result()

        try:
            yield run
        finally:
            gate.close()


def _to_its_end(work: Callable[[], Coroutine[Any, Any, list[Any]]]) -> list[Any]:
    """Run a coroutine, also from a notebook, where an event loop is running already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(work())).result()


class _Kernels:
    """Where kernels come from, one at a time, as two importing at once hang now and then; and when their cells run."""

    def __init__(
        self,
        folder: Path,
        warm: WarmStart | None,
        asked: Path | None,
        gate: Gate | None,
        started: Callable[[str], None],
    ) -> None:
        self.folder, self.manager = folder, manager_class(warm)
        self.start, self._seats = asyncio.Lock(), asyncio.Semaphore(SIDE_BY_SIDE)
        self.are_copies = warm is not None and warm.ready
        ahead = MOST_AHEAD if gate and self.are_copies else SIDE_BY_SIDE  # a copy takes next to no memory
        self._places = asyncio.Semaphore(ahead)
        self._asked, self._gate, self._started = asked, gate, started

    @asynccontextmanager
    async def kernel(self, client: Any, name: str) -> AsyncIterator[None]:
        """Have a kernel for a notebook, and wait until its cells may run."""
        told = {ASKED: str(self._asked / name)} if self._asked else {}
        env = environment(**KERNEL_ENVIRONMENT, **told)
        try:
            async with self._places, client.async_setup_kernel(env=env):
                if self._gate:
                    await self._gate.passed()
                async with self._seats:
                    self._started(name)
                    yield
        finally:  # where a start is given up the library would clean up once more, at the very end
            atexit.unregister(client._cleanup_kernel)


async def _execute(notebook: Any, name: str, kernels: _Kernels) -> Any:
    from nbclient.exceptions import CellExecutionError

    hangs = (
        TimeoutError,
        RuntimeError,
    )  # the ways in which a kernel hangs or dies; the library's are of these
    for attempt in range(TRIES):
        client = _client(notebook, kernels)
        try:
            async with kernels.kernel(client, name):
                return await asyncio.wait_for(client.async_execute(cleanup_kc=False), NOTEBOOK_SECONDS)
        except CellExecutionError as error:
            raise ReportError(f"{_where(name, client.nb)}: {_named(error)}. {_ADVICE}") from error
        except hangs as error:
            if attempt + 1 == TRIES:
                said = f"did not finish, tried {TRIES} times ({error!r})"
                raise ReportError(f"{_where(name, client.nb)}: {said}. {_ADVICE}") from error
        except Exception as error:  # the libraries that start a kernel and talk to it raise many kinds
            raise ReportError(
                f"{_where(name, client.nb)}: could not be run ({error!r}). {_ADVICE}"
            ) from error
    raise AssertionError("unreachable")


_ADVICE = "To see it happen, open the case with 'workbench lab CASE' and run this notebook there."


def _named(error: Any) -> str:
    """Say what a cell raised; a kernel that stumbles over its own output names no error."""
    if error.ename in ("", "None", "NoneType"):
        return "its result cannot be shown, and the kernel does not say why"
    return f"{error.ename}: {error.evalue}"


def _where(name: str, notebook: Any) -> str:
    """Name the cell that raised, or the first one that did not come to its end, as the notebook numbers them."""
    cells = _code_cells(notebook)
    raised = [cell for cell in cells if any(o.output_type == "error" for o in cell.get("outputs", []))]
    unfinished = [cell for cell in cells if not _answered(cell)]
    met = next(iter([*raised, *unfinished]), None)
    return name if met is None else _numbered(name, notebook, met)


def _code_cells(notebook: Any) -> list[Any]:
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.get("tags", [])
    ]


def _numbered(name: str, notebook: Any, met: Any) -> str:
    number = next(number for number, cell in enumerate(_code_cells(notebook), start=1) if cell is met)
    first_line = next(iter(met.source.strip().splitlines()), "")
    return f"{name}, code cell {number} ('{first_line[:80]}')"


def failed_assertions(name: str, notebook: Any) -> list[tuple[str, str]]:
    """Return what an executed notebook asserted and did not find so: what, and in which cell."""
    return [
        (output.evalue or "an assertion without words", _numbered(name, notebook, cell))
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error" and output.ename == FAILED_CHECK
    ]


def _answered(cell: Any) -> bool:
    return not cell.source.strip() or "shell.execute_reply" in cell.metadata.get("execution", {})


def _client(notebook: Any, kernels: _Kernels) -> Any:
    """Return a client whose kernel starts only when no other is starting."""
    from copy import deepcopy

    from nbclient import NotebookClient

    class OneStartAtATime(NotebookClient):
        async def async_start_new_kernel(self, **options: Any) -> None:
            await kernels.start.acquire()
            try:
                await super().async_start_new_kernel(**options)
            except BaseException:
                kernels.start.release()
                raise
            if kernels.are_copies:  # they import nothing more, so that nothing is left that two could hang in
                kernels.start.release()

        async def async_start_new_kernel_client(self) -> Any:
            try:
                return await super().async_start_new_kernel_client()
            finally:
                if not kernels.are_copies:
                    kernels.start.release()

    return OneStartAtATime(
        deepcopy(notebook),
        kernel_manager_class=kernels.manager,
        timeout=CELL_SECONDS,
        startup_timeout=60,
        shutdown_kernel="immediate",  # what its last cell gave is here, and it holds nothing else
        allow_error_names=[FAILED_CHECK],
        kernel_name=KERNEL,
        extra_arguments=["--log-level=CRITICAL"],
        resources={"metadata": {"path": str(kernels.folder)}},
    )


# Explorers show their static twins alone, and the debugger's warnings stay out of the outputs.
KERNEL_ENVIRONMENT = {STATIC: "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def notebook_title(notebook: Any, path: Path) -> str:
    """Return the first heading of a notebook, or its file's name."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found = re.search(r"^#\s+(.+)$", cell.source, flags=re.MULTILINE)
            if found:
                return found.group(1).strip()
    return path.stem


def to_html(notebook: Any) -> str:
    """Return the body of a page for an executed notebook: its words and outputs, without its code.

    Widgets are replaced by their static twins: of each output the HTML is taken, never the widget.
    """
    body, _ = _exporter().from_notebook_node(_without_parameters(notebook))
    return str(body)


@cache
def _exporter() -> Any:
    notebook_format()
    from nbconvert import HTMLExporter
    from nbconvert.exporters import TemplateExporter
    from nbconvert.filters import Highlight2HTML
    from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
    from traitlets.config import Config

    class AsRendered(HTMLExporter):
        """Leaves a page as its template made it: parsing it again only adds marks that the workbench's pages lack."""

        def from_notebook_node(self, nb: Any, resources: dict[str, Any] | None = None, **options: Any) -> Any:
            resources = self._init_resources(resources)
            known = {"notebook_metadata": self._nb_metadata, "parent": self, "resources": resources}
            self.register_filter("highlight_code", Highlight2HTML(parent=self))
            self.register_filter("filter_data_type", WidgetsDataTypeFilter(**known))
            return TemplateExporter.from_notebook_node(self, nb, resources, **options)

    priority = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]
    config = Config({"NbConvertBase": {"display_data_priority": priority}})
    return AsRendered(
        config=config,
        template_name="basic",
        extra_template_basedirs=[],  # else templates in the current folder, which may name code to run
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )


def _without_parameters(notebook: Any) -> Any:
    from copy import deepcopy

    shown = deepcopy(notebook)
    hidden = {"parameters", "injected-parameters", "report-hide"}
    shown.cells = [cell for cell in shown.cells if not hidden & set(cell.metadata.get("tags", []))]
    for cell in shown.cells:
        if cell.get("outputs"):
            cell.outputs = [_told(output) for output in cell.outputs]
    return shown


def _told(output: Any) -> Any:
    """Return an output; in place of the traceback of a failed check, what does not hold."""
    if output.output_type != "error" or output.ename != FAILED_CHECK:
        return output
    from html import escape

    words = f"A check failed here: {escape(output.evalue)}. What this step would have shown is missing."
    note = f'<section class="alarm"><p><strong>{words}</strong></p></section>'
    return notebook_format().v4.new_output("display_data", {"text/html": note, "text/plain": words})


# What hangs on the analyst's decisions: a notebook that asks for none of it is the same after a decision.
DECIDED = frozenset(name for step in LIVE for name in step.tables)


def read_kept(case: Case, name: str, notebook: Any) -> Any:
    """Return a notebook as it came out of its last run on the case; None if it has to run.

    It counts while its cells, the files and settings of the case, the workbench's own code and, if it asks for what
    hangs on them, the decisions are as they were.

    Parameters
    ----------
    case
        The case.
    name
        The notebook's file.
    notebook
        The notebook as it stands in its file.
    """
    kept = case.read_kept(_place(name))
    if kept is None:
        return None
    head, _, body = kept.partition(b"\n")
    said = json.loads(head)
    if said["key"] != _key(case, notebook, said["asked"], case.decisions_digest):
        return None
    try:
        return notebook_format().reads(body.decode("utf-8"), as_version=4)
    except ValueError as error:  # pragma: no cover  it was written by us, and carries a checksum
        raise ReportError(f"{name}: the kept notebook cannot be read ({error}).") from error


def keep(
    case: Case, name: str, notebook: Any, executed: Any, asked: Sequence[str], *, decisions: str
) -> None:
    """Keep a notebook with its outputs, unless a decision was written meanwhile: nobody knows if it was read.

    Parameters
    ----------
    case
        The case.
    name
        The notebook's file.
    notebook
        The notebook as it stands in its file.
    executed
        The notebook with its outputs.
    asked
        The tables that it read.
    decisions
        :attr:`~workbench.case.Case.decisions_digest` as it was before the notebook ran.
    """
    if case.decisions_digest != decisions:
        return
    head = json.dumps({"key": _key(case, notebook, asked, decisions), "asked": sorted(asked)})
    body = notebook_format().writes(executed)
    case.write_kept(_place(name), f"{head}\n{body}".encode())


def _place(name: str) -> str:
    return f"{name}.run"


def _key(case: Case, notebook: Any, asked: Sequence[str], decisions: str) -> str:
    cells = [(cell.cell_type, cell.source) for cell in notebook.cells]
    said = [
        str(case.path.resolve()),
        cells,
        decisions if DECIDED & {*asked} else "",
        version("matplotlib"),
        version("ipywidgets"),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
