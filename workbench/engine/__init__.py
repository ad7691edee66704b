"""Beyond one machine: the same pure functions on Dask, from a folder, JSON Lines, Parquet or WARC to Parquet tables."""

from workbench.engine.alone import run_alone
from workbench.engine.run import ENGINE_TABLES, Done, read_output, run_engine

__all__ = ["ENGINE_TABLES", "Done", "read_output", "run_alone", "run_engine"]
