"""A short run of the fuzzer: its seeds, every input that once broke something, and changed ones of both."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fuzz
from fuzz.run import Watcher, by_chance, mutated
from fuzz.seeds import seeds
from fuzz.targets import TARGETS

FOUND = sorted((Path(fuzz.__file__).parent / "found").glob("*.bin"))
# Cases of a short run; a story goes through every room, a sentence through one function.
CASES = {"story": 8, "decisions": 15, "case": 15, "clean": 40, "readers": 150, "export": 15, "reviews": 40}


@pytest.mark.parametrize("target", TARGETS)
def test_no_seed_breaks_its_target(target):
    for data in (*seeds(target), b"", b"\0"):
        TARGETS[target](data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_once_broke_something_no_longer_does(path):
    TARGETS[path.stem.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_no_change_of_a_seed_breaks_its_target(target):
    inputs = [*seeds(target), *(path.read_bytes() for path in FOUND if path.stem.startswith(target))]
    cases = CASES.get(target, 300)

    @settings(
        max_examples=cases,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(0, 2**48))
    def run(seed):
        TARGETS[target](mutated(Random(seed), inputs))

    run()


def test_what_breaks_is_kept_once_and_counted(tmp_path, monkeypatch):
    def fussy(data):
        if b"a" in data:
            raise KeyError("a")

    monkeypatch.setitem(TARGETS, "fussy", fussy)
    watcher = Watcher("fussy", tmp_path / "found")
    (tmp_path / "seed").write_bytes(b"banana")
    by_chance(watcher, [tmp_path / "seed"], 0.2, seed=1)
    assert watcher.cases > 10
    assert len(watcher.found) == 1
    assert [b"a" in path.read_bytes() for path in (tmp_path / "found").glob("*.bin")] == [True]
