"""The README: every command in it works, every file it names is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_make_target_that_it_names_exists():
    targets = set(re.findall(r"\bmake ([a-z]+)", README)) - {"sets"}
    assert targets
    assert [
        name for name in sorted(targets) if not re.search(rf"^{name}:", MAKEFILE, flags=re.MULTILINE)
    ] == []


def test_make_help_lists_every_target():
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    targets = re.findall(r"^([a-z]+):.*##", MAKEFILE, flags=re.MULTILINE)
    assert targets
    assert [name for name in targets if f"make {name} " not in shown] == []


@pytest.mark.parametrize("command", ["make report", "make test"])
def test_the_two_main_commands_are_run_by_ci(command):
    assert command in README
    assert re.search(rf"^{command}$", CI, flags=re.MULTILINE)


def test_its_python_example_runs():
    code = re.search(r"```python\n(.+?)```", README, flags=re.DOTALL).group(1)
    scope = {}
    exec(code, scope)
    assert len(scope["case"].ledger)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_every_file_that_it_links_exists(path):
    assert (ROOT / path).exists()


def test_the_table_page_is_made_from_the_tables():
    from docs.make_tables import page

    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("page", ["docs/promises.md", "CONTRIBUTING.md"])
def test_every_path_that_a_page_names_exists(page):
    named = re.findall(
        r"`((?:tests|workbench|docs|benchmarks|notebooks)/[\w./-]*)`",
        (ROOT / page).read_text(encoding="utf-8"),
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
