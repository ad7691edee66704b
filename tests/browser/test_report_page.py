"""The report as its reader meets it: opened from disk in a real browser."""

import itertools
import re
from unicodedata import normalize

import pytest

from workbench.case import Case, sample_folder
from workbench.explorers.markup import Html, Mark, highlight
from workbench.report import build_report
from workbench.report.layout import Page, render
from workbench.report.notebooks import notebook_title

pytestmark = [pytest.mark.browser, pytest.mark.notebooks]


def open_page(page, path):
    page.goto(path.resolve().as_uri())
    return page


@pytest.mark.parametrize("width", [1400, 1000, 800, 390])
def test_every_page_opens_from_disk_without_a_request_or_an_error(page, sample_report, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in sorted(sample_report.page.parent.rglob("*.html")):
        open_page(page, path)
        assert page.locator("h1").count() >= 1, path.name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), (
            f"{path.name} is too wide"
        )
    assert {url.split(":")[0] for url in page.requests} == {"file"}
    assert page.errors == []


def test_an_evidence_link_lands_on_the_characters(page, sample_report):
    open_page(page, sample_report.page)
    link = page.locator("a.evidence").first
    anchor = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url(re.compile(re.escape(anchor)))
    figure = Case(sample_folder()).figures.set_index("figure_id").loc[anchor]
    target = page.locator("mark.evidence-target")
    assert "".join(target.all_text_contents()) == figure["exact"]
    target = target.first
    box, height = target.bounding_box(), page.viewport_size["height"]
    assert 0 <= box["y"] <= height, "the characters are not in view"


def test_a_figure_that_other_marks_split_is_outlined_whole(page, tmp_path):
    text = "to -14 degrees"
    marks = [Mark(3, 6, "figure", anchor="f1"), Mark(4, 5, "edit removed"), Mark(3, 4, "drift", anchor="d1")]
    body = Html(f'<h1>A</h1><pre class="raw">{highlight(text, marks)}</pre>')
    sheet = tmp_path / "a.html"
    sheet.write_text(render(Page("a.html", "A", body), [("a.html", "A")], "A", ""), encoding="utf-8")
    for anchor, words in (("f1", "-14"), ("d1", "-")):
        page.goto(f"{sheet.resolve().as_uri()}#{anchor}")
        assert "".join(page.locator("mark.evidence-target").all_text_contents()) == words


def test_a_column_sorts_by_click_and_by_key(page, sample_report):
    open_page(page, sample_report.page.parent / "03_figures.html")
    table = page.locator("table.sortable").first
    heads = table.locator("thead th").all_inner_texts()
    column = next(i for i, head in enumerate(heads) if head.startswith("value"))

    def values():
        cells = table.locator(f"tbody tr td:nth-child({column + 1})").evaluate_all(
            "c => c.map(e => e.dataset.sort)"
        )
        assert cells == sorted(cells, key=lambda cell: cell == ""), "what has no value belongs to the end"
        return [float(cell) for cell in cells if cell]

    button = table.locator("thead th").nth(column).locator("button")
    button.click()
    assert values() == sorted(values())
    button.press("Enter")
    assert values() == sorted(values(), reverse=True)


def test_no_script_of_an_article_runs(page, hostile_report):
    for path in hostile_report.page.parent.rglob("*.html"):
        open_page(page, path)
        assert page.title() != "owned", path.name
        assert page.locator("iframe, object, embed, form, link, meta[http-equiv=refresh], base").count() == 0
    assert page.errors == []
    assert {url.split(":")[0] for url in page.requests} <= {"file", "data"}


def test_the_policy_stops_a_script_even_if_one_got_in(page, sample_report, tmp_path):
    text = sample_report.page.read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(
        text.replace("</main>", "<script>document.title = 'owned'</script></main>"), encoding="utf-8"
    )
    open_page(page, broken)
    assert page.title() != "owned"


def test_the_page_can_be_read_without_a_mouse(page, sample_report):
    open_page(page, sample_report.page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator("nav a[aria-current=page]").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert page.locator("figure.chart:not([aria-label])").count() == 0


def test_the_line_of_pages_on_a_phone_shows_the_one_that_is_read(page, sample_report):
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, sample_report.page.parent / "05_charts.html")
    here = page.locator("nav a[aria-current=page]").bounding_box()
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= 390
    assert page.evaluate("scrollY") == 0


def test_a_mark_of_a_chart_leads_to_the_characters(page, sample_report):
    open_page(page, sample_report.page.parent / "05_charts.html")
    mark = page.locator("figure.chart a.evidence[href*='#f']").first
    address = mark.get_attribute("href")
    mark.click()
    page.wait_for_url(re.compile(re.escape(address.rpartition("/")[2])))
    page.locator("mark.evidence-target").first.wait_for()
    assert page.errors == []


def test_a_word_is_found_from_any_page_and_the_view_can_be_passed_on(page, sample_report):
    open_page(page, sample_report.page.parent / "02_source_comparison.html")
    page.get_by_label("Find in the report").fill("districts")
    page.get_by_label("Find in the report").press("Enter")
    page.wait_for_url(re.compile("find.html#find:q=districts"))
    shown = page.locator(".hits > li:visible")
    assert shown.count() > 0
    assert all("districts" in text.lower() for text in shown.all_text_contents())
    page.get_by_role("button", name=re.compile(r"^claim \d+$")).click()
    claims, address = shown.count(), page.url
    assert set(shown.evaluate_all("lines => lines.map(line => line.dataset.what)")) == {"claim"}
    assert page.locator(".found").inner_text() == f"{claims} claims"
    page.goto("about:blank")
    page.goto(address)
    assert shown.count() == claims, "the address holds the view"
    page.get_by_label("Words that must all stand in a line").fill("zebra")
    assert "Nothing matches" in page.locator(".found").inner_text()
    assert page.errors == []


def test_each_number_of_the_summary_opens_as_many_lines_as_it_says(page, sample_report):
    links = open_page(page, sample_report.page).locator("a.counted[href*='find:']")
    wanted = [(link.get_attribute("href"), link.inner_text()) for link in links.all()]
    assert len(wanted) > 6
    for href, number in wanted:
        if not number.isdigit():
            continue
        page.goto(
            (sample_report.page.parent / href.partition("#")[0]).as_uri() + "#" + href.partition("#")[2]
        )
        page.reload()
        assert page.locator(".hits > li:visible").count() == int(number), href


def test_a_figure_in_a_source_leads_back_to_its_claim(page, sample_report):
    open_page(page, sample_report.page)
    page.locator(".answer p.value a").first.click()
    page.locator("mark.evidence-target a").first.click()
    page.wait_for_url(re.compile("04_ledger.html#"))
    claim = page.url.partition("#")[2]
    assert claim in set(Case(sample_folder()).ledger["claim_id"])
    assert page.locator(f"tbody#{claim}").is_visible()


def test_a_claim_is_copied_as_a_citation(page, sample_report):
    open_page(page, sample_report.page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as citation").first.click()
    page.locator(".answer").get_by_text("Copied").or_(page.get_by_label("Citation")).first.wait_for()
    box = page.get_by_label("Citation")
    said = box.input_value() if box.count() else page.evaluate("navigator.clipboard.readText()")
    assert "independent origin" in said
    assert Case(sample_folder()).title in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 1000, 390])
def test_the_answer_is_on_the_first_screen(page, sample_report, width, scheme):
    page.set_viewport_size({"width": width, "height": 850})
    page.emulate_media(color_scheme=scheme)
    open_page(page, sample_report.page)
    for place in (".answer .asked", ".answer p.value", ".answer dd >> nth=0"):
        box = page.locator(place).first.bounding_box()
        assert box["y"] + box["height"] <= 850, place
        assert box["x"] + box["width"] <= width, place


@pytest.mark.parametrize("width", [1000, 390])
def test_no_cell_of_a_table_is_clipped(page, sample_report, width):
    page.set_viewport_size({"width": width, "height": 850})
    for name in (
        "index",
        "01_articles",
        "02_source_comparison",
        "03_figures",
        "04_ledger",
        "find",
        "validation",
    ):
        open_page(page, sample_report.page.parent / f"{name}.html")
        out = page.evaluate(
            "[...document.querySelectorAll('td, th')].filter(c => c.checkVisibility() && !c.closest('thead') && "
            "c.getBoundingClientRect().right > innerWidth + 1).map(c => c.textContent.slice(0, 40))"
        )
        assert out == [], name


def bookmarks(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield entry.title


def test_the_pdf_holds_every_page_and_its_links_stay_inside(chromium, executed, tmp_path):
    """Printed as ``--pdf`` does: contents, bookmarks, every chapter and source, no link that leads out."""
    from pypdf import PdfReader

    case, output = Case(sample_folder()), tmp_path / "report"
    build_report(case, output, executed=executed, pdf="all")
    pdf = PdfReader(output / "report.pdf")
    texts = [" ".join(normalize("NFKC", page.extract_text()).split()) for page in pdf.pages]  # no ligatures
    headings = [
        *(notebook_title(notebook, path) for path, notebook in executed),
        "Validation",
        "Sources as they came",
    ]
    assert texts[0].startswith(case.title)
    assert [title for title in headings if title not in texts[0]] == []
    assert [title for title in headings if not any(title in text for text in texts[1:])] == []
    assert set(headings) <= set(bookmarks(pdf.outline))
    links = [
        annotation.get_object().get("/A", {}) for page in pdf.pages for annotation in page.get("/Annots", [])
    ]
    assert links
    assert [link for link in links if "/URI" in link] == []
    sources = set(case.articles["source_file"])
    assert [name for name in sources if not any(name in text for text in texts[1:])] == []


def test_the_pdf_for_an_editor_is_the_briefing_and_the_claims(chromium, executed, tmp_path):
    from pypdf import PdfReader

    case, output = Case(sample_folder()), tmp_path / "report"
    build_report(case, output, executed=executed, pdf="briefing")
    pages = [
        " ".join(normalize("NFKC", page.extract_text()).split())
        for page in PdfReader(output / "report.pdf").pages
    ]
    assert len(pages) <= 12
    assert case.settings.question in pages[0]
    assert any("The claims" in text for text in pages)
    claims = [text for text in pages if text.startswith("claim value verdict")]
    assert claims, "the heads of a table stand on each of its pages"


def test_a_report_in_one_file_is_read_and_searched_without_a_request(page, executed, tmp_path):
    build_report(Case(sample_folder()), tmp_path / "report", executed=executed, single_file=True)
    open_page(page, tmp_path / "report" / "report-in-one-file.html")
    page.locator(".answer p.value a").first.click()
    assert page.locator("mark.evidence-target").first.is_visible()
    page.get_by_label("Words that must all stand in a line").fill("districts")
    shown = page.locator(".hits > li:visible")
    assert 0 < shown.count() < page.locator(".hits > li").count()
    assert page.errors == []
    assert {url.split(":")[0] for url in page.requests} == {"file"}
