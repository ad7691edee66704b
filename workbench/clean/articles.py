"""Clean articles: apply the rules, split files into stories, fill the metadata, keep every change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2s
from typing import Any, NamedTuple

import pandas as pd

from workbench.clean.around import lines_of_site
from workbench.clean.dates import settle_dates
from workbench.clean.metadata import (
    KNOWN_FIELDS,
    Field,
    all_values,
    find_warnings,
    first_value,
    name_by_address,
    read_fields,
    time_of,
)
from workbench.clean.page import Edit, Page
from workbench.clean.rules import DEFAULT_RULES, Rule, apply_rules
from workbench.clean.stories import Cut, Story, cut_stories, find_stories
from workbench.lexicon import guess_language, is_read, language_name
from workbench.spans import apply_changes
from workbench.tables import as_table, empty


class Cleaned(NamedTuple):
    """The cleaned articles, every change that was made or is proposed, and what is known and how."""

    articles: pd.DataFrame
    edits: pd.DataFrame
    fields: pd.DataFrame


SINGLE_FIELDS = ("headline", "publisher", "date_published", "date_retrieved", "byline", "dateline")
# What a file says beside the fields: where its article stands, and the title in its properties.
SITE_LINES = "site_lines"
HINTS = ("main_spans", "caption_spans", "file_title", "url", "source_file", SITE_LINES)


UNREAD = (
    "in {}: no figures, days, claims or changed facts are read from it, and it is compared by its wording alone, "
    "with articles in the same language"
)


class _Options(NamedTuple):
    rules: tuple[Rule, ...]
    accepted: frozenset[str]
    put_back: frozenset[str]
    today: date
    reserved: Collection[str]


def clean_articles(
    articles: pd.DataFrame,
    *,
    rules: Sequence[Rule] = DEFAULT_RULES,
    accepted: Collection[str] = (),
    put_back: Collection[str] = (),
    today: date | None = None,
    reserved: Collection[str] = (),
    published: Mapping[str, str] | None = None,
) -> Cleaned:
    r"""Clean the articles and return them with the table of edits and the table of fields.

    ``text`` is ``raw[start:end]`` with the article's edits applied; nothing else ever changes it. A file that
    holds several stories becomes several rows (``stem``, ``stem#2``). Edits that lie outside every story of a
    file stand under its first.

    Parameters
    ----------
    articles
        Table ``articles`` as read; ``raw`` must be filled. An extra column ``main_spans`` ("40:90 120:300")
        says which spans of ``raw`` a reader of web pages takes for the article.
    rules
        The rules to apply, in their order.
    accepted
        The ``edit_id`` of flagged edits that a person accepted: they are carried out.
    put_back
        The ``edit_id`` of edits that a person put back: they are flagged, and the text keeps what they cover.
    today
        Publication dates after this day are warned of; the day of the run by default.
    reserved
        Names of articles that are cleaned elsewhere: no story gets one of them.
    published
        Publication dates by ``doc_id`` that are known from outside the files. Given, even empty, the articles are
        one case: a date that could be two days is settled by the others where it can be, and what several stories of
        one site have in common is taken out or flagged.

    Raises
    ------
    TableError
        If a column of the table ``articles`` is missing.
    EditError
        If a rule proposes a replacement longer than what it covers.

    Examples
    --------
    >>> raw = "Bridge closed after storm\n\nThe bridge was closed on Monday after a storm damaged it. ."
    >>> read = pd.DataFrame([dict.fromkeys(empty("articles").columns) | dict(doc_id="a", raw=raw)])
    >>> cleaned = clean_articles(read)
    >>> cleaned.articles.loc[0, "text"]
    'The bridge was closed on Monday after a storm damaged it.'
    >>> cleaned.edits[["rule", "before"]].values.tolist()
    [['headline', 'Bridge closed after storm\n\n'], ['doubled-stop', ' .']]
    """
    rows: list[dict[str, Any]] = []
    edits: list[dict[str, Any]] = []
    fields: list[dict[str, Any]] = []
    taken = set(articles["doc_id"])
    options = _Options(
        tuple(rules), frozenset(accepted), frozenset(put_back), today or date.today(), reserved
    )
    records = articles.to_dict("records")
    of_site = lines_of_site(records) if published is not None else {}
    for row in records:
        hinted = {**row, SITE_LINES: of_site.get(row["doc_id"], "")}
        for article, its_edits, its_fields in _clean_row(hinted, taken, options):
            del article[SITE_LINES]
            rows.append(article)
            edits += its_edits
            fields += its_fields
    frame = pd.DataFrame(rows) if rows else empty("articles")
    known = as_table(fields, "fields")
    dated = settle_dates(as_table(frame, "articles"), known, published=published)
    if published is not None:
        dated = name_by_address(dated, known)
    return Cleaned(dated, as_table(edits, "edits"), known)


Rows = tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]


def _clean_row(row: Mapping[str, Any], taken: set[str], options: _Options) -> Iterator[Rows]:
    whole = _page(row)
    stories = find_stories(whole)
    pages = [whole] if len(stories) == 1 else [_part(whole, story) for story in stories]
    pages = [_as_decided(apply_rules(page, options.rules), row["doc_id"], options) for page in pages]
    cuts = cut_stories(pages, [story.reason for story in stories])
    outside = [edit for cut in cuts for edit in cut.outside]
    for number, (page, piece) in enumerate(zip(pages, cuts, strict=True), start=1):
        is_first = number == 1
        doc_id = row["doc_id"] if is_first else _next_id(row["doc_id"], number, taken, options.reserved)
        edits = [*piece.edits, *outside] if is_first else piece.edits
        named = row if is_first else _of_story(row, number)
        yield _rows(named, doc_id, page, piece, sorted(edits), len(cuts), options.today)


def _of_story(row: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """Return the row for a story that is not the first: in a file of the same text it stands under the same number."""
    return {**row, "copy_of": f"{row['copy_of']}#{number}"} if row.get("copy_of") else row


def _page(row: Mapping[str, Any]) -> Page:
    raw = _text(row["raw"])
    start, end = (_number(row.get(name)) for name in ("start", "end"))
    if end <= start or end > len(raw):
        start, end = 0, len(raw)
    known = {name: _text(row.get(name)) for name in (*KNOWN_FIELDS, *HINTS)}
    language = _text(row.get("language"))[:2].lower() or guess_language(raw[start:end])
    return Page.read(raw, start, end, language, known)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return int(value) if value not in ("", None) and not pd.isna(value) else 0


def _part(whole: Page, story: Story) -> Page:
    known = dict(whole.known)
    if story.start != whole.start:
        known |= dict.fromkeys(("headline", "byline", "file_title"), "")
    return Page.read(whole.raw, story.start, story.end, whole.language, known)


def _as_decided(page: Page, doc_id: str, options: _Options) -> Page:
    """Carry out the flagged edits that a person accepted, and leave those that one put back."""
    if not options.accepted and not options.put_back:
        return page
    return replace(page, edits=tuple(_decided(edit, doc_id, page.raw, options) for edit in page.edits))


def _decided(edit: Edit, doc_id: str, raw: str, options: _Options) -> Edit:
    name = edit_id(doc_id, edit, raw)
    if edit.action == "flagged":
        return (
            edit._replace(action="moved" if edit.field else "removed") if name in options.accepted else edit
        )
    return (
        edit._replace(action="flagged", reason=f"{edit.reason}; put back by a person")
        if name in options.put_back
        else edit
    )


def _next_id(doc_id: str, number: int, taken: set[str], reserved: Collection[str]) -> str:
    while f"{doc_id}#{number}" in taken or f"{doc_id}#{number}" in reserved:
        number += 1
    taken.add(f"{doc_id}#{number}")
    return f"{doc_id}#{number}"


def _rows(
    row: Mapping[str, Any],
    doc_id: str,
    page: Page,
    piece: Cut,
    edits: Sequence[Edit],
    n_stories: int,
    today: date,
) -> Rows:
    inside = [
        edit.change
        for edit in piece.edits
        if edit.action != "flagged" and piece.start <= edit.start < piece.end
    ]
    text = apply_changes(page.raw, inside, start=piece.start, end=piece.end).text
    fields = read_fields(page)
    notes = _notes(row, find_warnings(fields, text, today=today), edits)
    if not is_read(page.language):
        notes.append(UNREAD.format(language_name(page.language)))
    if piece.reason:
        notes.append(
            f"the file holds {n_stories} stories: look in notebook 01 where each begins. "
            "If it is one story, take the other headlines out of the file"
        )
        fields.append(Field("story", f"{piece.start}:{piece.end}", piece.reason, piece.start, piece.end))
    made = {
        "doc_id": doc_id,
        "language": page.language,
        "start": piece.start,
        "end": piece.end,
        "text": text,
        "n_words": len(text.split()),
        "warnings": "; ".join(notes),
    }
    return (
        dict(row) | _metadata(row, fields) | made,
        [_edit_row(row["doc_id"], doc_id, edit, page.raw) for edit in edits],
        [{"doc_id": doc_id, **field._asdict()} for field in fields],
    )


def _notes(row: Mapping[str, Any], warnings: Iterable[str], edits: Sequence[Edit]) -> list[str]:
    """Return what a person should know: what the reader of the file said, and what shows in the text."""
    notes = [note for note in (_text(row.get("warnings")), *warnings) if note]
    if not any("text is cut" in note for note in notes):
        notes += [f"the text is cut: {edit.reason}" for edit in edits if edit.rule == "cut-tail"]
    return notes


def _metadata(row: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, str]:
    basis = next((field.basis for field in fields if field.field == "date_published"), "")
    known = {name: first_value(fields, name) for name in SINGLE_FIELDS}
    return known | {
        "date_basis": _text(row.get("date_basis")) or basis,
        "time_published": time_of(fields, known["date_published"]),
        "agencies": all_values(fields, "agencies"),
    }


def _edit_row(file_id: str, doc_id: str, edit: Edit, raw: str) -> dict[str, Any]:
    before = raw[edit.start : edit.end]
    shown = {"before": before, "replacement": before if edit.action == "flagged" else edit.replacement}
    return {"edit_id": edit_id(file_id, edit, raw), "doc_id": doc_id} | edit._asdict() | shown


def edit_id(doc_id: str, edit: Edit, raw: str) -> str:
    """Return the name of an edit: made from the file, the rule and the words it covers and where they stand."""
    before = raw[edit.start : edit.end]
    start = edit.start + len(before) - len(before.lstrip())
    content = f"{doc_id}\x00{edit.rule}\x00{start}\x00{before.strip()}"
    return f"edit-{blake2s(content.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
