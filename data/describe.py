"""Write the datapackage.json of each case beside this file: run it after an article was changed.

python data/describe.py
"""

import hashlib
import json
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CASES = ("sample", "toll")
CC0 = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero v1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
MEDIATYPES = {".txt": "text/plain", ".toml": "application/toml", ".csv": "text/csv"}


def resource(file: Path, case: Path) -> dict:
    """Describe one file of a case: where it is, what it is, its size and hash."""
    content = file.read_bytes()
    return {
        "name": file.stem.replace("_", "-"),
        "path": file.relative_to(case).as_posix(),
        "format": file.suffix.removeprefix("."),
        "mediatype": MEDIATYPES[file.suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [CC0],
    }


def describe(case: Path) -> dict:
    """Describe a case after the Data Package standard (https://datapackage.org, version 2)."""
    settings = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    files = [case / "case.toml", *sorted((case / "articles").iterdir())]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"workbench-{case.name}",
        "title": settings["title"],
        "description": settings["question"],
        "version": "1.0.0",
        "licenses": [CC0],
        "contributors": [{"title": "The workbench developers", "roles": ["creator"]}],
        "resources": [resource(file, case) for file in files],
    }


if __name__ == "__main__":
    for name in CASES:
        text = json.dumps(describe(HERE / name), indent=2, ensure_ascii=False)
        (HERE / name / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
