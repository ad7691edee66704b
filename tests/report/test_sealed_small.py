"""A sealed report of few articles: it holds as it came, and what it tells a person to type works as it stands."""

import re
import shlex
import tomllib

import pytest

from workbench.case import Case
from workbench.cli import main

pytestmark = pytest.mark.notebooks

STORIES = {
    'the "old"\xa0mill': "The river rose. People left their homes.",
    "weir": "The weir at Orlam broke. Nobody was hurt, the council said.",
}


@pytest.fixture(scope="module", params=[1, 2])
def folder(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("few") / "two words"
    (folder / "articles").mkdir(parents=True)
    for name, text in list(STORIES.items())[: request.param]:
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_it_holds_and_its_hints_can_be_typed(folder, capsys):
    assert main(["report", str(folder), "-o", str(folder.parent / "the report"), "--seal"]) == 1
    said = capsys.readouterr().err
    command = shlex.split(said.partition("then check with: ")[2].partition("\n")[0])
    assert main(command[1:]) == 0
    assert "All holds" in capsys.readouterr().out
    hint = re.search(r"a line each: (.*)", said)[1]
    (named,) = tomllib.loads(f"[published]\n{hint}")["published"]
    assert named in set(Case(folder).articles["doc_id"])
