"""The briefing as Markdown, with a footnote for each piece of evidence: to be sent to an editor or put into a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from workbench.briefing import answer_card, changes, conflicts, key_cards, updates
from workbench.case import Case
from workbench.explorers.cited import drift_anchor

_BLOCKS = {"p": "\n\n", "li": "\n- ", "dt": "\n- ", "section": "\n\n", "h2": "\n\n## ", "h3": "\n\n### "}
_AROUND = {"b": "**", "strong": "**", "q": "\N{QUOTATION MARK}"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def briefing_in_markdown(case: Case, about: str) -> str:
    """Return the briefing of a case as Markdown; each value has a footnote with its sentence, file and characters.

    Parameters
    ----------
    case
        The case.
    about
        What the last line says of the report.
    """
    notes = _Notes(case)
    sections = {
        "": [answer_card(case)],
        "Further key quantities": [key_cards(case)],
        "What conflicts": conflicts(case),
        "What moved with time": updates(case),
        "What copies changed": changes(case),
    }
    said = [f"# {_plain(case.title)}"]
    for title, parts in sections.items():
        told = [_to_markdown(part, notes.number).strip() for part in parts]
        if told:
            said.append((f"## {title}\n\n" if title else "") + "\n\n".join(told))
    return "\n\n".join([*said, *notes.written(), about]) + "\n"


class _Notes:
    """The footnotes: each piece of evidence once, in the order in which it is first named."""

    def __init__(self, case: Case) -> None:
        self.numbers: dict[str, int] = {}
        self.told = _evidence(case)

    def number(self, anchor: str) -> str:
        """Return the mark of a footnote; nothing where there is no sentence to quote."""
        if anchor not in self.told:
            return ""
        return f"[^{self.numbers.setdefault(anchor, len(self.numbers) + 1)}]"

    def written(self) -> list[str]:
        return [f"[^{number}]: {self.told[anchor]}" for anchor, number in self.numbers.items()]


def _evidence(case: Case) -> dict[str, str]:
    """Return what a footnote says of each figure and changed fact: article, sentence, file and characters."""
    names = case.names
    files = dict(zip(case.articles["doc_id"], case.articles["source_file"], strict=True))
    sentences = {(row.doc_id, row.sentence): row.text for row in case.sentences.itertuples()}
    told = {
        row.figure_id: _note(
            names[row.doc_id],
            sentences.get((row.doc_id, row.sentence), row.exact),
            files[row.doc_id],
            row.start,
            row.end,
        )
        for row in case.figures.itertuples()
    }
    for row in case.drifts.itertuples():
        told[drift_anchor(row.doc_id, row.start)] = _note(
            names[row.doc_id], row.exact, files[row.doc_id], row.start, row.end
        )
        told[drift_anchor(row.reference_doc_id, row.reference_start, "reference")] = _note(
            names[row.reference_doc_id],
            row.reference_exact,
            files[row.reference_doc_id],
            row.reference_start,
            row.reference_end,
        )
    return told


def _note(name: str, words: str, file: str, start: int, end: int) -> str:
    quoted = f"{_plain(name)}: “{_plain(' '.join(words.split()))}”"
    return f"{quoted} ({_plain(file)}, characters {start}–{end})"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _to_markdown(markup: str, note: Callable[[str], str]) -> str:
    reader = _Reader(note)
    reader.feed(markup)
    reader.close()
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.said).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


class _Reader(HTMLParser):
    """Reads the markup of cards and sentences, which is the workbench's own and of few kinds."""

    def __init__(self, note: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.note, self.said = note, list[str]()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("data-evidence") or ""
        self.open.append((tag, self.note(anchor) if anchor else ""))
        self.said.append(_BLOCKS.get(tag, "") or _AROUND.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        note = next((note for name, note in reversed(self.open) if name == tag), "")
        while self.open and self.open.pop()[0] != tag:
            pass
        self.said.append(": " if tag == "dt" else _AROUND.get(tag, "") + note)

    def handle_data(self, data: str) -> None:
        self.said.append(_plain(data))
