"""Explorers: look at a case in JupyterLab, each with a static twin for the report."""
