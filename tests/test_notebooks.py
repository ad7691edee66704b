"""The committed notebooks: executed in order, stored with outputs, and equal to a fresh run."""

import ast
import re
from pathlib import Path

import pytest

from workbench.report.committed import unexecuted_cells, validate_notebooks
from workbench.report.notebooks import chapters, notebooks, read_notebook

NOTEBOOKS = notebooks()


def names(paths):
    return [path.name for path in paths]


def code_cells(path):
    return [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]


def test_the_notebooks_are_all_there_and_a_report_has_the_numbered_ones():
    numbered = ["00", "01", "02", "03", "04", "05", "06"]
    assert [name[:2] for name in names(NOTEBOOKS)] == [*numbered, "tu", "wo"]
    assert [name[:2] for name in names(chapters())] == numbered[1:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_every_cell_was_executed_in_order(path):
    assert unexecuted_cells(path) == []


def test_a_cell_that_was_never_run_is_noticed(tmp_path):
    import nbformat

    notebook = read_notebook(NOTEBOOKS[0])
    next(cell for cell in notebook.cells if cell.cell_type == "code").execution_count = None
    nbformat.write(notebook, tmp_path / "n.ipynb")
    assert unexecuted_cells(tmp_path / "n.ipynb") == [1]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_a_notebook_says_what_it_asks_and_how(path):
    first = read_notebook(path).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    if not path.name.startswith("00"):
        assert all(
            word in first.source for word in ("**Question.**", "**Data.**", "**Method.**", "**Limits.**")
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_cells_are_short_and_define_nothing(path):
    for cell in code_cells(path):
        assert cell.source.count("\n") < 15
        assert not [
            node
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_no_finding_is_typed_into_prose(path):
    prose = [cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown"]
    assert (
        not re.findall(r"(?<![\w/\[])\d[\d,.]*(?![\w.])", " ".join(prose).replace("JupyterLab 4", ""))
        or path.name[:2] == "00"
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_outputs_hold_no_machine_path_and_no_error(path):
    text = Path(path).read_text(encoding="utf-8")
    assert '"output_type": "error"' not in text
    assert not re.search(r"/(?:home|Users|root|tmp|work)/", text)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=names(NOTEBOOKS))
def test_every_chart_has_its_data_asserted(path):
    for cell in code_cells(path):
        if "charts.chart_" in cell.source:
            assert "assert" in cell.source, f"{path.name}: a chart whose frame nothing checks"


@pytest.mark.notebooks
@pytest.mark.timeout(1200)
def test_a_fresh_run_gives_the_stored_outputs():
    assert validate_notebooks() == 0


def test_charts_of_many_articles_stay_of_a_size_that_can_be_drawn():
    from itertools import combinations

    import pandas as pd

    from workbench import charts

    docs = [f"d{i}" for i in range(120)]
    articles = pd.DataFrame({"doc_id": docs, "headline": "", "publisher": ""})
    families = pd.DataFrame({"doc_id": docs, "family": [f"F{i // 10}" for i in range(120)], "origin": "own"})
    families = families.assign(taken=0.5)
    relations = pd.DataFrame(
        [
            {"a": a, "b": b, "relation": "unsure", "share_of_a": 0.3, "share_of_b": 0.2, "source": a}
            for a, b in combinations(docs, 2)
        ]
    )
    reuse = charts.chart_reuse(articles, relations, families)
    sources = charts.chart_sources(articles, relations, families)
    assert max(*reuse.figure.get_size_inches(), *sources.figure.get_size_inches()) <= 45
    assert len(reuse.frame) == len(docs)
    assert sorted(sources.frame["doc_id"]) == sorted(docs)
    assert all(len(chart._repr_html_()) < 1_000_000 for chart in (reuse, sources))
