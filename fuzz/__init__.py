"""Fuzzing: what may be fed to the workbench, what must then hold, and the runner that looks for exceptions to it."""
