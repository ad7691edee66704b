"""Fresh kernels without the wait: each is a copy of a process that has imported the libraries and done nothing else.

Most of a notebook's time goes into importing the same libraries. On Linux a process that has them is started once
and forks for each notebook, as ``multiprocessing`` does with its fork server; nothing of one notebook reaches the
next. Elsewhere, and where that process cannot be started, kernels start as Jupyter starts them.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from typing import Any

from workbench.starting import KERNEL_MODULE, environment, kernel_folders, own_folder, python_command
from workbench.starting.kernel import start

# What notebooks import; each is imported once, before the first fork, and starts no thread by that.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.completerlib",
    "pandas",
    "pyarrow.parquet",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "workbench.case",
    "workbench.charts",
    "workbench.explorers",
    "workbench.findings",
    "workbench.ledger",
)


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


class WarmStart:
    """Starts kernels from a process that has imported what they need; use it as a context.

    Examples
    --------
    >>> with WarmStart() as warm:
    ...     warm.ready in (True, False)
    True
    """

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> WarmStart:
        if sys.platform == "linux":
            self._server = subprocess.Popen(
                python_command("-c", "from workbench.report.warm import serve; serve()"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=own_folder(),
                env=environment(PYDEVD_DISABLE_FILE_VALIDATION="1"),
            )
        return self

    def __exit__(self, *_error: object) -> None:
        if self._server is not None:
            self._server.communicate()  # it ends when nobody can ask it any more

    @property
    def ready(self) -> bool:
        """Whether kernels can be forked here."""
        return self._server is not None and self._server.poll() is None

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
    """Import, then fork a kernel for each line that comes in, and answer with its process id."""
    from importlib import import_module

    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # the answers have their channel to themselves
    for name in PRELOADED:
        import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    signal.signal(signal.SIGCHLD, _bury)
    for line in sys.stdin:
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
