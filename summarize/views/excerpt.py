"""The view of a notebook: the passages around the sources, the rest folded, and never too large."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from summarize.document import Document
from summarize.views.html import compose
from summarize.views.items import item, mark_facts
from summarize.views.marks import Marks, Shown, clean

_MAX_BYTES = 200_000
_FOR_ITEMS, _FOR_PASSAGES = 60_000, 60_000  # of these bytes
_LONGEST_NOTE = 2_000  # characters, as all below
_LONGEST_PASSAGE = 4_000
_AROUND = 400
_WORTH_FOLDING = 400


def excerpt(
    sentences: Sequence[Shown],
    document: Document,
    notes: Mapping[str, str],
    unsupported: Sequence[str] = (),
) -> str:
    """Return a view as of ``fragment``, of at most about 200 KB and with most of a long text folded.

    Args:
        sentences: the sentences of the summary.
        document: the summarized document.
        notes: further text by heading; empty notes are omitted.
        unsupported: what the sentences say and no part of the document contains, which is underlined.

    >>> view = excerpt([], Document("A <b> text. " * 900), {})
    >>> view.count("<details>"), len(view) < 200_000
    (1, True)
    """
    marks = Marks(document.text, sentences)
    shown = (
        item(marks, n, html=mark_facts(each.text[:_LONGEST_NOTE], unsupported), limit=_LONGEST_NOTE)
        for n, each in enumerate(sentences)
    )
    items = list(_fitting(shown, _FOR_ITEMS))
    notes = {heading: _cut(note) for heading, note in notes.items()}
    if len(items) < len(sentences):
        notes = {"Not shown": f"{len(sentences) - len(items):,} more sentences of the summary", **notes}
    starts = [sentence.start for sentence in document.sentences]
    windows = list(_windows(sentences[: len(items)], document, starts))
    passages = list(_fitting((marks.between(*window) for window in windows), _FOR_PASSAGES))
    room = _MAX_BYTES - _n_bytes(compose(items, notes, "".join(passages), document.language))
    folds = []
    bounds = [0, *chain.from_iterable(windows[: len(passages)]), len(document.text)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        n = bisect_left(starts, end) - bisect_left(starts, start)
        folds.append(_folded(document.text[start:end], n, room))
        room -= _n_bytes(folds[-1])
    source = "".join(chain.from_iterable(zip(folds, [*passages, ""], strict=True)))
    return compose(items, notes, source, document.language)


def _windows(
    sentences: Sequence[Shown], document: Document, starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches to show, in order: each source with the sentence before and the one behind it."""
    length = len(document.text)
    start, end = 0, min(length, _AROUND)  # the beginning says what the text is
    if length <= _LONGEST_PASSAGE:
        end = length
    for low, high in sorted((each.start, each.end) for shown in sentences for each in shown.sources):
        high = min(high, low + _LONGEST_PASSAGE)
        first = starts[max(bisect_right(starts, low) - 2, 0)]
        last = document.sentences[min(bisect_left(starts, high), len(starts) - 1)].end
        first, last = max(first, low - _AROUND), max(high, min(last, high + _AROUND))
        if first > end + _WORTH_FOLDING:
            yield start, end
            start = first
        end = max(end, last)
    yield start, length if length <= end + _WORTH_FOLDING else end


def _folded(text: str, n_sentences: int, room: int) -> str:
    """Return a stretch that one can unfold, or, where there is no room for it, a line that tells of it."""
    if not text:
        return ""
    label = f"{n_sentences:,} more sentence{'' if n_sentences == 1 else 's'}"
    if len(text) <= room:
        fold = f"<details><summary>{label}</summary>{clean(text)}</details>"
        if _n_bytes(fold) <= room:
            return fold
    return f'<p class="quiet">{label}: summary.to_html() shows the whole text</p>'


def _fitting(pieces: Iterator[str], room: int) -> Iterator[str]:
    """Yield pieces while there is room for them, in bytes."""
    for piece in pieces:
        room -= _n_bytes(piece)
        if room < 0:
            return
        yield piece


def _cut(note: str) -> str:
    return note if len(note) <= _LONGEST_NOTE else f"{note[: _LONGEST_NOTE - 1]}…"


def _n_bytes(html: str) -> int:
    return len(html.encode())
