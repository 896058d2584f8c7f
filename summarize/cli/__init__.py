"""The command line: ``summarize FILE``."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line; a closed pipe and Ctrl-C end it as quietly as any Unix tool."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.argv[1:2] == ["compare"]:
        from summarize.cli.compare import compare

        compare(sys.argv[2:], prog_name="summarize compare")
    from summarize.cli.app import app

    app(prog_name="summarize")
