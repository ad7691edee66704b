"""The report on disk: complete, self-contained, linked to its evidence, and never half there."""

import itertools
import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from workbench.case import Case, sample_folder
from workbench.checks import run_checks
from workbench.errors import ReportError
from workbench.explorers.cited import drift_anchor
from workbench.report import build_report, results
from workbench.report.notebooks import chapters, execute, execute_all
from workbench.report.pages import exchange_links
from workbench.tables import VERDICTS

pytestmark = pytest.mark.notebooks


class Links(HTMLParser):
    """Collects what a page links to, loads, and offers as anchors."""

    def __init__(self):
        super().__init__()
        self.hrefs, self.loads, self.ids = [], [], set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.hrefs += [given["href"]] if tag == "a" and given.get("href") else []
        self.loads += [given[name] for name in ("src", "data", "srcset") if given.get(name)]
        self.loads += [given["href"]] if tag == "link" and given.get("href") else []
        self.ids |= {given["id"]} if given.get("id") else set()


def read(path):
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def test_every_notebook_has_its_page_and_the_briefing_comes_first(sample_report):
    folder = sample_report.page.parent
    pages = {path.name for path in folder.glob("*.html")}
    assert {f"{path.stem}.html" for path in chapters()[:-1]} <= pages
    assert "<h1" in (folder / "index.html").read_text(encoding="utf-8")
    assert ">Briefing" in (folder / "index.html").read_text(encoding="utf-8")


def test_no_page_loads_anything_and_every_link_lands(sample_report):
    folder = sample_report.page.parent
    pages = {path.resolve(): read(path) for path in folder.rglob("*.html")}
    for path, links in pages.items():
        assert [load for load in links.loads if not load.startswith("data:")] == []
        for href in links.hrefs:
            assert not re.match(r"(?:[a-z]+:)?//|javascript:", href), f"{path.name} links outside: {href}"
            target, _, anchor = href.partition("#")
            found = (path.parent / target).resolve() if target else path
            assert found.exists(), f"{path.name}: {href} leads nowhere"
            if anchor.startswith("find:"):
                assert found.name == "find.html"
                assert_finds_what_there_is(anchor, found)
                continue
            assert not anchor or found.suffix != ".html" or anchor in pages[found].ids, f"{path.name}: {href}"


def assert_finds_what_there_is(anchor, page):
    """Each chip that a link has chosen is one of the page's, or a verdict that no claim of this case has."""
    text = page.read_text(encoding="utf-8")
    for facet, value in parse_qsl(anchor.removeprefix("find:")):
        assert f'data-{facet}="{value}"' in text or value in (*VERDICTS, "rejected", "checked by a person"), (
            value
        )


def test_every_claim_of_the_briefing_has_its_evidence(sample_report):
    index = sample_report.page.read_text(encoding="utf-8")
    shared = int((Case(sample_folder()).ledger["n_articles"] > 1).sum())
    assert len(re.findall(r'class="evidence" href="evidence/', index)) >= shared > 0


def links_of(page):
    return set(
        re.findall(r'class="evidence" href="evidence/[^"#]*#([^"]*)"', page.read_text(encoding="utf-8"))
    )


def test_every_figure_of_a_claim_is_one_click_away(sample_report):
    case, folder = Case(sample_folder()), sample_report.page.parent
    told = case.ledger[(case.ledger["n_articles"] > 1) | (case.ledger["verdict"] == "conflict")]
    behind = case.figures[case.figures["claim_id"].isin(told["claim_id"])]
    assert set(behind["figure_id"]) <= links_of(sample_report.page)
    claimed = case.figures.loc[case.figures["claim_id"] != "", "figure_id"]
    assert set(claimed) <= links_of(folder / "04_ledger.html")


def test_every_changed_fact_leads_to_what_it_says_and_what_it_was_made_of(sample_report):
    drifts = Case(sample_folder()).drifts
    assert len(drifts)
    wanted = {drift_anchor(row.doc_id, row.start) for row in drifts.itertuples()}
    wanted |= {
        drift_anchor(row.reference_doc_id, row.reference_start, "reference") for row in drifts.itertuples()
    }
    for page in (sample_report.page, sample_report.page.parent / "02_source_comparison.html"):
        assert wanted <= links_of(page)


def test_every_number_in_short_leads_to_what_it_counts(sample_report):
    text = sample_report.page.read_text(encoding="utf-8")
    short = text.partition(">In short</h2>")[2].partition("<h2")[0]
    said = [
        re.sub(r'<a class="counted"[^>]*>[^<]*</a>', "", line)
        for line in re.findall(r"<p class=\"finding\">(.*?)</p>", short)
    ]
    assert len(said) == 4
    assert [line for line in said if re.search(r"\d", line)] == []


def test_each_origin_has_one_name_in_find(sample_report):
    """An origin of a claim is called in the lines of figures and articles as in that of the claim."""
    text = (sample_report.page.parent / "find.html").read_text(encoding="utf-8")
    lines = re.findall(r'<li data-what="(\w+)"[^>]*? data-origin="([^"]*)"', text)
    told = {
        what: {name for one, names in lines if one == what for name in unescape(names).split(" | ")}
        for what in ("claim", "figure", "article")
    }
    assert told["claim"]
    assert told["figure"] == told["claim"]
    assert told["claim"] <= told["article"]


def test_the_answer_stands_first_and_leads_to_its_characters(sample_report):
    case, text = Case(sample_folder()), sample_report.page.read_text(encoding="utf-8")
    first = text.partition('<main id="content">')[2].partition("</section>")[0]
    assert case.settings.question in unescape(first)
    assert re.search(r'<p class="value"><strong><a class="evidence" href="evidence/', first)
    told = re.findall(r"<dt>([^<]*)</dt>", first)
    assert told[:4] == ["Origins", "On whose word", "For when", "Contradicted"]
    assert "Checked" in told
    assert "A person has to look at this" not in first, "what is to be done stands below the answer"
    assert "A person has to look at this" in text


def test_every_figure_in_a_source_leads_back_to_its_claim(sample_report):
    case, folder = Case(sample_folder()), sample_report.page.parent
    text = "".join(page.read_text(encoding="utf-8") for page in (folder / "evidence").glob("*.html"))
    back = set(re.findall(r'<mark[^>]*><a href="../04_ledger.html#([^"]*)"', text))
    assert back == set(case.figures["claim_id"]) - {""}


def test_everything_can_be_found_on_one_page(sample_report):
    case = Case(sample_folder())
    text = (sample_report.page.parent / "find.html").read_text(encoding="utf-8")
    counts = {what: text.count(f'<li data-what="{what}"') for what in ("claim", "figure", "article")}
    assert counts == {"claim": len(case.ledger), "figure": len(case.figures), "article": len(case.articles)}


def test_no_article_is_called_by_its_file_where_its_outlet_is_known(sample_report):
    case, folder = Case(sample_folder()), sample_report.page.parent
    named = case.articles.loc[case.articles["publisher"] != "", "doc_id"]
    pages = ("index", "find", "02_source_comparison", "04_ledger", "05_charts")
    for page in pages:
        words = re.sub(r"<[^>]*>", " ", (folder / f"{page}.html").read_text(encoding="utf-8"))
        assert [doc for doc in named if doc in words] == [], page


def test_headings_step_down_one_by_one_and_landmarks_have_names_of_their_own(sample_report):
    for path in sample_report.page.parent.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        levels = [1, *(int(level) for level in re.findall(r"<h([1-6])\b", text))]
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), path.name
        names = re.findall(r'<(?:section|nav|aside)\b[^>]*aria-label="([^"]*)"', text)
        assert len(names) == len(set(names)), path.name


def test_no_evidence_is_left_without_its_link(sample_report):
    for path in sample_report.page.parent.rglob("*.html"):
        assert "data-evidence" not in path.read_text(encoding="utf-8"), path.name


def test_other_tools_find_their_formats(sample_report):
    folder = sample_report.page.parent / "tables"
    annotations = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    case = Case(sample_folder())
    validation = (folder.parent / "validation.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="tables/([^"]+\.(?:xlsx|jsonld|json)[^"]*)"', validation)
    assert sorted(linked) == ["annotations.jsonld", "case.xlsx", "claims.json"]
    assert len(annotations["items"]) == len(case.figures)
    assert len(claims) == len(case.ledger)
    assert len(pd.read_excel(folder / "case.xlsx", sheet_name="ledger")) == len(case.ledger)


def test_a_large_file_for_other_tools_is_linked_by_its_packed_name(tmp_path):
    for name in ("case.xlsx", "annotations.jsonld.gz", "claims.json"):
        (tmp_path / name).touch()
    linked = re.findall(r'href="tables/([^"]+)"', exchange_links(tmp_path))
    assert linked == ["case.xlsx", "annotations.jsonld.gz", "claims.json"]


def test_the_record_names_inputs_versions_checks_and_digest(sample_report):
    record = json.loads((sample_report.page.parent / "report.json").read_text(encoding="utf-8"))
    assert {entry["source_file"] for entry in record["inputs"]} == set(
        Case(sample_folder()).articles["source_file"]
    )
    assert all(re.fullmatch(r"[0-9a-f]{64}", entry["sha256"]) for entry in record["inputs"])
    assert all(check["passed"] for check in record["checks"])
    assert len(record["checks"]) == len(run_checks(Case(sample_folder())))
    tables = results.result_tables(Case(sample_folder()))
    assert record["digest"] == results.digest_of_digests(results.digest(tables))


def test_tables_stand_beside_the_pages(sample_report):
    case = Case(sample_folder())
    for name in results.RESULTS:
        frame = pd.read_csv(sample_report.page.parent / "tables" / f"{name}.csv", keep_default_na=False)
        assert len(frame) == len(case.table(name)), name


def test_the_sample_report_is_small(sample_report):
    size = sum(path.stat().st_size for path in sample_report.page.parent.rglob("*") if path.is_file())
    assert size < 5_000_000


def test_no_script_of_an_article_stands_in_a_page(hostile_report):
    for path in hostile_report.page.parent.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"<script\b", text)) == 1, path.name
        assert not re.search(r"<[^>]+\son(?:error|mouseover)\s*=", text), path.name
        assert "javascript:" not in "".join(read(path).hrefs)


def test_a_second_report_says_whether_the_results_moved(executed, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Police said 14 people drowned in the flood.", encoding="utf-8")
    case = Case(folder, cache=False)
    build_report(case, tmp_path / "report", executed=executed)
    build_report(Case(folder, cache=False), tmp_path / "report", executed=executed)
    assert "equal those of the earlier" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    case.decide(case.figures.loc[0, "figure_id"], "correct", value_low=15.0, value_high=15.0)
    build_report(Case(folder, cache=False), tmp_path / "report", executed=executed)
    assert "→ 15" in (tmp_path / "report" / "validation.html").read_text(encoding="utf-8")


def test_a_folder_of_something_else_is_never_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="something else"):
        build_report(Case(sample_folder()), tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_an_assertion_of_a_notebook_that_fails_marks_the_report_and_does_not_withhold_it(executed, tmp_path):
    import nbformat

    cells = ["kept = 1", "assert kept > 1, 'a <b>count</b> is off'\nkept", "print('and on', kept)"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    path = chapters()[0]
    ran = execute_all({path.name: notebook}, folder=tmp_path)[path.name]
    built = build_report(Case(sample_folder()), tmp_path / "report", executed=[(path, ran), *executed[1:]])
    assert built.failed == [f"notebook {path.stem}: a <b>count</b> is off"]
    pages = {page.name: page.read_text(encoding="utf-8") for page in built.page.parent.glob("*.html")}
    assert f"{path.name}, code cell 2" in pages["index.html"]
    assert "A check failed here: a &lt;b&gt;count&lt;/b&gt; is off" in pages[f"{path.stem}.html"]
    assert "and on 1" in pages[f"{path.stem}.html"]
    assert "Traceback" not in pages[f"{path.stem}.html"]
    with pytest.raises(ReportError, match="code cell 2"):
        execute(notebook, folder=tmp_path, name=path.name)


def test_a_pull_quote_with_a_figure_is_no_failed_check(tmp_path):
    quote = "We lost 40 cows that night, the farmer said."
    (tmp_path / "a.txt").write_text(
        f"{quote}\n\nThe dam at Lower Reed broke on Monday.\n\n{quote}\n", encoding="utf-8"
    )
    checks = run_checks(Case(tmp_path, cache=False))
    assert [check for check in checks if not check.passed] == []


def test_a_failing_check_stands_at_the_top(executed, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Police said 14 people drowned.", encoding="utf-8")
    case = Case(tmp_path / "in", cache=False)
    case._tables["found_figures"] = case.table("found_figures").assign(start=0, end=1)
    built = build_report(case, tmp_path / "report", executed=executed)
    assert built.failed == ["every figure is a slice of the raw text"]
    assert "This report has failed checks" in built.page.read_text(encoding="utf-8")
