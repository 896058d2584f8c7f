"""How the CPU time of some work grows when a hostile text doubles."""

from __future__ import annotations

import atexit
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import FrameType
from typing import NamedTuple

from summarize import Document, keywords, summarize
from summarize.grounding import find_sources, find_unsupported
from summarize.readers import rows
from summarize.readers.formats.registry import format_of
from summarize.registry import methods
from tests.hostile.documents import DOCUMENTS, TABLES
from tests.hostile.shapes import Shape

ALLOWED = 2.3
"""Times the CPU time at most, where the text is twice as long: n log n, and some noise."""

_NEGLIGIBLE = 0.05  # seconds, in which noise is larger than what grows
_LIMIT = 30.0  # seconds for one text
_CONFIRMATIONS = 3


class Growth(NamedTuple):
    """CPU seconds of a text and of one twice as long."""

    single: float
    double: float

    @property
    def factor(self) -> float:
        return self.double / self.single


def _split(text: str) -> object:
    document = Document(text)
    return document.sections, document.body.sentences, document.is_transcript


def _ground(text: str) -> object:
    summary = text[: len(text) // 10]
    sentences = [sentence.text for sentence in Document(summary).sentences]
    return find_unsupported(summary, text, "en"), find_sources(Document(text), sentences)


Work = Callable[[str], Callable[[], object]]
"""Makes ready what is measured for a text: its document is made before, and not measured."""


def _of_text(function: Callable[[str], object]) -> Work:
    return lambda text: lambda: function(text)


def _summarize_by(method: str) -> Work:
    return _of_text(lambda text: summarize(text, method, words=60))


def _read_as(kind: str) -> Work:
    """Return the work of a format's reader, in this process, where its CPU time can be measured."""

    def prepared(text: str) -> Callable[[], object]:
        row, data = format_of(kind), DOCUMENTS[kind](text)
        load = row.load()
        return (lambda: load(data.decode())) if row.is_text else (lambda: load(data, "a", None))

    return prepared


def _read_table(suffix: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        path = Path(_folder(), f"a.{suffix}")
        path.write_bytes(TABLES[suffix](text))
        return lambda: sum(1 for _ in rows(path))

    return prepared


@cache
def _folder() -> str:
    folder = mkdtemp()
    atexit.register(shutil.rmtree, folder)
    return folder


WORKS: dict[str, Work] = {
    "split": _of_text(_split),
    "keywords": _of_text(keywords),
    "ground": _of_text(_ground),
    **{method: _summarize_by(method) for method in methods()},
    **{f"read:{kind}": _read_as(kind) for kind in sorted(DOCUMENTS)},
    **{f"rows:{suffix}": _read_table(suffix) for suffix in sorted(TABLES)},
}
"""What is done to each text; refusing it with an error is done, too."""


def growth(work: Work, shape: Shape, n_characters: int) -> Growth:
    """Measure at two lengths, and more often at longer ones while the growth seems to be too large.

    A text over 30 seconds counts as one that takes for ever.
    """
    for n_times in range(1, _CONFIRMATIONS + 1):  # of several times the least: caches of a busy machine
        double = min(_seconds(work, shape.text(2 * n_characters)) for _ in range(n_times))
        single = max(min(_seconds(work, shape.text(n_characters)) for _ in range(n_times)), 1e-6)
        measured = Growth(single, double)
        if double < _NEGLIGIBLE or measured.factor <= ALLOWED:
            break
        n_characters *= 2
    return measured


def _seconds(work: Work, text: str) -> float:
    run = work(text)
    start = time.process_time()
    try:
        with _interrupted_after(_LIMIT):
            run()
    except _TooSlowError:
        return float("inf")
    except Exception:  # a reader's process turns any error into one of ours
        pass
    return time.process_time() - start


class _TooSlowError(BaseException):
    pass


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
