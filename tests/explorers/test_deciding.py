"""What a person decides with the buttons: stored as it was meant, said as it is, refused where it cannot be."""

import pandas as pd
import pytest

from workbench.case import Case
from workbench.checks import run_checks
from workbench.errors import ReviewError
from workbench.explorers import explore_decisions, tell_disagreements
from workbench.explorers.articles import _ArticleView
from workbench.explorers.figures import _FigureView
from workbench.explorers.ledger import _LedgerView
from workbench.explorers.sources import _SourcesView, explore_timeline
from workbench.ledger import append_review

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


def test_verdicts_are_called_in_the_filter_what_the_list_calls_them(case):
    view = _LedgerView(case)
    said = {verdict: shown for shown, verdict in view.verdict.options}
    assert all(
        any(said[row.verdict] in shown for shown, _ in view.claim.options) for row in case.ledger.itertuples()
    )


def test_a_claim_is_merged_only_with_another_one(case):
    view = _LedgerView(case)
    before = len(case.ledger)
    view._decide("merge")
    assert (
        view.said.value
        == "Not recorded: choose two claims or more in the list, or the claim to merge it with."
    )
    assert case.reviews.empty
    view.other.index = 1
    view._decide("merge")
    assert len(case.ledger) == before - 1


def test_claims_that_are_chosen_together_are_merged_into_the_first(case):
    view = _LedgerView(case)
    before, chosen = len(case.ledger), tuple(name for _, name in view.claim.options)
    view.claim.value = chosen
    view._decide("merge")
    assert case.reviews["decision"].tolist() == ["merge"] * (before - 1)
    assert case.reviews["subject"].tolist() == list(chosen[1:])
    assert len(case.ledger) == 1
    assert f"{before} claims" in view.said.value


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


def edit_button(view, reason):
    """The button of the first edit whose reason begins so."""
    buttons = (line.children[0] for line in view.accept.children)
    return next(button for button in buttons if button.tooltip.startswith(reason))


def test_only_what_can_be_read_is_offered_to_be_put_back(case):
    edits = case.edits[case.edits["doc_id"] == "a"]
    blank = edits.iloc[:1].assign(before=" \n ", action="removed", rule="outer-space", edit_id="e0")
    case._tables["edits"] = pd.concat([case.edits, blank])
    assert all("<q></q>" not in line.children[1].value for line in _ArticleView(case).accept.children)


def test_an_edit_is_put_back_and_taken_out_again_and_the_text_follows_at_once(case):
    view = _ArticleView(case)
    clean = case.articles.set_index("doc_id").loc["a", "text"]
    edit = case.edits[(case.edits["doc_id"] == "a") & (case.edits["action"] != "flagged")].iloc[0]
    edit_button(view, edit["reason"]).click()
    assert "Recorded: put back. The text was cleaned anew" in view.recorder.said.value
    put_back = case.edits.set_index("edit_id").loc[edit["edit_id"]]
    assert put_back["action"] == "flagged"
    assert put_back["reason"].endswith("put back by a person")
    longer = case.articles.set_index("doc_id").loc["a", "text"]
    assert " ".join(edit["before"].split()) in " ".join(longer.split())
    assert len(longer) > len(clean)
    assert Case(case.path, cache=False).articles.set_index("doc_id").loc["a", "text"] == longer
    assert edit_button(view, edit["reason"]).description == "Take out"
    edit_button(view, edit["reason"]).click()
    assert case.articles.set_index("doc_id").loc["a", "text"] == clean
    assert case.orphans.empty


def test_a_decision_on_an_edit_that_cannot_be_written_is_no_error(case):
    view = _ArticleView(case)
    case.reviews_path.mkdir()
    edit_button(view, "").click()
    assert "Cannot" in view.recorder.said.value
    case.reviews_path.rmdir()


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


# --- an article, its source, and sentences that are not linked


def test_an_article_is_left_out_at_once_and_put_back(case):
    view = _ArticleView(case)
    view.note.value = "another flood"
    view.out.click()
    assert "Recorded: left out" in view.recorder.said.value
    assert case.articles["doc_id"].tolist() == ["b"]
    assert set(case.figures["doc_id"]) == set(case.edits["doc_id"]) | {"b"} == {"b"}
    assert [doc for _, doc in view.chooser.options] == ["b"]
    assert case.left_out == {"a": "another flood"}
    assert case.orphans.empty
    again = Case(case.path, cache=False)
    assert again.articles["doc_id"].tolist() == ["b"]
    assert all(check.passed for check in run_checks(again))
    view.out.click()
    assert "only article of this case" in view.recorder.said.value
    view.back.children[0].children[0].click()
    assert case.articles["doc_id"].tolist() == ["a", "b"]
    assert case.left_out == {}


def test_what_case_toml_leaves_out_is_left_out_by_the_name_of_its_file_too(case):
    (case.path / "case.toml").write_text('[left_out]\n"a.txt" = "an advert"\n', encoding="utf-8")
    assert Case(case.path, cache=False).articles["doc_id"].tolist() == ["b"]


def test_the_reliability_of_a_source_is_kept_and_proposed_for_its_other_articles(case):
    for doc in "ab":
        case.set_article(doc, "publisher", "Tolva Post")
    view = _ArticleView(case)
    view.boxes["reliability"].value = "B"
    view._set()
    assert case.articles.set_index("doc_id")["reliability"].to_dict() == {"a": "B", "b": ""}
    view.chooser.value = "b"
    assert view.boxes["reliability"].value == "B"
    assert "press Set to keep it" in view.proposed.value
    assert case.articles.set_index("doc_id").loc["b", "reliability"] == ""
    view._set()
    assert case.articles.set_index("doc_id").loc["b", "reliability"] == "B"
    assert view.proposed.value == ""


@pytest.mark.parametrize("value", ["G", "b", "AB"])
def test_a_reliability_that_is_none_is_refused(case, value):
    with pytest.raises(ReviewError, match="must be one of A, B, C, D, E, F"):
        case.set_article("a", "reliability", value)


def test_sentences_that_are_not_linked_are_unlinked_and_all_that_rests_on_them_follows(copied):
    view = _SourcesView(copied)
    assert set(copied.families["family"]) == {"F1"}
    n_links = len(copied.links)
    for _ in range(n_links):
        view._unlink()
    assert "Recorded: unlink" in view.recorder.said.value
    assert copied.links.empty
    assert copied.families["family"].nunique() == 2
    assert copied.drifts.empty
    assert copied.orphans.empty
    assert Case(copied.path, cache=False).links.empty
    view.recorder.undo.click()
    assert not copied.links.empty
    view.recorder.redo.click()
    assert copied.links.empty


def test_two_articles_are_said_to_have_one_origin(case):
    view = _SourcesView(case)
    view.left.value, view.right.value = "a", "b"
    view.origin.value = "Lumera"
    view._join()
    assert set(case.articles["origin"]) == {"Lumera"}
    assert case.ledger[case.ledger["claim"].str.contains("houses")]["n_origins"].max() == 1
    view.right.value = "a"
    view._join()
    assert "Not recorded: choose two articles" in view.recorder.said.value


# --- undone, redone, and two people


def test_decisions_are_undone_one_by_one_and_redone_as_they_were(case):
    ids = case.figures["figure_id"].head(3).tolist()
    for name in ids:
        case.decide(name, "confirm", reviewer="ana")
    rows = case.reviews_path.read_bytes()
    recorder = _LedgerView(case).recorder
    for left in (2, 1, 0):
        recorder.undo.click()
        assert len(case.reviews) == left
    assert recorder.undo.layout.display == "none"
    for _ in ids:
        recorder.redo.click()
    assert case.reviews_path.read_bytes() == rows
    assert recorder.redo.layout.display == "none"
    case.undo()
    case.decide(ids[0], "reject")
    assert not case.can_redo


def test_where_two_people_differ_a_third_says_whose_decision_stands(case):
    name = figure(case, "2,000").figure_id
    case.decide(name, "correct", value_low=2100, value_high=2100, reviewer="ana")
    case.decide(name, "reject", reviewer="ben")
    assert figure(case, "2,000").claim_id == ""
    assert "ana: corrected 2,100; ben: rejected" in tell_disagreements(case)
    view = explore_decisions(case).widget
    line = view.children[0].children[0]
    assert [button.description for button in line.children[1:]] == ["ana is right", "ben is right"]
    line.children[1].click()
    settled = figure(case, "2,000")
    assert (settled.value_low, settled.claim_id != "") == (2100, True)
    assert settled.reviewed.startswith("corrected, settled by")
    assert case.disagreements.empty
    assert len(case.reviews) == 3
    case.decide(name, "reject", reviewer="ben")
    assert figure(case, "2,000").claim_id == ""


def test_who_confirms_what_another_corrected_agrees(case):
    name = figure(case, "2,000").figure_id
    case.decide(name, "correct", value_low=2100, value_high=2100, reviewer="ana")
    case.decide(name, "confirm", reviewer="ben")
    assert case.disagreements.empty


def test_decisions_on_what_is_an_article_differ_by_what_they_say_of_it(case):
    for who, value in (("ana", "Tolva Post"), ("ben", "Radio Arda"), ("ana", "Tolva Post")):
        case.decide("a", "set", field="publisher", value=value, reviewer=who)
    case.decide("a", "set", field="short_name", value="Post", reviewer="ben")
    (row,) = case.disagreements.itertuples()
    assert (row.of, row.stands, row.people) == ("publisher", "ana", ["ben", "ana"])
    case.decide("a", "settle", value="ben", reviewer="eva")
    assert case.articles.set_index("doc_id").loc["a", "publisher"] == "Radio Arda"


def test_decisions_on_claims_count_in_a_case_of_several_events(case):
    (case.path / "articles" / "c.txt").write_text(
        "Choir wins prize\n\nA choir of 40 singers from Arda won in the spring.\n", encoding="utf-8"
    )
    mixed = Case(case.path, cache=False)
    assert len(set(mixed.events["event"])) > 1
    for claim in mixed.ledger["claim_id"].tolist():
        mixed.decide(claim, "tag", value="seen")
    assert set(mixed.ledger["tags"]) == {"seen"}
    mixed.decide(mixed.ledger["claim_id"].iloc[-1], "pin")
    assert mixed.ledger["pinned"].tolist()[0]


# --- decisions without effect


def test_a_decision_by_the_name_of_a_file_is_no_orphan(case):
    append_review(case.reviews_path, "a.txt", "set", field="publisher", value="Tolva Post")
    append_review(case.reviews_path, "gone.txt", "set", field="publisher", value="Tolva Post")
    case.reread()
    assert case.articles.set_index("doc_id").loc["a", "publisher"] == "Tolva Post"
    assert case.orphans["subject"].tolist() == ["gone.txt"]
    assert "put its file back" in case.orphans["reason"].iloc[0]


def test_merges_splits_and_additions_without_effect_are_named_with_what_to_do(case):
    claims = case.figures[case.figures["claim_id"] != ""]
    one = claims.iloc[0]
    path = case.reviews_path
    append_review(path, one.claim_id, "merge", concept="c-gone", figures=[one.figure_id, "gone"])
    append_review(path, one.claim_id, "split", figures=["gone"])
    place = {"doc_id": "a", "start": 1, "end": 4, "exact": "xyz", "kind": "count", "value_low": 3}
    append_review(path, "added1", "add", **place)
    append_review(path, "added2", "add", **{**place, "doc_id": "gone"})
    case.reread()
    told = dict(zip(case.orphans["decision"] + case.orphans["subject"], case.orphans["reason"], strict=True))
    assert "no two claims here" in told[f"merge{one.claim_id}"]
    assert "none of the figures" in told[f"split{one.claim_id}"]
    assert "select it anew" in told["addadded1"]
    assert "not in this case any more" in told["addadded2"]
    assert all("reviews.csv" in reason for reason in told.values())


def test_a_merge_of_what_was_split_is_no_orphan(case):
    one, other = case.ledger["claim_id"].head(2)
    case.decide(one, "merge", concept=other)
    figures = case.figures[case.figures["claim_id"] == one]["figure_id"].tolist()
    case.decide(one, "split", figures=figures[:1])
    assert case.orphans.empty
