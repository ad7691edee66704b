"""All explorers in one place: what is decided or added in one tab stands in the others."""

import base64

import pytest

from workbench.case import Case, sample_folder
from workbench.errors import CaseError
from workbench.explorers import explore_case
from workbench.explorers.intake import _AddView, put_article
from workbench.explorers.together import TABS, _Tabs, known_cases, remember_case, remembered_cases

STORY = (
    "Mill burns down\n\nA mill burned down in Orlam on Monday. The fire brigade said 3 people were hurt.\n"
)


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "mill" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    return Case(tmp_path / "mill", cache=False)


def test_a_tab_is_made_when_it_is_opened_and_anew_when_a_decision_was_made_since(case):
    tabs = _Tabs(case)
    first = tabs.box.children[0].children
    assert [bool(tab.children) for tab in tabs.box.children] == [True] + [False] * (len(TABS) - 1)
    tabs.box.selected_index = 1
    tabs.box.selected_index = 0
    assert tabs.box.children[0].children == first
    case.decide(case.figures["figure_id"].iloc[0], "confirm")
    tabs.box.selected_index = 1
    tabs.box.selected_index = 0
    assert tabs.box.children[0].children != first


def test_every_tab_opens(case):
    tabs = _Tabs(case)
    for at in range(len(TABS)):
        tabs.box.selected_index = at
        assert tabs.box.children[at].children
    assert "claim" in explore_case(case).static


def test_a_pasted_article_is_put_into_the_case_and_counts(case):
    view = _AddView(case)
    view.text.value = STORY.replace("3 people", "5 people").replace("Mill", "Old mill")
    view.name.value = "Evening Post, 3 Jul / noon"
    view.add.click()
    assert "It has 2 articles now" in view.said.value
    assert (case.path / "articles" / "noon.txt").is_file()
    assert set(case.figures["value_low"]) == {3.0, 5.0}
    assert view.text.value == ""


def test_dropped_files_are_put_into_the_case_and_what_cannot_be_read_is_named(case):
    def file(name, content):
        return {"name": name, "content": base64.b64encode(content).decode()}

    view = _AddView(case)
    view.dropped.files = [
        file("b.txt", b"A bridge fell. Police said 4 people were hurt."),
        file("c.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ]
    assert "It has 2 articles now" in view.said.value
    assert "Not read: " in view.said.value
    assert "c.png" in view.said.value
    view.dropped.files = [{"name": "d.txt", "content": "?"}]
    assert "cannot be read" in view.said.value


def test_nothing_is_overwritten_and_no_name_leads_out_of_the_folder(case, tmp_path):
    names = [
        put_article(case, name, b"Text.").name for name in ("a.txt", "../../a.txt", "C:\\x\\a.txt", "..", "/")
    ]
    assert names == ["a-2.txt", "a-3.txt", "a-4.txt", "article.txt", "article-2.txt"]
    assert (case.path / "articles" / "a.txt").read_text(encoding="utf-8") == STORY
    assert [path.name for path in tmp_path.iterdir()] == ["mill"]


def test_the_sample_a_single_file_and_nothing_at_all_are_refused(case):
    with pytest.raises(CaseError, match="workbench new NAME"):
        put_article(Case(sample_folder(), cache=False), "a.txt", b"Text.")
    with pytest.raises(CaseError, match="is one file"):
        put_article(Case(case.path / "articles" / "a.txt", cache=False), "b.txt", b"Text.")
    view = _AddView(case)
    view.add.click()
    assert "there is nothing in" in view.said.value


def test_the_picker_lists_the_cases_that_were_opened_the_last_one_first(case, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    for name in ("one", "two", "one"):
        (tmp_path / name).mkdir(exist_ok=True)
        remember_case(tmp_path / name)
    assert [path.name for path in remembered_cases()] == ["one", "two"]
    assert [path.name for path in known_cases(case)][:3] == ["mill", "one", "two"]
    (tmp_path / "two").rmdir()
    assert [path.name for path in remembered_cases()] == ["one"]
    monkeypatch.setenv("WORKBENCH_CACHE", "off")
    remember_case(tmp_path / "one")
    assert remembered_cases() == []
