"""The command line: one voice, clear errors, and the exit status that a script relies on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from workbench.cli import main
from workbench.tables import TABLES

ROOT = Path(__file__).parents[1]
COMMANDS = ["report", "lab", "new", "validate", "export"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Police said 14 people drowned.", encoding="utf-8")
    return tmp_path / "in"


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in shown] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_stands_in_the_readme(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert capsys.readouterr().out.startswith(f"usage: workbench {command}")
    assert f"workbench {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_export_writes_what_the_ending_says(folder, tmp_path, ending):
    target = tmp_path / f"figures.{ending}"
    assert main(["export", str(folder), "--table", "figures", "-o", str(target)]) == 0
    read = {
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
        "parquet": pd.read_parquet,
        "xlsx": pd.read_excel,
    }[ending]
    assert read(target).loc[0, "concept"] == "people"


def test_export_takes_rows_of_json(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "s1", "text": "Some 300 homes lost power."}) + "\n", encoding="utf-8")
    target = tmp_path / "out.jsonl"
    assert main(["export", str(rows), "--table", "figures", "-o", str(target)]) == 0
    row = json.loads(target.read_text(encoding="utf-8"))
    assert (row["doc_id"], row["exact"], row["modifier"]) == ("s1", "300", "about")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "nowhere", "--table", "figures", "-o", "x.csv"], "nowhere"),
        (["export", "{folder}", "--table", "figurs", "-o", "x.csv"], "figures"),
        (["export", "{folder}", "--table", "figures", "-o", "x.doc"], r"\.csv"),
        (["report", "nowhere"], "nowhere"),
        (["lab", "nowhere"], "nowhere"),
        (["new", "{folder}"], "not empty"),
    ],
)
def test_what_cannot_be_done_is_status_2_and_says_why(folder, capsys, arguments, words):
    assert main([argument.format(folder=folder) for argument in arguments]) == 2
    assert re.search(words, capsys.readouterr().err)


def test_a_rejected_file_is_status_1_and_named(folder, tmp_path, capsys):
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    assert main(["export", str(folder), "--table", "articles", "-o", str(tmp_path / "a.csv")]) == 1
    assert "noise.txt" in capsys.readouterr().err


def test_new_makes_a_case_that_says_what_may_go_in(tmp_path, capsys):
    assert main(["new", str(tmp_path / "quake")]) == 0
    assert "workbench report" in capsys.readouterr().out
    assert main(["report", str(tmp_path / "quake")]) == 2
    assert "is empty" in capsys.readouterr().err


def test_the_module_runs_as_a_command():
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("workbench ")


def test_importing_the_package_loads_no_library():
    code = "import sys, workbench; print([m for m in ('pandas', 'numpy', 'matplotlib', 'sklearn') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_table_is_documented_with_its_columns():
    for table in TABLES.values():
        assert table.row
        assert all(column.meaning and column.dtype for column in table.columns), table.name


def test_no_name_of_a_file_commands_the_terminal(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Two boats sank off Arbel.", encoding="utf-8")
    (tmp_path / "b\x1b[2J\u202e\n.txt").write_bytes(b"")
    (tmp_path / "c\xa0d.txt").write_bytes(b"")
    assert main(["export", str(tmp_path), "--table", "articles", "-o", str(tmp_path / "o.csv")]) == 1
    said = capsys.readouterr().err
    assert "b\\x1b[2J\\u202e\\n.txt" in said
    assert "c\xa0d.txt" in said
    assert not any(not char.isprintable() and char not in "\n\xa0" for char in said)
    assert main(["export", "no\x1b[2Jfolder", "--table", "articles", "-o", "o.csv"]) == 2
    assert "\x1b" not in capsys.readouterr().err
