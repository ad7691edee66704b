"""What is said of long work, how much is done and how long the rest will take, and how much memory it may take."""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import Any

from workbench.errors import CaseError

try:
    import resource
except ImportError:  # pragma: no cover  Windows
    resource = None  # type: ignore[assignment]

# Set while notebooks run without a person in front: nobody is there to read a line of progress.
STATIC = "WORKBENCH_STATIC"
STOPPED = "Stopped at: {step}. What was done before is kept; run the cell again to go on from there."


SECONDS_BETWEEN_LINES = 5
WORTH_SAYING = 10  # seconds that are left


class Pace:
    """How long the rest of some work will take, if it goes on as it went.

    Parameters
    ----------
    clock
        Returns seconds.

    Examples
    --------
    >>> seconds = iter([0, 0, 30, 55])
    >>> pace = Pace(lambda: next(seconds))
    >>> pace.told(0, 4), pace.told(1, 4), pace.told(2, 4)
    ('0 of 4', '1 of 4, about 2 min left', '2 of 4, about 60 s left')
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._said = clock()

    @property
    def is_due(self) -> bool:
        """Whether nothing was said for a while."""
        return self._clock() - self._said > SECONDS_BETWEEN_LINES

    def told(self, done: int, whole: int, *, work: float | None = None) -> str:
        """Say how many parts are done and how long the others will take.

        ``work`` is the share of the work that is done, 0 to 1, where parts differ; by default that of the parts.
        """
        return f"{done:,} of {whole:,}{self.left(done / whole if work is None else work)}"

    def left(self, share: float) -> str:
        """Say how long the rest will take of work of which so much is done, 0 to 1; nothing where that is not worth saying."""
        self._said = self._clock()
        seconds = (self._said - self._began) * (1 - share) / share if share else 0.0
        return f", {in_time(seconds)} left" if seconds >= WORTH_SAYING else ""


def in_time(seconds: float) -> str:
    """Return a time to wait in words, as roughly as it is known.

    Examples
    --------
    >>> in_time(14), in_time(95), in_time(7000)
    ('about 10 s', 'about 2 min', 'about 2 h')
    """
    if seconds < 60:
        return f"about {max(1, round(seconds / 10)) * 10} s"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {round(minutes / 60)} h"


# Set while a notebook of a report runs: the file that takes the name of each table that it asks for.
ASKED = "WORKBENCH_ASKED"


def note_asked(name: str) -> None:
    """Write down that a table was asked for, where somebody wants to know what a notebook hangs on.

    Examples
    --------
    >>> note_asked("links")  # nobody does
    """
    wanted = os.environ.get(ASKED)
    if wanted:
        with Path(wanted).open("a", encoding="utf-8") as stream:
            stream.write(f"{name}\n")


def notebook_progress() -> Callable[[str], None] | None:
    """Return what shows the steps of a case in the running notebook; None where there is none, or no reader.

    Examples
    --------
    >>> notebook_progress() is None  # there is no notebook around this example
    True
    """
    if os.environ.get(STATIC):
        return None
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:  # pragma: no cover  a dependency of JupyterLab
        return None
    shell = get_ipython()
    return NotebookProgress(shell) if getattr(shell, "kernel", None) is not None else None


class NotebookProgress:
    """Shows the step that runs below the cell that asked for it.

    Parameters
    ----------
    shell
        IPython's shell of the notebook.
    """

    def __init__(self, shell: Any) -> None:
        self._handle: Any = None
        self._step = ""
        shell.events.register("post_run_cell", self._done)

    def __call__(self, step: str) -> None:
        """Name the step that begins."""
        self._step = step
        self._show(f"{step} … (the stop button of the toolbar interrupts it)")

    def _show(self, line: str) -> None:
        from IPython.display import HTML, display

        shown = HTML(f'<p class="quiet">{escape(line)}</p>' if line else "")
        if self._handle is None:
            self._handle = display(shown, display_id=True)
        else:
            self._handle.update(shown)

    def _done(self, result: Any) -> None:
        """Take the line away when the cell is done, or say where a person stopped it."""
        if self._handle is None:
            return
        stopped = isinstance(result.error_in_exec, KeyboardInterrupt)
        self._show(STOPPED.format(step=self._step) if stopped else "")
        self._handle = None


# How much memory a process may take: "6GB", "800MB", "50%" of what there is, or "all".
MEMORY = "WORKBENCH_MEMORY"
FEWER = (
    "To need less: split the articles into several cases, by day or by outlet, or leave copies out; to have more: close "
    "other programs, or allow more with --memory. Articles on many events take less with workbench export --engine dask."
)
_SHARE = 0.75  # of what there is: the rest is for the kernels of a report, a browser, and the system
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_SIZE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,3})?) ?(?:([KMGT]?)i?B?|%)", re.IGNORECASE)
_NO_ROOM = re.compile(
    "(?:start new|launch worker) thread|allocate memory|failed to map segment"
)  # of libraries
_GIVEN = resource.getrlimit(resource.RLIMIT_DATA)[0] if resource else 0
_THREADS = 8 + (os.cpu_count() or 1)  # of a library, at most
_RESERVE = {  # arenas, and what threads have
    "pyarrow.parquet": (1 << 30) + _THREADS * (16 << 20),
    "scipy.linalg": _THREADS * (48 << 20),
}
_CGROUPS = Path("/sys/fs/cgroup")


def memory_there(said: str | None = None) -> int:
    """Return how many bytes of memory a process of the workbench may take.

    Parameters
    ----------
    said
        A size, a share of what there is, or ``all``; None takes what ``WORKBENCH_MEMORY`` says, and where that is not
        set three quarters. What there is, is what the machine has, or less where the process is held to less.

    Raises
    ------
    CaseError
        If that is no size.

    Examples
    --------
    >>> memory_there("1.5 GB")
    1610612736
    >>> memory_there("50%") < memory_there("all")
    True
    """
    said = (os.environ.get(MEMORY, "") if said is None else said).strip()
    if not said or said == "all":
        return int(_memory_at_hand() * (1 if said else _SHARE))
    match = _SIZE.fullmatch(said)
    size = float(match[1]) if match else 0
    if not match or not size or (said.endswith("%") and size > 100):
        raise CaseError(f"'{said}' is no size of memory: write 6GB, 800MB, 50% or all.")
    return int(_memory_at_hand() * size / 100 if said.endswith("%") else size * _UNITS[match[2].upper()])


def _memory_at_hand() -> int:
    """Return the least of what the machine has and what this process and its group of processes may take."""
    return min([os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), *_limits(), *_held_to()])


def _limits() -> list[int]:
    """Return what this process was limited to before the workbench was asked for anything."""
    if resource is None:  # pragma: no cover  Windows
        return []
    limits = resource.getrlimit(resource.RLIMIT_AS)[0], _GIVEN
    return [limit for limit in limits if limit != resource.RLIM_INFINITY]


def _held_to(root: Path = _CGROUPS, groups: Path = Path("/proc/self/cgroup")) -> Iterator[int]:
    """Yield the limits of the control groups that this process is in, of both versions, those around them included."""
    try:
        lines = [line.split(":", 2) for line in groups.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return
    for _, kinds, path in (line for line in lines if len(line) == 3):
        if kinds and "memory" not in kinds.split(","):
            continue
        top, name = (root / "memory", "memory.limit_in_bytes") if kinds else (root, "memory.max")
        inner = top / path.lstrip("/")
        for folder in (inner, *inner.parents):
            with suppress(OSError, ValueError):  # "max", and what a container does not see
                yield int((folder / name).read_text(encoding="ascii"))
            if folder == top:
                break


@contextmanager
def bounded(most: int) -> Iterator[None]:
    """Let this process take no more memory: beyond it a ``MemoryError`` is raised.

    Without it a system that runs out kills a process without a word. Where the system knows no such limit (Windows;
    macOS counts only a part) it goes on without one.

    Parameters
    ----------
    most
        Bytes of what the process writes to; libraries, mapped files and what was reserved but never used do not count.
    """
    if resource is None:  # pragma: no cover  Windows
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    soft = most + _reserved()
    resource.setrlimit(
        resource.RLIMIT_DATA,
        (soft if before[1] == resource.RLIM_INFINITY else min(soft, before[1]), before[1]),
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _reserved() -> int:
    """Return the bytes that libraries have reserved, or will when they are loaded, and do not use: the system counts them."""
    to_come = sum(size for module, size in _RESERVE.items() if module not in sys.modules)
    return max(0, _size_of_process("VmData") - memory_taken()) + to_come


def memory_taken() -> int:
    """Return the bytes of memory that this process uses now; 0 where the system does not tell."""
    return _size_of_process("RssAnon")


def _size_of_process(name: str) -> int:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def is_of_memory(error: Exception) -> bool:
    """Return whether an error says, in one of the ways that Python has for it, that there was no memory left.

    Examples
    --------
    >>> is_of_memory(MemoryError()), is_of_memory(RuntimeError("can't start new thread")), is_of_memory(OSError(2, ""))
    (True, True, False)
    """
    if isinstance(error, OSError) and error.errno:
        return error.errno == errno.ENOMEM
    return isinstance(error, MemoryError) or bool(_NO_ROOM.search(str(error)))


def in_gigabytes(size: float) -> str:
    """Return a number of bytes as a reader takes it.

    Examples
    --------
    >>> in_gigabytes(1_610_612_736), in_gigabytes(300 << 20)
    ('1.5 GB', '300 MB')
    """
    return f"{size / (1 << 30):.1f} GB" if size >= 1 << 30 else f"{size / (1 << 20):.0f} MB"
