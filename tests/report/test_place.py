"""Where a report goes, and how it comes there."""

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from workbench.case import Case
from workbench.errors import ReportError
from workbench.load import needs_a_person
from workbench.load.walk import OUR_REPORT, is_our_own, report_record
from workbench.report import build_report, place
from workbench.report.place import put_in_place, workplace

ARTICLE = "Police said 14 people drowned in the flood near {place} on Monday."


@pytest.fixture(scope="module")
def briefing():
    """The content of one notebook that has run: what a report does with its folder asks for no more."""
    import nbformat

    return [
        (Path("06_briefing.ipynb"), nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# B")]))
    ]


@pytest.fixture
def build(briefing, tmp_path, monkeypatch):
    def run(case, output, **options):
        return build_report(Case(case, cache=False), output, executed=briefing, **options)

    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    return run


def articles(folder, place="Millbrook"):
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(ARTICLE.format(place=place), encoding="utf-8")
    return folder


def state(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


FOREIGN = (
    {"tool": "another"},
    {"made_by": "workbench report"},
    {"made_by": "workbench report", "files": ["report.json"]},
    {"made_by": "workbench report", "files": ["report.json", "index.html"]},  # and there is no such page
    ["index.html"],
)


@pytest.mark.parametrize("record", FOREIGN, ids=str)
@pytest.mark.parametrize("against", [True, False])
def test_a_folder_with_any_report_json_is_not_ours(build, tmp_path, record, against):
    case, thesis = articles(tmp_path / "in"), tmp_path / "thesis"
    build(case, tmp_path / "old")
    thesis.mkdir()
    (thesis / "report.json").write_text(json.dumps(record), encoding="utf-8")
    (thesis / "thesis.docx").write_text("mine", encoding="utf-8")
    before = state(thesis)
    with pytest.raises(ReportError, match="something else"):
        build(case, thesis, against=tmp_path / "old" if against else None)
    assert state(thesis) == before


@pytest.mark.parametrize("output", ["in", "in/articles", ".", "cwd", "home"])
def test_what_the_user_needs_is_never_taken(build, tmp_path, monkeypatch, output):
    articles(tmp_path / "in" / "articles")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    before = state(tmp_path)
    with pytest.raises(ReportError, match="name another one"):
        build(tmp_path / "in", tmp_path / output)
    assert state(tmp_path) == before


def test_a_report_does_not_take_the_place_of_the_articles_even_if_it_looks_like_one(build, tmp_path):
    bare = articles(tmp_path / "bare")
    build(articles(tmp_path / "other", "Northtown"), tmp_path / "old")
    for name in ("report.json", "index.html"):
        (bare / name).write_bytes((tmp_path / "old" / name).read_bytes())
    with pytest.raises(ReportError, match="is the case"):
        build(bare, bare, against=tmp_path / "old")
    assert (bare / "a.txt").is_file()


@pytest.mark.parametrize("path", [".", "..", "/"])
def test_a_path_without_a_name_is_answered_before_the_work(tmp_path, monkeypatch, path):
    case = articles(tmp_path / "in")
    (tmp_path / "one" / "two").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "one" / "two")
    with pytest.raises(ReportError, match="name another one"):
        build_report(Case(case), Path(path), progress=pytest.fail)


def refused_at_once(case, output, match):
    with pytest.raises(ReportError, match=match):
        build_report(Case(case), output, progress=pytest.fail)


def test_a_place_that_cannot_be_written_is_named_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setattr("workbench.report.place.LOCK_SECONDS", 2)
    case = articles(tmp_path / "in")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    refused_at_once(case, tmp_path / "file", "is a file")
    refused_at_once(case, tmp_path / "file" / "report", "cannot be written")
    refused_at_once(case, tmp_path / ("n" * 250), "cannot be written")
    refused_at_once(case, tmp_path / "loop", "name another|cannot be written|is a file")
    if Path("/proc/self").exists():
        refused_at_once(case, Path("/proc/report"), "cannot be written")


def test_a_place_that_another_run_holds_is_named_before_the_work(tmp_path, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr("workbench.report.place.LOCK_SECONDS", 0.1)
    with FileLock(tmp_path / ".report.lock"):
        refused_at_once(articles(tmp_path / "in"), tmp_path / "report", "locked by another run")


def test_files_of_somebody_else_are_kept_and_pages_of_ours_are_not(build, tmp_path):
    case, report = articles(tmp_path / "in"), tmp_path / "report"
    build(case, report)
    (report / "my_notes.txt").write_text("mine", encoding="utf-8")
    (report / "pictures").mkdir()
    (report / "pictures" / "map.svg").write_text("<svg/>", encoding="utf-8")
    (report / "link").symlink_to("my_notes.txt")
    (case / "a.txt").rename(case / "b.txt")
    build(case, report)
    assert (report / "my_notes.txt").read_text(encoding="utf-8") == "mine"
    assert (report / "pictures" / "map.svg").is_file()
    assert (report / "link").readlink() == Path("my_notes.txt")
    assert [path.name for path in (report / "evidence").iterdir()] == ["001-b.html"]
    assert "my_notes.txt" not in report_record(report)["files"]
    build(case, report)
    assert (report / "my_notes.txt").is_file()


def test_a_file_in_the_way_of_a_new_page_is_named_and_nothing_is_lost(build, tmp_path):
    case, report = articles(tmp_path / "in"), tmp_path / "report"
    build(case, report)
    articles(tmp_path / "more")
    (tmp_path / "more" / "a.txt").rename(case / "b.txt")
    (case / "b.txt").write_text("The mayor said 300 houses were flooded.", encoding="utf-8")
    (report / "evidence" / "002-b.html").write_text("mine", encoding="utf-8")
    before = state(report)
    with pytest.raises(ReportError, match=r"002-b\.html.*move it away"):
        build(case, report)
    assert state(report) == before


def test_a_report_of_another_case_is_not_replaced(build, tmp_path):
    report = tmp_path / "report"
    build(articles(tmp_path / "one" / "flood"), report)
    before = state(report)
    with pytest.raises(ReportError, match="another case, 'flood'"):
        build(articles(tmp_path / "two" / "flood", "Northtown"), report)
    with pytest.raises(ReportError, match="another case, 'flood'"):
        build(articles(tmp_path / "storm"), report)  # it shares an article with the other
    assert state(report) == before


def test_a_case_that_was_moved_or_changed_is_still_the_same(build, tmp_path):
    report, case = tmp_path / "report", articles(tmp_path / "one" / "flood")
    build(case, report)
    (case / "a.txt").write_text(ARTICLE.format(place="Northtown"), encoding="utf-8")
    build(case, report)
    (tmp_path / "two").mkdir()
    moved = case.rename(tmp_path / "two" / "flood")
    build(moved, report)
    assert "equal those of the earlier" in (report / "index.html").read_text(encoding="utf-8")


def test_a_comparison_with_another_case_says_so(build, tmp_path):
    build(articles(tmp_path / "flood & fire"), tmp_path / "old")
    built = build(articles(tmp_path / "storm", "Northtown"), tmp_path / "report", against=tmp_path / "old")
    assert [line for line in built.attention if "is of another case: flood & fire" in line]
    for page in ("index.html", "validation.html"):
        assert "another case: flood &amp; fire" in (tmp_path / "report" / page).read_text(encoding="utf-8")


def test_a_link_is_followed(build, tmp_path):
    case = articles(tmp_path / "in")
    for target in ("there", "nowhere"):
        link = tmp_path / f"link-to-{target}"
        link.symlink_to(tmp_path / target)
    (tmp_path / "there").mkdir()
    for target in ("there", "nowhere"):
        build(case, tmp_path / f"link-to-{target}")
        assert (tmp_path / f"link-to-{target}").is_symlink()
        assert report_record(tmp_path / target) is not None


@pytest.mark.parametrize("inside", ["report", "articles/report"])
def test_a_report_among_the_articles_is_none_of_them(build, tmp_path, inside):
    case = articles(tmp_path / "in" / "articles").parent if "/" in inside else articles(tmp_path / "in")
    met = Case(case, cache=False).load_report
    for _ in range(2):
        build(case, case / inside)
    listed = Case(case, cache=False).load_report
    assert listed.loc[listed["path"] == inside, "reason"].tolist() == [OUR_REPORT]
    assert listed[listed["path"] != inside].reset_index(drop=True).equals(met)
    assert [path.name for path in (case / inside).parent.iterdir() if path.name.startswith(".")] == []
    assert "equal those of the earlier" in (case / inside / "index.html").read_text(encoding="utf-8")
    assert is_our_own(case / inside)
    assert not is_our_own(case)


@pytest.mark.parametrize("case_of", ["", "0123456789abcdef", None])
def test_a_folder_that_only_looks_like_our_report_is_named_to_a_person(tmp_path, case_of):
    """Whoever sends articles may put the marks of a report beside one that he wants unread."""
    case = articles(tmp_path / "in")
    hidden = case / "sent"
    hidden.mkdir()
    (hidden / "index.html").write_text("<p>Floods in Arlen killed nine people.</p>", encoding="utf-8")
    marks = {"made_by": "workbench report", "files": ["index.html"], "case": case_of}
    (hidden / "report.json").write_text(json.dumps(marks), encoding="utf-8")
    told = needs_a_person(Case(case, cache=False).load_report)
    assert told["path"].tolist() == ["sent"]
    assert "delete its report.json" in told["reason"][0]


def test_a_report_among_the_articles_does_not_make_stored_tables_stale(build, tmp_path):
    case = articles(tmp_path / "in")
    before = Case(case)._input_files()
    build(case, case / "report")
    assert Case(case)._input_files() == before


def _damage(name, content):
    return lambda old: (old / name).write_bytes(content)


DAMAGES = {
    "no folder": (lambda old: old.rename(old.with_name("away")), "report.json"),
    "no record": (lambda old: (old / "report.json").unlink(), "report.json"),
    "no json": (_damage("report.json", b"{"), "report.json"),
    "no text": (_damage("report.json", b"\xff\xfe\x00\x01"), "report.json"),
    "other json": (_damage("report.json", b"[]"), "report.json"),
    "no tables": (_damage("report.json", b'{"tables": {}}'), "report.json"),
    "deep": (_damage("report.json", b"[" * 100_000), "report.json"),
    "empty folder": (lambda old: [path.unlink() for path in (old / "tables").iterdir()], "articles.csv"),
    "binary": (_damage("tables/figures.csv", b'\xff\xfe\x00\x01"'), "figures.csv"),
    "empty": (_damage("tables/figures.csv", b""), "figures.csv"),
    "torn": (_damage("tables/figures.csv", b'figure_id,exact\na,"b\nc,d,e,f\n'), "figures.csv"),
    "other table": (_damage("tables/figures.csv", b"id,foo\n1,2\n"), "figures.csv"),
    "no gzip": (_damage("tables/figures.csv.gz", b"notgz"), "figures.csv.gz"),
    "cut gzip": (_damage("tables/figures.csv.gz", b"\x1f\x8b\x08\x00\x00"), "figures.csv.gz"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_earlier_report_is_named_before_the_work(build, tmp_path, damage):
    case, (spoil, file) = articles(tmp_path / "in"), DAMAGES[damage]
    build(case, tmp_path / "old")
    spoil(tmp_path / "old")
    with pytest.raises(ReportError, match=r"(Name the folder|Compare with).* report") as error:
        build_report(Case(case), tmp_path / "new", against=tmp_path / "old", progress=pytest.fail)
    assert str(tmp_path / "old") in str(error.value)
    assert file in str(error.value)
    assert not (tmp_path / "new").exists()


FORK = multiprocessing.get_context("fork")
FILES = 40


def write(output, version):
    with workplace(output) as folder:
        (folder / "new").mkdir()
        for number in range(FILES):
            (folder / "new" / f"{number}.html").write_text(version, encoding="utf-8")
        put_in_place(folder / "new", output)


def write_for_ever(output, name):
    for number in range(10**9):
        write(output, f"{name}-{number}")


def versions(folder):
    """The versions in a report, read through one handle: a folder that is swapped meanwhile is still the same."""
    handle = os.open(folder, os.O_RDONLY)
    found = set()
    try:
        for number in range(FILES):
            with open(
                f"{number}.html", opener=lambda name, flags: os.open(name, flags, dir_fd=handle)
            ) as page:
                found.add(page.read())
    finally:
        os.close(handle)
    return found


def killed(target, *arguments, after):
    process = FORK.Process(target=target, args=arguments)
    process.start()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@pytest.mark.parametrize("swaps", [True, False], ids=["swapped", "moved"])
def test_a_new_report_takes_the_place_of_the_old(tmp_path, monkeypatch, swaps):
    if not swaps:
        monkeypatch.setattr(place, "_exchange", lambda one, other: False)
    for version in "ab":
        write(tmp_path / "report", version)
        assert versions(tmp_path / "report") == {version}
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == ["report"]


def test_a_killed_writer_leaves_the_old_report_or_the_new(tmp_path):
    write(tmp_path / "report", "first")
    for number in range(12):
        killed(write_for_ever, tmp_path / "report", str(number), after=0.01 + number * 0.003)
        assert len(versions(tmp_path / "report")) == 1
    write(tmp_path / "report", "last")
    assert versions(tmp_path / "report") == {"last"}
    assert list(tmp_path.glob("*in-work*")) == []


def test_an_old_report_that_was_put_aside_is_put_back(tmp_path):
    write(tmp_path / "report", "old")
    left = tmp_path / ".report-in-work-x"
    left.mkdir()
    (tmp_path / "report").rename(left / "old")
    with workplace(tmp_path / "report"):
        assert versions(tmp_path / "report") == {"old"}
    assert not left.exists()


def test_what_a_run_left_that_was_killed_while_it_tried_the_place_is_taken_away(tmp_path):
    (tmp_path / ".report-in-work-tried").touch()
    (tmp_path / ".report-in-work-notes").write_text("not empty: not ours", encoding="utf-8")
    write(tmp_path / "report", "new")
    left = {path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")}
    assert left == {"report", ".report-in-work-notes"}


def test_a_run_that_is_still_at_work_is_left_alone(tmp_path):
    with workplace(tmp_path / "report") as first:
        (first / "new").mkdir()
        write(tmp_path / "report", "second")
        assert (first / "new").is_dir()
        put_in_place(first / "new", tmp_path / "report")
    assert [path.name for path in (tmp_path / "report").iterdir()] == []


def test_runs_side_by_side_do_each_other_no_harm(tmp_path):
    write(tmp_path / "report", "first")
    writers = [FORK.Process(target=write_for_ever, args=(tmp_path / "report", name)) for name in "abc"]
    for process in writers:
        process.start()
    met = set()
    try:
        deadline = time.monotonic() + 60
        while len(met) < 20 and time.monotonic() < deadline:
            try:
                found = versions(tmp_path / "report")
            except FileNotFoundError:  # the folder that was open is being deleted: it has been replaced
                assert (tmp_path / "report").is_dir()
                continue
            assert len(found) == 1
            met |= found
        assert all(process.is_alive() for process in writers)
    finally:
        for process in writers:
            os.kill(process.pid, signal.SIGKILL)
            process.join()
    assert len({version[0] for version in met}) >= 2


def test_a_place_that_cannot_be_written_is_an_error_of_ours(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be written"), workplace(tmp_path / "file" / "report"):
        pass


def test_a_page_that_was_linked_elsewhere_stays_there_as_it_was(build, tmp_path):
    case = articles(tmp_path / "in")
    build(case, tmp_path / "report")
    kept = {}
    for name in ("index.html", "report.json"):
        kept[name] = (tmp_path / "report" / name).read_bytes()
        os.link(tmp_path / "report" / name, tmp_path / f"mine-{name}")
    (case / "b.txt").write_text(ARTICLE.format(place="Oldmere").replace("14", "71"), encoding="utf-8")
    build(case, tmp_path / "report")
    assert {name: (tmp_path / f"mine-{name}").read_bytes() for name in kept} == kept
    assert (tmp_path / "report" / "report.json").read_bytes() != kept["report.json"]
