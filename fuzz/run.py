"""Runs the fuzzer on the targets and says how many cases were tried and what was found.

    python -m fuzz.run [--seconds 600] [--targets readers,clean] [-o build/fuzz]

Guided by coverage (atheris, https://github.com/google/atheris) where that is installed, ``uv sync --group fuzz``;
without it the seeds are changed at random. Inputs that reach new code are kept in ``OUT/corpus/TARGET`` and used
again by the next run; inputs that break something are kept in ``OUT/found`` with the traceback beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import logging
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path
from random import Random

from fuzz.seeds import seeds

# A case may take this long (seconds of processor time) plus as much for each 10,000 bytes; beyond, it is a finding.
SLOW = 3.0
HANGS = 60
LONGEST = 4096


class Watcher:
    """Runs a target on one input after the other, counts them, and keeps those that break it.

    Parameters
    ----------
    target
        Name of the target.
    out
        Folder for what is found.
    """

    def __init__(self, target: str, out: Path) -> None:
        from fuzz.targets import TARGETS

        self.run, self.target, self.out = TARGETS[target], target, out
        self.cases, self.started = 0, time.monotonic()
        self.found: set[str] = set()
        self.told, self.is_warm = 0.0, False

    def __call__(self, data: bytes) -> None:
        """Run the target on one input; what is raised is kept, and the search goes on."""
        self.cases += 1
        started = time.process_time()
        try:
            self.run(data)
        except Exception as error:
            self.keep(data, _name(error), "".join(traceback.format_exception(error)))
        took = time.process_time() - started
        if self.is_warm and took > SLOW * (1 + len(data) / 10_000):
            self.keep(data, "slow", f"{took:.1f} s of processor time for {len(data)} bytes\n")
        if time.monotonic() - self.told > 1:
            self.tell()

    def keep(self, data: bytes, name: str, story: str) -> None:
        """Keep an input that broke the target: one for each place that broke."""
        if name in self.found:
            return
        self.found.add(name)
        self.out.mkdir(parents=True, exist_ok=True)
        stem = f"{self.target}-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
        (self.out / f"{stem}.bin").write_bytes(data)
        (self.out / f"{stem}.txt").write_text(f"{name}\n\n{story}", encoding="utf-8", errors="replace")

    def tell(self) -> None:
        """Write down how far it has come: a process that hangs or crashes is still counted."""
        self.told = time.monotonic()
        self.out.mkdir(parents=True, exist_ok=True)
        state = {"cases": self.cases, "found": sorted(self.found)}
        (self.out / f"{self.target}.json").write_text(json.dumps(state), encoding="utf-8")


def _name(error: Exception) -> str:
    """Name a finding by its type and the last places in the workbench or the target: one bug, one name."""
    here = Path(__file__).parents[1]
    frames = [
        f"{Path(frame.filename).relative_to(here)}:{frame.name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here) and ".venv" not in frame.filename
    ]
    return " < ".join([type(error).__name__, *reversed(frames[-2:])])


def work(target: str, seconds: float, out: Path, seed: int) -> None:
    """Fuzz one target in this process; with atheris this does not return."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    corpus = out / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    if importlib.util.find_spec("atheris"):
        _guided(target, seconds, out, corpus, seed)
    else:
        by_chance(Watcher(target, out / "found"), sorted(corpus.iterdir()), seconds, seed)


def _guided(target: str, seconds: float, out: Path, corpus: Path, seed: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["workbench"]):
        import fuzz.targets  # noqa: F401
    # Rooms are imported when first used, so they are instrumented here.
    with atheris.instrument_imports(include=["workbench"]):
        import workbench.case
        import workbench.clean
        import workbench.compare
        import workbench.explorers.markup
        import workbench.export
        import workbench.figures
        import workbench.ledger
        import workbench.load.readers

        workbench.load.readers.readers()
    watcher = Watcher(target, out / "found")
    for data in seeds(target):
        watcher(data)
    watcher.is_warm = True  # what is loaded at first use is no part of a case's time
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={LONGEST}",
        f"-timeout={HANGS}",
        f"-seed={seed}",
        "-rss_limit_mb=3000",
        "-print_final_stats=0",
        "-verbosity=0",
        f"-artifact_prefix={out / 'found'}/{target}-stopped-",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], watcher)
    atheris.Fuzz()


def by_chance(watcher: Watcher, corpus: list[Path], seconds: float, seed: int) -> None:
    """Change the seeds at random until the time is over."""
    chance, inputs = Random(seed), [path.read_bytes() for path in corpus]
    end = time.monotonic() + seconds
    for data in inputs:
        watcher(data)
    watcher.is_warm = True
    while time.monotonic() < end:
        watcher(mutated(chance, inputs))
    watcher.tell()


def mutated(chance: Random, inputs: list[bytes]) -> bytes:
    """Return one of the inputs with some bytes changed, repeated, dropped, or taken from another one.

    Examples
    --------
    >>> mutated(Random(1), [b"rain"]) == mutated(Random(1), [b"rain"])
    True
    """
    data = bytearray(chance.choice(inputs))
    for _ in range(chance.choice((1, 1, 2, 4, 8, 16))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 2, 4, 16, 64)))
        other = chance.choice(inputs)
        cut = chance.randrange(len(other) + 1)
        data[start:end] = chance.choice(
            (
                bytes([chance.randrange(256)]),
                chance.randbytes(chance.randrange(8)),
                bytes(data[start:end]) * chance.choice((0, 2, 3, 50)),
                other[cut : cut + chance.randrange(64)],
            )
        )
    return bytes(data[:LONGEST])


def fuzz(target: str, seconds: float, out: Path, seed: int) -> tuple[int, list[str]]:
    """Fuzz one target for some seconds in processes of its own; return cases tried and what was found.

    A process that hangs or dies is a finding, and the next one goes on with the time that is left.
    """
    end, cases, found = time.monotonic() + seconds, 0, set()
    state = out / "found" / f"{target}.json"
    while (left := end - time.monotonic()) > 1:
        state.unlink(missing_ok=True)
        command = [sys.executable, "-m", "fuzz.run", "--work", target, "--seconds", str(left), "-o", str(out)]
        done = subprocess.run([*command, "--seed", str(seed)], capture_output=True, check=False)
        told = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {"cases": 0, "found": []}
        cases += told["cases"]
        found |= set(told["found"])
        if done.returncode:
            found.add(_last_words(done.stderr))
            if not told["cases"]:
                break
        seed += 1
    return cases, sorted(found)


def _last_words(stderr: bytes) -> str:
    lines = [
        line for line in stderr.decode("utf-8", "replace").splitlines() if "ERROR" in line or "Error" in line
    ]
    return f"the process stopped: {lines[-1][:200] if lines else 'without a word'}"


def main() -> int:
    """Fuzz every target and print a table; the status is 1 if anything was found."""
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600, help="for all targets together")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()
    if arguments.work:
        work(arguments.work, arguments.seconds, arguments.output, arguments.seed)
        return 0
    names = arguments.targets.split(",")
    how = "guided by coverage" if importlib.util.find_spec("atheris") else "by chance (no atheris)"
    print(f"{len(names)} targets, {arguments.seconds:.0f} seconds, {how}")
    total = broken = 0
    for name in names:
        cases, found = fuzz(name, arguments.seconds / len(names), arguments.output, arguments.seed)
        total, broken = total + cases, broken + len(found)
        print(f"{name:<12}{cases:>10,} cases  {len(found):>3} findings", flush=True)
        for finding in found:
            print(f"    {finding}")
    print(f"{'all':<12}{total:>10,} cases  {broken:>3} findings; inputs in {arguments.output / 'found'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
