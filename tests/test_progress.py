"""A long step in a notebook: it is named while it runs, can be stopped, and leaves nothing half-written."""

import io
import os

import pandas as pd
import pytest

from benchmarks.many_articles import write_stories
from workbench.case import Case
from workbench.case.progress import STATIC
from workbench.store import CHECKSUM

pytestmark = [pytest.mark.notebooks, pytest.mark.timeout(300)]
STEP = "Comparing sentences"


@pytest.fixture
def kernel(tmp_path):
    from jupyter_client.manager import start_new_kernel

    environment = {key: value for key, value in os.environ.items() if key != STATIC}
    environment |= {"WORKBENCH_CACHE": str(tmp_path / "cache"), "OMP_NUM_THREADS": "1"}
    manager, client = start_new_kernel(kernel_name="python3", env=environment, startup_timeout=120)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def messages(client, request):
    """What a cell sends until it is idle again."""
    while True:
        message = client.get_iopub_msg(timeout=240)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return
        yield message


def shown(message):
    return message["content"].get("data", {}).get("text/html", "")


def test_a_long_step_is_named_can_be_stopped_and_goes_on_from_there(kernel, tmp_path):
    manager, client = kernel
    write_stories(40, tmp_path / "case")
    opening = f"from workbench import Case\ncase = Case.open({str(tmp_path / 'case')!r})"
    list(messages(client, client.execute(opening)))

    lines, error = [], None
    for message in messages(client, client.execute("case.links")):
        lines.append(shown(message))
        if STEP in lines[-1] and error is None:
            manager.interrupt_kernel()
            error = ""
        if message["msg_type"] == "error":
            error = message["content"]["ename"]
    assert error == "KeyboardInterrupt"
    assert [line for line in lines if line][-1].count(f"Stopped at: {STEP}") == 1

    (store,) = (path for path in (tmp_path / "cache").iterdir() if not path.name.startswith("parts-"))
    kept = {path.name for path in store.iterdir()}
    assert "sentences.table" in kept
    assert "links.table" not in kept
    assert {path.suffix for path in (tmp_path / "cache").rglob("*") if path.is_file()} == {".table", ".parts"}

    again = [shown(message) for message in messages(client, client.execute("links = case.links"))]
    assert [line for line in again if "Splitting" in line or "Stopped" in line] == []
    assert any(STEP in line for line in again)
    assert again[-1] == "", "the line stays after the step is done"
    assert (store / "links.table").is_file()
    fresh = Case(tmp_path / "case", cache=False).links
    kept = (store / "links.table").read_bytes()[CHECKSUM:]
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(kept)), fresh)


def test_a_write_that_is_stopped_leaves_nothing(tmp_path, monkeypatch):
    from workbench.store import Store

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "_checksum", stop)  # asked for while the file is open
    store = Store("d" * 64, root=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        store.write("links", pd.DataFrame({"a": [1]}))
    assert list(store.folder.iterdir()) == []
