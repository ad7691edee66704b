"""A notebook that has run is taken as it came out, as long as nothing that it hangs on has changed."""

from contextlib import contextmanager

import pytest

from workbench.case import Case
from workbench.report import build
from workbench.report.notebooks import chapters, keep, notebook_format, read_kept, read_notebook

FLOOD = "About 40 houses were flooded in Arlen on Monday, the mayor said. Two people were hurt."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "case" / "articles").mkdir(parents=True)
    (tmp_path / "case" / "articles" / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return tmp_path / "case"


def notebook(source, outputs=()):
    v4 = notebook_format().v4
    cell = v4.new_code_cell(source, id="one")
    cell.outputs = [v4.new_output("stream", text=text) for text in outputs]
    return v4.new_notebook(cells=[cell])


def kept(folder, source="case.links"):
    return read_kept(Case(folder), "02.ipynb", notebook(source))


def run(folder, asked):
    ready = notebook("case.links")
    case = Case(folder)
    ran = notebook("case.links", ["forty"])
    keep(case, "02.ipynb", ready, ran, asked, decisions=case.decisions_digest)


def test_it_comes_back_with_its_outputs(folder):
    assert kept(folder) is None
    run(folder, ["links"])
    assert kept(folder).cells[0].outputs[0].text == "forty"


def test_other_cells_other_files_and_other_settings_make_it_run(folder):
    run(folder, ["links"])
    assert kept(folder, "case.edits") is None
    (folder / "case.toml").write_text('title = "Arlen"', encoding="utf-8")
    assert kept(folder) is None
    run(folder, ["links"])
    (folder / "articles" / "flood.txt").write_text(FLOOD.replace("40", "50"), encoding="utf-8")
    assert kept(folder) is None


@pytest.mark.parametrize(
    ("asked", "stays"),
    [(["links", "articles"], True), (["figures"], False), (["reviews"], False), (["ledger"], False)],
)
def test_a_decision_makes_it_run_only_if_it_asked_for_what_hangs_on_decisions(folder, asked, stays):
    run(folder, asked)
    case = Case(folder)
    case.decide(case.figures["figure_id"][0], "confirm", note="counted")
    assert (kept(folder) is not None) == stays


@pytest.mark.parametrize("decided", [True, False])
def test_what_ran_while_a_decision_was_written_is_not_kept(folder, monkeypatch, decided):
    @contextmanager
    def started_ahead(due, *, asked, **_):
        def run():
            for name in due:
                (asked / name).write_text("ledger", encoding="utf-8")
            if decided:
                other = Case(folder)
                other.decide(other.figures["figure_id"][0], "confirm", note="counted")
            return due

        yield run

    monkeypatch.setattr(build, "started_ahead", started_ahead)
    build._run_notebooks(Case(folder), lambda line: None)
    due = {path.name: read_notebook(path) for path in chapters()}
    came = [read_kept(Case(folder), name, notebook) for name, notebook in due.items()]
    assert [one is None for one in came] == [decided] * len(due)


def test_what_a_notebook_asks_for_is_noted(folder, tmp_path, monkeypatch):
    case = Case(folder)
    monkeypatch.setenv("WORKBENCH_ASKED", str(tmp_path / "asked"))
    assert len(case.links) == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8").split() == ["links"]
    assert len(case.ledger)
    assert case.reviews_path.name == "reviews.csv"
    assert set((tmp_path / "asked").read_text(encoding="utf-8").split()) == {"links", "ledger", "reviews"}


def test_without_a_store_nothing_is_kept(folder, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", "off")
    run(folder, ["links"])
    assert kept(folder) is None
