"""Universal Dependencies treebanks: reading CoNLL-U, and what the benchmark and the training count in them."""

import gzip
from pathlib import Path
from typing import NamedTuple


class Tree(NamedTuple):
    """A sentence with its gold tree: parallel tuples, heads counted from 1, 0 for the root."""

    name: str
    text: str
    spans: tuple[tuple[int, int], ...]
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


def read_treebank(path: Path) -> list[Tree]:
    """Read a CoNLL-U file, gzipped or not; empty nodes and ranges of fused words are left out of the trees."""
    packed = path.read_bytes()
    content = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    sentences = (block.strip("\n").split("\n") for block in content.replace("\r\n", "\n").split("\n\n"))
    return [_tree(lines) for lines in sentences if lines != [""]]


def _tree(lines: list[str]) -> Tree:
    text = _comment(lines, "text")
    rows = [line.split("\t") for line in lines if line[0] != "#"]
    words = [row for row in rows if row[0].isdigit()]
    forms = tuple(row[1] for row in words)
    return Tree(
        _comment(lines, "sent_id"),
        text,
        _spans(text, forms),
        forms,
        *(tuple(row[column] for row in words) for column in (2, 3, 4)),
        tuple(int(row[6]) for row in words),
        tuple(row[7] for row in words),
    )


def _comment(lines: list[str], name: str) -> str:
    head = f"# {name} = "
    return next((line.removeprefix(head) for line in lines if line.startswith(head)), "")


def _spans(text: str, forms: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    spans, at = [], 0
    for form in forms:
        found = text.find(form, at)
        start = found if found >= 0 else at
        at = start + len(form) if found >= 0 else at
        spans.append((start, at))
    return tuple(spans)


def treebank_file(folder: Path, part: str) -> Path:
    """Return the one file of the folder whose name holds ``part``, such as ``ewt-ud-dev``."""
    found = sorted(folder.glob(f"*{part}.conllu*"))
    if len(found) != 1:
        raise SystemExit(
            f"{folder} must hold one file named *{part}.conllu or .conllu.gz; it holds {len(found)}."
        )
    return found[0]
