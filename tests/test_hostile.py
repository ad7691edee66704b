"""A hostile case: nothing outside it is read or written, and nobody is called, whatever its files ask for."""

import json
import subprocess
import sys
import zipfile

import pytest

SECRET = "swordfish"
# Runs in a process of its own, because a hook cannot be taken off again.
RUN = """
import json, sys
from workbench.case import Case
from workbench.export import annotate_figures, review_claims, write_table
from workbench.report.evidence import evidence_pages
from workbench.tables import TABLES
import workbench.load.readers
case_folder, out = sys.argv[1:]
workbench.load.readers.readers()
Case(sys.argv[1], cache=False).ledger  # whatever is loaded at first use is loaded now
seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        seen.append([event, str(arguments[0]), str(arguments[1] or ""), arguments[2]])
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "socket.sendto", "os.system", "os.exec", "urllib")):
        seen.append([event, repr(arguments), "", 0])
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink", "shutil.rmtree"):
        seen.append([event, str(arguments[0]), "w", 0])
sys.addaudithook(watch)
case = Case(case_folder, cache=False)
for name in TABLES:
    if name != "words":
        write_table(case.table(name), f"{out}/{name}.csv")
pages = evidence_pages(case)
annotate_figures(case.figures, case.articles), review_claims(case.ledger, case.figures, case.articles)
print(json.dumps({"seen": seen, "pages": [page.name for page in pages], "bodies": [page.body for page in pages]}))
"""
FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    case, out = place / "case", place / "out"
    (case / "articles").mkdir(parents=True)
    out.mkdir()
    secret = place / "secret.txt"
    secret.write_text(f"The password is {SECRET}. Some 40 people know it.", encoding="utf-8")
    write_case(case / "articles", secret)
    # -B: compiled code that Python keeps beside its source is no file of a case
    command = [sys.executable, "-B", "-W", "ignore", "-c", RUN, str(case), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=place)
    return json.loads(done.stdout.splitlines()[-1]) | {"out": out, "case": case, "secret": secret}


def write_case(folder, secret):
    news = "Police in Arbel said on Monday that 14 people drowned in the flood. "
    (folder / "a.html").write_text(
        f"<html><head><title>{FORMULA}</title><base href='http://evil.example/'><link rel=stylesheet href='//evil.example/a.css'>"
        f"<meta http-equiv=refresh content='0;url=http://evil.example'></head><body><article><p>{news * 9}</p>"
        f"<img src='file://{secret}'><iframe src='file://{secret}'></iframe></article></body></html>",
        encoding="utf-8",
    )
    entity = f"<!DOCTYPE a [<!ENTITY e SYSTEM 'file://{secret}'><!ENTITY f SYSTEM 'http://evil.example/'>]>"
    (folder / "b.xml").write_text(f"<?xml version='1.0'?>{entity}<a>{news}&e;&f;</a>", encoding="utf-8")
    (folder / "c.html").write_text(
        f"<?xml version='1.0'?>{entity}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{news}&e;</p></body></html>",
        encoding="utf-8",
    )
    rows = [
        {"id": f"../../{secret.name}", "text": news + "One."},
        {"id": FORMULA, FORMULA: FORMULA, "text": FORMULA + news},
    ]
    (folder / "d.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "e.txt").symlink_to(secret)
    (folder / "f\u202e\x1b[2J.txt").write_text(news + "\u202eTwo.\x00\x1b[2J", encoding="utf-8")
    with zipfile.ZipFile(folder / "g.zip", "w") as archive:
        archive.writestr("../../h.txt", news + "Three.")
        archive.writestr(f"{secret}", news + "Four.")
        archive.writestr("bomb.txt", b"0" * 3_000_000, zipfile.ZIP_DEFLATED)
        archive.writestr("i.txt", news + "Five.")


def test_nobody_is_called_and_no_program_started(run):
    assert [
        event
        for event, *_ in run["seen"]
        if event != "open" and event.startswith(("socket", "os.sys", "os.ex", "url"))
    ] == []


def test_nothing_outside_is_written(run):
    changed = [
        path
        for event, path, mode, flags in run["seen"]
        if set(mode) & set("wax+") or (event == "open" and flags & 3)
    ]
    assert len(changed) > 10
    assert [path for path in changed if not path.startswith(str(run["out"])) and path != "/dev/null"] == []


def test_nothing_outside_is_read(run):
    assert [path for event, path, *_ in run["seen"] if event == "open" and path == str(run["secret"])] == []
    written = "".join(path.read_text(encoding="utf-8") for path in run["out"].iterdir())
    assert SECRET not in written + "".join(run["bodies"])
    assert {path.parent for path in run["out"].rglob("*")} == {run["out"]}


def test_no_name_of_a_page_leads_anywhere(run):
    assert all(
        name == name.replace("/", "").replace("\\", "") and name.endswith(".html") for name in run["pages"]
    )
    assert len(run["pages"]) >= 4


def test_no_cell_of_a_table_is_a_formula(run):
    import csv

    for path in run["out"].glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")], path.name
        assert not [cell for cell in cells if cell[:1] == "-" and not cell[1:2].isdigit()], path.name
