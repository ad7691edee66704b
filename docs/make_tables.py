"""Writes docs/tables.md from workbench/tables/: ``python -m docs.make_tables``."""

from pathlib import Path

from workbench.tables import TABLES, Table


def page() -> str:
    """Return the page on the tables, in Markdown."""
    head = (
        '# Tables\n\nMade from `workbench/tables/` by `python -m docs.make_tables`; in a notebook, `workbench.tables.describe("figures")` shows the '
        "same. Unknown text is empty, an unknown "
        "number is missing, dates are ISO 8601. Offsets are code points of the raw text, half-open.\n"
    )
    return head + "".join(_section(table) for table in TABLES.values())


def _section(table: Table) -> str:
    rows = "".join(
        f"| `{column.name}` | {column.dtype} | {column.unit} | {column.meaning}"
        f"{': ' + ', '.join(value or '(empty)' for value in column.allowed) if column.allowed else ''} |\n"
        for column in table.columns
    )
    return f"\n## {table.name}\n\nA row is {table.row}.\n\n| column | type | unit | meaning |\n|---|---|---|---|\n{rows}"


if __name__ == "__main__":
    (Path(__file__).parent / "tables.md").write_text(page(), encoding="utf-8")
