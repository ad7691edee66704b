"""What the analyst says about a case in ``case.toml``; every line of it is optional."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import CaseError


class Settings(NamedTuple):
    """What ``case.toml`` says; everything in it is optional."""

    title: str = ""
    question: str = ""
    agencies: tuple[str, ...] = ()
    published: dict[str, str] = {}  # noqa: RUF012  never changed: a NamedTuple has no default factory
    encoding: str = ""


_KNOWN = ("title", "question", "encoding", "agencies", "published")


def read_settings(path: Path) -> Settings:
    """Read a ``case.toml``; one that is not there says nothing.

    Raises
    ------
    CaseError
        If it is no TOML, holds a setting that is not known, or a single value where a section belongs; the
        message names the file.

    Examples
    --------
    >>> read_settings(Path("no-such-case.toml")).title
    ''
    """
    if not path.is_file():
        return Settings()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{path}: is not valid TOML ({error}). Mend it, or delete it: it is optional."
        ) from error
    unknown = sorted(set(said) - set(_KNOWN))
    if unknown:
        raise CaseError(f"{path}: '{unknown[0]}' is not a setting. Known are: {', '.join(_KNOWN)}.")
    return Settings(
        title=str(said.get("title", "")),
        question=str(said.get("question", "")),
        encoding=str(said.get("encoding", "")),
        agencies=tuple(map(str, _section(said, "agencies", path).get("names", ()))),
        published={doc: str(day) for doc, day in _section(said, "published", path).items()},
    )


def _section(said: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    section = said.get(name, {})
    if not isinstance(section, dict):
        raise CaseError(f"{path}: '{name}' must be a section, [{name}], and not a single value.")
    return section
