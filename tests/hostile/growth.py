"""How the CPU time of some work grows when a hostile text doubles."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from summarize import Document, keywords, summarize
from summarize.errors import SummarizeError
from summarize.grounding import find_sources, find_unsupported
from summarize.registry import methods
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


def _summarize_by(method: str) -> Callable[[str], object]:
    return lambda text: summarize(text, method, words=60)


WORKS: dict[str, Callable[[str], object]] = {
    "split": _split,
    "keywords": keywords,
    "ground": _ground,
    **{method: _summarize_by(method) for method in methods()},
}
"""What is done to each text; refusing it with an error of ours is done, too."""


def growth(work: Callable[[str], object], shape: Shape, n_characters: int) -> Growth:
    """Measure at two lengths, and again at longer ones while the growth seems to be too large.

    A text over 30 seconds counts as one that takes for ever.
    """
    for _ in range(_CONFIRMATIONS):
        double = _seconds(work, shape.text(2 * n_characters))
        single = max(_seconds(work, shape.text(n_characters)), 1e-6)
        measured = Growth(single, double)
        if double < _NEGLIGIBLE or measured.factor <= ALLOWED:
            break
        n_characters *= 2
    return measured


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    try:
        with _interrupted_after(_LIMIT):
            work(text)
    except SummarizeError:
        pass
    except _TooSlowError:
        return float("inf")
    return time.process_time() - start


class _TooSlowError(Exception):
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
