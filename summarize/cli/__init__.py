"""The command line: ``summarize FILE``."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from importlib import import_module

_COMMANDS = frozenset({"check", "compare", "mcp", "serve"})  # each a module with a command of its name
_COMPLETE = "_SUMMARIZE_COMPLETE"
_OBJECTS_A_COLLECTION = 100_000  # more than a short summary makes; Python's 700 take a tenth of its time


def main() -> None:
    """Run the command line; a closed pipe and Ctrl-C end it as quietly as any Unix tool."""
    gc.set_threshold(_OBJECTS_A_COLLECTION)
    atexit.register(gc.freeze)  # at the end nothing has to be looked through for cycles
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # its hints are for who programs with it
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what the terminal has no character for
    begun = os.environ.get("COMP_WORDS", "").split() if _COMPLETE in os.environ else sys.argv
    if begun[1:2] and begun[1] in _COMMANDS:
        command = getattr(import_module(f"summarize.cli.{begun[1]}"), begun[1])
        command(sys.argv[1:], prog_name=f"summarize {begun[1]}", complete_var=_COMPLETE)
    from summarize.cli.app import app

    app(prog_name="summarize", complete_var=_COMPLETE)
