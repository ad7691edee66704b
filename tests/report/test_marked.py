"""What a person decided is marked where the characters are shown."""

import re

from workbench.case import Case
from workbench.report.evidence import evidence_pages

TEXT = "Police said 14 people drowned. A camp for 300 men was closed. It cost $5 million."


def test_evidence_pages_mark_what_was_corrected_and_rejected(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    case = Case(tmp_path, cache=False)
    ids = dict(zip(case.figures["value_low"], case.figures["figure_id"], strict=True))
    case.decide(ids[14], "reject", reviewer="ana")
    case.decide(ids[5e6], "correct", value_low=71e6, value_high=71e6, reviewer="ben")
    case.decide(ids[5e6], "confirm", reviewer="eva")
    body = evidence_pages(case)[0].body
    marks = dict(re.findall(r'<mark class="(figure[^"]*)" title="([^"]*)"', body))
    assert re.search(r"; rejected by ana, \d{4}-\d\d-\d\d$", marks["figure rejected"])
    assert re.search(r"; corrected, confirmed by eva, [\d-]+: 71 million USD$", marks["figure corrected"])
    assert "ana" not in marks["figure"]
