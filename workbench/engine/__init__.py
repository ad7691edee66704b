"""Beyond one machine: the steps of a case on Dask, from a folder, JSON Lines, Parquet or WARC to Parquet tables."""

from workbench.engine.run import ENGINE_TABLES, Done, read_output, run_engine

__all__ = ["ENGINE_TABLES", "Done", "read_output", "run_engine"]
