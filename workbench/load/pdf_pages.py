"""Takes the text out of PDF files in a process of its own: parsers of PDF can be made to run for ever.

Run as a script it answers on its output what it is sent on its input; it imports nothing but pypdf, and ends when
its input does. :func:`pdf_pages` starts it when first asked, and anew after it had to be killed.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
MEMORY_BYTES = 4 << 30


class PdfError(Exception):
    """A PDF that cannot be read, and why."""


def pdf_pages(data: bytes, *, most_pages: int, seconds: float) -> dict[str, Any]:
    """Return the text of each page and what the file says about itself.

    Parameters
    ----------
    data
        The file.
    most_pages
        With more pages it is not read.
    seconds
        What takes longer is given up.

    Returns
    -------
    dict
        ``pages``, a text each; ``title``, ``author`` and the day of ``created``, empty where unknown.

    Raises
    ------
    PdfError
        If it is damaged, encrypted, has too many pages, or takes too long or too much memory.
    """
    with _LOCK:
        worker = _worker()
        timer = threading.Timer(seconds, worker.kill)
        timer.start()
        try:
            _send(worker.stdin, LENGTH.pack(most_pages) + data)
            answer = json.loads(_receive(worker.stdout))
        except (OSError, EOFError) as error:
            worker.kill()
            worker.wait()
            raise PdfError(
                f"a PDF that takes more than {seconds:.0f} seconds or {MEMORY_BYTES >> 30} GB to read: "
                "print it to a new PDF, or save its text"
            ) from error
        finally:
            timer.cancel()
    if "error" in answer:
        raise PdfError(answer["error"])
    return dict(answer)


_LOCK = threading.Lock()
_WORKERS: dict[int, subprocess.Popen[bytes]] = {}


def _worker() -> subprocess.Popen[bytes]:
    """Return the process that reads, one for each process that asks: a fork must not share its pipes."""
    from workbench.starting import (  # not in the process that is started
        environment,
        own_folder,
        python_command,
    )

    worker = _WORKERS.get(os.getpid())
    if worker is None or worker.poll() is not None:
        worker = subprocess.Popen(
            python_command("-W", "ignore", __file__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=own_folder(),
            env=environment(),
        )
        _WORKERS.clear()
        _WORKERS[os.getpid()] = worker
    return worker


def _send(stream: BinaryIO | Any, data: bytes) -> None:
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> bytes:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    data = stream.read(*LENGTH.unpack(head))
    if len(data) < LENGTH.unpack(head)[0]:
        raise EOFError
    return bytes(data)


# --- in the process of its own


def read_pdf(data: bytes, most_pages: int) -> dict[str, Any]:
    """Return what :func:`pdf_pages` does, or the ``error``, read in this process."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    encrypted = "encrypted: save it without a password and add that file"
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": encrypted}
        n_pages = len(reader.pages)
        if n_pages > most_pages:
            return {"error": f"{n_pages:,} pages; the limit is {most_pages:,}: split it"}
        pages = [_sound(page.extract_text() or "") for page in reader.pages]
    except DependencyError:
        return {"error": encrypted}
    except (PyPdfError, RecursionError) as error:
        return {"error": f"a damaged PDF ({_sound(str(error))})"}
    except MemoryError:
        return {"error": "larger than the memory that a PDF may take"}
    except Exception as error:  # pypdf raises anything on a damaged file
        return {"error": f"PDF that cannot be read: {type(error).__name__}: {_sound(str(error))[:200]}"}
    return {"pages": pages, **_properties(reader)}


def _properties(reader: Any) -> dict[str, str]:
    try:
        found = reader.metadata
        created = found.creation_date if found else None
        return {
            "title": _sound(found.title or "") if found else "",
            "author": _sound(found.author or "") if found else "",
            "created": created.date().isoformat() if created else "",
        }
    except Exception:
        # A title that cannot be read is no reason to lose the text; pypdf raises many types here.
        return {"title": "", "author": "", "created": ""}


def _sound(text: object) -> str:
    return str(text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def serve() -> None:
    """Answer one file after the other until the input ends."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    while True:
        try:
            asked = _receive(sys.stdin.buffer)
        except EOFError:
            return
        answer = read_pdf(asked[LENGTH.size :], *LENGTH.unpack(asked[: LENGTH.size]))
        _send(sys.stdout.buffer, json.dumps(answer).encode())


if __name__ == "__main__":
    serve()
