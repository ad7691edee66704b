"""How long the workbench takes to import beside pandas: ``python benchmarks/imports.py``.

Each import has a process of its own; the processor seconds are medians of several.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

RUNS = 7
IMPORTS = ("import pandas", "import workbench", "from workbench import Case")


def seconds(statement: str) -> float:
    """Return the processor seconds of a statement in a fresh process."""
    code = f"import time; began = time.process_time(); {statement}; print(time.process_time() - began)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    found = {statement: statistics.median(seconds(statement) for _ in range(RUNS)) for statement in IMPORTS}
    found |= {f"{name} over pandas": found[name] / found["import pandas"] for name in IMPORTS[1:]}
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1))
