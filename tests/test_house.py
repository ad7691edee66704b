"""The house: data flows one way, and no room imports one further down the way."""

import ast
import csv
import tomllib
from pathlib import Path

import pytest

import workbench

PACKAGE = Path(workbench.__file__).parent

# The way of the data. A room may import those before it, never one behind it.
ROOMS = (
    "errors",
    "starting",
    "tables",
    "spans",
    "lexicon",
    "wording",
    "times",
    "load",
    "clean",
    "sentences",
    "grammar",
    "analysis",
    "readability",
    "numbers",
    "figures",
    "compare",
    "ledger",
    "export",
    "store",
    "case",
    "checks",
    "findings",
    "engine",
    "charts",
    "explorers",
    "briefing",
    "report",
    "lab",
    "newcase",
    "cli",
)


def modules():
    return sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if path.name not in {"__init__.py", "__main__.py"} or path.parent != PACKAGE
    )


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "workbench":
            names = [f"workbench.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        yield from (
            name.split(".")[1] for name in names if name.startswith("workbench.") and "__" not in name
        )


def test_every_module_stands_in_a_known_room():
    assert {room(path) for path in modules()} <= set(ROOMS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_imports_one_further_down_the_way(path):
    allowed = set(ROOMS[: ROOMS.index(room(path)) + 1])
    assert set(imported_rooms(path)) <= allowed


def source_of(room_folder):
    return "\n".join(path.read_text(encoding="utf-8") for path in room_folder.rglob("*.py"))


VOCABULARIES = sorted(path for ending in ("csv", "toml", "txt") for path in PACKAGE.rglob(f"*.{ending}"))


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_vocabulary_is_read(path):
    """The tables of the lexicon are for every room, other tables for the one in which they stand."""
    room_folder = path.relative_to(PACKAGE).parts[0]
    source = source_of(PACKAGE if room_folder == "lexicon" else PACKAGE / room_folder)
    assert any(f"{name}{mark}" in source for name in (path.name, path.stem) for mark in "'\"")


def test_vocabulary_stands_in_the_lexicon():
    """Beside it only what is no word of a language: names of fields, layouts, weights, and wordings of pages."""
    folders = {path.parent.relative_to(PACKAGE).as_posix() for path in VOCABULARIES}
    own = {folder for folder in folders if not folder.startswith("lexicon")}
    assert {folder.partition("/")[2] for folder in own} <= {"data", "weights"}


@pytest.mark.parametrize(
    "path", [path for path in VOCABULARIES if path.suffix == ".csv"], ids=lambda path: path.name
)
def test_every_role_of_a_vocabulary_is_asked_for(path):
    """A role that no code names is dead: its words are kept up for nothing."""
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    roles = {row["role"] for row in rows if "role" in row}
    source = source_of(PACKAGE)
    unasked = [role for role in sorted(roles) if f'"{role}"' not in source and f"<{role}>" not in source]
    assert unasked == []


def test_the_face_offers_every_step_by_name_to_people_and_to_type_checkers():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert set(workbench.__all__) == typed - {"import_module", "TYPE_CHECKING", "Any"}
    assert [name for name in workbench.__all__ if not callable(getattr(workbench, name))] == []
    assert set(workbench.__all__) <= set(dir(workbench))
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = workbench.guess


def test_the_package_and_its_metadata_have_one_version():
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == workbench.__version__
    assert f"version: {project['version']}" in (PACKAGE.parent / "CITATION.cff").read_text(encoding="utf-8")
