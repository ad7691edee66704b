"""Memory is bounded by a stated multiple of the input."""

import sys

import pytest

from fuzz.memory import PROMISED, multiple


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of POSIX")
@pytest.mark.parametrize("room", ["load", "clean", "figures"])
def test_a_room_takes_no_more_memory_than_is_promised(room):
    assert multiple(room, 300_000) < PROMISED[room]
