"""Fresh kernels without the wait: each is a copy of a process that has imported the libraries and done nothing else.

Most of a notebook's time goes into importing the same libraries. On Linux a process that has them is started once
and forks for each notebook, as ``multiprocessing`` does with its fork server; nothing of one notebook reaches the
next. The command line forks that process off itself before it does anything, so that what both need is imported once.
Elsewhere, and where that process cannot be started, kernels start as Jupyter starts them.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import IO, Any, NoReturn

from workbench.starting import (
    KERNEL_MODULE,
    environment,
    import_without,
    kernel_folders,
    own_folder,
    python_command,
)
from workbench.starting.kernel import start

# What notebooks import; each is imported once, before the first fork, and starts no thread by that.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "sqlite3",
    "tornado.platform.asyncio",
    "pandas",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "workbench.case",
    "workbench.charts",
    "workbench.explorers",
    "workbench.findings",
    "workbench.ledger",
    "workbench.briefing",
)

_PREPARE = "null"


class WarmProcess:
    """A forked kernel, with what :class:`subprocess.Popen` offers of a process that is no child of ours."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:  # it has ended already
            self._handle, self.returncode = -1, 0

    def poll(self) -> int | None:
        """Return 0 when the process has ended, None while it runs; its own status is known to its parent alone."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until the process has ended."""
        return self._ended(timeout)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._handle], [], [], timeout)[0]:
            os.close(self._handle)
            self.returncode = 0
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


class _Copy:
    """A copy of this process that serves, with what :class:`subprocess.Popen` offers of it."""

    def __init__(self) -> None:
        questions, asks = os.pipe()
        answered, answers = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(asks)
            os.close(answered)
            _serve_as_copy(questions, answers)
        os.close(questions)
        os.close(answers)
        self._process = WarmProcess(self._pid)
        self.stdin, self.stdout = os.fdopen(asks, "w"), os.fdopen(answered)

    def poll(self) -> int | None:
        return self._process.poll()

    def communicate(self) -> None:
        self.stdin.close()
        self.stdout.close()
        os.waitpid(self._pid, 0)


class WarmStart:
    """Starts kernels from a process that has imported what they need; use it as a context.

    Parameters
    ----------
    copy
        Whether that process is a copy of this one, which must have done nothing yet but import; it is one of its own
        otherwise, and where this one has threads.

    Examples
    --------
    >>> with WarmStart() as warm:
    ...     warm.ready in (True, False)
    True
    """

    def __init__(self, *, copy: bool = False) -> None:
        self._server: subprocess.Popen[str] | _Copy | None = None
        self._turn = threading.Lock()
        self._copy = copy and threading.active_count() == 1

    def __enter__(self) -> WarmStart:
        if sys.platform == "linux":
            self._server = _Copy() if self._copy else self._apart()
        return self

    @staticmethod
    def _apart() -> subprocess.Popen[str]:
        return subprocess.Popen(
            python_command("-c", "from workbench.report.warm import serve; serve()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=own_folder(),
            env=environment(PYDEVD_DISABLE_FILE_VALIDATION="1"),
        )

    def __exit__(self, *_error: object) -> None:
        if self._server is not None:
            self._server.communicate()  # it ends when nobody can ask it any more

    @property
    def ready(self) -> bool:
        """Whether kernels can be forked here."""
        return self._server is not None and self._server.poll() is None

    def prepare(self) -> None:
        """Let the process import what kernels need, before the first is asked for."""
        if self._server is not None and self._server.stdin is not None:
            with self._turn, suppress(OSError):  # it is gone: kernels then start as Jupyter starts them
                print(_PREPARE, file=self._server.stdin, flush=True)

    def fork(self, arguments: list[str], *, folder: str, environment: dict[str, str]) -> WarmProcess | None:
        """Start a kernel with a launcher's arguments; None if that cannot be done here."""
        server = self._server
        if server is None or server.stdin is None or server.stdout is None:
            return None
        with self._turn:
            try:
                print(json.dumps([arguments, folder, environment]), file=server.stdin, flush=True)
                answer = server.stdout.readline()
            except OSError:
                return None
        return WarmProcess(int(answer)) if answer.strip() else None


def manager_class(warm: WarmStart | None) -> type:
    """Return a kernel manager that takes its kernels from there, and starts them itself where that fails."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_client.provisioning.local_provisioner import LocalProvisioner
    from traitlets import default

    class WarmProvisioner(LocalProvisioner):
        async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
            kernel = (
                None
                if warm is None
                else warm.fork(
                    cmd[cmd.index(KERNEL_MODULE) + 1 :],
                    folder=str(options.get("cwd") or os.getcwd()),  # noqa: PTH109
                    environment=dict(options.get("env") or os.environ),
                )
            )
            if kernel is None:
                return await super().launch_kernel(cmd, **options)
            process: Any = kernel
            self.process, self.pid, self.pgid = process, kernel.pid, kernel.pid
            return self.connection_info

    class WarmManager(AsyncKernelManager):
        @default("kernel_spec_manager")
        def _kernels_of_ours(self) -> Any:
            return KernelSpecManager(parent=self, kernel_dirs=kernel_folders())

        async def _async_pre_start_kernel(self, **options: Any) -> Any:
            if self.provisioner is None:
                self.provisioner = WarmProvisioner(
                    kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
                )
            return await super()._async_pre_start_kernel(**options)

        pre_start_kernel = _async_pre_start_kernel

    return WarmManager


def serve() -> None:
    """Answer what comes in by the standard input, as a process of its own: see :func:`_answer`."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # the answers have their channel to themselves
    _import_all()
    _answer(sys.stdin, out)


def _serve_as_copy(questions: int, answers: int) -> NoReturn:
    """Answer what comes in, as a copy of another process; that one's streams stay out of what kernels do."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        os.chdir(own_folder())
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
        _answer(os.fdopen(questions), os.fdopen(answers, "w"))
        status = 0
    finally:
        os._exit(status)


def _import_all() -> None:
    import_without("ipykernel.debugger", "debugpy")  # nobody debugs here, and each kernel would load it
    for name in PRELOADED:
        import_module(name)
    _find_out_once()
    gc.collect()
    gc.freeze()  # what is here to stay is not looked through again in each kernel


def _find_out_once() -> None:
    """Find out what is the same for every notebook: the hash of our own code, and the fonts there are."""
    from workbench.charts.style import new_figure
    from workbench.store import code_digest

    code_digest()
    new_figure()


def _answer(lines: Iterable[str], out: IO[str]) -> None:
    """Import when the first line comes in, fork a kernel for each that asks for one, and answer with its process id."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    signal.signal(signal.SIGCHLD, _bury)
    for number, line in enumerate(lines):
        if number == 0:
            _import_all()
        if line.strip() == _PREPARE:
            continue
        arguments, folder, environment = json.loads(line)
        pid = os.fork()
        if pid == 0:
            out.close()
            _become_kernel(arguments, folder, environment)
        print(pid, file=out, flush=True)


def _bury(*_signal: object) -> None:
    """Take note of the kernels that have ended, so that they do not stay on as zombies."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _become_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()  # a group of its own, so that signals for it reach no other
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    status = 1
    try:
        # The kernel ends with the process that it is a copy of.
        start([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
        status = 0
    finally:
        os._exit(status)
