"""``python -m tests.batch.start OUTPUT N WORKERS``: a run in a process of its own, to be ended."""

import sys

from summarize import Length
from summarize.batch.run import summarize_to_file
from tests.batch.conftest import news
from tests.batch.methods import Awkward

if __name__ == "__main__":
    output, n, workers = sys.argv[1:]
    result = summarize_to_file(
        news(int(n), {3: "RAISES"}),
        output,
        Awkward(),
        Length(sentences=1),
        workers=int(workers),
    )
    sys.stderr.write(f"{result}\n")
