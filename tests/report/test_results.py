"""The results of two reports: the same input gives the same digest, and what moved is told."""

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


def test_two_equal_reports_show_nothing_moved(tables, tmp_path):
    for name in ("old", "new"):
        results.write_tables(tables, tmp_path / name / "tables")
    assert results.compare_results(tmp_path / "old", tmp_path / "new") == []


def test_what_was_added_removed_and_changed_is_told(tables, tmp_path):
    figures = tables["figures"]
    moved = figures.drop(index=0).assign(concept=lambda rows: rows["concept"].where(rows.index != 1, "boats"))
    results.write_tables(tables, tmp_path / "old" / "tables")
    results.write_tables({**tables, "figures": moved}, tmp_path / "new" / "tables")
    (told,) = results.compare_results(tmp_path / "old", tmp_path / "new")
    assert (told.table, told.added, told.removed, told.changed) == ("figures", 0, 1, 1)
    assert told.rows["change"].str.contains("→ boats").any()


def test_a_large_table_is_packed_and_compared_all_the_same(tables, tmp_path):
    large = {**tables, "links": tables["links"].assign(a_text="word " * 20_000)}
    assert results.write_tables(large, tmp_path / "old" / "tables")["links"] == "links.csv.gz"
    assert results.write_tables(tables, tmp_path / "new" / "tables")["links"] == "links.csv"
    (told,) = results.compare_results(tmp_path / "old", tmp_path / "new")
    assert (told.table, told.changed) == ("links", len(tables["links"]))


def test_a_folder_without_a_report_is_refused(tmp_path):
    with pytest.raises(ReportError, match="no report"):
        results.compare_results(tmp_path, tmp_path)


def test_a_table_of_another_shape_is_refused(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name / "tables").mkdir(parents=True)
        pd.DataFrame({"other": [1]}).to_csv(tmp_path / name / "tables" / "figures.csv", index=False)
    with pytest.raises(ReportError, match="figure_id"):
        results.compare_results(tmp_path / "old", tmp_path / "new")
