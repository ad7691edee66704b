"""Ten tasks of an analyst in a real JupyterLab: each is done with the mouse and the keys, and its clicks are counted."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.browser.conftest import SELECT, run_all, running_lab
from workbench.case import Case
from workbench.explorers.together import TABS

pytestmark = [pytest.mark.browser, pytest.mark.notebooks, pytest.mark.timeout(600)]

TASKS = (Path(__file__).parents[2] / "docs" / "tasks.md").read_text(encoding="utf-8")
MOST_CLICKS = 7
WIRE = (
    "{head}\n\nThe ferry sank off Tolva on Monday with {aboard} people aboard, the harbour office said. "
    "Fishermen saved 14 of them before the wind rose. The harbour was closed to all ships until evening.\n"
)
ARTICLES = {
    "echo": WIRE.format(head="Ferry sinks off Tolva", aboard="48"),
    "post": WIRE.format(head="Ferry lost off Tolva", aboard="84"),
    "radio": "Divers look for missing in Tolva\n\nDivers looked for 9 people on Tuesday, the ministry of transport said. "
    "The ministry put the cost at $3 million.\n",
    "choir": "Choir wins prize\n\nA choir of 40 singers from Arda won in the spring. Its conductor thanked them.\n",
}


def said_of(task):
    """The clicks that the page of tasks says it takes."""
    return int(re.search(rf"^\| {task} \|.*\| (\d+) \|$", TASKS, flags=re.MULTILINE).group(1))


class Hand:
    """A hand that counts its clicks: to choose from a list takes two, to type and to go on with Tab none."""

    def __init__(self, page, lab):
        self.page, self.lab, self.clicks = page, lab, 0

    def rest(self):
        """Wait for the answer, as a person does: what was clicked is on its way, and the kernel then has nothing to do."""
        for _ in range(2):
            self.page.wait_for_timeout(400)
            self.lab.wait_for("an answer", 90, lambda: self.lab.idle_kernel("workbench.ipynb"))

    def case(self):
        return Case(self.lab.case, cache=False)

    def click(self, place):
        self.clicks += 1
        place.click()

    def press(self, name):
        self.click(self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first)
        self.rest()

    def open(self, tab):
        self.click(self.page.get_by_role("tab", name=tab, exact=True))
        self.rest()

    def choose(self, name, label):
        self.clicks += 2
        box = self.page.get_by_label(name, exact=True).locator("visible=true").first
        box.select_option(label=label)
        self.rest()

    def type(self, name, words):
        box = self.page.get_by_label(name, exact=True).locator("visible=true").first
        self.click(box)
        box.fill(words)
        box.press("Tab")

    def done(self, task, recorded=""):
        if recorded:
            self.page.get_by_text(re.compile(rf"^Recorded: {recorded}")).locator(
                "visible=true"
            ).first.wait_for()
        assert self.clicks == said_of(task), (
            f"{task} takes {self.clicks} clicks, docs/tasks.md says otherwise"
        )
        assert self.clicks <= MOST_CLICKS


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    """JupyterLab with the workbench opened on a case of a few articles; the notebook runs once."""
    folder = tmp_path_factory.mktemp("desk")
    articles = folder / "case" / "articles"
    with running_lab(folder) as lab:
        shutil.rmtree(lab.case)
        articles.mkdir(parents=True)
        for name, text in ARTICLES.items():
            (articles / f"{name}.txt").write_text(text, encoding="utf-8")
        (lab.case / "case.toml").write_text('question = "How many people were aboard?"\n', encoding="utf-8")
        context = chromium.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
        page = context.new_page()
        page.set_default_timeout(90_000)
        run_all(page, lab, "workbench.ipynb")
        page.get_by_role("tab", name="Claims").wait_for()
        yield page, lab
        context.close()


@pytest.fixture
def hand(desk):
    """A hand at the workbench as it opens, with its first tab in front, and the case without decisions before its task."""
    page, lab = desk
    page.get_by_role("tab", name="Claims").click()
    page.get_by_label("Find", exact=True).locator("visible=true").wait_for()
    hand = Hand(page, lab)
    hand.rest()
    return hand


def figure(hand, exact):
    return hand.case().figures.set_index("exact").loc[exact]


def test_a_speaker_is_corrected(hand):
    hand.open("Figures in the text")
    hand.click(hand.page.locator("mark.figure[data-id]:visible", has_text="40").first)
    hand.type("Stated by", "the jury")
    hand.press("Correct")
    hand.done("Correct a speaker", "correct")
    assert figure(hand, "40").attributed_to == "the jury"


def test_a_day_is_corrected(hand):
    hand.open("Figures in the text")
    hand.click(hand.page.locator("mark.figure[data-id]:visible", has_text="40").first)
    hand.type("To day", "2024-05-02")
    hand.press("Correct")
    hand.done("Correct a day", "correct")
    assert figure(hand, "40").as_of_high == "2024-05-02"


def test_a_missed_figure_is_added(hand):
    hand.open("Figures in the text")
    pane = hand.page.locator(".pane.text:visible").first
    words = pane.evaluate(SELECT)
    hand.clicks += 1  # the words are selected by one drag
    hand.page.locator("p", has_text="as a figure?").get_by_text(words, exact=True).wait_for()
    hand.type("Low", "2")
    hand.press("Add")
    hand.done("Add a missed figure", "add")
    assert figure(hand, words).value_low == 2


def test_two_origins_are_joined(hand):
    hand.open("Who copied whom")
    hand.choose("This", "radio")
    hand.choose("beside", "choir")
    hand.press("One origin")
    hand.done("Join two origins", "one origin")

    def joined():
        origin = hand.case().articles.set_index("doc_id")["origin"]
        return origin["radio"] == origin["choir"] != ""

    hand.lab.wait_for("one origin of both", 60, joined)


def test_a_changed_fact_is_dismissed(hand):
    assert not hand.case().drifts.empty
    hand.open("Who copied whom")
    hand.press("Dismiss")
    hand.done("Dismiss a changed fact", "dismiss")
    assert hand.case().drifts.empty


def test_all_that_a_ministry_said_is_found(hand):
    hand.type("Find", "ministry")
    options = hand.page.get_by_label("Claim", exact=True).locator("visible=true").locator("option")
    claims = hand.case().ledger
    told = claims[claims["stated_by"].str.contains("ministry")]
    assert len(told) >= 1
    hand.lab.wait_for("the list of what the ministry said", 60, lambda: options.count() == len(told))
    assert len(told) < len(claims)
    hand.done("Find all that a ministry said")
    hand.page.get_by_label("Find", exact=True).locator("visible=true").fill("")


def test_the_answer_is_pinned(hand):
    hand.click(hand.page.get_by_label("Claim", exact=True).locator("visible=true").locator("option").first)
    hand.press("Pin")
    hand.done("Pin the answer", "pin")
    assert hand.case().ledger["pinned"].any(), hand.case().reviews.to_dict("records")


def test_an_outlet_is_set(hand):
    hand.open("Articles")
    hand.choose("Article", "radio")
    hand.type("Outlet", "Radio Saltbay")
    hand.press("Set")
    hand.done("Set an outlet", "set")
    assert hand.case().articles.set_index("doc_id").loc["radio", "publisher"] == "Radio Saltbay"


def test_the_briefing_is_made_to_be_sent(hand):
    hand.press("Make the briefing")
    with hand.page.expect_download() as download:
        hand.click(hand.page.get_by_role("link", name="briefing.docx"))
    told = Document(BytesIO(Path(download.value.path()).read_bytes()))
    assert "How many people were aboard?" in [paragraph.text for paragraph in told.paragraphs]
    hand.done("Send the briefing to an editor")


def test_an_article_is_left_out(hand):
    hand.open("Articles")
    hand.choose("Article", "choir")
    hand.press("Leave out")
    hand.done("Leave an article out", "left out")
    assert "choir" not in set(hand.case().articles["doc_id"])


@pytest.mark.parametrize("width", [1400, 1000])
def test_no_name_of_a_tab_is_cut(hand, width):
    hand.page.set_viewport_size({"width": width, "height": 900})
    names = hand.page.locator(".widget-tab > .lm-TabBar .lm-TabBar-tabLabel")
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    assert names.count() == len(TABS)
    hand.lab.wait_for("room for every name", 60, lambda: names.evaluate_all(cut) == [])
    hand.page.set_viewport_size({"width": 1400, "height": 900})


def test_every_task_of_the_page_has_a_test():
    named = re.findall(r"^\| ([A-Z][^|]+?) \|.*\| \d+ \|$", TASKS, flags=re.MULTILINE)
    source = Path(__file__).read_text(encoding="utf-8")
    assert len(named) == 10
    assert [task for task in named if f'hand.done("{task}"' not in source] == []
    assert max(map(said_of, named)) <= MOST_CLICKS
