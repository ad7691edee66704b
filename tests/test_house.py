"""The house: data flows one way, and no room imports one further down the way."""

import ast
from pathlib import Path

import pytest

import workbench

PACKAGE = Path(workbench.__file__).parent

# The way of the data. A room may import those before it, never one behind it.
ROOMS = (
    "errors",
    "tables",
    "spans",
    "times",
    "load",
    "clean",
    "sentences",
    "grammar",
    "readability",
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
