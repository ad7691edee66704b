"""Writes docs/architecture.md from the steps of a case and the first line of each room: ``python -m docs.make_architecture``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

from workbench.case.steps import KEPT, LIVE, Step

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "workbench"
RULE = ROOT / "tests" / "test_house.py"
HEAD = """\
# The house

Made by `python -m docs.make_architecture` from the steps of a case and the first line of each room.

Data flows one way. Each arrow is a pure function from tidy tables to tidy tables (their columns:
[tables.md](tables.md)); `Case` is the one object with state: it knows a folder, and makes each table once, when asked.
Notebooks, charts, explorers and the report read tables and make none.

## The way of the data

Rounded steps hang on the analyst's decisions and are made anew with each; all are kept on disk under the hash of their
input, these when a report is made. A step may read what any step before it made; an arrow is left out where a longer way says the same.

"""
ROOMS_HEAD = """
## The rooms

The folder listing is the way of the data: a room imports those above it, never one below (`tests/test_house.py`).
The first line of each module says its one subject: `head -n 1 workbench/figures/*.py` lists a room. The words of a
language stand in `workbench/lexicon/`; `tests/` mirrors the rooms.

| room | what it is for |
|---|---|
"""


def page() -> str:
    """Return the page on the house, in Markdown."""
    return HEAD + _diagram((*KEPT, *LIVE)) + ROOMS_HEAD + "".join(map(_row, rooms()))


def rooms() -> tuple[str, ...]:
    """Return the rooms in their order, as the test that guards it has them.

    Examples
    --------
    >>> rooms().index("figures") < rooms().index("ledger")
    True
    """
    tree = ast.parse(RULE.read_text(encoding="utf-8"))
    return next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOMS"
    )


def _diagram(steps: Sequence[Step]) -> str:
    maker = {table: number for number, step in enumerate(steps) for table in step.tables}
    needed = [{maker[table] for table in step.needs} for step in steps]
    lines = ["flowchart TD"]
    for number, step in enumerate(steps):
        left, right = ("([", "])") if step in LIVE else ("[", "]")
        lines.append(f'  s{number}{left}"{step.doing}<br><b>{", ".join(step.tables)}</b>"{right}')
        behind = set().union(*(_all_before(source, needed) for source in needed[number]))
        lines += [f"  s{source} --> s{number}" for source in sorted(needed[number] - behind)]
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def _all_before(number: int, needed: Sequence[set[int]]) -> set[int]:
    """Return the steps that a step needs, and those that they need: an arrow from these would say nothing new."""
    return needed[number].union(*(_all_before(source, needed) for source in needed[number]))


def _row(room: str) -> str:
    folder = PACKAGE / room
    if folder.is_dir():
        return f"| `{room}/` | {first_line(folder / '__init__.py')} |\n"
    return f"| `{room}.py` | {first_line(PACKAGE / f'{room}.py')} |\n"


def first_line(path: Path) -> str:
    """Return the first line of a module's docstring, which says what its one subject is.

    Examples
    --------
    >>> first_line(PACKAGE / "newcase.py")
    'Makes the folder of a new case.'
    """
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].replace("|", "\\|")


if __name__ == "__main__":
    (ROOT / "docs" / "architecture.md").write_text(page(), encoding="utf-8")
