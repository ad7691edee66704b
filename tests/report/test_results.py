"""The results of two reports: the same input gives the same digest, and what moved is told."""

import json

import pandas as pd
import pytest

from workbench.case import Case, sample_folder
from workbench.errors import ReportError
from workbench.report import results


@pytest.fixture(scope="module")
def tables():
    return results.result_tables(Case(sample_folder()))


def test_the_same_input_gives_the_same_digest(tables):
    again = results.result_tables(Case(sample_folder(), cache=False))
    assert results.digest(tables) == results.digest(again)


def test_a_changed_value_changes_the_digest_of_its_table_alone(tables):
    changed = {**tables, "figures": tables["figures"].assign(value_low=tables["figures"]["value_low"] + 1)}
    before, after = results.digest(tables), results.digest(changed)
    assert [name for name in before if before[name] != after[name]] == ["figures"]
    assert results.digest_of_digests(before) != results.digest_of_digests(after)


def test_the_raw_text_stays_out_of_the_tables(tables):
    assert "raw" not in tables["articles"].columns


def write(tables, folder):
    """Write what a report holds of its results, and read it again."""
    files, digests = results.write_tables(tables, folder / "tables"), results.digest(tables)
    listed = {name: {"sha256": digests[name], "file": files[name]} for name in tables}
    (folder / "report.json").write_text(json.dumps({"tables": listed}), encoding="utf-8")
    return results.read_results(folder)


@pytest.fixture
def compare(tmp_path):
    return lambda old, new: results.compare_results(
        write(old, tmp_path / "old"), write(new, tmp_path / "new")
    )


def test_two_equal_reports_show_nothing_moved(tables, compare):
    assert compare(tables, tables) == []


def test_what_differs_beyond_the_digits_that_count_has_not_moved(tables, compare):
    figures = tables["figures"]
    nearly = figures.assign(value_low=figures["value_low"] * (1 + 1e-14))
    assert not nearly.equals(figures)
    assert compare(tables, {**tables, "figures": nearly}) == []


def test_rows_of_one_key_are_all_compared(tables, compare):
    edits = tables["edits"].head(1)
    twice = pd.concat([edits, edits.assign(reason="another")], ignore_index=True)
    (told,) = compare({**tables, "edits": twice}, {**tables, "edits": twice.assign(reason=["x", "y"])})
    assert (told.added, told.removed, told.changed) == (0, 0, 2)
    (told,) = compare({**tables, "edits": edits}, {**tables, "edits": twice})
    assert (told.added, told.removed, told.changed) == (1, 0, 0)


def test_a_table_whose_digest_differs_is_never_called_equal(tables, compare):
    (told,) = compare(tables, {**tables, "figures": tables["figures"].assign(new_column="x")})
    assert (told.table, told.rows["change"].tolist()) == ("figures", ["column new_column added"])
    (told,) = compare(tables, {**tables, "figures": tables["figures"].iloc[::-1]})
    assert told.rows["change"].tolist() == ["the order of rows or columns"]


def test_what_was_added_removed_and_changed_is_told(tables, compare):
    figures = tables["figures"]
    moved = figures.drop(index=0).assign(concept=lambda rows: rows["concept"].where(rows.index != 1, "boats"))
    (told,) = compare(tables, {**tables, "figures": moved})
    assert (told.table, told.added, told.removed, told.changed) == ("figures", 0, 1, 1)
    assert told.rows["change"].str.contains("→ boats").any()


def test_the_claims_that_moved_are_told_in_words_and_without_ids(tables, compare):
    ledger = tables["ledger"]
    name = ledger.loc[0, "claim"]
    first = ledger.index == 0
    after = ledger.assign(
        claim_id=ledger["claim_id"].where(~first, "another"),
        value_best=ledger["value_best"].where(~first, 24.0),
        modifier=ledger["modifier"].where(~first, "exact"),
        verdict=ledger["verdict"].where(~first, "updated"),
        confidence=ledger["confidence"] / 2,
    )
    (told,) = compare(tables, {**tables, "ledger": after})
    assert len(told.said) == 1
    assert (
        told.said[0].startswith(f"{name}: ") and "→ 24" in told.said[0] and told.said[0].endswith(", updated")
    )
    assert not told.rows["change"].str.contains("confidence|claim_id").any()


def test_of_a_report_without_a_ledger_no_claim_is_told(tables, compare):
    old = {name: table for name, table in tables.items() if name != "ledger"}
    assert [told.said for told in compare(old, tables) if told.table == "ledger"] == [()]


def test_a_large_table_is_packed_and_compared_all_the_same(tables, tmp_path):
    large = {**tables, "links": tables["links"].assign(a_text="word " * 20_000)}
    old, new = write(large, tmp_path / "old"), write(tables, tmp_path / "new")
    assert [report.record["tables"]["links"]["file"] for report in (old, new)] == [
        "links.csv.gz",
        "links.csv",
    ]
    (told,) = results.compare_results(old, new)
    assert (told.table, told.changed) == ("links", len(tables["links"]))


def test_a_folder_without_a_report_is_refused(tmp_path):
    with pytest.raises(ReportError, match="no report"):
        results.read_results(tmp_path)


def test_a_table_of_another_shape_is_refused(tables, tmp_path):
    write(tables, tmp_path)
    pd.DataFrame({"other": [1]}).to_csv(tmp_path / "tables" / "figures.csv", index=False)
    with pytest.raises(ReportError, match="figure_id"):
        results.read_results(tmp_path)
