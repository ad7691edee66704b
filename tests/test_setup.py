"""Set-up: one lock for everybody, the public index only, and a conda file that agrees with it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PIP = next(entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict))


def locked_for_users():
    """Names and versions that the package and its extras need, walked through the lock file."""
    packages = {}
    for package in LOCK["package"]:
        packages.setdefault(package["name"], []).append(package)
    (project,) = packages["workbench"]
    extras = project.get("optional-dependencies", {})
    waiting = [*project["dependencies"], *(need for needs in extras.values() for need in needs)]
    seen, found = set(), set()
    while waiting:
        need = waiting.pop()
        for package in packages[need["name"]]:
            if "version" in need and need["version"] != package["version"]:
                continue
            found.add((package["name"], package["version"]))
            wanted = [extra for extra in need.get("extra", ()) if (package["name"], extra) not in seen]
            if package["name"] not in seen:
                seen.add(package["name"])
                waiting += package.get("dependencies", [])
            for extra in wanted:
                seen.add((package["name"], extra))
                waiting += package.get("optional-dependencies", {}).get(extra, [])
    return found


def test_the_lock_names_the_public_index_only():
    registries = {package["source"].get("registry") for package in LOCK["package"]} - {None}
    assert registries == {"https://pypi.org/simple"}
    hosts = set(re.findall(r'url = "https?://([^/"]+)', (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"files.pythonhosted.org"}


@pytest.mark.parametrize("name", ["pyproject.toml", "Makefile", "environment.yml", "uv.lock", ".ci/run"])
def test_no_setting_names_a_private_index(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"extra-index-url|find-links|index-url|\[\[tool\.uv\.index", text)


def test_what_only_tests_need_is_not_in_the_first_command():
    """Users are spared the browser driver and the checkers: nothing of the package imports them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^\$\(BIN\)/\.ready:.*\n((?:\t.*\n)+)", makefile, flags=re.MULTILINE).group(1)
    assert "uv" in recipe.lower()
    assert "--no-dev" in recipe
    assert re.search(r"^test: tools\b", makefile, flags=re.MULTILINE)
    for_users = {name for name, _ in locked_for_users()}
    assert not {"playwright", "mypy", "ruff", "hypothesis"} & for_users
    assert {"pytest", "nbval", "jupyterlab"} <= for_users


def test_the_conda_file_is_well_formed():
    assert CONDA["name"] == "workbench"
    assert CONDA["channels"][0] == "conda-forge"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"python {project['requires-python']}" in CONDA["dependencies"]
    assert any(isinstance(entry, str) and entry.startswith("pip ") for entry in CONDA["dependencies"])


def test_the_conda_file_pins_what_the_lock_pins():
    pinned = {tuple(line.split(";")[0].strip().split("==")) for line in PIP if "==" in line}
    assert pinned == locked_for_users()


def test_the_conda_file_installs_the_project_itself():
    assert [line for line in PIP if "==" not in line] == ["-e ."]


def test_what_stands_beside_the_package_is_inside_it_once_installed():
    from workbench.case import sample_folder
    from workbench.report.notebooks import notebook_folder

    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    beside = [folder.relative_to(ROOT).as_posix() for folder in (notebook_folder(), sample_folder())]
    assert build["targets"]["wheel"]["force-include"] == {name: f"workbench/{name}" for name in beside}
