"""What a person decides with the buttons: stored as it was meant, said as it is, refused where it cannot be."""

import pytest

from workbench.case import Case
from workbench.explorers.articles import _ArticleView
from workbench.explorers.figures import _FigureView
from workbench.explorers.ledger import _LedgerView
from workbench.explorers.sources import _SourcesView, explore_timeline

FLOOD = """Flood closes the valley road

More than 2,000 houses were flooded on Monday, police said. At least 14 people died.

Sign up for our newsletter to get the news every morning.
"""
OTHER = "Flood in the valley\n\nSome 1,900 houses were flooded on Monday. A bus with 31 children was saved.\n"


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "in" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "in" / "case.toml").write_text(
        '[published]\na = "2024-01-30"\nb = "2024-01-30"\n', encoding="utf-8"
    )
    return Case(tmp_path / "in", cache=False)


def figure(case, exact):
    return case.figures[case.figures["exact"] == exact].iloc[0]


@pytest.fixture
def view(case):
    view = _FigureView(case)
    view.text.chosen = figure(case, "2,000").figure_id
    return view


def test_an_open_end_is_shown_empty_and_stays_open(case, view):
    assert (view.form.low.value, view.form.high.value) == ("2000", "")
    view.form.low.value = "2,100"
    view._decide("correct")
    assert view.said.value.startswith("Recorded: correct.")
    after = figure(case, "2,000")
    assert (after.modifier, after.value_low) == ("more_than", 2100)
    assert after.value_high != after.value_high
    assert "corrected by" in view.card.value
    assert 'class="figure corrected"' in view.text.markup


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        ("2000", "", "Nothing was changed"),
        ("2,000", " ", "Nothing was changed"),
        ("2000", "10", "the low end, 2000.0, is above the high end, 10.0"),
        ("many", "", "Low must be a number like 2,100 or 0.5"),
        ("5", "1,5", "High must be a number"),
        ("inf", "", "Low must be a number"),
        ("", "", "takes value_low or value_high"),
    ],
)
def test_what_is_no_correction_is_not_stored(case, view, low, high, says):
    view.form.low.value, view.form.high.value = low, high
    view._decide("correct")
    assert says in view.said.value
    assert case.reviews.empty
    assert not case.reviews_path.exists()


def test_speaker_day_and_how_exactly_are_corrected(case, view):
    view.form.speaker.value, view.form.first.value, view.form.last.value = (
        "the council",
        "2024-01-27",
        "2024-01-28",
    )
    view.form.how.value = "about"
    view._decide("correct")
    row = case.reviews.iloc[0]
    assert (row.attributed_to, row.as_of_low, row.modifier) == ("the council", "2024-01-27", "about")
    assert row.value_low != row.value_low
    after = figure(case, "2,000")
    assert (after.attributed_to, after.modifier) == ("the council", "about")
    view.form.speaker.value = ""
    view._decide("correct")
    assert figure(case, "2,000").attributed_to == ""


def test_a_figure_that_was_missed_is_added_by_selecting_it(case):
    view = _FigureView(case)
    article = case.articles.set_index("doc_id").loc["a"]
    start = article["raw"].index("valley road") - int(article["start"])
    view.text.selected = [start, start + 6]
    assert "Add <q>valley</q> as a figure?" in view.card.value
    view.form.low.value = view.form.high.value = "1"
    view.form.counted.value = "valleys"
    view._decide("add")
    assert "Recorded: add" in view.said.value
    added = figure(case, "valley")
    assert (added.value_low, added.concept, added.kind) == (1, "valleys", "count")
    assert added.claim_id in set(case.ledger["claim_id"])
    assert f'data-id="{added.figure_id}"' in view.text.markup
    view.recorder.undo.click()
    assert "valley" not in set(case.figures["exact"])


def test_a_figure_that_is_there_is_not_added_twice(case):
    view = _FigureView(case)
    start = case.articles.set_index("doc_id").loc["a", "raw"].index("2,000")
    view.text.selected = [start - 5, start + 3]
    assert "Add" not in view.card.value
    view._decide("add")
    assert "there is a figure already: 2,000" in view.said.value


def test_what_is_selected_is_read_as_far_as_it_can_be(case):
    view = _FigureView(case)
    figures = case.figures
    case._tables["figures"] = figures[figures["exact"] != "14"]
    start = case.articles.set_index("doc_id").loc["a", "raw"].index("14 people")
    view.text.selected = [start, start + 9]
    assert (view.form.low.value, view.form.counted.value) == ("14", "people")


def test_a_decision_is_taken_back_with_the_button(case, view):
    assert view.recorder.undo.layout.display == "none"
    view._decide("reject")
    assert "left out of ledger" in view.said.value
    assert "Undo, or delete its row in reviews.csv" in view.said.value
    assert 'class="figure rejected"' in view.text.markup
    view.recorder.undo.click()
    assert "Taken back" in view.said.value
    assert case.reviews.empty
    assert 'class="figure rejected"' not in view.text.markup
    assert view.recorder.undo.layout.display == "none"


def test_nothing_counts_when_the_article_or_the_case_is_gone(case, view):
    (case.path / "articles" / "a.txt").write_text("All is dry.", encoding="utf-8")
    view._decide("confirm")
    assert "Not recorded: articles/a.txt changed on the disk" in view.said.value
    assert "Run the notebook again" in view.said.value
    case.path.rename(case.path.with_name("elsewhere"))
    view._decide("confirm")
    assert "Not recorded: the case" in view.said.value
    assert not (case.path.parent / "reviews.csv").exists()
    assert not case.path.exists()


def test_decisions_of_somebody_else_are_seen_at_the_next_click(case, view):
    chosen = figure(case, "14")
    Case(case.path, cache=False).decide(chosen.figure_id, "correct", value_low=15, value_high=15)
    view.text.chosen = chosen.figure_id
    assert view.form.low.value == "15"


def test_a_broken_file_of_decisions_is_named_and_nothing_is_raised(case, view):
    case.reviews_path.write_text("foo;bar\n1;2\n", encoding="utf-8")
    view._decide("confirm")
    assert "line 1" in view.said.value
    view.text.chosen = figure(Case(case.path / "articles", cache=False), "14").figure_id
    assert "line 1" in view.said.value


def test_a_claim_is_merged_only_with_another_one(case):
    view = _LedgerView(case)
    before = len(case.ledger)
    view._decide("merge")
    assert view.said.value == "Not recorded: choose the claim to merge it with first."
    assert case.reviews.empty
    view.other.index = 1
    view._decide("merge")
    assert len(case.ledger) == before - 1


@pytest.mark.parametrize(
    ("decision", "says"),
    [("rename", "type the new name"), ("split", "choose the figures"), ("rate", "choose a rating")],
)
def test_a_button_without_its_box_says_what_is_missing(case, decision, says):
    view = _LedgerView(case)
    view._decide(decision)
    assert says in view.said.value
    assert case.reviews.empty


def test_what_was_typed_for_one_claim_is_not_written_to_the_next(case):
    view = _LedgerView(case)
    view.name.value, view.note.value, view.tag.value = "houses under water", "see page 2", "water"
    view.claim.value = (view.claim.options[1][1],)
    assert (view.name.value, view.note.value, view.tag.value) == ("", "", "")


def test_a_rating_that_was_given_is_shown(case):
    view = _LedgerView(case)
    view.source.value, view.information.value = "B", "2"
    view._decide("rate")
    first, second = (claim for _, claim in view.claim.options[:2])
    view.claim.value = (second,)
    assert (view.source.value, view.information.value) == ("", "")
    view.claim.value = (first,)
    assert (view.source.value, view.information.value) == ("B", "2")


def test_several_claims_are_confirmed_at_once(case):
    view = _LedgerView(case)
    several = tuple(claim for _, claim in view.claim.options[:2])
    view.claim.value = several
    view._decide("confirm")
    assert "for 2 claims" in view.said.value
    reviewed = case.ledger.set_index("claim_id")["reviewed"]
    assert reviewed[list(several)].str.startswith("confirmed").all()
    view.looked.value = "by nobody yet"
    assert not set(several) & {claim for _, claim in view.claim.options}


def test_a_claim_is_found_by_its_source_and_its_speaker_and_nothing_found_is_said(case):
    view = _LedgerView(case)
    view.word.value = "police houses"
    assert view.claim.options
    view.word.value = "police volcano"
    assert view.claim.options == ()
    assert "No claim matches" in view.count.value


def test_pin_puts_a_claim_first_and_takes_it_from_there(case):
    view = _LedgerView(case)
    last = view.claim.options[-1][1]
    view.claim.value = (last,)
    view._decide("pin")
    assert view.claim.options[0][1] == last
    assert view.claim.options[0][0].startswith("★ ")
    view._decide("pin")
    assert not any(label.startswith("★ ") for label, _ in view.claim.options)
    assert case.reviews["decision"].tolist() == ["pin", "unpin"]


def test_next_to_check_goes_from_claim_to_claim_until_all_are_looked_at(case):
    view = _LedgerView(case)
    seen = []
    for _ in range(len(case.ledger)):
        view.next.click()
        seen.append(view.opened)
        view._decide("confirm")
    assert sorted(seen) == sorted(case.ledger["claim_id"])
    view.next.click()
    assert view.said.value == "Every claim has been looked at."


def test_a_click_on_a_number_opens_its_article_there(case):
    view = _LedgerView(case)
    figure_id = figure(case, "2,000").figure_id
    view.claim.value = (figure(case, "2,000").claim_id,)
    assert f'data-id="{figure_id}"' in view.view.markup
    view.view.chosen = figure_id
    assert view.article.chosen == figure_id
    assert "At least 14 people died" in view.article.markup


def test_a_button_without_a_claim_says_so(case):
    view = _LedgerView(case)
    view.word.value = "no such claim"
    view._decide("confirm")
    assert view.said.value == "Not recorded: choose a claim first."


def test_a_rejected_claim_stays_in_the_list_and_leaves_the_charts(case):
    view = _LedgerView(case)
    chosen = figure(case, "2,000").claim_id  # one with a day, which the chart shows
    view.claim.value = (chosen,)
    name = case.ledger.set_index("claim_id").loc[chosen, "claim"]
    assert name in str(explore_timeline(case).static)
    view._decide("reject")
    assert "stays in the ledger, marked as rejected" in view.said.value
    assert view.opened == chosen
    assert any(label.endswith("· rejected") for label, _ in view.claim.options)
    assert "rejected by" in view.view.markup
    assert name not in str(explore_timeline(case).static)


def test_a_flagged_passage_that_cannot_be_taken_out_is_no_error(case):
    flagged = case.edits.iloc[[0]].assign(action="flagged")
    case._tables["edits"] = flagged
    view = _ArticleView(case)
    button = view.accept.children[0].children[0]
    case.reviews_path.mkdir()
    button.click()
    assert "Cannot" in view.recorder.said.value
    case.reviews_path.rmdir()
    button.click()
    assert "Recorded: accept. The text is cleaned anew" in view.recorder.said.value
    assert view.accept.children[0].children[0].disabled


def test_outlet_day_name_and_origin_of_an_article_are_set_and_count_at_once(case):
    view = _ArticleView(case)
    assert view.boxes["published"].value == "2024-01-30"
    view.boxes["publisher"].value, view.boxes["origin"].value = "Tolva Post", "Lumera"
    view.boxes["published"].value, view.boxes["short_name"].value = "2024-01-29T18:05", "Post, evening"
    view._set()
    assert "Recorded: set" in view.recorder.said.value
    article = case.articles.set_index("doc_id").loc["a"]
    assert (article.publisher, article.origin, article.date_published) == (
        "Tolva Post",
        "Lumera",
        "2024-01-29",
    )
    assert ("Post, evening", "a") in view.chooser.options
    again = Case(case.path, cache=False)
    assert again.articles.set_index("doc_id").loc["a", "publisher"] == "Tolva Post"
    assert again.orphans.empty


def test_what_case_toml_says_is_taken_back_by_hand_also_where_it_names_the_file(case):
    (case.path / "case.toml").write_text('[publishers]\n"a.txt" = "Tolva Post"\n', encoding="utf-8")
    told = Case(case.path, cache=False)
    assert told.articles.set_index("doc_id").loc["a", "publisher"] == "Tolva Post"
    told.set_article("a", "publisher", "-")
    assert told.articles.set_index("doc_id").loc["a", "publisher"] == ""


def test_two_articles_with_one_origin_are_one_voice(case):
    def houses():
        return case.ledger[case.ledger["claim"].str.contains("houses")]["n_origins"].max()

    first, second = case.articles["doc_id"]
    case.set_article(first, "origin", "Lumera")
    case.set_article(second, "origin", "Lumera")
    assert houses() == 1
    case.undo()
    assert set(case.articles["origin"]) == {"", "Lumera"}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("published", "yesterday", "must read like 2024-01-31"), ("publisher", None, "Nothing was changed")],
)
def test_what_says_nothing_of_an_article_is_not_stored(case, field, value, says):
    view = _ArticleView(case)
    if value:
        view.boxes[field].value = value
    view._set()
    assert says in view.recorder.said.value
    assert case.reviews.empty


def test_what_was_taken_out_is_greyed_beside_the_figures(case):
    import pandas as pd

    drawn = _FigureView(case)
    edits = case.edits[case.edits["doc_id"] == drawn.article.value]
    article = case.articles.set_index("doc_id").loc[drawn.article.value]
    start = article["raw"].index("houses")
    row = edits.iloc[:1].assign(start=start, end=start + 6, action="removed", reason="an advert")
    case._tables["edits"] = pd.concat([case.edits, row])
    drawn._draw()
    assert '<mark class="edit removed" title="removed: an advert">houses</mark>' in drawn.text.markup
    assert 'class="figure"' in drawn.text.markup


def test_what_a_figure_counts_is_corrected_and_its_ends_stay(case, view):
    figure = view._chosen()
    view.form.counted.value = "people hurt"
    view._decide("correct")
    mended = next(
        row for row in Case(case.path, cache=False).figures.itertuples() if row.figure_id == figure.figure_id
    )
    assert mended.concept == "people hurt"
    assert (mended.modifier, mended.value_low) == (figure.modifier, figure.value_low)
    assert "corrected" in mended.reviewed


COPIES = {
    "a": "Ferry sinks off Tolva\n\nThe ferry sank off Tolva on Monday with 48 people aboard, the harbour office said. "
    "Fishermen saved 14 of them before the wind rose. The harbour was closed to all ships until evening.\n",
    "b": "Ferry lost off Tolva\n\nThe ferry sank off Tolva on Monday with 84 people aboard, the harbour office said. "
    "Fishermen saved 14 of them before the wind rose. The harbour was closed to all ships until evening.\n",
}


@pytest.fixture
def copied(tmp_path):
    for name, text in COPIES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return Case(tmp_path, cache=False)


def test_a_changed_fact_is_confirmed_and_dismissed_and_the_dismissal_taken_back(copied):
    view = _SourcesView(copied)
    (drift,) = copied.drifts.itertuples()
    confirm, dismiss, told = view.facts.children[0].children
    assert drift.explanation.split("”")[0].strip("“") in told.value
    confirm.click()
    assert copied.drifts["reviewed"].str.startswith("confirmed").all()
    dismiss.click()
    assert copied.drifts.empty
    assert view.facts.children == ()
    assert copied.orphans.empty
    assert Case(copied.path, cache=False).drifts.empty
    view.recorder.undo.click()
    assert copied.drifts["drift_id"].tolist() == [drift.drift_id]


def test_both_texts_stand_whole_beside_each_other_also_where_nothing_is_shared(copied):
    (copied.path / "c.txt").write_text("Choir wins prize\n\nA choir from Arda won.\n", encoding="utf-8")
    view = _SourcesView(Case(copied.path, cache=False))
    assert view.view.value.count('class="pane"') == 0
    view.whole.value = True
    assert view.view.value.count('class="pane"') == 2
    assert "until evening" in view.view.value
    view.whole.value = False
    view.right.value = "c"
    assert view.view.value.count('class="pane"') == 2
    assert "A choir from Arda" in view.view.value
    view.left.value = "c"
    assert "Choose two articles" in view.view.value
