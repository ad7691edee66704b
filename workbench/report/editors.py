"""What goes into texts of others: the briefing as Markdown and for Word, each value with its note; the articles as references."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

import pandas as pd

from workbench.briefing import answer_card, changes, conflicts, key_cards, updates
from workbench.case import Case
from workbench.explorers.base import Explorer
from workbench.explorers.cited import drift_anchor
from workbench.explorers.markup import Html

_BLOCKS = {"p": "\n\n", "li": "\n- ", "dt": "\n- ", "section": "\n\n", "h2": "\n\n## ", "h3": "\n\n### "}
_AROUND = {"b": "**", "strong": "**", "q": "\N{QUOTATION MARK}"}
# Letters that XML 1.0 (section 2.2) does not know, and so no Word file may hold.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
        if self._is_folded() and tag != "summary":
            self.open.append((tag, ""))
            return
        told = dict(attrs)
        anchor = told.get("data-evidence") or ""
        verdict = "verdict" in (told.get("class") or "").split()
        self.said.append("(" if verdict else self._before(tag))
        self.open.append((tag, (self.note(anchor) if anchor else "") + (")" if verdict else "")))

    def _before(self, tag: str) -> str:
        """Return what opens an element: the paragraphs of a list item stay in its line."""
        if tag == "p" and any(name == "li" for name, _ in self.open):
            return "" if self.said[-1:] == [_BLOCKS["li"]] else "; "
        return _BLOCKS.get(tag, "") or _AROUND.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        folded = self._is_folded()
        note = next((note for name, note in reversed(self.open) if name == tag), "")
        while self.open and self.open.pop()[0] != tag:
            pass
        self.said.append("" if folded else ": " if tag == "dt" else _AROUND.get(tag, "") + note)

    def handle_data(self, data: str) -> None:
        self.said.append("" if self._is_folded() else _plain(data))

    def _is_folded(self) -> bool:
        """Whether what is read only shows when a reader opens it."""
        tags = [tag for tag, _ in self.open]
        return "details" in tags and "summary" not in tags


# --- for Word


_MARKS = re.compile(r"(\*\*|\[\^\d+\])")
_NOTE = re.compile(r"\[\^(\d+)\]: (.*)")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~])")
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can name: the same bytes on every run


def briefing_in_word(markdown: str) -> bytes:
    r"""Return the briefing as a Word document: each value has a footnote with the evidence for it.

    Parameters
    ----------
    markdown
        What :func:`briefing_in_markdown` returns.

    Examples
    --------
    >>> from docx import Document
    >>> told = Document(io.BytesIO(briefing_in_word("# Storm\n\n- **14**[^1] \\*boats\\*\n\n[^1]: “Fourteen.”")))
    >>> [paragraph.text for paragraph in told.paragraphs]
    ['Storm', '14 *boats*']
    """
    from docx import Document

    document = Document()
    lines = [line for line in markdown.splitlines() if line.strip()]
    notes = _Footnotes({found[1]: found[2] for found in map(_NOTE.fullmatch, lines) if found})
    for line in (line for line in lines if not _NOTE.fullmatch(line)):
        _write_line(document, line, notes)
    notes.put_into(document)
    written = io.BytesIO()
    document.save(written)
    return _same_bytes(written.getvalue())


def _write_line(document: Any, line: str, notes: _Footnotes) -> None:
    """Add a line of Markdown: a heading, a point of a list, or a paragraph."""
    heading = re.match(r"(#+) (.*)", line)
    if heading:
        _write(document.add_heading(level=len(heading[1]) - 1), heading[2], notes)
    else:
        style = "List Bullet" if line.startswith("- ") else None
        _write(document.add_paragraph(style=style), line.removeprefix("- "), notes)


def _write(paragraph: Any, text: str, notes: _Footnotes) -> None:
    bold = False
    for piece in _MARKS.split(text):
        if piece == "**":
            bold = not bold
        elif _MARKS.fullmatch(piece):
            notes.refer(paragraph.add_run(), piece[2:-1])
        elif piece:
            paragraph.add_run(_letters(piece)).bold = bold or None


def _letters(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", _ESCAPED.sub(r"\1", text))


class _Footnotes:
    """The footnotes of a Word document (ECMA-376, part 1, 17.11), for which the library has no function.

    Word numbers them in the order in which they are referred to, which is that of the notes; what is referred to again
    has the number of its note.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.numbers: dict[str, int] = {}

    def refer(self, run: Any, name: str) -> None:
        """Let a run refer to a note; to one that there is not it has the raised number alone."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run.font.superscript = True
        if name in self.numbers or name not in self.texts:
            run.text = str(self.numbers.get(name, name))
            return
        self.numbers[name] = len(self.numbers) + 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.numbers[name]))
        run._r.append(reference)

    def put_into(self, document: Any) -> None:
        """Add the part of the document that holds the notes; without any there is none."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if not self.numbers:
            return
        told = "".join(_footnote(number, self.texts[name]) for name, number in self.numbers.items())
        content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{_FOOTNOTES.format(told)}'.encode()
        place = PackURI("/word/footnotes.xml")
        part = Part(place, CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


# The lines that part notes from the text are notes as well: one, and one where a note goes on over the page.
_FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "{}</w:footnotes>"
)


def _footnote(number: int, text: str) -> str:
    """Return a footnote: its raised number, and its text in a smaller type."""
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {escape(_letters(text))}</w:t></w:r>'
        "</w:p></w:footnote>"
    )


def _same_bytes(document: bytes) -> bytes:
    """Return a Word file without the moment at which it was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _WHEN), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def offer_briefing(case: Case) -> Explorer:
    """Offer the briefing as a file to be sent: for Word, or as Markdown; without a person in front, say where it is.

    Parameters
    ----------
    case
        The case; the briefing is made when it is asked for, with the decisions that stand then.
    """
    said = "The report has the briefing for Word (briefing.docx) and as Markdown (briefing.md)."
    return Explorer("briefing", static=lambda: Html(f"<p>{said}</p>"), widget=lambda: _offering(case))


def _offering(case: Case) -> Any:
    import ipywidgets as widgets

    button = widgets.Button(description="Make the briefing", tooltip="As a file to be sent")
    links = widgets.HTML()

    def make(_button: Any) -> None:
        case.reread()
        markdown = briefing_in_markdown(case, "")
        files = {
            "briefing.docx": briefing_in_word(markdown),
            "briefing.md": markdown.encode("utf-8", "replace"),
        }
        links.value = "The briefing: " + ", ".join(
            f'<a download="{name}" href="data:application/octet-stream;base64,{b64encode(content).decode()}">{name}</a>'
            for name, content in files.items()
        )

    button.on_click(make)
    return widgets.HBox([button, links])


# --- references


# What BibTeX would read as a command; https://www.bibtex.org/SpecialSymbols/
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BIBTEX |= {char: rf"\{char}" for char in "&%$#_"}


def to_csl(articles: pd.DataFrame, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the articles as items of CSL-JSON (https://docs.citationstyles.org), without what is not known of them.

    Parameters
    ----------
    articles
        The table ``articles``.
    names
        What articles are called, by ``doc_id``.

    Examples
    --------
    >>> row = {"doc_id": "a", "headline": "Storm", "publisher": "Echo", "date_published": "2024-03-04", "byline": ""}
    >>> to_csl(pd.DataFrame([row | {"url": "", "language": "en", "date_retrieved": ""}]), {"a": "Echo, 4 Mar"})[0]["issued"]
    {'date-parts': [[2024, 3, 4]]}
    """
    return [_item(row, names[row["doc_id"]]) for row in articles.to_dict("records")]


def _item(row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    known = {
        "id": row["doc_id"],
        "type": "article-newspaper",
        "title": row["headline"],
        "title-short": name,
        "container-title": row["publisher"],
        "author": [{"literal": row["byline"]}] if row["byline"] else [],
        "issued": _date(row["date_published"]),
        "accessed": _date(row["date_retrieved"]),
        "URL": row["url"],
        "language": row["language"],
    }
    return {field: value for field, value in known.items() if value}


def _date(day: str) -> dict[str, list[list[int]]]:
    parts = re.match(r"(\d{4})-(\d\d)-(\d\d)", day)
    return {"date-parts": [[int(part) for part in parts.groups()]]} if parts else {}


def to_bibtex(articles: pd.DataFrame) -> str:
    r"""Return the articles as entries of BibTeX, without what is not known of them.

    Parameters
    ----------
    articles
        The table ``articles``.

    Examples
    --------
    >>> row = {"doc_id": "storm #1", "headline": "50% lost", "publisher": "Echo", "date_published": "", "byline": "", "url": ""}
    >>> print(to_bibtex(pd.DataFrame([row])), end="")
    @article{storm-1,
      title = {50\% lost},
      journal = {Echo},
    }
    """
    keys = _keys(articles["doc_id"].tolist())
    return "\n".join(_entry(key, row) for key, row in zip(keys, articles.to_dict("records"), strict=True))


def _keys(docs: list[str]) -> list[str]:
    """Return a key for each article that BibTeX can read, no two the same."""
    plain = [re.sub(r"[^A-Za-z0-9]+", "-", doc).strip("-") or "article" for doc in docs]
    return [key if plain.index(key) == i else f"{key}-{i}" for i, key in enumerate(plain)]


def _entry(key: str, row: Mapping[Any, Any]) -> str:
    fields = {
        "title": row["headline"],
        "author": f"{{{_escaped(row['byline'])}}}" if row["byline"] else "",
        "journal": row["publisher"],
        "year": row["date_published"][:4],
        "month": row["date_published"][5:7],
        "day": row["date_published"][8:10],
        "url": row["url"],
    }
    lines = "".join(
        f"  {field} = {{{value if field in ('author', 'url') else _escaped(value)}}},\n"
        for field, value in fields.items()
        if value
    )
    return f"@article{{{key},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in " ".join(text.split()))
