"""Makes the folder of a new case."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import CaseError

_SETTINGS = """\
# What you know about this case. Every line is optional: a folder of articles alone is a case too.

title = "{title}"
# What you want to know, as you would ask it: the report begins with its answer. For instance
# question = "How many people were killed in the flood?"
question = ""

[agencies]
# News agencies beside those that the workbench knows; their credits count as an origin.
names = []

[published]
# Publication dates that you know from outside the files, by doc_id (the file's name, with or without its ending),
# with the time where you know it.
# "name-of-a-file" = "2024-01-31T14:05"

[publishers]
# Who published what: two stories of one outlet are one origin.
# "name-of-a-file" = "The Harbour Post"

[short_names]
# What to call an article in tables and charts.
# "name-of-a-file" = "Post, evening"

[origins]
# Whose report an article really is, where it does not say so itself: articles with one name here are one origin.
# "name-of-a-file" = "AP"

[reliability]
# How far a source can be relied on, by the Admiralty code: A (completely) to E (not at all), F (cannot be judged).
# "name-of-a-file" = "B"

[left_out]
# Articles that do not belong in the case after all, with why: their files stay, and nothing of them counts.
# "name-of-a-file" = "another flood"
"""

# No .gitignore is written: whoever shares a case wants the articles with it, so that others can check the report.
_SHARING = """
## Sharing this case

Your decisions stand in `reviews.csv`, your settings in `case.toml`: share both. The articles belong to those who
published them. Without the right to pass them on, keep them out of a public repository: write `articles/` into a file
`.gitignore` in this folder. Others then need the same files to build the same report, which lists their hashes.
"""


def make_case(folder: Path) -> Path:
    """Make a folder with a place for articles, settings to fill in, and a word on what may go in.

    Raises
    ------
    CaseError
        If the folder exists already and is not empty: nothing is ever overwritten.

    Examples
    --------
    >>> import tempfile
    >>> made = make_case(Path(tempfile.mkdtemp()) / "flood")
    >>> sorted(path.name for path in made.iterdir())
    ['README.md', 'articles', 'case.toml']
    """
    from workbench.load import formats_help

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"'{folder}' exists already and is not empty. Choose another name.")
    (folder / "articles").mkdir(parents=True)
    title = folder.name.replace('"', "'").replace("\\", "/")
    (folder / "case.toml").write_text(_SETTINGS.format(title=title), encoding="utf-8")
    (folder / "README.md").write_text(formats_help() + _SHARING, encoding="utf-8")
    return folder
