"""The README: every command in it works, every file it names is there."""

import re
import subprocess
import sys
from importlib import import_module
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


def test_its_settings_are_settings(tmp_path):
    """What it shows of ``case.toml`` is read, and every section that it names is one."""
    from workbench.case.settings import OF_ARTICLES, read_settings

    blocks = re.findall(r"```toml\n(.+?)```", README, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        (tmp_path / "case.toml").write_text(block, encoding="utf-8")
        assert read_settings(tmp_path / "case.toml").question
    assert {*re.findall(r"`\[(\w+)\]`", README)} == {*OF_ARTICLES, "agencies"}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_every_file_that_it_links_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", ["tables", "architecture"])
def test_a_page_that_is_made_from_the_code_is_up_to_date(name):
    page = import_module(f"docs.make_{name}").page
    written = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert written == page(), f"run: python -m docs.make_{name}"


@pytest.mark.parametrize("page", ["docs/promises.md", "docs/architecture.md", "CONTRIBUTING.md"])
def test_every_path_that_a_page_names_exists(page):
    named = re.findall(
        r"`((?:tests|workbench|docs|benchmarks|notebooks)/[\w./-]*)`",
        (ROOT / page).read_text(encoding="utf-8"),
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.notebooks
def test_its_way_to_own_articles_works_as_it_stands_there(tmp_path):
    """Run the block line by line; only the places that a reader has to fill in are filled in."""
    block = re.search(r"## Your own articles\n+```sh\n(.+?)```", README, flags=re.DOTALL).group(1)
    filled = {
        ".venv/bin/workbench": f"'{sys.executable}' -m workbench",
        "path/to/articles/*": "data/sample/articles/*",
        "mycase": str(tmp_path / "mycase"),
        # "-o setup": the environment that runs this test is set up
        "make report": f"make -s -o setup report BIN='{Path(sys.executable).parent}' REPORT='{tmp_path / 'report'}'",
        # "-n": it runs until somebody stops it; tests/test_lab.py starts what it names
        "make lab": f"make -s -n -o setup lab BIN='{Path(sys.executable).parent}'",
    }
    for theirs, ours in filled.items():
        assert theirs in block, f"the block no longer has {theirs}"
        block = block.replace(theirs, ours)
    done = subprocess.run(["bash", "-euc", block], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report" / "index.html").is_file()
    assert len(list((tmp_path / "mycase" / "articles").iterdir())) > 1


@pytest.mark.parametrize("command", ["report", "lab", "new", "validate", "export"])
def test_every_command_is_in_the_readme_and_in_the_help_with_the_same_options(command, capsys):
    from workbench.cli import main

    with pytest.raises(SystemExit):
        main([command, "--help"])
    help_of_it = capsys.readouterr().out
    usage = re.search(rf"`workbench {command}([^`]*)`", README.split("## Commands")[1]).group(1)
    assert [word for word in re.findall(r"--\w+|\b[A-Z]{2,}\b", usage) if word not in help_of_it] == []


def test_its_pictures_are_made_by_the_script():
    script = (ROOT / "docs" / "make_pictures.py").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([\w-]+)\.png\)", README)
    assert len(shown) >= 4
    assert [name for name in shown if f'"{name}"' not in script and f'"{name}.png"' not in script] == []
