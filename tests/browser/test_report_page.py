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


@pytest.mark.parametrize("width", [1400, 800])
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
    build_report(case, output, executed=executed, pdf=True)
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
